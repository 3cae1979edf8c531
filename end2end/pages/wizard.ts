// The application as a partner fills it in: the task list, and each page of the form.
import { expect, type Locator } from '@playwright/test';
import type { Fields } from '../support/answers';
import { AnyPage } from './page';

export class TaskList extends AnyPage {
  get rows(): Locator {
    return this.page.locator('.task-list__row');
  }

  status(row: number): Locator {
    return this.rows.nth(row).locator('.status');
  }

  /** Clicks into the middle of a row: the whole row is the link. */
  async open(row: number): Promise<void> {
    await this.leave(this.rows.nth(row));
  }
}

export class Wizard extends AnyPage {
  /** The page of the form that is open, as its address names it. */
  get step(): string {
    return new URL(this.page.url()).pathname.slice(this.prefix.length).split('/').at(3) ?? '';
  }

  controls(field: string): Locator {
    return this.page.locator(`[name="answers[${field}][]"]`);
  }

  /** The control of a field, or the one choice of it. */
  control(field: string, value?: string): Locator {
    const controls = this.controls(field);
    return value === undefined ? controls.first() : controls.and(this.page.locator(`[value="${value}"]`));
  }

  /** Answers a field, whatever kind it is of. */
  async answer(field: string, values: string | string[]): Promise<void> {
    const control = this.control(field);
    const kind = await control.evaluate((element) => ('type' in element ? String(element.type) : ''));
    for (const value of [values].flat()) {
      if (kind === 'radio' || kind === 'checkbox') await this.choose(this.control(field, value));
      else if (kind === 'select-one') await control.selectOption(value);
      else await control.fill(value);
    }
  }

  async fill(fields: Fields): Promise<void> {
    for (const [field, values] of Object.entries(fields)) await this.answer(field, values);
  }

  /** Says at the end of a section, where that is asked and nothing is said yet, that it is complete. */
  private async complete(): Promise<void> {
    const said = this.controls('completed');
    if ((await said.count()) > 0 && (await said.and(this.page.locator(':checked')).count()) === 0) {
      await this.answer('completed', 'yes');
    }
  }

  /** Expects a field to hold exactly this. */
  async expectAnswer(field: string, values: string | string[]): Promise<void> {
    const control = this.control(field);
    const kind = await control.evaluate((element) => ('type' in element ? String(element.type) : ''));
    if (kind === 'radio' || kind === 'checkbox') {
      const checked = this.controls(field).and(this.page.locator(':checked'));
      await expect.poll(() => checked.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).toEqual([values].flat());
    } else {
      await expect(control).toHaveValue([values].flat()[0] ?? '');
    }
  }

  async expectAnswers(fields: Fields): Promise<void> {
    for (const [field, values] of Object.entries(fields)) await this.expectAnswer(field, values);
  }

  get continueButton(): Locator {
    return this.button('application.go_on');
  }

  /** Saves the page and goes on. */
  async goOn(): Promise<void> {
    await this.complete();
    await this.leave(this.continueButton);
  }

  /** The line above the buttons that says how saving stands. */
  get saveLine(): Locator {
    return this.page.locator('#save-line .save-line__text');
  }
}
