// The whole story, once on a phone, once on a desktop, once without any script and in Spanish:
// a partner finds the way, applies and signs; the office reviews and approves; the public finds it.
import { Office } from './pages/office';
import { AnyPage } from './pages/page';
import { SignIn } from './pages/sign_in';
import { Start } from './pages/start';
import { TaskList, Wizard } from './pages/wizard';
import { answers } from './support/answers';
import { expect, newAddress, test } from './support/test';
import { Visitor } from './support/visitor';
import { type Lang, pattern } from './support/words';

test('a partner applies, the office approves, the public finds the partnership', async ({ page, another, baseURL }, info) => {
  test.setTimeout(150_000);
  const lang: Lang = info.project.name === 'plain' ? 'es' : 'en';
  const organization = `Amigos de los Libros & “Cía.” ${info.project.name}`;
  const email = newAddress();
  const any = new AnyPage(page, lang);
  const steps = answers(organization, lang);
  let reference = '';
  let id = '';

  await test.step('finds the way', async () => {
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    if (lang === 'es') await any.leave(page.getByRole('link', { name: 'Español', exact: true }));
    await any.expectLanguage();
    await any.leave(any.link('welcome.way_start').first());
    const start = new Start(page, lang);
    await start.answer('funding', 'no');
    await start.answer('kind', 'community');
    await start.answer('frequency', 'ongoing');
    await start.answer('agreed', 'yes');
    await expect(page.locator('.because__row')).toHaveCount(4);
    // The six things that whoever starts wants to know first.
    for (const block of ['audience', 'needed', 'minutes', 'save', 'data', 'call']) {
      await expect(page.getByText(any.say(`start.${block}_title`), { exact: true })).toBeVisible();
    }
  });

  await test.step('signs in on the way, and starts with what was answered', async () => {
    await any.leave(any.link('start.start_by_mail'));
    const signIn = new SignIn(page, lang);
    if (info.project.name === 'desktop') await signIn.byLink(email);
    else await signIn.byCode(email);
    await any.leave(any.button('start.start_application'));
    id = /\/applications\/([\w-]+)$/.exec(page.url())?.[1] ?? '';
    expect(id).not.toBe('');
    await page.goto(`/applications/${id}/organization`);
    await new Wizard(page, lang).expectAnswer('organization.kind', 'community');
    await page.goto(`/applications/${id}/frequency`);
    await new Wizard(page, lang).expectAnswer('program.frequency', 'ongoing');
    await any.expectLanguage();
  });

  await test.step('fills in every section of the task list', async () => {
    await page.goto(`/applications/${id}`);
    const list = new TaskList(page, lang);
    const wizard = new Wizard(page, lang);
    const sections = (await list.rows.count()) - 1;
    const left = new Set(Object.keys(steps));
    await expect(list.status(sections)).toHaveText(any.say('stage.cannot_start'));
    // In any order: the last one first.
    for (const section of [...Array(sections).keys()].reverse()) {
      await expect(list.status(section)).toHaveText(
        new RegExp(`^(${any.say('stage.not_started')}|${any.say('stage.in_progress')})$`),
      );
      await list.open(section);
      while (wizard.step) {
        const fields = steps[wizard.step];
        if (!fields) throw new Error(`${wizard.step} is not among the answers of this test`);
        left.delete(wizard.step);
        await wizard.fill(fields);
        await wizard.goOn();
        expect(page.url(), await wizard.summary.allInnerTexts().then((lines) => lines.join('\n'))).not.toContain('check=1');
      }
      await expect(list.status(section)).toHaveText(any.say('stage.completed'));
    }
    expect([...left], 'every page of the form was asked').toEqual([]);
    await list.open(sections);
  });

  await test.step('checks the answers, signs and sends', async () => {
    await expect(any.heading).toHaveText(any.say('application.check_title'));
    const rows = page.locator('.summary-list__row');
    for (const text of [organization, steps.program?.['program.summary'], steps.outcomes?.['outcomes.1.what']]) {
      await expect(rows.filter({ hasText: String(text) })).toHaveCount(1);
    }
    // Each change leads straight back here.
    await any.leave(rows.filter({ hasText: organization }).getByRole('link'));
    await new Wizard(page, lang).goOn();
    await expect(any.heading).toHaveText(any.say('application.check_title'));
    await any.leave(any.link('application.to_sign'));
    await page.getByLabel(any.say('ui.signature_name'), { exact: true }).fill('María Núñez-O’Brien');
    await any.choose(page.getByLabel(any.say('ui.signature_consent'), { exact: true }));
    await any.leave(any.button('application.sign_and_send'));
    await expect(page.locator('.notice--success')).toContainText(any.say('application.done_sent'));
    reference = await page.locator('.page-head__caption').innerText();
    expect(reference).toMatch(/^DPS-/);
    await expect(page.locator('.tracker__step')).toHaveCount(4);
    await expect(page.locator('.tracker [aria-current="step"]')).toHaveCount(1);
    const mail = await new SignIn(page, lang).mail(email);
    expect(mail.subject).toMatch(pattern(lang, 'partner_mail.submitted_subject', { organization, reference }));
    await any.leave(any.link('application.see_copy'));
    await expect(any.heading).toContainText(reference);
    await expect(page.getByRole('main')).toContainText(organization);
    if (info.project.name === 'desktop') {
      // On paper: the answers, and nothing to press.
      await page.emulateMedia({ media: 'print' });
      await expect(page.locator('.masthead__tools, .back, #menu, .no-print').filter({ visible: true })).toHaveCount(0);
      await expect(page.locator('.summary-list__row').first()).toBeVisible();
      expect((await page.pdf({ format: 'Letter' })).length).toBeGreaterThan(10_000);
      await page.emulateMedia({ media: null });
    }
  });

  const desk = await another();
  await test.step('the office reviews and approves', async () => {
    await desk.goto('/sign-in');
    const signIn = new SignIn(desk);
    await signIn.byCode('office@example.org');
    await expect(desk).toHaveURL(/\/office$/);
    const office = new Office(desk);
    await office.openNew(organization);
    await expect(desk.locator('.page-head__caption')).toContainText(reference);
    await office.startReview();
    await office.judgeAll('met');
    await office.decide('approve');
    await expect(desk.locator('input[name="answers[level][]"][value="on-going"]')).toBeChecked();
    await desk.locator('textarea[name="answers[conditions][]"]').fill('Orientation before the first day.');
    await office.toMail('approve');
    await expect(desk.locator('.mail-preview')).toContainText(email);
    await office.mailText.fill(`${await office.mailText.inputValue()}\nP. S. Bienvenidos / Welcome.`);
    await office.send('approve');
  });

  await test.step('the partner sees it approved', async () => {
    const mail = await new SignIn(page, lang).mail(email);
    expect(mail.text).toContain('P. S. Bienvenidos / Welcome.');
    await page.goto(`/applications/${id}/status`);
    await any.expectLanguage();
    await expect(any.heading).toHaveText(any.say('application.status_approved'));
    await expect(page.getByRole('main')).toContainText('Orientation before the first day.');
    await page.goto('/applications');
    await expect(page.locator('.card', { hasText: organization })).toContainText(any.say('stage.approved'));
  });

  await test.step('the public finds the partnership, and never the contacts', async () => {
    const visitor = await another();
    await visitor.goto('/directory');
    await visitor.getByRole('searchbox').fill('libros');
    await visitor.locator('select[name="school"]').selectOption('catalpa');
    await new AnyPage(visitor).leave(new AnyPage(visitor).button('directory.search'));
    await new AnyPage(visitor).leave(visitor.getByRole('link', { name: organization, exact: true }));
    await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(organization);
    await expect(visitor.getByRole('main')).toContainText('Cedar Ford Elementary School');
    const html = await visitor.content();
    for (const secret of ['maria@example.com', '555.0123', 'Rosa Delgado', 'Núñez', email]) expect(html).not.toContain(secret);
    // The same page is there for whoever signs nothing in and runs nothing.
    const plain = await new Visitor(baseURL ?? '').get(new URL(visitor.url()).pathname);
    expect(plain.html).toContain('Cedar Ford Elementary School');
  });
});

