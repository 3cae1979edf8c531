// Every district's own process, from the first question to the public directory: with and without scripts.
import { AnyForm } from './pages/anyone';
import { Office } from './pages/office';
import { AnyPage } from './pages/page';
import { SignIn } from './pages/sign_in';
import { TaskList, Wizard } from './pages/wizard';
import { axe, overflow } from './support/inspect';
import { mistakes } from './support/markup';
import { Server } from './support/server';
import { expect, newAddress, test, Watch } from './support/test';

/** What an organization that may apply says to each district's first questions. */
const WAYS: Record<string, Record<string, string[]>> = {
  'charlotte-mecklenburg': {
    status: ['nonprofit'],
    types: ['time', 'talent'],
    frequency: ['ongoing'],
    involves: ['contact'],
    free: ['yes'],
    funding: ['no'],
  },
  providence: { who: ['organization'], wish: ['new'], time: ['school-time'], proven: ['yes'], several: ['no'] },
  'saint-paul': { who: ['organization'], relation: ['partner'], scope: ['school'], agreed: ['yes'], uses: ['none'] },
  seattle: { who: ['organization'], serves: ['yes'], payer: ['own'], lease: ['no'], ptsa: ['no'], data: ['no'] },
};

for (const [district, way] of Object.entries(WAYS)) {
  test(`a partner applies, the office approves, the public finds it: ${district}`, async ({ browser, javaScriptEnabled, viewport, isMobile, hasTouch }) => {
    test.setTimeout(240_000);
    const server = await Server.start('empty', district);
    const watch = new Watch(server.url);
    if (javaScriptEnabled === false) watch.allow(/trellis_bg\.wasm was preloaded using link preload but not used/);
    const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled, viewport, isMobile, hasTouch });
    const desk = await browser.newContext({ baseURL: server.url, javaScriptEnabled, viewport: { width: 1280, height: 800 } });
    await watch.over(context);
    await watch.over(desk);
    const findings: string[] = [];
    /** What is wrong with the page that is open: as a person meets it, or, where no scripts run, as the server sent it. */
    const look = async ({ page }: AnyPage): Promise<void> => {
      const problems =
        javaScriptEnabled === false
          ? await mistakes(await (await page.request.get(page.url())).text())
          : [...(await axe(page)), ...(await overflow(page))];
      findings.push(...problems.map((problem) => `${new URL(page.url()).pathname}: ${problem}`));
    };
    try {
      const page = await context.newPage();
      const any = new AnyPage(page);
      const organization = `Readers of ${district}`;
      const email = newAddress();

      await test.step('finds the way', async () => {
        await page.goto('/');
        await look(any);
        await any.leave(any.link('welcome.way_start').first());
        for (const [question, values] of Object.entries(way)) {
          for (const value of values) await any.choose(page.locator(`input[name="${question}"][value="${value}"]`));
          await look(any);
          await any.leave(any.button('start.continue_'));
        }
        await look(any);
        await any.leave(any.link('start.start_by_mail').first());
        await new SignIn(page).byCode(email);
        await any.leave(any.button('start.start_application').first());
      });

      const list = new TaskList(page);
      const wizard = new Wizard(page);
      await test.step('fills in every section', async () => {
        const form = new AnyForm(page);
        await expect(list.rows.first()).toBeVisible();
        const sections = (await list.rows.count()) - 1;
        for (let section = 0; section < sections; section++) {
          await list.open(section);
          while (wizard.step) {
            const step = wizard.step;
            await form.answerAll({ 'organization.name': organization, listed: 'yes' });
            await look(any);
            await wizard.goOn();
            const told = await wizard.summary.allInnerTexts();
            expect(page.url(), `${step}: ${told.join('\n')}`).not.toContain('check=1');
          }
          await expect(list.status(section)).toHaveText(any.say('stage.completed'));
        }
        await look(any);
        await list.open(sections);
      });

      await test.step('checks the answers, signs and sends', async () => {
        await expect(any.heading).toHaveText(any.say('application.check_title'));
        await look(any);
        await any.leave(any.link('application.to_sign'));
        await page.getByLabel(any.say('ui.signature_name'), { exact: true }).fill('Ana Ruiz');
        await any.choose(page.getByLabel(any.say('ui.signature_consent'), { exact: true }));
        await look(any);
        await any.leave(any.button('application.sign_and_send'));
        await expect(page.locator('.notice--success')).toContainText(any.say('application.done_sent'));
        await look(any);
      });

      await test.step('the office reviews and approves', async () => {
        const office = new Office(await desk.newPage());
        await office.page.goto('/sign-in');
        await new SignIn(office.page).byCode('office@example.org');
        await look(office);
        await office.openNew(organization);
        await office.startReview();
        await office.judgeAll('met');
        await look(office);
        await office.decide('approve');
        await new AnyForm(office.page).chooseOne('answers[level][]');
        await new AnyForm(office.page).chooseOne('answers[agreement][]');
        await look(office);
        await office.toMail('approve');
        await look(office);
        await office.send('approve');
        await look(office);
      });

      await test.step('the public finds it', async () => {
        await page.goto('/directory');
        await page.getByRole('searchbox').fill('Readers');
        await any.leave(any.button('directory.search'));
        await look(any);
        await any.leave(page.getByRole('link', { name: organization, exact: true }));
        await expect(any.heading).toHaveText(organization);
        await look(any);
        for (const secret of ['ana@example.com', '555-0123', 'Ana Ruiz']) expect(await page.content()).not.toContain(secret);
      });
      expect([...findings, ...watch.problems]).toEqual([]);
    } finally {
      await context.close();
      await desk.close();
      await server.stop();
    }
  });
}
