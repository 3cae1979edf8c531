// Measures pages in a browser as a phone would see them, and by Lighthouse. No test of the normal run:
// `cargo xtask bench --browser` starts it, on a release build and a machine that does nothing else.
import { writeFile } from 'node:fs/promises';
import { chromium, expect, test } from '@playwright/test';
import lighthouse from 'lighthouse';
import { freePort, Server } from '../support/server';
import { type Measured, pages } from './pages';
import { type Figures, visit } from './phone';

const ROUNDS = Number(process.env.TRELLIS_ROUNDS ?? 5);
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const FIGURES: (keyof Figures)[] = ['lcp', 'cls', 'inp', 'tbt', 'requests', 'html', 'bytes'];

const middle = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const shown = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 3 : 0));

test('the speed of pages in a browser', async ({ browserName: _ }, info) => {
  test.setTimeout(3_600_000);
  const server = await Server.start('demo');
  try {
    const measured = await pages(server.url);
    const lines = ['| page | figure | median | of each round | goal |', '|---|---|---|---|---|'];
    const missed: string[] = [];
    const tell = (page: string, figure: string, values: number[], goal: number | undefined, isMost: boolean): void => {
      const value = middle(values);
      const misses = goal !== undefined && (isMost ? value > goal : value < goal);
      if (misses) missed.push(`${page}: ${figure}`);
      const asked = goal === undefined ? '' : `${isMost ? 'at most' : 'at least'} ${goal}`;
      lines.push(`| ${page} | ${figure} | ${misses ? `**${shown(value)}**` : shown(value)} | ${values.map(shown).join(' ')} | ${asked} |`);
    };
    const rounds = new Map<Measured, Figures[]>(measured.map((page) => [page, []]));
    for (let round = 0; round < ROUNDS; round++) {
      // A browser of its own for each round: nothing is kept, and no round warms the next.
      const browser = await chromium.launch(info.project.use.launchOptions);
      for (const page of measured) {
        const context = await browser.newContext({ viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true });
        await page.who?.enter(context);
        rounds.get(page)?.push(await visit(context, server.url + page.path, page.act));
        await context.close();
      }
      await browser.close();
    }
    for (const [page, figures] of rounds) {
      for (const figure of FIGURES) {
        tell(page.name, figure, figures.map((one) => one[figure]), page.goals.most[figure], true);
      }
    }
    const port = await freePort();
    const options = info.project.use.launchOptions;
    const browser = await chromium.launch({ ...options, args: [...(options?.args ?? []), `--remote-debugging-port=${port}`] });
    const bench: number[] = [];
    for (const page of measured) {
      const scores = new Map<string, number[]>(CATEGORIES.map((category) => [category, []]));
      for (let round = 0; round < ROUNDS; round++) {
        const cookie = page.who ? [...page.who.cookies].map(([name, value]) => `${name}=${value}`).join('; ') : undefined;
        const found = await lighthouse(server.url + page.path, {
          port,
          output: 'json',
          logLevel: 'error',
          onlyCategories: CATEGORIES,
          extraHeaders: cookie ? { Cookie: cookie } : undefined,
        });
        bench.push(found?.lhr.environment.benchmarkIndex ?? Number.NaN);
        for (const [category, values] of scores) values.push(Math.round((found?.lhr.categories[category]?.score ?? 0) * 100));
      }
      for (const [category, values] of scores) tell(page.name, `Lighthouse ${category}`, values, page.goals.least[category], false);
    }
    await browser.close();
    lines.push('', `Lighthouse's own measure of this machine (benchmarkIndex): ${middle(bench)}. ${ROUNDS} rounds.`);
    const text = lines.join('\n');
    console.log(text);
    await writeFile(process.env.TRELLIS_FIGURES ?? 'speed/figures.md', `${text}\n`);
    console.log(missed.length === 0 ? 'Every goal is reached.' : `Missed: ${missed.join('; ')}.`);
    expect(measured.length).toBeGreaterThan(0);
  } finally {
    await server.stop();
  }
});
