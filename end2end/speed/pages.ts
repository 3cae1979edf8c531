// The pages whose speed in a browser is measured, what a visitor does there, and how fast they should be.
import type { Page } from '@playwright/test';
import { answers } from '../support/answers';
import { Visitor } from '../support/visitor';
import type { Figures } from './phone';

/** The most that each figure should be, and the least that Lighthouse should give. */
export interface Goals {
  most: Partial<Figures>;
  least: Record<string, number>;
}

const KILO = 1000;
const PARTNER: Goals['most'] = { lcp: 2000, cls: 0.05, inp: 200, tbt: 200, requests: 4, html: 40 * KILO };
const STAFF: Goals['most'] = { lcp: 2500, cls: 0.1, inp: 200, tbt: 300, requests: 6, html: 60 * KILO };

/** A page to measure. A line in `pages` is a new case. */
export interface Measured {
  name: string;
  path: string;
  /** Who looks at it; nobody for the public. */
  who?: Visitor;
  /** Taps and keys whose answers are measured; it stays on the page. */
  act: (page: Page) => Promise<void>;
  goals: Goals;
}

/** Opens and closes the first thing that folds. */
async function unfold(page: Page): Promise<void> {
  const fold = page.locator('summary:visible').first();
  if ((await fold.count()) === 0) return;
  await fold.click();
  await fold.click();
}

async function type(page: Page, selector: string, text: string): Promise<void> {
  const field = page.locator(selector).first();
  await field.click();
  await field.pressSequentially(text, { delay: 30 });
}

/** Every page that is measured, on a server with its demonstration. */
export async function pages(url: string): Promise<Measured[]> {
  const partner = await Visitor.signedIn(url, 'partner-speed@example.com');
  const draft = await partner.start();
  const first = Object.keys(answers('Speed'))[0] ?? '';
  const office = await Visitor.signedIn(url, 'office@example.org');
  const list = await office.get('/office/applications');
  const record = /\/office\/applications\/[\w-]{8,}/.exec(list.html)?.[0] ?? '';
  const open: Goals = { most: PARTNER, least: { performance: 90, accessibility: 100, 'best-practices': 95, seo: 95 } };
  const own: Goals = { most: PARTNER, least: { performance: 90, accessibility: 100, 'best-practices': 95 } };
  const desk: Goals = { most: STAFF, least: { performance: 80, accessibility: 100 } };
  const words = (page: Page): Promise<void> => type(page, 'input[type=search]:visible', 'reading');
  return [
    { name: 'welcome', path: '/', act: unfold, goals: open },
    { name: 'directory', path: '/directory', act: words, goals: open },
    {
      name: 'wizard step',
      path: `/applications/${draft}/${first}`,
      who: partner,
      act: (page) => type(page, 'main input[type=text]:visible', 'Bull City Readers'),
      goals: own,
    },
    {
      name: 'wizard step, long text',
      path: `/applications/${draft}/need`,
      who: partner,
      act: (page) => type(page, 'main textarea:visible', 'Children read more.'),
      goals: own,
    },
    { name: 'office list', path: '/office/applications', who: office, act: words, goals: desk },
    { name: 'office record', path: record, who: office, act: unfold, goals: desk },
    { name: 'dashboard', path: '/office/dashboard', who: office, act: unfold, goals: desk },
  ];
}
