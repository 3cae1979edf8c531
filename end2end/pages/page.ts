// What every page has.
import { expect, type Locator, type Page } from '@playwright/test';
import { type Lang, say } from '../support/words';

export class AnyPage {
  constructor(
    readonly page: Page,
    readonly lang: Lang = 'en',
    /** The path of the district, where it shares its host with others. */
    readonly prefix = '',
  ) {}

  say(key: string, values: Record<string, string | number> = {}): string {
    return say(this.lang, key, values);
  }

  button(key: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name: this.say(key), exact: true });
  }

  link(key: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name: this.say(key), exact: true });
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  /** The box that tells the mistakes of the page. */
  get summary(): Locator {
    return this.page.locator('.error-summary');
  }

  /** Presses a button that leads to another page, and waits until it is there. */
  async leave(button: Locator): Promise<void> {
    const before = this.page.url();
    await Promise.all([
      this.page.waitForURL((url) => url.href !== before, { waitUntil: 'domcontentloaded' }),
      button.click(),
    ]);
  }

  /** Chooses a radio button or a checkbox as people do: by its label. */
  async choose(control: Locator): Promise<void> {
    if (await control.isChecked()) return;
    const id = await control.getAttribute('id');
    await this.page.locator(`label[for="${id}"]`).click();
    await expect(control).toBeChecked();
  }

  async expectLanguage(): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('lang', this.lang);
  }
}
