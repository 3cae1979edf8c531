// A hard case over the whole desk of the office, by clicking what a person clicks: with scripts and without.
import type { BrowserContext, Page } from '@playwright/test';
import { Office } from './pages/office';
import { AnyPage } from './pages/page';
import { SignIn } from './pages/sign_in';
import { TaskList, Wizard } from './pages/wizard';
import { type Answers, answers } from './support/answers';
import { found } from './support/desk';
import { Findings } from './support/findings';
import { axe, overflow } from './support/inspect';
import { mistakes } from './support/markup';
import { Server } from './support/server';
import { expect, newAddress, test, Watch } from './support/test';
import { hidden, typed, Visitor } from './support/visitor';

const RIGHT = 'Quillfeather Guild';
const MISTAKEN = 'Quill Feather';
const SOON = String(new Date().getFullYear() + 1);

/** The answers of the organization under one of its names; how often what it offers happens, as it says. */
function applying(name: string, frequency: 'once' | 'ongoing'): Answers {
  const all = answers(name);
  all.about = { ...all.about, 'organization.established': '1980', 'organization.web': 'https://quillfeather.example' };
  all.frequency = { 'program.frequency': frequency };
  return all;
}

/** Approves an application by requests: what happened before the story. */
async function approve(office: Visitor, id: string): Promise<void> {
  const record = `/office/applications/${id}`;
  await office.post('start_review', [['id', id], ['seen', hidden((await office.get(record)).html, 'seen')]]);
  await office.post('judge_application', [['id', id], ...found((await office.get(record)).html, 'met')]);
  const written = typed({ level: 'on-going', agreement: 'moa', conditions: '' });
  const preview = await office.post('save_decision', [['id', id], ['action', 'approve'], ...written]);
  const part = (name: string): string => hidden(preview.html, name);
  const body = /<textarea[^>]*name="body"[^>]*>([\s\S]*?)<\/textarea>/.exec(preview.html)?.[1] ?? '';
  const subject = /name="subject"[^>]*value="([^"]*)"/.exec(preview.html)?.[1] ?? '';
  const done = await office.post('decide', [['id', id], ['action', 'approve'], ['seen', part('seen')], ['subject', subject], ['body', body]]);
  if (!done.path.includes('done=approve')) throw new Error(`not approved: ${done.path}`);
}

