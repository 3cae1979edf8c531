// Signing in by e-mail.
import { expect } from '@playwright/test';
import { AnyPage } from './page';

export class SignIn extends AnyPage {
  /** The newest mail to an address, as the mail box of a development server shows it. */
  async mail(to: string): Promise<{ subject: string; text: string }> {
    const box = await this.page.context().newPage();
    await box.goto(`${this.prefix}/dev/mail?to=${encodeURIComponent(to)}&lang=${this.lang}`);
    const newest = box.getByRole('article').first();
    const mail = {
      subject: await newest.getByRole('heading').innerText(),
      text: await newest.locator('pre').innerText(),
    };
    await box.close();
    return mail;
  }

  /** Asks for a mail; the sign-in page is open. */
  async ask(email: string): Promise<void> {
    await this.page.getByLabel(this.say('account.email'), { exact: true }).fill(email);
    await this.leave(this.button('account.send_code'));
    await expect(this.heading).toHaveText(this.say('account.code_title'));
  }

  /** Signs in with the code of the mail. */
  async byCode(email: string): Promise<void> {
    await this.ask(email);
    const code = /^\d{6}/.exec((await this.mail(email)).subject)?.[0] ?? '';
    await this.page.getByLabel(this.say('account.code'), { exact: true }).fill(code);
    await this.leave(this.button('account.sign_in'));
  }

  /** Signs in with the link of the mail. Opening it twice changes nothing; only the button signs in. */
  async byLink(email: string): Promise<void> {
    await this.ask(email);
    const link = /http\S+/.exec((await this.mail(email)).text)?.[0] ?? '';
    await this.page.goto(link);
    await this.page.goto(link);
    await this.leave(this.button('account.sign_in'));
  }
}
