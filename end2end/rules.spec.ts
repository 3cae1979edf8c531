// The rules that hold for every page in every state: accessible, valid, quiet, narrow.
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { Findings } from './support/findings';
import { axe, cutOff, facts, interact, overflow, skipLink } from './support/inspect';
import { mistakes } from './support/markup';
import { Server } from './support/server';
import { awake, expect, test as base, Watch } from './support/test';
import { title, Visitor } from './support/visitor';
import { LANGS, type Lang, say } from './support/words';
import { emptyStates, GROUPS, makeWorld, type State } from './support/world';

const test = base.extend<object, { world: State[] }>({
  // A district that asks of its office all that a profile can, so that every page of the desk is there.
  server: [
    async ({}, use) => {
      const server = await Server.start('desk');
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  world: [async ({ server }, use) => use(await makeWorld(server.url)), { scope: 'worker', timeout: 120_000 }],
});

/** Where the way to help stands on every page. */
const HELP = 'HTML > BODY > DIV.frame > FOOTER.footer > DIV.footer__inner wrap > SECTION.help';

const named = (state: State, lang: Lang): string => `${state.page} ${state.path} (${lang})`;

/** The same titles on different pages, and titles that are none. */
function titleProblems(titles: [page: string, title: string][]): string[] {
  const first = new Map<string, string>();
  return titles.flatMap(([page, title]) => {
    const plain = title.replace(/^Error: /, '');
    if (!plain.trim()) return [`${page} has no title`];
    const other = first.get(plain);
    first.set(plain, other ?? page);
    return other !== undefined && other !== page ? [`${page} and ${other} share the title ${plain}`] : [];
  });
}

test('the rules are asked of every page there is', ({ world }) => {
  const routes = readFileSync(new URL('../app/src/routes.rs', import.meta.url), 'utf8');
  const pages = [...routes.matchAll(/path!\("([^"]+)"\)/g)].map((found) => found[1] ?? '');
  const isOf = (page: string) => new RegExp(`^${page.replaceAll(/:\w+/g, '[^/]+')}(\\?.*)?$`);
  expect(pages.length).toBeGreaterThan(40);
  expect(pages.filter((page) => !world.some((state) => state.status === 200 && isOf(page).test(state.path)))).toEqual([]);
});

for (const lang of LANGS) {
  test(`the server sends valid pages with titles of their own (${lang})`, async ({ world }) => {
    test.setTimeout(120_000);
    const findings = new Findings();
    const titles: [string, string][] = [];
    for (const state of world) {
      const where = named(state, lang);
      const answer = await state.who.get(state.path, lang);
      if (answer.path !== state.path || answer.status !== state.status) findings.add(where, `led to ${answer.status} ${answer.path}`);
      if (state.proof && !answer.html.includes(state.proof)) findings.add(where, `is not in the state that shows ${state.proof}`);
      findings.add(where, ...(await mistakes(answer.html)));
      const text = title(answer.html);
      if (state.proof === 'error-summary' && !text.startsWith('Error: ')) findings.add(where, `the title is ${text}`);
      titles.push([state.page, text]);
    }
    expect([...findings.list, ...titleProblems(titles)]).toEqual([]);
  });
}

/** Looks at one state at every width. */
async function look(page: Page, context: BrowserContext, state: State, lang: Lang, findings: Findings): Promise<void> {
  await state.who.enter(context, lang);
  await page.setViewportSize({ width: 375, height: 812 });
  await page.goto(state.path);
  await awake(page);
  const problems = await axe(page);
  const seen = await facts(page, lang);
  problems.push(...seen.problems);
  if (seen.headings.length !== 1 || !seen.headings[0]) problems.push(`has ${seen.headings.length} headings of the first level`);
  if (seen.help !== HELP) problems.push(`help stands at ${seen.help}`);
  await page.setViewportSize({ width: 320, height: 640 });
  problems.push(...(await overflow(page)));
  await page.setViewportSize({ width: 1280, height: 800 });
  problems.push(...(await axe(page)), ...(await overflow(page)));
  problems.push(...(await skipLink(page)), ...(await interact(page)));
  findings.add(named(state, lang), ...problems);
}

for (const group of GROUPS) {
  for (const lang of LANGS) {
    test(`every page can be used by everybody: ${group} (${lang})`, async ({ page, context, watch, world }) => {
      test.setTimeout(240_000);
      // A page that is not there answers so.
      watch.allow(/status of 404/);
      const findings = new Findings();
      for (const state of world.filter((state) => state.group === group)) await look(page, context, state, lang, findings);
      expect(findings.list).toEqual([]);
    });
  }
}

test('the menu is there for everybody when it is open', async ({ page, context, world }) => {
  for (const who of new Set(world.map((state) => state.who))) {
    await who.enter(context);
    await page.setViewportSize({ width: 375, height: 812 });
    await page.goto('/directory');
    const menu = page.locator('#menu');
    await expect(menu).toBeHidden();
    await page.getByRole('button', { name: say('en', 'layout.menu'), exact: true }).press('Enter');
    await expect(menu).toBeVisible();
    // What it covers is out of reach for as long as it is open.
    expect(await axe(page, '#menu')).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
  }
});

test('large text, wide spacing, forced colours and still pictures take nothing away', async ({ page, context, world }) => {
  test.setTimeout(120_000);
  const findings = new Findings();
  for (const key of ['welcome', 'directory', 'step-contact', 'step-sites', 'check', 'applications-office', 'record-in-review', 'dashboard']) {
    const state = world.find((state) => state.page === key);
    if (!state) throw new Error(`there is no page ${key}`);
    await state.who.enter(context);
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 640, height: 800 });
    await page.goto(state.path);
    await awake(page);
    // The colours are the reader's own now; axe reads the fill of letters, which Chromium gives as it was before.
    findings.add(named(state, 'en'), ...(await axe(page, undefined, ['color-contrast'])));
    if (await page.evaluate(() => document.getAnimations().length)) findings.add(named(state, 'en'), 'something moves');
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
    // Twice the size at twice the width, and the spacing of WCAG 1.4.12, as somebody's own style sheet sets them.
    await page.evaluate(() => {
      const own = new CSSStyleSheet();
      own.replaceSync(
        'html { font-size: 200% } * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
      );
      document.adoptedStyleSheets = [own];
    });
    findings.add(named(state, 'en'), ...(await overflow(page)), ...(await cutOff(page)));
  }
  expect(findings.list).toEqual([]);
});

test('a district that has just begun has no page without words', async ({ browser }) => {
  test.setTimeout(120_000);
  const server = await Server.start('empty');
  const context = await browser.newContext({ baseURL: server.url });
  const watch = new Watch(server.url);
  try {
    await watch.over(context);
    const fresh = await context.newPage();
    const findings = new Findings();
    const lookAll = async (states: State[]): Promise<void> => {
      for (const state of states) {
        for (const lang of LANGS) {
          const answer = await state.who.get(state.path, lang);
          if (state.proof && !answer.html.includes(state.proof)) findings.add(named(state, lang), `does not show ${state.proof}`);
          findings.add(named(state, lang), ...(await mistakes(answer.html)));
          await look(fresh, context, state, lang, findings);
        }
      }
    };
    await lookAll(emptyStates(new Visitor(server.url), ['/directory', '/dev/mail']));
    const office = await Visitor.signedIn(server.url, 'office@example.org');
    await lookAll(emptyStates(office, ['/office', '/office/applications', '/office/partnerships', '/office/dashboard']));
    expect([...findings.list, ...watch.problems]).toEqual([]);
  } finally {
    await context.close();
    await server.stop();
  }
});
