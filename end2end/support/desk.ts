// The pages of the office's desk in every state: questions to other offices, meetings, reviews by several, merging,
// acts on several at once, views, mails and what people choose about theirs.
import { answers } from './answers';
import { newAddress } from './test';
import { hidden, link, type Pairs, typed, Visitor } from './visitor';
import { DONE, EMPTY, ERROR, NOTICE, SEEN, type State } from './world';

const SOON = String(new Date().getFullYear() + 1);
const DUE = { 'due.month': '2', 'due.day': '15', 'due.year': SOON };

/** The choices of a list of people, by what is shown of them. */
function person(html: string, name: string): string {
  const found = [...html.matchAll(/<option value="([^"]+)"[^>]*>([^<]*)</g)].find((option) => option[2]?.includes(name));
  if (!found?.[1]) throw new Error(`nobody is called ${name}`);
  return found[1];
}

export async function addDesk(url: string): Promise<State[]> {
  const states: State[] = [];
  const office = await Visitor.signedIn(url, 'office@example.org');
  const colleague = await Visitor.signedIn(url, 'colleague@example.org');
  const administrator = await Visitor.signedIn(url, 'administrator@example.org');
  const add = (page: string, path: string, who: Visitor, proof?: string): void => {
    states.push({ group: 'desk', page, path, who, proof, status: 200 });
  };
  const sent = async (page: string, who: Visitor, proof: string, act: string, pairs: Pairs): Promise<string> => {
    const { path } = await who.post(act, pairs);
    add(page, path, who, proof);
    return path;
  };

  // Two partners who give the same web site: each is shown beside the other.
  const [one, two] = await Promise.all(
    ['Alike & “Readers”', 'Alike Readers, Inc.'].map(async (name) => {
      const partner = await Visitor.signedIn(url, newAddress());
      const id = await partner.applied(answers(name));
      await partner.submit(id, 'Ana Ruiz');
      await office.post('start_review', [['id', id], ['seen', hidden((await office.get(`/office/applications/${id}`)).html, 'seen')]]);
      return id;
    }),
  );
  if (!one || !two) throw new Error('no applications were made');
  const record = `/office/applications/${one}`;
  add('record-alike', `/office/applications/${two}`, office, 'timeline');
  add('decline', `/office/applications/${two}/decide/decline`, office, 'alike__list');

  // Several reviewers: before they found something, when they differ, and when that is settled.
  const pairs = (who: string): Pairs => [['id', one], ['person', who]];
  const desk = (await office.get(record)).html;
  const second = person(desk, 'Demo Colleague');
  await sent('record-panel', office, DONE, 'add_reviewer', pairs(second));
  add('record-panel', record, colleague, 'id="panel"');
  await sent('record-panel', office, ERROR, 'judge_application', [['id', one], ...typed({ 'finding.formal-agreement': 'met', 'evidence.formal-agreement': 'www', 'points.formal-agreement': '9' })]);
  await office.post('judge_application', [['id', one], ...typed({ 'finding.formal-agreement': 'met', 'note.formal-agreement': 'The letter is there', 'points.formal-agreement': '4' })]);
  add('record-panel', record, colleague, 'id="found"');
  await sent('record-panel', colleague, DONE, 'judge_application', [['id', one], ...typed({ 'finding.formal-agreement': 'not-met', 'note.formal-agreement': 'It is not signed', 'points.formal-agreement': '2' })]);
  add('record-panel', record, office, 'difference--apart');
  const state = /name="answers\[state\.formal-agreement\]\[\]" value="(\d+)"/.exec((await office.get(record)).html)?.[1] ?? '';
  const settle = (why: string): Pairs => [['id', one], ...typed({ 'settled.formal-agreement': 'met', 'why.formal-agreement': why, 'state.formal-agreement': state })];
  await sent('record-panel', office, ERROR, 'settle_findings', settle(''));
  await sent('record-panel', office, DONE, 'settle_findings', settle('Signed since'));
  await sent('record-panel', administrator, ERROR, 'declare_conflict', [['id', one], ['conflict', '']]);
  await sent('record-panel', administrator, NOTICE.replace('--error', ''), 'declare_conflict', [['id', one], ['conflict', 'My cousin leads it']]);
  add('record-panel', record, office, 'id="panel"');

  add('decline', `${record}/decide/decline`, colleague, 'notice--warning');

  // A question to another office.
  const lena = newAddress();
  const asked = await Visitor.signedIn(url, lena);
  add('consult-ask', `${record}/consult`, office, 'class="decision"');
  await sent('consult-ask', office, ERROR, 'ask_consult', [['id', one], ...typed({ question: 'x'.repeat(2_001), 'due.month': '13' })]);
  const ask = async (more: Record<string, string>): Promise<string> => {
    const fields = { office: 'legal', email: lena, question: 'May they use the gym?\nAnd when?', sections: ['program', 'organization'], ...DUE, ...more };
    await sent('record-panel', office, DONE, 'ask_consult', [['id', one], ...typed(fields)]);
    return link((await office.get(`/dev/mail?to=${encodeURIComponent(lena)}`)).html, /\/consult\/[\w-]+/);
  };
  const blocking = await ask({ blocks: 'yes' });
  add('decline', `${record}/decide/decline`, office, 'notice--warning');
  add('consult', blocking, asked, 'id="seen"');
  await sent('consult', asked, ERROR, 'answer_consult', [['id', blocking.split('/').at(-1) ?? ''], ['answer', '']]);
  const other = await ask({ files: 'yes' });
  await sent('consult', asked, DONE, 'answer_consult', [['id', other.split('/').at(-1) ?? ''], ['answer', 'Yes, after six.\n\nNot on Fridays.']]);
  add('record-panel', record, office, 'id="consults"');

  // The meeting, and the platform that only the named see.
  add('meeting', `${record}/meeting`, office, 'class="decision"');
  await sent('meeting', office, ERROR, 'plan_meeting', [['id', one], ...typed({ 'held.month': '13', time: 'noonish' })]);
  await sent('meeting', office, ERROR, 'set_platform', [['id', one], ['link', 'x'], ['password', 'x'], ['named', 'nobody']]);
  const meeting = { 'held.month': '1', 'held.day': '12', 'held.year': SOON, time: '3:30 pm', place: 'Room 1', people: 'Ana Gil\nBen', agreed: ['permission'], notes: 'A & <b>' };
  await sent('record-panel', office, DONE, 'plan_meeting', [['id', one], ...typed(meeting)]);
  await sent('meeting', office, DONE, 'set_platform', [['id', one], ['link', 'https://meet.example.org/a-long-name-of-a-room'], ['password', 'Sesame-77'], ['named', lena]]);
  add('platform', `/platform/${one}`, asked, 'Sesame-77');

  // Putting two organizations together.
  const list = await office.get('/office/organizations');
  const organizations = [...new Set([...list.html.matchAll(/\/office\/organizations\/([\w-]{8,})/g)].map((found) => found[1] ?? ''))];
  const [from = '', into = ''] = organizations.slice(2);
  add('organizations', '/office/organizations', office, 'table-region');
  add('organizations', '/office/organizations?words=zzzz', office, EMPTY);
  add('organization', `/office/organizations/${into}`, office);
  add('merge', `/office/organizations/${from}/merge`, office);
  add('merge', `/office/organizations/${from}/merge?into=${into}`, office, 'class="merge"');
  await sent('merge', office, NOTICE, 'merge_organizations', [['from', from], ['into', from]]);
  await sent('merge', office, DONE, 'merge_organizations', [['from', from], ['into', into]]);
  add('organization', `/office/organizations/${into}`, office);

  // Several applications at once.
  const bulk = (act: string): string => `/office/bulk?act=${act}&only=${one}&only=${two}`;
  for (const act of ['assign', 'remind', 'set-due', 'export']) add(`bulk-${act}`, bulk(act), office, act === 'export' ? 'class="take"' : 'start_bulk');
  add('bulk-none', '/office/bulk?act=assign', office, NOTICE);
  add('bulk-past', '/office/bulk', office);
  const start = async (act: string, more: Pairs): Promise<Pairs> => {
    const form = /<form[^>]*action="\/api\/start_bulk"[\s\S]*?<\/form>/.exec((await office.get(bulk(act))).html)?.[0] ?? '';
    const fields = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((found): [string, string] => [found[1] ?? '', found[2]?.replaceAll('&amp;', '&') ?? '']);
    return [...fields.filter(([name]) => name !== 'token'), ...more];
  };
  await sent('bulk-set-due', office, ERROR, 'start_bulk', await start('set-due', [['due_month', '13'], ['due_day', '1'], ['due_year', SOON]]));
  const due = await sent('bulk-after', office, DONE, 'start_bulk', await start('set-due', [['due_month', '3'], ['due_day', '1'], ['due_year', SOON]]));
  add('record-panel', record, office, 'timeline');
  add('bulk-after', due, office, 'undo_bulk');

  // Views of a list.
  const view = '?stage=in-review&sort=organization';
  const save = (name: string, query = view): Pairs => [['list', 'applications'], ['query', query], ['name', name], ['shared', 'yes'], ['pinned', 'yes']];
  await sent('applications-office', office, 'id="save-view"', 'save_view', save('', '?stage=submitted'));
  await sent('applications-office', office, DONE, 'save_view', save('Under review & “more”'));
  add('applications-office', `/office/applications${view}`, office, 'class="views"');
  add('office', '/office', colleague, 'Under review &amp;');

  // Mails: the list, each state of one, and their texts.
  add('outbox', '/office/mails', office, 'table-region');
  add('outbox', '/office/mails?state=sent&words=zzzz', office, EMPTY);
  add('mail-texts', `/office/mail-texts?application=${one}`, office, 'mail-preview');
  add('mail-texts', `/office/mail-texts?application=${one}&in=es`, office, 'mail-preview');
  const mails = await office.get(`/office/mails?words=${encodeURIComponent(lena)}`);
  const letters = [...new Set([...mails.html.matchAll(/\/office\/mails\/([\w-]{8,})/g)].map((found) => found[1] ?? ''))];
  const version = async (id: string): Promise<string> => hidden((await office.get(`/office/mails/${id}`)).html, 'seen');
  const [held = '', gone = ''] = letters;
  add('mail', `/office/mails/${gone}`, office, 'mail-preview');
  await sent('mail', office, DONE, 'handle_mail', [['id', held], ['seen', await version(held)], ['deed', 'hold']]);
  await sent('mail', office, ERROR, 'edit_mail', [['id', held], ['seen', await version(held)], ['subject', ''], ['body', 'x'.repeat(10_001)]]);
  await sent('mail', office, DONE, 'edit_mail', [['id', held], ['seen', await version(held)], ['subject', 'Better & <b>'], ['body', 'A better text.\n\nIt has two parts.']]);

  // What somebody of the office chooses about mails, and the keys of the desk.
  await sent('account', colleague, DONE, 'choose_mails', [['message', 'daily'], ['member', 'none'], ['reminder', 'at-once'], ['arrival', 'daily'], ['lang', 'en']]);
  await sent('account', colleague, DONE, 'set_keys', [['on', 'yes']]);
  return states;
}

/** The findings that a checklist shows, with their versions, all as this. */
export function found(html: string, finding: string): Pairs {
  const fields: Record<string, string> = {};
  for (const [, slug, seen] of html.matchAll(SEEN)) {
    fields[`finding.${slug}`] = finding;
    fields[`seen.${slug}`] = seen ?? '0';
  }
  return typed(fields);
}
