// Every page of the program in every state that looks different, made by plain requests.
import { randomUUID } from 'node:crypto';
import { answers, type Fields } from './answers';
import { newAddress } from './test';
import { addDesk } from './desk';
import { hidden, link, type Pairs, typed, Visitor } from './visitor';

export interface State {
  group: Group;
  /** Which page it is: its states share one title. */
  page: string;
  path: string;
  who: Visitor;
  /** The status of the answer. */
  status: number;
  /** What only this state has. */
  proof: string | undefined;
}

export const GROUPS = ['public', 'account', 'partner', 'steps', 'mistakes', 'lists', 'records', 'decisions', 'desk'] as const;
export type Group = (typeof GROUPS)[number];

export const ERROR = 'error-summary';
export const NOTICE = 'notice--error';
export const DONE = 'notice--success';
export const EMPTY = 'class="empty"';

/** Answers that are wrong in every way their fields know. */
const WRONG: Record<string, Fields> = {
  organization: { 'organization.name': 'x'.repeat(151) },
  contact: { 'contact.name': 'x'.repeat(121), 'contact.email': 'nobody', 'contact.phone': '12' },
  address: { 'organization.address.street': '1 A', 'organization.address.state': 'North', 'organization.address.zip': '1' },
  about: { 'organization.about': 'x'.repeat(1001), 'organization.established': '12', 'organization.web': 'no web' },
  served: { 'sites.students': 'many' },
  frequency: { 'program.frequency': 'ongoing' },
  schedule: { 'schedule.start.month': '2', 'schedule.start.day': '30', 'schedule.start.year': '2027', 'schedule.end.day': '1' },
  outcomes: { 'outcomes.items': '2', 'outcomes.2.what': 'x', 'outcomes.2.by.month': '1', 'outcomes.2.by.day': '1', 'outcomes.2.by.year': '2001' },
  money: { 'money.value': 'little', 'money.fee': 'yes' },
  fee: { 'money.fee-amount': '-1' },
};
/** What opens the pages that are asked only sometimes. */
const OPENING: Record<string, Fields> = {
  frequency: { 'program.frequency': 'ongoing' },
  safety: { 'students.online': 'yes', 'students.data': 'yes' },
  money: { 'money.fee': 'yes' },
};
/** The version of a finding that the checklist shows. */
export const SEEN = /name="answers\[seen\.([\w-]+)\]\[\]" value="(\d+)"/g;
const SOMETIMES = ['schedule', 'platform', 'data', 'fee'];

