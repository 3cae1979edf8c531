// The form under bad weather: lost connections, late programs, double clicks, two tabs, wrong answers.
import type { Page } from '@playwright/test';
import { AnyPage } from './pages/page';
import { SignIn } from './pages/sign_in';
import { TaskList, Wizard } from './pages/wizard';
import { answers } from './support/answers';
import { axe } from './support/inspect';
import { awake, expect, test } from './support/test';
import { Visitor } from './support/visitor';
import { pattern, say } from './support/words';

const AUTOSAVE = '**/api/autosave_step*';
const saved = pattern('en', 'application.saved_at');
const notSaved = say('en', 'application.not_saved');

/** What the server has of a field now. */
async function stored(visitor: Visitor, path: string, field: string): Promise<string> {
  const { html } = await visitor.get(path);
  const [, area] = new RegExp(`<textarea[^>]*name="answers\\[${field}\\]\\[\\]"[^>]*>\\n?([^<]*)</textarea>`).exec(html) ?? [];
  return area ?? '';
}

test.describe('saving in between', () => {
  test('what is typed is saved without a button, and kept while the server is out of reach', async ({ page, context, partner, watch }) => {
    test.setTimeout(120_000);
    watch.allow(/Failed to load resource|ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
    const wizard = new Wizard(page);
    const path = partner.at('growth');
    const field = 'program.growth';
    const line = page.locator('#save-line');
    const trouble = line.getByRole('status');
    const take = page.getByRole('button', { name: say('en', 'application.left_over_take') });

    await test.step('the line stands above the button, and the button is described by it', async () => {
      await page.goto(path);
      await awake(page);
      await expect(wizard.saveLine).toHaveText(say('en', 'application.saved_automatically'));
      await expect(wizard.continueButton).toHaveAttribute('aria-describedby', 'save-line');
      expect(await line.evaluate((line) => line.nextElementSibling?.querySelector('button')?.type)).toBe('submit');
      await expect(take).toBeHidden();
    });

    await test.step('typing is enough', async () => {
      await wizard.answer(field, 'First text');
      await expect(wizard.saveLine).toHaveText(saved);
      // Not every save is read out.
      await expect(trouble).toHaveText('');
      expect(await stored(partner.visitor, path, field)).toBe('First text');
      await page.reload();
      await wizard.expectAnswer(field, 'First text');
      await awake(page);
      await expect(take).toBeHidden();
    });

    await test.step('when saving fails, the line says so and the text stays', async () => {
      await page.route(AUTOSAVE, (route) => route.abort());
      await wizard.answer(field, 'Second text');
      await expect(wizard.saveLine).toHaveText(notSaved);
      await expect(trouble).toHaveText(notSaved);
      await wizard.expectAnswer(field, 'Second text');
      expect(await stored(partner.visitor, path, field)).toBe('First text');
    });

    await test.step('later the unsaved text is offered, and nothing is overwritten before', async () => {
      await page.unroute(AUTOSAVE);
      await page.reload();
      await awake(page);
      await expect(line).toContainText(say('en', 'application.left_over'));
      await wizard.expectAnswer(field, 'First text');
      expect(await axe(page)).toEqual([]);
      await page.waitForTimeout(2_000);
      expect(await stored(partner.visitor, path, field)).toBe('First text');
      await take.click();
      await wizard.expectAnswer(field, 'Second text');
      await expect.poll(() => stored(partner.visitor, path, field)).toBe('Second text');
      await expect(wizard.saveLine).toHaveText(saved);
      await page.reload();
      await awake(page);
      await wizard.expectAnswer(field, 'Second text');
      await expect(take).toBeHidden();
    });

    await test.step('without a connection nothing is lost, and it is saved when the connection is back', async () => {
      await context.setOffline(true);
      await wizard.answer(field, 'Third text');
      await expect(wizard.saveLine).toHaveText(notSaved);
      await context.setOffline(false);
      await expect(wizard.saveLine).toHaveText(saved);
      expect(await stored(partner.visitor, path, field)).toBe('Third text');
      await expect(trouble).toHaveText('');
    });

    await test.step('what is discarded is not offered again', async () => {
      await page.route(AUTOSAVE, (route) => route.abort());
      await wizard.answer(field, 'Fourth text');
      await expect(wizard.saveLine).toHaveText(notSaved);
      await page.unroute(AUTOSAVE);
      await page.reload();
      await awake(page);
      await page.getByRole('button', { name: say('en', 'application.left_over_drop') }).click();
      await expect(take).toBeHidden();
      await wizard.expectAnswer(field, 'Third text');
      await page.reload();
      await awake(page);
      await expect(take).toBeHidden();
    });

    await test.step('sent without a connection, it is offered when one comes back another way', async () => {
      await page.route('**/api/*_step', (route) => route.abort());
      await wizard.answer(field, 'Fifth text');
      await wizard.continueButton.click();
      await expect(page).toHaveURL(/^chrome-error:/);
      await page.unroute('**/api/*_step');
      await page.goto(`/applications/${partner.id}`);
      await page.goto(partner.at('need'));
      await awake(page);
      await page.goto(path);
      await awake(page);
      await wizard.expectAnswer(field, 'Third text');
      await take.click();
      await wizard.goOn();
      expect(await stored(partner.visitor, path, field)).toBe('Fifth text');
    });

    await test.step('another language shows the same page, and loses nothing that was just typed', async () => {
      await page.goto(path);
      await awake(page);
      await wizard.answer(field, 'Sixth text');
      await page.getByRole('button', { name: 'Español', exact: true }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'es');
      expect(wizard.step).toBe('growth');
      await awake(page);
      await expect(page.getByRole('button', { name: say('es', 'application.left_over_take') })).toBeHidden();
      await wizard.expectAnswer(field, 'Sixth text');
      expect(await stored(partner.visitor, path, field)).toBe('Sixth text');
      await page.getByRole('button', { name: 'English', exact: true }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await wizard.expectAnswer(field, 'Sixth text');
    });

    await test.step('saving and finishing later keeps even a wrong answer', async () => {
      await page.goto(partner.at('about'));
      await wizard.answer('organization.established', 'long ago');
      await wizard.leave(wizard.button('application.later'));
      await expect(page.locator('.notice--success')).toContainText(say('en', 'application.kept_title'));
      await page.goto(partner.at('about'));
      await wizard.expectAnswer('organization.established', 'long ago');
    });
  });

  test('what is typed before the program arrives is kept, and saved by Continue', async ({ page, partner }) => {
    const wizard = new Wizard(page);
    const held = Date.now();
    let release = (): void => undefined;
    const gate = new Promise<void>((open) => (release = open));
    await page.route('**/*.wasm', async (route) => {
      await gate;
      await route.continue();
    });
    await page.goto(partner.at('organization'), { waitUntil: 'commit' });
    await wizard.control('organization.name').pressSequentially('Typed early', { delay: 20 });
    await wizard.answer('organization.kind', 'business');
    await page.waitForTimeout(Math.max(0, 5_000 - (Date.now() - held)));
    release();
    await awake(page);
    await wizard.expectAnswers({ 'organization.name': 'Typed early', 'organization.kind': 'business' });
    await wizard.goOn();
    expect(wizard.step).toBe('contact');
    await page.goto(partner.at('organization'));
    await wizard.expectAnswers({ 'organization.name': 'Typed early', 'organization.kind': 'business' });
  });
});

test('two tabs with different texts are a choice, not a loss', async ({ page, context, partner }) => {
  const field = 'program.growth';
  const [one, two] = [new Wizard(page), new Wizard(await context.newPage())];
  for (const [taken, kept] of [['other', 'The text of the second tab'], ['stored', 'The text of the first tab']]) {
    await one.page.goto(partner.at('growth'));
    await two.page.goto(partner.at('growth'));
    await Promise.all([awake(one.page), awake(two.page)]);
    await one.answer(field, 'The text of the first tab');
    await one.goOn();
    await two.answer(field, 'The text of the second tab');
    await expect(two.saveLine).toHaveText(say('en', 'application.differs_now'));
    await two.goOn();
    const choice = two.page.locator('.notice--warning');
    await expect(choice).toBeFocused();
    await expect(choice).toContainText(say('en', 'application.two_texts', { n: 1 }));
    await expect(choice).toContainText('The text of the first tab');
    await expect(choice).toContainText('The text of the second tab');
    await two.leave(two.button(taken === 'other' ? 'application.take_other' : 'application.keep_stored'));
    await two.expectAnswer(field, kept ?? '');
    await expect(choice).toHaveCount(0);
    expect(await stored(partner.visitor, partner.at('growth'), field)).toBe(kept);
  }
});

test('back, refresh and double clicks do no harm, up to the end', async ({ page, context, server, partner }) => {
  test.setTimeout(120_000);
  const wizard = new Wizard(page);
  const { visitor } = partner;
  const all = answers('Twice Readers');

  await test.step('back and refresh keep what was answered', async () => {
    await page.goto(partner.at('organization'));
    await wizard.fill(all.organization ?? {});
    // A double click counts once: it leads to the next page, not past it.
    await Promise.all([page.waitForURL(/\/contact$/), wizard.continueButton.dblclick()]);
    await wizard.fill(all.contact ?? {});
    await wizard.goOn();
    await page.goBack();
    await wizard.expectAnswers(all.contact ?? {});
    await page.goBack();
    await wizard.expectAnswers(all.organization ?? {});
    await page.reload();
    await wizard.expectAnswers(all.organization ?? {});
    await page.goForward();
    await wizard.expectAnswers(all.contact ?? {});
    // The link back is a link, and the first thing before the page.
    await wizard.leave(page.locator('a.back'));
    expect(wizard.step).toBe('organization');
  });

  await test.step('another device shows the same', async () => {
    const elsewhere = await Visitor.signedIn(server.url, partner.email);
    const { html } = await elsewhere.get(partner.at('organization'));
    expect(html).toContain('value="Twice Readers"');
  });

  await test.step('signing twice sends once', async () => {
    for (const [step, fields] of Object.entries(all)) {
      const seen = /name="seen" value="(\d+)"/.exec((await visitor.get(partner.at(step))).html)?.[1] ?? '0';
      await visitor.save(partner.id, step, { ...fields, completed: 'yes' }, [['seen', seen]]);
    }
    await page.goto(partner.at('sign'));
    await awake(page);
    await wizard.fill({ 'signature.name': 'Ana Ruiz', 'signature.consent': 'yes' });
    await Promise.all([page.waitForURL(/\/status/), wizard.button('application.sign_and_send').dblclick()]);
    await expect(wizard.heading).toHaveText(say('en', 'application.status_sent'));
    const box = await visitor.get(`/dev/mail?to=${encodeURIComponent(partner.email)}`);
    expect(box.html.split('Application received').length - 1).toBe(1);
    const office = await Visitor.signedIn(server.url, 'office@example.org');
    const record = await office.get(`/office/applications/${partner.id}`);
    expect(record.html.split(say('en', 'office.did_submit')).length - 1).toBe(1);
  });

  await test.step('afterwards back shows where it stands, and sends nothing', async () => {
    await page.goBack();
    await expect(page).toHaveURL(/\/status/);
    await expect(wizard.heading).toHaveText(say('en', 'application.status_sent'));
    // A bookmark works after signing out and in again.
    await context.clearCookies();
    await page.goto(partner.at('status'));
    await new SignIn(page).byCode(partner.email);
    await expect(page).toHaveURL(new RegExp(`${partner.id}/status`));
  });
});

/** The mistakes of a page: each is in the summary and at its field in the same words, and leads to it. */
async function expectMistakes(page: Page, expected: Record<string, string>): Promise<void> {
  const any = new AnyPage(page);
  await expect(any.summary).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  const links = any.summary.getByRole('link');
  const found = await links.evaluateAll((links) => links.map((link) => [link.getAttribute('href')?.slice(1) ?? '', link.textContent ?? '']));
  expect(found.map(([id]) => id)).toEqual(Object.keys(expected));
  for (const [at, [id = '', sentence = '']] of found.entries()) {
    const control = page.locator(`[id="${id}"]`);
    // The parts of a date have one sentence, at the whole.
    const whole = id.replace(/\.(month|day|year)$/, '');
    const error = page.locator(`[id="${id}-error"], [id="${whole}-error"]`);
    await expect(error).toHaveText(`${say('en', 'ui.error_prefix')} ${sentence}`);
    expect(sentence).toMatch(pattern('en', `problem.${expected[id]}`));
    const described = await control.evaluate((control) => {
      const owners = [control, control.closest('fieldset')];
      return owners.map((owner) => owner?.getAttribute('aria-describedby') ?? '').join(' ');
    });
    expect(described.split(' '), `${id} is described by its mistake`).toContain(await error.getAttribute('id'));
    await links.nth(at).click();
    await expect(control, 'the link leads to the field').toBeFocused();
    const label = page.locator(`label[for="${id}"], fieldset:has([id="${id}"]) > legend`).last();
    await expect(label, 'the label can be read').toBeInViewport();
  }
}

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts });

    test('mistakes are told where they are, and nothing typed is lost', async ({ page, partner }) => {
      test.setTimeout(120_000);
      const wizard = new Wizard(page);

      await test.step('nothing is judged before Continue', async () => {
        await page.goto(partner.at('contact'));
        await wizard.answer('contact.email', 'nobody');
        await wizard.control('contact.email').blur();
        await expect(page.locator('.error, .error-summary, [aria-invalid]')).toHaveCount(0);
      });

      await test.step('single fields', async () => {
        const typed = { 'contact.name': 'x'.repeat(130), 'contact.email': 'nobody', 'contact.phone': 'call me' };
        await wizard.fill(typed);
        await wizard.goOn();
        await expectMistakes(page, {
          'contact.name': 'too_long',
          'contact.role': 'missing',
          'contact.email': 'not_email',
          'contact.phone': 'not_phone',
        });
        await wizard.expectAnswers(typed);
      });

      await test.step('one of a list, many of a list, boxes of two levels, a list to open', async () => {
        for (const [step, field, problem] of [
          ['frequency', 'program.frequency', 'missing'],
          ['goals', 'program.goals', 'missing'],
          ['areas', 'program.areas', 'missing'],
          ['commitments', 'commitments.meeting', 'not_accepted'],
          ['sponsor', 'sites.sponsor', 'missing'],
        ] as const) {
          await page.goto(partner.at(step));
          await wizard.goOn();
          const id = await wizard.summary.getByRole('link').first().getAttribute('href');
          expect(id).toBe(`#${field}`);
          await expect(wizard.summary.getByRole('link').first()).toHaveText(pattern('en', `problem.${problem}`));
          // For a choice the whole group is described.
          const owner = step === 'sponsor' ? wizard.control(field) : page.locator('fieldset.field--error').first();
          await expect(owner).toHaveAttribute('aria-describedby', new RegExp(`${field}-error`));
        }
      });

      await test.step('addresses, dates and numbers', async () => {
        await page.goto(partner.at('address'));
        await wizard.fill({ 'organization.address.city': 'Durham', 'organization.address.state': 'North', 'organization.address.zip': '2' });
        await wizard.goOn();
        await expectMistakes(page, {
          'organization.address.street': 'missing',
          'organization.address.state': 'not_state',
          'organization.address.zip': 'not_zip',
        });
        await page.goto(partner.at('frequency'));
        await wizard.answer('program.frequency', 'ongoing');
        await wizard.goOn();
        await wizard.fill({
          'schedule.often': 'weekly',
          'schedule.times': 'Mondays',
          'schedule.start.month': '2',
          'schedule.start.day': '30',
          'schedule.start.year': '2027',
          'schedule.end.month': '1',
          'schedule.end.day': '1',
          'schedule.end.year': '2001',
        });
        await wizard.goOn();
        await expectMistakes(page, { 'schedule.start.day': 'not_date', 'schedule.end.month': 'date_past' });
        await wizard.expectAnswer('schedule.start.day', '30');
        await page.goto(partner.at('served'));
        await wizard.fill({ 'sites.students': '1,5oo' });
        await wizard.goOn();
        await expectMistakes(page, { 'sites.grades': 'missing', 'sites.students': 'not_whole' });
      });

      await test.step('mended, it goes on', async () => {
        await page.goto(partner.at('contact'));
        await expect(page.locator('[aria-invalid]')).toHaveCount(0);
        await wizard.fill(answers('').contact ?? {});
        await wizard.goOn();
        expect(wizard.step).toBe('address');
      });
    });

    test('deliverables are added and removed, and what was typed stays', async ({ page, partner }) => {
      const wizard = new Wizard(page);
      const items = page.locator('fieldset.item');
      const button = (text: string) => page.getByRole('button', { name: text, exact: true });
      const fields = Object.entries(answers('').outcomes ?? {});
      const item = (number: number): Record<string, string | string[]> =>
        Object.fromEntries(fields.map(([field, value]) => [field.replace('.1.', `.${number}.`), field.endsWith('.what') ? `Deliverable ${number}` : value]));
      await page.goto(partner.at('outcomes'));
      await expect(items).toHaveCount(1);
      await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
      await wizard.fill(item(1));
      await wizard.leave(button('Add another deliverable'));
      await expect(items).toHaveCount(2);
      await expect(items.nth(1)).toBeInViewport();
      await wizard.expectAnswers(item(1));
      // The legend and the button name the item, so that each label is heard once.
      await expect(page.getByRole('group', { name: 'Deliverable 2' })).toBeVisible();
      await wizard.fill(item(2));
      await button('Add another deliverable').click();
      await expect(items).toHaveCount(3);
      // What holds answers goes only after a question, and can be kept.
      await button('Remove deliverable 1').click();
      const asked = page.locator('.notice--warning');
      await expect(asked).toContainText('Remove deliverable 1?');
      await wizard.leave(asked.getByRole('link', { name: 'Keep it', exact: true }));
      await expect(items).toHaveCount(3);
      await button('Remove deliverable 1').click();
      if (scripts) await expect(asked).toBeFocused();
      await asked.getByRole('button', { name: 'Remove deliverable 1', exact: true }).click();
      await expect(items).toHaveCount(2);
      await wizard.expectAnswer('outcomes.1.what', 'Deliverable 2');
      // An item that was begun must be finished.
      await wizard.fill({ 'outcomes.2.what': 'Only a word' });
      await wizard.goOn();
      await expect(wizard.summary.getByRole('link').first()).toHaveAttribute('href', '#outcomes.2.measure');
      await wizard.expectAnswer('outcomes.1.what', 'Deliverable 2');
      await button('Remove deliverable 2').click();
      await asked.getByRole('button', { name: 'Remove deliverable 2', exact: true }).click();
      await expect(items).toHaveCount(1);
      // Enter in a field continues; it does not press the first button of the page.
      await wizard.control('outcomes.1.target').press('Enter');
      await expect(page).toHaveURL(new RegExp(`/applications/${partner.id}$`));
    });

    test('a partner says which section is complete, and is asked before a changed answer closes pages', async ({ page, partner }) => {
      const wizard = new Wizard(page);
      const list = new TaskList(page);
      const fields = answers('Reading friends');
      await page.goto(partner.at('money'));
      await wizard.fill(fields.money ?? {});
      await wizard.goOn();
      expect(wizard.step).toBe('fee');
      await wizard.fill(fields.fee ?? {});
      await wizard.answer('completed', 'no');
      await wizard.goOn();
      const money = list.rows.filter({ hasText: 'Money' });
      await expect(money.locator('.status')).toHaveText(say('en', 'stage.in_progress'));
      await wizard.leave(money);
      expect(wizard.step).toBe('fee');
      await wizard.answer('completed', 'yes');
      await wizard.goOn();
      await expect(money.locator('.status')).toHaveText(say('en', 'stage.completed'));
      await page.goto(partner.at('money'));
      await wizard.answer('money.fee', 'no');
      if (scripts) await expect(wizard.saveLine).toHaveText(saved);
      await wizard.goOn();
      const asked = page.locator('.notice--warning');
      await expect(asked).toBeFocused();
      await expect(asked.getByRole('listitem')).toHaveCount(1);
      await wizard.leave(asked.getByRole('button', { name: say('en', 'application.closes_drop') }));
      await expect(money.locator('.status')).toHaveText(say('en', 'stage.completed'));
    });

    test('whoever was signed out meanwhile is back on the same page with the text', async ({ page, context, partner, server, watch }) => {
      watch.allow(/status of 401/);
      const wizard = new Wizard(page);
      await page.goto(partner.at('growth'));
      if (scripts) await awake(page);
      const cookies = await context.cookies();
      await context.clearCookies();
      await context.addCookies(cookies.filter((cookie) => cookie.name === 'lang'));
      await wizard.answer('program.growth', 'Typed while the sign-in ended');
      if (scripts) await expect(wizard.saveLine).toHaveText(say('en', 'trouble.signed_out'));
      await wizard.goOn();
      await expect(page).toHaveURL(/\/sign-in/);
      await new SignIn(page).byCode(partner.email);
      expect(wizard.step).toBe('growth');
      await wizard.expectAnswer('program.growth', 'Typed while the sign-in ended');
      await expect(page.locator('.notice--error')).toHaveCount(0);
      await wizard.goOn();
      expect(await stored(await Visitor.signedIn(server.url, partner.email), partner.at('growth'), 'program.growth')).toBe(
        'Typed while the sign-in ended',
      );
    });
  });
}

