// Two districts under one host, each a path of it, in one browser: nothing of one is ever the other's.
import type { BrowserContext, Page, Request } from '@playwright/test';
import { AnyPage } from './pages/page';
import { SignIn } from './pages/sign_in';
import { Wizard } from './pages/wizard';
import { Server } from './support/server';
import { awake, expect, newAddress, test, Watch } from './support/test';
import { pattern } from './support/words';

/** What the server answers under every host, whichever district asks. */
const SHARED = /^\/(pkg\/|favicon\.)/;
const FIELD = 'organization.about';
const saved = pattern('en', 'application.saved_at');

const isBelow = (prefix: string, path: string): boolean => path === prefix || path.startsWith(`${prefix}/`) || SHARED.test(path);

/** A district, as one person meets it in a tab. */
class District extends AnyPage {
  readonly wizard: Wizard;

  constructor(page: Page, prefix: string) {
    super(page, 'en', prefix);
    this.wizard = new Wizard(page, 'en', prefix);
  }

  /** Opens a page, and looks whether each of its links, forms, pictures and scripts stays in the district. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.prefix}${path}`);
    await this.stays();
  }

  async stays(): Promise<void> {
    const addresses = await this.page.evaluate(() =>
      ['href', 'action', 'formaction', 'src'].flatMap((name) =>
        [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
      ),
    );
    const own = addresses.filter((address) => address.startsWith('/')).map((address) => address.replace(/[?#].*/, ''));
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((address) => !isBelow(this.prefix, address)), `of ${this.page.url()}`).toEqual([]);
  }

  async signIn(email: string): Promise<void> {
    await this.open('/sign-in');
    await new SignIn(this.page, 'en', this.prefix).byCode(email);
  }

  /** Where whoever asks for the account is led. */
  async account(): Promise<string> {
    await this.page.goto(`${this.prefix}/account`);
    return new URL(this.page.url()).pathname.slice(this.prefix.length);
  }

  /** Begins an application; gives its id. */
  async begin(): Promise<string> {
    await this.open('/applications');
    await this.leave(this.button('application.start_another'));
    return /\/applications\/([\w-]+)$/.exec(this.page.url())?.[1] ?? '';
  }

  /** The colour of links and buttons. */
  async color(): Promise<string> {
    return this.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim());
  }

  /** How the names begin under which this host keeps unsaved text. */
  async kept(): Promise<string[]> {
    return this.page.evaluate(() => Object.keys(localStorage).map((key) => key.split('/').slice(0, 2).join('/')));
  }
}

/** Notes what a page of one district asks of another, or of the host outside all of them. */
function strays(context: BrowserContext): string[] {
  const found: string[] = [];
  context.on('request', (request: Request) => {
    if (request.isNavigationRequest()) return;
    const page = new URL(request.frame().url()).pathname;
    const path = new URL(request.url()).pathname;
    if (!isBelow(`/${page.split('/')[1]}`, path)) found.push(`${page} asked for ${path}`);
  });
  return found;
}

test('two districts under one host share nothing in one browser', async ({ browser }) => {
  // The same person is a partner of the one and administers the other.
  const email = newAddress();
  const server = await Server.several({ durham: 'administrator@example.org', seattle: email });
  const watch = new Watch(server.url);
  // What is not there is asked for, and saving is kept from the server for a while.
  watch.allow(/status of 404|ERR_FAILED/);
  const context = await browser.newContext({ baseURL: server.url });
  try {
    await watch.over(context);
    const lost = strays(context);
    const durham = new District(await context.newPage(), '/durham');
    const seattle = new District(await context.newPage(), '/seattle');

    await test.step('a sign-in, a mail and a person are those of one district', async () => {
      await durham.signIn(email);
      expect(await durham.account()).toBe('/account');
      expect(await seattle.account()).toBe('/sign-in');
      await seattle.open(`/dev/mail?to=${encodeURIComponent(email)}`);
      await expect(seattle.page.getByRole('article')).toHaveCount(0);
      await seattle.signIn(email);
      await expect(seattle.page).toHaveURL(/\/seattle\/office$/);
      await durham.page.getByLabel(durham.say('account.name'), { exact: true }).fill('Ana of Durham');
      await durham.leave(durham.button('account.save_name'));
      await durham.stays();
      expect(await seattle.account()).toBe('/account');
      await expect(seattle.page.getByLabel(seattle.say('account.name'), { exact: true })).toHaveValue('');
      await seattle.stays();
      expect((await durham.page.goto('/durham/office'))?.status()).toBe(404);
      const paths = new Set((await context.cookies()).map((cookie) => cookie.path));
      expect([...paths].sort()).toEqual(['/durham', '/seattle']);
      // A language, too, is chosen for one of them.
      await seattle.open('/process?lang=es');
      await durham.open('/process');
      await durham.expectLanguage();
      await seattle.open('/process?lang=en');
    });

    const id = await durham.begin();
    await test.step('an application is saved in between, in its own district', async () => {
      await durham.open(`/applications/${id}/about`);
      await awake(durham.page);
      await durham.wizard.answer(FIELD, 'Saved at Durham');
      await expect(durham.wizard.saveLine).toHaveText(saved);
      expect((await seattle.page.goto(`/seattle/applications/${id}`))?.status()).toBe(404);
      await seattle.open('/applications');
      await expect(seattle.page.locator('.card')).toHaveCount(0);
    });

    await test.step('text that was not saved is offered where it was typed', async () => {
      const other = await seattle.begin();
      await context.route('**/api/autosave_step', (route) => route.abort());
      for (const [district, application] of [[durham, id], [seattle, other]] as const) {
        await district.open(`/applications/${application}/about`);
        await awake(district.page);
        await district.wizard.answer(FIELD, `Unsaved at ${district.prefix}`);
        await expect(district.wizard.saveLine).toHaveText(district.say('application.not_saved'));
      }
      expect((await durham.kept()).sort()).toEqual(['trellis/durham', 'trellis/seattle']);
      await context.unroute('**/api/autosave_step');
      for (const [district, other] of [[durham, 'seattle'], [seattle, 'durham']] as const) {
        await district.page.reload();
        await awake(district.page);
        await district.page.getByRole('button', { name: district.say('application.left_over_take'), exact: true }).click();
        await district.wizard.expectAnswer(FIELD, `Unsaved at ${district.prefix}`);
        await expect(district.wizard.saveLine).toHaveText(saved);
        expect(await district.page.content()).not.toContain(`Unsaved at /${other}`);
      }
    });

    await test.step('a look is that of one district', async () => {
      const before = [await durham.color(), await seattle.color()];
      await seattle.open('/office/look');
      await seattle.page.getByLabel(seattle.say('look.color'), { exact: true }).fill('#7a1f3d');
      await seattle.leave(seattle.button('look.show'));
      await seattle.stays();
      await seattle.leave(seattle.button('look.use_colors'));
      await durham.page.reload();
      expect([await durham.color(), await seattle.color()]).toEqual([before[0], '#7a1f3d']);
      expect(before[1]).not.toBe('#7a1f3d');
    });

    await test.step('signing out of one leaves the other signed in', async () => {
      await durham.open('/account');
      await durham.leave(durham.button('account.sign_out'));
      expect(await durham.account()).toBe('/sign-in');
      expect(await seattle.account()).toBe('/account');
      await seattle.open('/office/applications');
    });
    expect([...lost, ...watch.problems]).toEqual([]);
  } finally {
    await context.close();
    await server.stop();
  }
});