export async function makeWorld(url: string): Promise<State[]> {
  const states: State[] = [];
  const nobody = new Visitor(url);
  const add = (group: Group, page: string, path: string, who: Visitor, proof?: string, status = 200): void => {
    states.push({ group, page, path, who, proof, status });
  };
  /** Adds the state to which a form leads. */
  const sent = async (group: Group, page: string, who: Visitor, proof: string, act: string, pairs: Pairs): Promise<void> => {
    add(group, page, (await who.post(act, pairs)).path, who, proof);
  };

  // Public pages.
  add('public', 'welcome', '/', nobody);
  add('public', 'process', '/process', nobody);
  add('public', 'ask-funding', '/start', nobody);
  add('public', 'ask-funding', '/start?asked=funding', nobody, ERROR);
  add('public', 'ask-kind', '/start?asked=funding&funding=no', nobody);
  add('public', 'ask-kind', '/start?asked=kind&funding=no', nobody, ERROR);
  add('public', 'ask-kind', '/start?at=kind&funding=no&kind=business', nobody, 'checked');
  add('public', 'ask-frequency', '/start?funding=no&kind=business', nobody);
  add('public', 'ask-agreed', '/start?funding=no&kind=business&frequency=ongoing', nobody);
  add('public', 'way-vendor', '/start?funding=yes', nobody, 'because');
  add('public', 'way-conversation', '/start?funding=no&kind=person', nobody, 'because');
  add('public', 'way-once', '/start?funding=no&kind=business&frequency=once', nobody, 'because');
  add('public', 'way-both', '/start?funding=no&kind=business&frequency=ongoing&agreed=not-yet', nobody, 'because');
  add('public', 'way-application', '/start?funding=no&kind=business&frequency=ongoing&agreed=yes', nobody, 'because');
  add('public', 'directory', '/directory', nobody, 'card--listed');
  add('public', 'directory-search', '/directory?area=school-life', nobody, 'chips');
  add('public', 'directory-nothing', '/directory?q=zzzz&school=catalpa', nobody, EMPTY);
  add('public', 'directory-end', '/directory?page=99', nobody, EMPTY);
  const directory = await nobody.get('/directory');
  add('public', 'listed', link(directory.html, /\/directory\/[\w-]+/), nobody);
  add('public', 'not-found', '/nowhere', nobody, undefined, 404);
  add('public', 'not-found', '/directory/nobody', nobody, undefined, 404);

  // Signing in, and one's own account.
  add('public', 'guidance', '/guidance', nobody, '/guidance/schools');
  add('public', 'guide', '/guidance/schools', nobody);
  add('public', 'resources', '/resources', nobody);
  add('account', 'mail', `/dev/mail?to=${newAddress()}`, nobody, EMPTY);
  add('account', 'sign-in', '/sign-in', nobody);
  await sent('account', 'sign-in', nobody, ERROR, 'ask_to_sign_in', [['email', 'nobody']]);
  await sent('account', 'sign-in', nobody, NOTICE, 'sign_in_with_link', [['secret', 'used']]);
  await sent('account', 'sign-in-code', nobody, 'name="code"', 'ask_to_sign_in', [['email', newAddress()]]);
  await sent('account', 'sign-in-code', nobody, ERROR, 'sign_in_with_code', [['request', 'x'], ['code', '123']]);
  add('account', 'sign-in-link', '/sign-in/link?secret=abc', nobody);
  const email = newAddress();
  const partner = await Visitor.signedIn(url, email);
  await Visitor.signedIn(url, email, 'es');
  add('account', 'mail', '/dev/mail', nobody, 'mail-preview');
  add('account', 'account', '/account', partner, 'end_sign_in');
  add('account', 'account', '/account?done=name', partner, DONE);
  await sent('account', 'account', partner, ERROR, 'rename', [['name', ' ']]);
  add('account', 'not-found', '/office/people', partner, undefined, 404);

  // The application of a partner. `blank` was never answered, `some` opens every page, `wrong` is wrong,
  // `full` is ready to sign.
  const newcomer = await Visitor.signedIn(url, newAddress());
  add('partner', 'applications', '/applications', newcomer, EMPTY);
  const blank = await partner.start();
  const some = await partner.start();
  for (const [step, fields] of Object.entries(OPENING)) await partner.save(some, step, fields);
  const wrong = await partner.start();
  for (const [step, fields] of Object.entries(WRONG)) await partner.save(wrong, step, fields, [['tab', 'wrong']]);
  const full = await partner.applied(answers('Full & “Ready” <Readers>'));
  add('partner', 'applications', '/applications', partner, 'class="card"');
  add('partner', 'tasks-blank', `/applications/${blank}`, partner, 'status--locked');
  add('partner', 'tasks-full', `/applications/${full}?done=later`, partner, DONE);
  add('partner', 'check', `/applications/${blank}/check`, partner, 'notice--warning');
  add('partner', 'check', `/applications/${full}/check`, partner, `/applications/${full}/sign`);
  add('partner', 'sign', `/applications/${full}/sign`, partner);
  const version = hidden((await partner.get(`/applications/${full}/sign`)).html, 'seen');
  await sent('partner', 'sign', partner, ERROR, 'submit_application', [['id', full], ['seen', version]]);
  add('partner', 'members', `/applications/${full}/members`, partner);
  await sent('partner', 'members', partner, ERROR, 'invite_member', [['id', full], ['email', 'nobody']]);
  // The link of an invitation: for somebody, for whoever is asked, for another, and one that leads nowhere.
  const asked = newAddress();
  await partner.post('invite_member', [['id', full], ['email', asked]]);
  const invited = await Visitor.signedIn(url, asked);
  const mails = await nobody.get(`/dev/mail?to=${encodeURIComponent(asked)}`);
  const invitation = link(mails.html, /\/invitation\?secret=[\w-]+/);
  add('partner', 'invitation', invitation, nobody, '/sign-in?');
  add('partner', 'invitation', invitation, newcomer, 'notice--warning');
  add('partner', 'invitation', invitation, invited, 'accept_invitation');
  add('partner', 'invitation-over', '/invitation?secret=over', nobody);
  add('partner', 'copy-draft', `/applications/${full}/copy`, partner);
  add('partner', 'withdraw', `/applications/${full}/withdraw`, partner);
  await sent('partner', 'withdraw', partner, ERROR, 'withdraw_application', [['id', full], ['seen', version], ['reason', 'x'.repeat(2001)]]);

  // What was sent, at every stage: the demonstration's partners have one each.
  const gone = await partner.applied(answers('Gone Reading'));
  add('partner', 'status-new', (await partner.submit(gone, 'Ana Ruiz')).path, partner, DONE);
  await sent('partner', 'status-new', partner, ERROR, 'send_message_to_office', [['id', gone], ['body', ' ']]);
  await sent('partner', 'status-new', partner, 'message--partner', 'send_message_to_office', [['id', gone], ['body', 'Hello & <thanks>']]);
  add('partner', 'copy', `/applications/${gone}/copy`, partner);
  for (const number of [0, 1, 2, 4, 9, 11, 18]) {
    const owner = await Visitor.signedIn(url, `partner-${number}@example.com`);
    const own = await owner.get('/applications');
    const id = /\/applications\/([\w-]{8,})/.exec(own.html)?.[1] ?? '';
    add('partner', [0, 2].includes(number) ? 'status-new' : `status-${number}`, `/applications/${id}/status`, owner, 'tracker');
    if (number === 4) {
      add('partner', 'tasks-changes', `/applications/${id}`, owner, 'status--problem');
      add('partner', 'step-organization', `/applications/${id}/organization`, owner, 'id="step"');
    }
  }

  // Every page of the form: fresh, with nothing answered, and with wrong answers.
  for (const step of Object.keys(answers(''))) {
    const id = SOMETIMES.includes(step) ? some : blank;
    const page = `step-${step}`;
    add('steps', page, `/applications/${id}/${step}`, partner, 'id="step"');
    const isWrong = step in WRONG && step !== 'frequency';
    // Nothing has to be answered on the page of further sites.
    if (isWrong) add('mistakes', page, `/applications/${wrong}/${step}?check=1&from=check`, partner, ERROR);
    else if (step !== 'sites') add('mistakes', page, `/applications/${id}/${step}?check=1`, partner, ERROR);
  }
  await partner.save(wrong, 'growth', { 'program.growth': 'One text' }, [['tab', 'one']]);
  const two = await partner.save(wrong, 'growth', { 'program.growth': 'Another text' }, [['tab', 'two'], ['seen', '0']]);
  add('steps', 'step-growth', two.path, partner, 'choose_text');
  // Questions before answers go: an item that is removed, pages that a changed answer closes.
  const closing = await partner.applied(answers('Closing Reading'));
  const item = await partner.save(closing, 'outcomes', answers('').outcomes ?? {}, [['then', 'add:outcomes'], ['tab', 'full'], ['seen', '1']]);
  if (!item.path.includes('group=1')) throw new Error(`no deliverable was added: ${item.path}`);
  add('steps', 'step-outcomes', `/applications/${closing}/outcomes?remove=outcomes:1`, partner, 'removed:outcomes:1');
  const closed = await partner.save(closing, 'money', { ...answers('').money, 'money.fee': 'no' }, [['tab', 'full'], ['seen', '1']]);
  add('steps', 'step-money', closed.path, partner, 'value="drop"');
  const more = await partner.save(wrong, 'outcomes', { 'outcomes.items': '2' }, [['tab', 'wrong'], ['then', 'add:outcomes']]);
  add('steps', 'step-outcomes', more.path, partner, 'remove:outcomes:3');

  // The office.
  const office = await Visitor.signedIn(url, 'office@example.org');
  const administrator = await Visitor.signedIn(url, 'administrator@example.org');
  const analyst = await Visitor.signedIn(url, 'analyst@example.org');
  const signer = await Visitor.signedIn(url, 'signer@example.org');
  add('lists', 'office', '/office', office, 'queue-grid');
  add('lists', 'office', '/office', analyst, 'card-list');
  add('lists', 'office', '/office', signer, 'queue-grid');
  add('lists', 'applications-office', '/office/applications', office, 'table-region');
  add('lists', 'applications-office', '/office/applications?sort=organization&page=2', office, 'aria-sort');
  add('lists', 'applications-office', '/office/applications?queue=new&words=DPS', office, 'chips');
  add('lists', 'applications-office', '/office/applications?stage=declined&words=zzzz', office, EMPTY);
  add('lists', 'applications-office', '/office/applications?page=99', office, EMPTY);
  add('lists', 'partnerships', '/office/partnerships', office, 'table-region');
  add('lists', 'partnerships', '/office/partnerships?area=academics&stage=active', analyst, 'chips');
  add('lists', 'partnerships', '/office/partnerships?words=zzzz', office, EMPTY);
  add('lists', 'dashboard', '/office/dashboard', office, 'chart');
  add('lists', 'dashboard', '/office/dashboard', analyst, 'chart');
  add('lists', 'people', '/office/people', administrator, 'table-region');
  add('lists', 'roles', '/office/people/roles', administrator, 'table-region');
  add('lists', 'roles', '/office/people/roles?role=office&held=ended', administrator, EMPTY);
  add('lists', 'form-use', '/office/form-use', analyst, 'chart');
  add('lists', 'begun', '/office/begun', office);
  add('lists', 'claims', '/office/claims', office);
  add('lists', 'profile', '/office/profile', office);
  add('lists', 'look', '/office/look', administrator);
  await sent('lists', 'look', administrator, ERROR, 'set_colors', [['color', 'sky'], ['seen', '0']]);
  await sent('lists', 'people', administrator, ERROR, 'grant_role', [['email', 'x'], ['role', ''], ['lang', 'en']]);
  await sent('lists', 'people', administrator, DONE, 'grant_role', [['email', newAddress()], ['role', 'liaison'], ['lang', 'en']]);

  const record = async (stage: string): Promise<string> => {
    const list = await office.get(`/office/applications?stage=${stage}`);
    return /\/office\/applications\/([\w-]{8,})/.exec(list.html)?.[1] ?? '';
  };
  for (const stage of ['submitted', 'in-review', 'changes-requested', 'approved', 'declined', 'redirected', 'withdrawn']) {
    add('records', `record-${stage}`, `/office/applications/${await record(stage)}`, office, 'timeline');
  }
  const reviewed = await record('in-review');
  const page = `/office/applications/${reviewed}`;
  add('records', 'record-in-review', page, signer, 'timeline');
  await sent('records', 'record-in-review', office, ERROR, 'judge_application', [['id', reviewed], ...typed({ 'note.established-partner': 'Why?' })]);
  await sent('records', 'record-in-review', office, ERROR, 'send_message', [['id', reviewed], ['message', '']]);
  await sent('records', 'record-in-review', office, ERROR, 'add_note', [['id', reviewed], ['note', '']]);
  await sent('records', 'record-in-review', office, DONE, 'add_note', [['id', reviewed], ['note', 'A & <b>']]);
  const partnerships = await office.get('/office/partnerships');
  const partnership = link(partnerships.html, /\/office\/partnerships\/[\w-]{8,}/);
  add('records', 'partnership', partnership, office, 'timeline');
  add('records', 'partnership', partnership, analyst, 'timeline');
  const ended = await office.get('/office/partnerships?stage=ended');
  if (!ended.html.includes(EMPTY)) add('records', 'partnership-ended', link(ended.html, /\/office\/partnerships\/[\w-]{8,}/), office);
  const active = link((await office.get('/office/partnerships?stage=active')).html, /\/office\/partnerships\/[\w-]{8,}/);
  const before = await office.get(active);
  await sent('records', 'partnership-active', office, ERROR, 'move_partnership', [
    ['id', active.split('/').at(-1) ?? ''],
    ['action', 'end'],
    ['seen', hidden(before.html, 'seen')],
    ['reason', ''],
  ]);
  add('records', 'not-found', '/office/applications/nothing', office, undefined, 404);
  // History: of an application that became a partnership, of the partnership, and the application as it stood.
  const lived = `/office/applications/${await record('approved')}/history`;
  add('records', 'history', lived, office, 'timeline');
  add('records', 'history', `${lived}?kind=people`, office, 'chips');
  add('records', 'partnership-history', `${partnership}/history`, analyst, 'timeline');
  const moments = [...(await office.get(`${lived}?kind=stage`)).html.matchAll(/history\?at=(\d+)/g)].map((found) => found[1]);
  for (const [at, page] of [[0, 'moment'], [-1, 'moment-first']] as const) add('records', page, `${lived}?at=${moments.at(at)}`, office, 'notice--warning');

  // Decisions, written and about to be sent.
  const decide = (action: string): string => `${page}/decide/${action}`;
  const write = async (action: string, fields: Fields): Promise<string> =>
    (await office.post('save_decision', [['id', reviewed], ['action', action], ...typed(fields)])).path;
  add('decisions', 'approve', decide('approve'), office, 'notice--warning');
  add('decisions', 'request-changes', decide('request-changes'), office, 'class="decision"');
  add('decisions', 'request-changes', await write('request-changes', { 'due.month': '13' }), office, ERROR);
  add('decisions', 'decline', decide('decline'), office, 'class="decision"');
  add('decisions', 'decline', await write('decline', { reason: '' }), office, ERROR);
  add('decisions', 'redirect', decide('redirect'), office, 'class="decision"');
  add('decisions', 'redirect', `${decide('redirect')}?route=vendor`, office, 'id="route"');
  const soon = String(new Date().getFullYear() + 1);
  const written: [string, Fields][] = [
    ['request-changes', { steps: ['growth', 'need'], body: 'Tell us more.', 'due.month': '1', 'due.day': '15', 'due.year': soon }],
    ['decline', { reason: 'It does not fit.' }],
    ['redirect', { route: 'vendor', body: 'Register as a vendor.' }],
  ];
  // A page of its own for each: what is written on an application stays there.
  const others = await office.get('/office/applications?stage=in-review');
  const ids = [...new Set([...others.html.matchAll(/\/office\/applications\/([\w-]{8,})/g)].map((found) => found[1] ?? ''))];
  const second = ids.find((id) => id !== reviewed) ?? '';
  for (const [action, fields] of written) {
    const mail = await office.post('save_decision', [['id', second], ['action', action], ...typed(fields)]);
    add('decisions', `preview-${action}`, mail.path, office, 'mail-preview');
  }
  await sent('decisions', 'preview-decline', office, ERROR, 'decide', [
    ['id', second],
    ['action', 'decline'],
    ['subject', ''],
    ['body', 'x'.repeat(10_001)],
    ['seen', hidden((await office.get(`/office/applications/${second}/decide/decline/preview`)).html, 'seen')],
    ['key', randomUUID()],
  ]);
  // Two applications that are ready to be approved: one decision is not complete, one is.
  const [third = '', fourth = ''] = ids.filter((id) => id !== reviewed && id !== second);
  for (const id of [third, fourth]) {
    // Whoever leads the review judges: the demonstration gave some of them to a colleague.
    const mine = /name="to" value="([^"]+)"/.exec((await office.get(`/office/applications/${id}`)).html)?.[1];
    if (mine) await office.post('assign_application', [['id', id], ['to', mine]]);
    const met: Fields = {};
    for (const [, slug, seen] of (await office.get(`/office/applications/${id}`)).html.matchAll(SEEN)) {
      met[`finding.${slug}`] = 'met';
      met[`seen.${slug}`] = seen ?? '0';
    }
    await office.post('judge_application', [['id', id], ...typed(met)]);
  }
  const approve = async (id: string, fields: Fields): Promise<string> =>
    (await office.post('save_decision', [['id', id], ['action', 'approve'], ...typed(fields)])).path;
  add('records', 'record-ready', `/office/applications/${third}`, office, 'timeline');
  add('decisions', 'approve', `/office/applications/${third}/decide/approve`, office, 'all-met');
  add('decisions', 'approve', await approve(fourth, { conditions: 'One thing.' }), office, ERROR);
  add('decisions', 'preview-approve', await approve(third, { level: 'on-going', 'why-level': 'So it is.', agreement: 'none', 'why-agreement': 'It is short.', conditions: 'One.' }), office, 'mail-preview');
  const declined = await record('declined');
  add('decisions', 'moved', `/office/applications/${declined}/decide/approve`, office, 'notice--warning');
  states.push(...(await addDesk(url)));
  return states;
}

/** The pages of a district that has just begun, for somebody. */
export function emptyStates(who: Visitor, paths: string[]): State[] {
  return paths.map((path) => ({ group: 'lists', page: path, path, who, status: 200, proof: path.endsWith('dashboard') ? 'chart' : EMPTY }));
}