test('a long text is counted and kept, a long list can be searched', async ({ page, partner }) => {
  const wizard = new Wizard(page);

  await test.step('the count goes along, and nothing is cut off', async () => {
    await page.goto(partner.at('program'));
    await awake(page);
    const count = page.locator('[id="program.summary-count"]');
    await expect(count).toHaveText(say('en', 'application.left_in_limit', { n: 1000 }));
    await wizard.answer('program.title', 'Reading');
    await wizard.control('program.summary').pressSequentially('abc é');
    await expect(count).toHaveText(say('en', 'application.left_in_limit', { n: 995 }));
    // The visible line is not read out with each key; a copy of it is, after a pause.
    await expect(count).toHaveAttribute('aria-hidden', 'true');
    await expect(page.locator('[id="program.summary-count"] + [role="status"]')).toHaveText(say('en', 'application.left_in_limit', { n: 995 }));
    const long = 'x'.repeat(2000);
    await wizard.answer('program.summary', long);
    await expect(count).toHaveText(say('en', 'application.over_limit', { n: 1000 }));
    await expect(count).toHaveClass(/count--over/);
    await wizard.goOn();
    await expectMistakes(page, { 'program.summary': 'too_long' });
    await wizard.expectAnswer('program.summary', long);
  });

  await test.step('a search field finds schools, and what is ticked stays in sight', async () => {
    await page.goto(partner.at('sites'));
    await awake(page);
    const visible = page.locator('.choice:visible');
    const everything = await visible.count();
    const search = page.getByRole('searchbox', { name: say('en', 'ui.filter_list') });
    await wizard.answer('sites.schools', 'heron-ford');
    await search.fill('CATALPA');
    await expect(visible).toHaveText(['Heron Ford Middle School', 'Catalpa High School']);
    await expect(page.locator('.filter__status')).toHaveText(say('en', 'application.matching', { n: 2 }));
    expect(await axe(page)).toEqual([]);
    await wizard.answer('sites.schools', 'catalpa');
    await search.fill('');
    await expect(visible).toHaveCount(everything);
    // Enter in the search field neither sends the page nor loses anything.
    await search.fill('sweet');
    await wizard.goOn();
    await page.goto(partner.at('sites'));
    await wizard.expectAnswer('sites.schools', ['heron-ford', 'catalpa']);
  });

  await test.step('controls are large enough for a thumb', async () => {
    await page.goto(partner.at('frequency'));
    // The whole box of a choice is its label.
    for (const control of await page.locator('main :is(.button, .choice):visible').all()) {
      expect((await control.boundingBox())?.height, await control.innerText()).toBeGreaterThanOrEqual(44);
    }
    await page.locator('main .choice').last().click({ position: { x: 250, y: 6 } });
    await wizard.expectAnswer('program.frequency', 'ongoing');
  });
});

