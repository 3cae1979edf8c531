// The route advisor.
import { AnyPage } from './page';

export class Start extends AnyPage {
  async open(): Promise<void> {
    await this.page.goto('/start');
  }

  /** Answers the question that is asked and goes on. */
  async answer(question: string, value: string): Promise<void> {
    await this.choose(this.page.locator(`input[name="${question}"][value="${value}"]`));
    await this.leave(this.button('start.continue_'));
  }
}
