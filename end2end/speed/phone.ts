// A slow phone on a slow network, and what a page costs there.
import type { BrowserContext, CDPSession, Page } from '@playwright/test';

/** Slow 4G: milliseconds there and back, and bytes a second. */
const NETWORK = { latency: 150, downloadThroughput: (1.6e6 / 8) | 0, uploadThroughput: (750e3 / 8) | 0 };
/** How many times slower than this machine the phone's processor is. */
const PROCESSOR = 4;

/** What was measured of one visit; times in milliseconds. */
export interface Figures {
  /** When the largest part of the page was painted. */
  lcp: number;
  /** How much the page moved about: a number without unit. */
  cls: number;
  /** The slowest answer to a tap or a key. */
  inp: number;
  /** Time over 50 ms of every long task, from the first paint until the program is awake. */
  tbt: number;
  /** Files asked for before the largest part was painted, the icon of the tab aside. */
  requests: number;
  /** Bytes of the page as they were sent. */
  html: number;
  /** Bytes of everything as it was sent. */
  bytes: number;
}

interface Seen {
  lcp: number;
  cls: number;
  inp: number;
  long: [from: number, took: number][];
}

declare global {
  interface Window {
    seen: Seen;
  }
}

/** Runs before the scripts of a page: writes down what the browser tells of its speed. */
function observe(): void {
  const seen: Seen = { lcp: 0, cls: 0, inp: 0, long: [] };
  window.seen = seen;
  const watch = (type: string, note: (entry: PerformanceEntry) => void, more: PerformanceObserverInit = {}): void => {
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
  };
  watch('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime));
  watch('layout-shift', (entry) => {
    const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!shift.hadRecentInput) seen.cls += shift.value;
  });
  watch('longtask', (entry) => seen.long.push([entry.startTime, entry.duration]));
  watch('event', (entry) => {
    const event = entry as PerformanceEntry & { interactionId: number };
    if (event.interactionId > 0) seen.inp = Math.max(seen.inp, event.duration);
  }, { durationThreshold: 16 } as PerformanceObserverInit);
}

/** Makes a page slow as a phone is. */
export async function slow(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, ...NETWORK });
  await session.send('Emulation.setCPUThrottlingRate', { rate: PROCESSOR });
  return session;
}

/** Visits a page with nothing kept from before, does what a visitor would, and measures. */
export async function visit(context: BrowserContext, url: string, act: (page: Page) => Promise<void>): Promise<Figures> {
  const page = await context.newPage();
  await page.addInitScript(observe);
  const session = await slow(page);
  await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
  // The program arrives after the page: what it costs to wake up belongs to the page.
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
  const loaded = await page.evaluate(() => {
    const own = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming;
    const more = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    const { lcp, cls, long } = window.seen;
    const before = new Set(more.filter((one) => one.startTime < lcp && !one.name.includes('/favicon')).map((one) => one.name));
    return {
      lcp,
      cls,
      tbt: long.filter(([from]) => from >= painted).reduce((sum, [, took]) => sum + Math.max(0, took - 50), 0),
      requests: 1 + before.size,
      html: own.transferSize,
      bytes: own.transferSize + more.reduce((sum, one) => sum + one.transferSize, 0),
    };
  });
  await act(page);
  await page.waitForTimeout(300);
  const { cls, inp } = await page.evaluate(() => window.seen).catch(() => ({ cls: loaded.cls, inp: Number.NaN }));
  await session.detach();
  await page.close();
  return { ...loaded, cls, inp };
}