test('a warning comes before the sign-in ends, and one press goes on', async ({ page, partner }) => {
  await page.clock.install();
  await page.goto(partner.at('growth'));
  await awake(page);
  const dialog = page.getByRole('alertdialog');
  const stay = dialog.getByRole('button', { name: say('en', 'layout.time_limit_stay') });
  for (let times = 0; times < 2; times += 1) {
    await expect(dialog).toBeHidden();
    await page.clock.fastForward('27:50');
    await expect(dialog).toBeHidden();
    await page.clock.runFor('00:20');
    await expect(dialog).toBeVisible();
    await expect(dialog).toHaveAccessibleName(say('en', 'layout.time_limit_title'));
    await expect(stay).toBeFocused();
    expect(await axe(page)).toEqual([]);
    await Promise.all([page.waitForResponse((answer) => answer.url().includes('stay_signed_in') && answer.ok()), stay.press('Enter')]);
  }
  await expect(dialog).toBeHidden();
  await new Wizard(page).expectAnswer('program.growth', '');
});

test.describe('with the keyboard only', () => {
  test.use({ viewport: { width: 1280, height: 800 }, hasTouch: false, isMobile: false });

  test('a section is answered from the task list and back', async ({ page, partner }) => {
    const keys = page.keyboard;
    const focused = page.locator(':focus');
    const wizard = new Wizard(page);
    /** Presses Tab until the focus is where it is wanted. What has it is seen. */
    const tabTo = async (wanted: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses += 1) {
        await keys.press('Tab');
        await expect(focused).toBeInViewport();
        // On the element, or on the row or box that is all of it.
        const outline = await focused.evaluate((element) =>
          [element, element.closest('.choice, .task-list__row')].some((shown) => shown && getComputedStyle(shown).outlineStyle !== 'none'),
        );
        expect(outline, `the focus can be seen at ${await focused.evaluate((element) => element.outerHTML.slice(0, 80))}`).toBe(true);
        if (await focused.evaluate((element, wanted) => element.matches(wanted), wanted)) return;
      }
      throw new Error(`Tab never came to ${wanted}`);
    };

    await page.goto(`/applications/${partner.id}`);
    await keys.press('Tab');
    await expect(focused).toHaveText(say('en', 'layout.skip'));
    await keys.press('Enter');
    await tabTo('a[href$="/money"]');
    await keys.press('Enter');
    await page.waitForURL(/\/money$/);
    await awake(page);
    await tabTo('[name="answers[money.payer][]"][value="own"]');
    await keys.press('Space');
    await tabTo('[name="answers[money.payer][]"][value="grant"]');
    await keys.press('Space');
    await tabTo('[name="answers[money.value][]"]');
    await keys.type('1200');
    await tabTo('[name="answers[money.fee][]"]');
    await keys.press('Space');
    await keys.press('ArrowDown');
    await wizard.expectAnswer('money.fee', 'no');
    await keys.press('ArrowUp');
    await tabTo('button.button:not(.button--secondary)');
    await keys.press('Enter');
    await page.waitForURL(/\/fee$/);
    await tabTo('[name="answers[money.fee-amount][]"]');
    await keys.type('none');
    await keys.press('Enter');
    await page.waitForURL(/check=1/);
    await expect(wizard.summary).toBeFocused();
    await tabTo('.error-summary a');
    await keys.press('Enter');
    await expect(wizard.control('money.fee-amount')).toBeFocused();
    await keys.press('ControlOrMeta+a');
    await keys.type('20');
    await tabTo('[name="answers[money.fee-help][]"]');
    await keys.type('They ask us.');
    await tabTo('[name="answers[completed][]"]');
    await keys.press('Space');
    await tabTo('button.button:not(.button--secondary)');
    await keys.press('Enter');
    await page.waitForURL(new RegExp(`/applications/${partner.id}$`));
    const money = new TaskList(page).rows.filter({ has: page.locator('a[href*="/money"]') });
    await expect(money).toContainText(say('en', 'stage.completed'));
  });
});