// Once is enough, and without scripts it is hardest.
test('the office asks for changes, the partner makes them', { tag: '@plain' }, async ({ page, context, another, server }) => {
  const email = newAddress();
  const visitor = await Visitor.signedIn(server.url, email, 'es');
  const organization = 'Casa de la Música';
  const id = await visitor.applied(answers(organization, 'es'));
  await visitor.submit(id, 'Ana Ruiz');
  const desk = await another('office@example.org');
  const office = new Office(desk);

  await test.step('the office asks', async () => {
    await office.openNew(organization);
    await office.startReview();
    await office.judgeAll('needs-more');
    await office.decide('request_changes');
    await office.choose(desk.locator('input[name="answers[steps][]"][value="growth"]'));
    await desk.locator('textarea[name="answers[body][]"]').fill('Cuéntenos más.');
    await office.toMail('request_changes');
    await office.send('request_changes');
  });

  await test.step('the partner sees what is asked, and can change that only', async () => {
    await visitor.enter(context, 'es');
    const any = new AnyPage(page, 'es');
    await page.goto(`/applications/${id}/status`);
    await expect(page.getByRole('main')).toContainText('Cuéntenos más.');
    await any.leave(any.link('application.make_changes'));
    const list = new TaskList(page, 'es');
    // Besides the check of the answers, one section is a link.
    await expect(list.rows.locator('a')).toHaveCount(2);
    await any.leave(list.rows.filter({ hasText: any.say('stage.there_is_a_problem') }));
    const wizard = new Wizard(page, 'es');
    expect(wizard.step).toBe('growth');
    // Sent as it was, it is refused kindly.
    await wizard.goOn();
    await any.leave(list.rows.last());
    await any.leave(any.link('application.to_sign'));
    await wizard.fill({ 'signature.name': 'Ana Ruiz', 'signature.consent': 'yes' });
    await any.leave(any.button('application.sign_and_send'));
    await expect(page.locator('.notice--error')).toContainText(any.say('trouble.unchanged'));
    await page.goto(`/applications/${id}/growth`);
    await wizard.answer('program.growth', 'Quien canta, crece.');
    await wizard.goOn();
    await page.goto(`/applications/${id}/sign`);
    await wizard.fill({ 'signature.name': 'Ana Ruiz', 'signature.consent': 'yes' });
    await any.leave(any.button('application.sign_and_send'));
    await expect(page.locator('.notice--success')).toContainText(any.say('application.done_sent'));
  });

  await test.step('the office sees what changed', async () => {
    await office.openNew(organization);
    await expect(desk.locator('#changes ins')).toHaveText('Quien canta, crece.');
    await expect(desk.locator('#changes del')).toHaveCount(1);
  });
});
