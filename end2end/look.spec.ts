// Whatever colours an administrator chooses, every page can be read: a very light one, and a very dark one.
import { AnyPage } from './pages/page';
import { Findings } from './support/findings';
import { axe } from './support/inspect';
import { Server } from './support/server';
import { awake, expect, newAddress, test, Watch } from './support/test';
import { link, Visitor } from './support/visitor';

const PHONE = { width: 375, height: 812 };
const DESK = { width: 1280, height: 800 };

test('a district in a very light and in a very dark colour can be read by everybody', async ({ browser }) => {
  // A server of its own: other tests see the district as its profile has it.
  const server = await Server.start('demo');
  const watch = new Watch(server.url);
  const context = await browser.newContext({ baseURL: server.url });
  try {
    await watch.over(context);
    const page = await context.newPage();
    const any = new AnyPage(page);
    const administrator = await Visitor.signedIn(server.url, 'administrator@example.org');
    const partner = await Visitor.signedIn(server.url, newAddress());
    const id = await partner.start();
    const list = '/office/applications?stage=in-review';
    const record = link((await administrator.get(list)).html, /\/office\/applications\/[\w-]{8,}/);
    const findings = new Findings();
    const used: string[] = [];
    for (const [color, second] of [['#fff7c2', '#d9fbff'], ['#0a0014', '']] as const) {
      await administrator.enter(context);
      await page.setViewportSize(DESK);
      await page.goto('/office/look');
      await page.getByLabel(any.say('look.color'), { exact: true }).fill(color);
      await page.locator('input[name="second"]').fill(second);
      await any.leave(any.button('look.show'));
      findings.add(`the preview of ${color}`, ...(await axe(page)));
      await any.leave(any.button('look.use_colors'));
      used.push(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()));
      for (const path of [list, record]) {
        await page.goto(path);
        findings.add(`${path} in ${color}`, ...(await axe(page)));
      }
      await partner.enter(context);
      await page.setViewportSize(PHONE);
      // A step with mistakes, and the public's first page.
      for (const path of ['/', `/applications/${id}/organization?check=1`]) {
        await page.goto(path);
        await awake(page);
        findings.add(`${path} in ${color}`, ...(await axe(page)));
      }
    }
    // The light one is darkened until it can be read; the dark one is taken as it is.
    expect(used[0]).not.toBe('#fff7c2');
    expect(used[1]).toBe('#0a0014');
    expect([...findings.list, ...watch.problems]).toEqual([]);
  } finally {
    await context.close();
    await server.stop();
  }
});
