// Single keys at the desk: each does what the help says, and none does anything once they are turned off.
import { AnyPage } from './pages/page';
import { awake, expect, test } from './support/test';

const LIST = '/office/applications?sort=organization';
/** Every key, in the order of the help. */
const KEYS = ['?', 'j', 'k', 'x', 'a', '/', 'n', 'p', 'u'];

test('single keys go through a list and its records, until somebody turns them off', async ({ another }) => {
  const page = await another('office@example.org');
  const any = new AnyPage(page);
  const rows = page.locator('main .table tbody tr');
  const name = (at: number) => rows.nth(at).locator('th a');
  const tick = rows.first().locator('.row-tick');
  const acts = page.locator('.bulk-bar__acts button');
  const search = page.locator('main input[type=search]');
  const help = page.locator('#desk-keys');
  const open = async (path: string): Promise<void> => {
    await page.goto(path);
    await awake(page);
  };
  /** Presses a key that leads to another page. */
  const go = async (key: string, to: string): Promise<void> => {
    await Promise.all([page.waitForURL((url) => url.pathname + url.search === to), page.keyboard.press(key)]);
    await awake(page);
  };

  await test.step('in a list', async () => {
    await open(LIST);
    await page.keyboard.press('j');
    await expect(name(0)).toBeFocused();
    await page.keyboard.press('j');
    await expect(name(1)).toBeFocused();
    await page.keyboard.press('k');
    await expect(name(0)).toBeFocused();
    await page.keyboard.press('x');
    await expect(tick).toBeChecked();
    await page.keyboard.press('x');
    await expect(tick).not.toBeChecked();
    await page.keyboard.press('x');
    await page.keyboard.press('a');
    await expect(acts.first()).toBeFocused();
    await page.keyboard.press('/');
    await expect(search).toBeFocused();
  });

  await test.step('where somebody types, keys are letters', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('?');
    await expect(search).toHaveValue('j?');
    await expect(search).toBeFocused();
    await expect(help).toBeHidden();
  });

  await test.step('the help shows them all', async () => {
    await open(LIST);
    await page.keyboard.press('?');
    await expect(help).toBeVisible();
    await expect(help.locator('kbd')).toHaveText(KEYS);
    for (const means of ['tick', 'acts', 'search', 'back']) await expect(help).toContainText(any.say(`keys.${means}`));
    // While it is open, keys are its own.
    await page.keyboard.press('j');
    await expect(name(0)).not.toBeFocused();
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
  });

  await test.step('with rows chosen, each thing to do can be reached', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('a');
    await any.leave(acts.first());
    await expect(any.heading).toHaveText(any.say('bulk.title_assign', { n: 1 }));
  });

  await test.step('in a record', async () => {
    await open(LIST);
    const [first = '', second = ''] = await Promise.all([0, 1].map((at) => name(at).getAttribute('href')));
    await any.leave(name(0));
    await awake(page);
    await go('n', second ?? '');
    await go('p', first ?? '');
    await go('u', LIST);
  });

  await test.step('turned off, they do nothing', async () => {
    await page.goto('/account');
    await any.leave(any.button('keys.turn_off'));
    await open(LIST);
    const record = (await name(1).getAttribute('href')) ?? '';
    for (const path of [LIST, record]) {
      await open(path);
      for (const key of KEYS) await page.keyboard.press(key);
      await expect(page.locator('body')).toBeFocused();
      await expect(help).toHaveCount(0);
      await expect(page.locator('.row-tick:checked')).toHaveCount(0);
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(path);
    }
  });

  await test.step('and on again', async () => {
    await page.goto('/account');
    await any.leave(any.button('keys.turn_on'));
    await open(LIST);
    await page.keyboard.press('j');
    await expect(name(0)).toBeFocused();
  });
});