test('a hard case goes over the whole desk of the office', async ({ browser, javaScriptEnabled, viewport }) => {
  test.setTimeout(400_000);
  const server = await Server.start('desk');
  const watch = new Watch(server.url);
  if (javaScriptEnabled === false) watch.allow(/trellis_bg\.wasm was preloaded using link preload but not used/);
  const contexts: BrowserContext[] = [];
  const findings = new Findings();
  const seen = new Set<string>();

  /** A browser of a person, signed in when there is an address. */
  const person = async (email?: string): Promise<Page> => {
    const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled, viewport });
    contexts.push(context);
    await watch.over(context);
    if (email) await (await Visitor.signedIn(server.url, email)).enter(context);
    return context.newPage();
  };
  /** What is wrong with the page that is open: as the server sent it, and, where scripts run, as a person meets it. */
  const look = async (page: Page, name: string): Promise<void> => {
    seen.add(name);
    const { pathname, search } = new URL(page.url());
    findings.add(name, ...(await mistakes(await (await page.request.get(pathname + search)).text())));
    if (javaScriptEnabled !== false) findings.add(name, ...(await axe(page)), ...(await overflow(page)));
  };
  /** Clicks a link that is seen and whose address begins so. */
  const follow = async (page: Page, start: string, part = 'body'): Promise<void> => {
    const link = page.locator(`${part} a[href^="${start}"]`).filter({ visible: true }).first();
    await new AnyPage(page).leave(link);
  };
  /** Clicks a way of the menu. */
  const menu = async (page: Page, way: string): Promise<void> =>
    new AnyPage(page).leave(page.locator(`.masthead a[href="${way}"]`).filter({ visible: true }).first());
  /** Opens what is folded. */
  const unfold = async (page: Page, words: string): Promise<void> => page.locator('summary', { hasText: words }).first().click();

  try {
    const email = newAddress();
    const lena = newAddress();
    let id = '';
    await test.step('an organization is a partner under two names, and applies for the third time', async () => {
      const clerk = await Visitor.signedIn(server.url, 'office@example.org');
      for (const name of [RIGHT, MISTAKEN]) {
        const earlier = await Visitor.signedIn(server.url, newAddress());
        const one = await earlier.applied(applying(name, 'ongoing'));
        await earlier.submit(one, 'Cy Ruiz');
        await approve(clerk, one);
      }
      const partner = await Visitor.signedIn(server.url, email);
      id = await partner.applied(applying(MISTAKEN, 'once'));
      await partner.submit(id, 'Ana Ruiz');
    });
    const record = `/office/applications/${id}`;
    const page = await person();
    const desk = new Office(page);
    const say = (key: string, values: Record<string, string | number> = {}): string => desk.say(key, values);
    const back = async (): Promise<void> => {
      await page.goto(record);
    };

    await test.step('the office signs in, finds it, keeps the view, and takes it up', async () => {
      await page.goto('/sign-in');
      await new SignIn(page).byCode('office@example.org');
      await look(page, 'the first page of the office');
      await follow(page, '/office/applications?queue=unassigned', 'main');
      await look(page, 'a queue');
      await unfold(page, say('desk.save_view'));
      await page.getByLabel(say('desk.view_name'), { exact: true }).fill('Nobody has these');
      await desk.choose(page.locator('input[name="pinned"]'));
      await desk.leave(desk.button('desk.save'));
      await expect(page.locator('.views')).toContainText('Nobody has these');
      await look(page, 'a saved view');
      await menu(page, '/office');
      await expect(page.getByRole('main')).toContainText('Nobody has these');
      await look(page, 'a pinned view');
      await desk.openNew(MISTAKEN);
      await look(page, 'a new application');
      await desk.startReview();
      await look(page, 'an application in review');
    });

    const colleague = await person('colleague@example.org');
    const reviewer = new Office(colleague);
    await test.step('two review it and differ; whoever leads settles', async () => {
      await unfold(page, say('panel.add'));
      await page.locator('#panel select[name="person"]').selectOption({ label: 'Demo Colleague' });
      await desk.leave(desk.button('panel.add_button'));
      await expect(desk.news).toContainText(say('panel.done_add'));
      await look(page, 'an application with two reviewers');
      await desk.judgeAll('met');
      await look(page, 'what the lead found');
      const mail = await new SignIn(colleague).mail('colleague@example.org');
      await colleague.goto(/http\S+/.exec(mail.text)?.[0] ?? '');
      await expect(colleague.locator('#found')).toContainText(say('panel.hidden'));
      await look(colleague, 'what others found, and is not seen yet');
      for (const choice of await colleague.locator('#checklist input[type="radio"][value="met"]').all()) await reviewer.choose(choice);
      await reviewer.choose(colleague.locator('input[name="answers[finding.formal-agreement][]"][value="not-met"]'));
      await colleague.locator('textarea[name="answers[note.formal-agreement][]"]').fill('It is not signed');
      await reviewer.leave(reviewer.button('office.save_findings'));
      await expect(reviewer.news).toContainText(say('office.done_judge'));
      await look(colleague, 'what each found');
      await page.goto(record);
      await expect(page.locator('#found .difference--apart')).toHaveCount(1);
      await look(page, 'where reviewers differ');
      await desk.choose(page.locator('input[name="answers[settled.formal-agreement][]"][value="needs-more"]'));
      await desk.leave(desk.button('panel.settle'));
      await expect(desk.summary).toBeVisible();
      await look(page, 'a reason that is missing');
      await page.locator('textarea[name="answers[why.formal-agreement][]"]').fill('A signature is missing');
      await desk.leave(desk.button('panel.settle'));
      await expect(desk.news).toContainText(say('panel.done_settle'));
      await look(page, 'settled');
    });

    const legal = await person();
    await test.step('another office is asked, and the decision waits', async () => {
      await desk.leave(desk.link('consult.ask'));
      await look(page, 'asking another office');
      await desk.choose(page.locator('input[name="answers[office][]"][value="legal"]'));
      await page.getByLabel(say('consult.email'), { exact: true }).fill(lena);
      await page.getByLabel(say('consult.question_label'), { exact: true }).fill('May they use the gym?');
      await desk.choose(page.locator('input[name="answers[sections][]"][value="program"]'));
      await desk.choose(page.locator('input[name="answers[blocks][]"]'));
      await desk.leave(desk.button('consult.send'));
      await expect(page.locator('#consults')).toContainText(say('consult.waits'));
      await look(page, 'a question that waits');
      await desk.decide('approve');
      await expect(page.getByRole('main')).toContainText(say('consult.blocked_title'));
      await look(page, 'a decision that waits');
      const mail = await new SignIn(legal).mail(lena);
      expect(mail.text).toContain('May they use the gym?');
      await legal.goto(/http\S+\/consult\/\S+/.exec(mail.text)?.[0] ?? '');
      await new SignIn(legal).byCode(lena);
      await expect(legal.getByRole('main')).toContainText('May they use the gym?');
      await look(legal, 'the question');
      await legal.getByLabel(say('consult.answer'), { exact: true }).fill('Yes, after six.');
      const any = new AnyPage(legal);
      await any.leave(any.button('consult.send_answer'));
      await look(legal, 'the answer');
      await back();
      await expect(page.locator('#consults')).toContainText('Yes, after six.');
      await look(page, 'a question that is answered');
    });

    await test.step('the meeting is planned, and a platform is kept for one person', async () => {
      await desk.leave(desk.link('meeting.plan'));
      await look(page, 'planning the meeting');
      for (const [field, value] of [['held.month', '1'], ['held.day', '12'], ['held.year', SOON], ['time', '3:30 pm'], ['people', 'Ana Ruiz']]) {
        await page.locator(`[name="answers[${field}][]"]`).fill(value ?? '');
      }
      await desk.choose(page.locator('input[name="answers[agreed][]"]').first());
      await desk.leave(desk.button('meeting.save'));
      await expect(page.locator('#meeting')).toContainText('3:30');
      await look(page, 'a planned meeting');
      await desk.leave(desk.link('meeting.change'));
      for (const [field, value] of [['link', 'https://meet.example.org/room'], ['password', 'Sesame-77'], ['named', lena]]) {
        await page.locator(`[name="${field}"]`).fill(value ?? '');
      }
      await desk.leave(desk.button('meeting.save_platform'));
      await look(page, 'a platform that is kept');
      expect(await page.content()).not.toContain('Sesame-77');
      const mail = await new SignIn(legal).mail(lena);
      await legal.goto(/http\S+\/platform\/\S+/.exec(mail.text)?.[0] ?? '');
      await expect(legal.getByRole('main')).toContainText('Sesame-77');
      await look(legal, 'the platform');
    });

    const applicant = await person(email);
    const partner = new AnyPage(applicant);
    const wizard = new Wizard(applicant);
    /** The preview is the mail that goes out. */
    const decided = async (action: string): Promise<void> => {
      await desk.toMail(action);
      await look(page, `the mail before: ${action}`);
      const text = await desk.mailText.inputValue();
      await desk.send(action);
      expect((await new SignIn(page).mail(email)).text.trim()).toBe(text.trim());
      await look(page, `decided: ${action}`);
    };
    /** The partner changes these pages, from the status page on, and signs again. */
    const changed = async (pages: Record<string, Record<string, string>>): Promise<void> => {
      await applicant.goto(`/applications/${id}/status`);
      await partner.leave(partner.link('application.make_changes'));
      const list = new TaskList(applicant);
      for (const [step, fields] of Object.entries(pages)) {
        await applicant.goto(`/applications/${id}/${step}`);
        expect(wizard.step).toBe(step);
        await wizard.fill(fields);
        await wizard.goOn();
      }
      await applicant.goto(`/applications/${id}`);
      await list.open((await list.rows.count()) - 1);
      await partner.leave(partner.link('application.to_sign'));
      await wizard.fill({ 'signature.name': 'Ana Ruiz', 'signature.consent': 'yes' });
      await partner.leave(partner.button('application.sign_and_send'));
      await expect(applicant.locator('.notice--success')).toContainText(say('application.done_sent'));
    };

    await test.step('changes are asked for twice: a page and a question, then one page', async () => {
      await back();
      await desk.decide('request_changes');
      await look(page, 'asking for changes');
      for (const value of ['program', 'about/organization.established']) {
        await desk.choose(page.locator(`input[name="answers[steps][]"][value="${value}"]`));
      }
      await page.locator('textarea[name="answers[body][]"]').fill('Say when you began.');
      await decided('request_changes');
      await applicant.goto(`/applications/${id}/growth`);
      expect(new URL(applicant.url()).pathname, 'what is not asked for is closed').toBe(`/applications/${id}`);
      await applicant.goto(`/applications/${id}/about`);
      await expect(wizard.controls('organization.about')).toHaveCount(0);
      await changed({ program: { 'program.title': 'Sunday Math Studio' }, about: { 'organization.established': '1987' } });
      await desk.openNew(MISTAKEN);
      await expect(page.locator('#changes del')).toHaveText(['1980', 'Reading friends']);
      await expect(page.locator('#changes ins')).toHaveText(['1987', 'Sunday Math Studio']);
      await look(page, 'what was changed');
      await desk.startReview();
      await desk.decide('request_changes');
      await desk.choose(page.locator('input[name="answers[steps][]"][value="growth"]'));
      await page.locator('textarea[name="answers[body][]"]').fill('Say how it grows.');
      await decided('request_changes');
      await changed({ growth: { 'program.growth': 'By one grade a year.' } });
      await desk.openNew(MISTAKEN);
      await expect(page.locator('#changes ins')).toHaveText(['By one grade a year.']);
      await desk.startReview();
      await expect(page.locator('#found')).toContainText('A signature is missing');
      await desk.choose(page.locator('input[name="answers[settled.formal-agreement][]"][value="met"]'));
      await page.locator('textarea[name="answers[why.formal-agreement][]"]').fill('Signed since');
      await desk.leave(desk.button('panel.settle'));
    });

    await test.step('the organization that is there twice becomes one', async () => {
      await desk.decide('approve');
      await expect(page.locator('#alike')).toContainText(RIGHT);
      await look(page, 'approving');
      await follow(page, '/office/organizations/', '#alike');
      await look(page, 'two organizations before they are put together');
      if (!(await page.getByRole('main').innerText()).includes(`of “${MISTAKEN}”`)) await desk.leave(desk.link('alike.swap'));
      await desk.leave(desk.button('alike.merge'));
      await expect(desk.news).toContainText(say('alike.done_merge', { from: MISTAKEN, into: RIGHT }));
      await look(page, 'two organizations that were put together');
    });

    await test.step('it is approved on another level than the answers propose', async () => {
      await back();
      await desk.decide('approve');
      await desk.choose(page.locator('input[name="answers[level][]"][value="on-going"]'));
      await desk.choose(page.locator('input[name="answers[agreement][]"][value="moa"]'));
      await desk.leave(desk.button('decide.go_on'));
      await expect(desk.summary).toBeVisible();
      await look(page, 'a level without a reason');
      await page.locator('textarea[name="answers[why-level][]"]').fill('They come every week, whatever they wrote');
      await decided('approve');
      await follow(page, '/office/partnerships/', 'main');
      const partnership = new URL(page.url()).pathname;
      await look(page, 'the partnership');
      await follow(page, `${partnership}/history`, 'main');
      await look(page, 'the history of a partnership');
      await page.goto(partnership);
      await follow(page, '/office/organizations/', '.facts');
      await expect(desk.heading).toHaveText(RIGHT);
      await look(page, 'the organization');
    });

    await test.step('the history tells it, and shows it as it stood', async () => {
      await back();
      await follow(page, `${record}/history`, 'main');
      const told = page.getByRole('main');
      for (const words of ['office.did_approve', 'office.did_request_changes']) await expect(told).toContainText(say(words));
      for (const words of ['They come every week, whatever they wrote', 'A signature is missing', 'May they use the gym?', 'Yes, after six.', say('alike.did_merge', { from: MISTAKEN, into: RIGHT })]) await expect(told).toContainText(words);
      await look(page, 'the history of an application');
      await follow(page, `${record}/history?kind=stage`, 'main');
      await look(page, 'one kind of the history');
      await page.locator(`a[href^="${record}/history?at="]`).last().click();
      await expect(page.locator('.notice--warning')).toContainText(say('timeline.then_banner'));
      await desk.leave(desk.link('timeline.later'));
      await expect(page.getByRole('main')).toContainText('1980');
      expect(await page.content()).not.toContain('1987');
      await look(page, 'the application as it stood');
    });

    await test.step('the rest of the desk', async () => {
      const ways: [string, string, string][] = [
        ['the first page, when all is done', '/office', '.masthead'],
        ['the outbox', '/office/mails', 'main'],
        ['a mail', '/office/mails/', 'main'],
        ['the first page again', '/office', '.masthead'],
        ['the partnerships', '/office/partnerships', '.masthead'],
        ['the organizations', '/office/organizations', '.masthead'],
        ['the dashboard', '/office/dashboard', '.masthead'],
        ['the use of the form', '/office/form-use', 'main'],
        ['the first page once more', '/office', '.masthead'],
        ['begun for partners', '/office/begun', 'main'],
        ['the first page at last', '/office', '.masthead'],
        ['the profile', '/office/profile', 'main'],
        ['the account', '/account', 'body'],
        ['the applications', '/office/applications', '.masthead'],
      ];
      for (const [name, href, part] of ways) {
        if (part === '.masthead') await menu(page, href);
        else await follow(page, href, part);
        await look(page, name);
      }
      // Several at once: what is chosen, what will happen, and what was done.
      await menu(page, '/office');
      await follow(page, '/office/applications?queue=unassigned', 'main');
      for (const row of [0, 1]) await page.locator('.row-tick').nth(row).check();
      await desk.leave(page.locator('#bulk').getByRole('button', { name: say('bulk.assign'), exact: true }));
      await look(page, 'several at once, before');
      await page.locator('select[name="to"]').selectOption({ label: 'Demo Colleague' });
      await desk.leave(desk.button('bulk.do_assign'));
      await look(page, 'several at once, after');
      // It leads to the page that is open.
      await desk.button('bulk.undo').click();
      await expect(page.getByRole('main')).toContainText(say('bulk.outcome_undone'));
      await look(page, 'several at once, undone');
      await menu(page, '/office');
      await follow(page, '/office/mails', 'main');
      await follow(page, '/office/mail-texts', 'main');
      await look(page, 'the texts of mails');
      const chief = await person('administrator@example.org');
      await chief.goto('/office');
      await menu(chief, '/office/people');
      await look(chief, 'the people');
      await follow(chief, '/office/people/roles', 'main');
      await look(chief, 'the roles over time');
    });
    expect([...findings.list, ...watch.problems]).toEqual([]);
    expect(seen.size).toBeGreaterThan(45);
  } finally {
    for (const context of contexts) await context.close();
    await server.stop();
  }
});
