// The desk of the office.
import { expect, type Locator } from '@playwright/test';
import { say } from '../support/words';
import { AnyPage } from './page';

export class Office extends AnyPage {
  /** What the last act brought about. */
  get news(): Locator {
    return this.page.locator('.notice--success');
  }

  /** Opens an application from the queue of new ones, whose count is that of its rows. */
  async openNew(organization: string): Promise<void> {
    await this.page.goto('/office');
    const card = this.page.locator('.queue', { hasText: this.say('office.queue_new') });
    const count = await card.locator('.queue__count').innerText();
    await this.leave(card);
    await expect(this.page.locator('.table tbody tr')).toHaveCount(Number(count));
    await this.leave(this.page.getByRole('link', { name: organization, exact: true }));
    await expect(this.heading).toHaveText(organization);
  }

  async startReview(): Promise<void> {
    await this.leave(this.button('stage.start_review'));
    await expect(this.news).toContainText(this.say('office.done_start_review'));
  }

  /** Finds the same for each criterion. */
  async judgeAll(finding: string): Promise<void> {
    const choices = this.page.locator(`#checklist input[type="radio"][value="${finding}"]`);
    await expect(choices).not.toHaveCount(0);
    for (const choice of await choices.all()) await this.choose(choice);
    await this.leave(this.button('office.save_findings'));
    await expect(this.news).toContainText(this.say('office.done_judge'));
  }

  /** Opens the page of a decision. */
  async decide(action: string): Promise<void> {
    await this.leave(this.page.locator('.standing').getByRole('link', { name: this.say(`stage.${action}`), exact: true }));
    await expect(this.heading).toHaveText(this.say(`decide.${action}_title`));
  }

  /** Goes on to the mail of the decision. */
  async toMail(action: string): Promise<void> {
    await this.leave(this.button('decide.go_on'));
    await expect(this.heading).toHaveText(this.say(`decide.preview_title_${action}`));
  }

  get mailText(): Locator {
    return this.page.getByLabel(say(this.lang, 'decide.body'), { exact: true });
  }

  /** Sends the mail and so takes the decision. */
  async send(action: string): Promise<void> {
    await this.leave(this.button(`decide.send_${action}`));
    await expect(this.news).toContainText(this.say(`office.done_${action}`));
  }
}
