// What every test begins with: a server of its worker, and a watch on everything a page must not do.
import { type Browser, type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import { Server } from './server';
import { Visitor } from './visitor';
import type { Lang } from './words';

declare global {
  interface Window {
    /** Whether the program has woken up in this page. */
    isAwake?: boolean;
  }
}

/** Runs before the scripts of each page: says what the content security policy refused, and when the islands are awake. */
function listen(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
  // The islands wake up in the microtasks after the program has arrived: a task later they all are.
  const later = (): void => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => (window.isAwake = true);
    channel.port2.postMessage(null);
  };
  for (const name of ['instantiate', 'instantiateStreaming'] as const) {
    const real = WebAssembly[name] as (...given: unknown[]) => Promise<unknown>;
    (WebAssembly as Record<string, unknown>)[name] = async (...given: unknown[]) => {
      const made = await real.apply(WebAssembly, given);
      later();
      return made;
    };
  }
}

/** Waits until the program has woken up in a page. */
export async function awake(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.isAwake === true), { intervals: [20, 20, 50, 100] }).toBe(true);
}

/** Collects what no page may do: write warnings, fail, break the policy, or ask another site. */
export class Watch {
  private readonly seen = new Map<string, string[]>();
  private readonly allowed: RegExp[] = [];

  constructor(private readonly origin: string) {}

  /** Something that a test brings about on purpose. */
  allow(text: RegExp): void {
    this.allowed.push(text);
  }

  /** Each problem once, with the first page that had it. */
  get problems(): string[] {
    return [...this.seen].map(([problem, pages]) => `${problem} [${pages.length} × such as ${pages[0]}]`);
  }

  private add(problem: string, page = ''): void {
    if (this.allowed.some((allowed) => allowed.test(problem))) return;
    this.seen.set(problem, [...(this.seen.get(problem) ?? []), page]);
  }

  async over(context: BrowserContext): Promise<void> {
    await context.addInitScript(listen);
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        this.add(message.text(), message.page()?.url());
      }
    });
    context.on('weberror', (error) => this.add(error.error().message, error.page()?.url()));
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== this.origin) this.add(`another site was asked: ${url.href}`);
    });
  }
}

/** A partner with a started application, whose browser this is. */
export interface Partner {
  email: string;
  visitor: Visitor;
  /** The application. */
  id: string;
  /** The address of a page of the application. */
  at: (step: string) => string;
}

interface Fixtures {
  watch: Watch;
  partner: Partner;
  /** Opens a page in a browser of its own, as another person would. */
  another: (email?: string, lang?: Lang) => Promise<Page>;
}

let people = 0;

/** An address that nobody has yet. */
export function newAddress(): string {
  people += 1;
  return `person-${process.env.TEST_PARALLEL_INDEX ?? 0}-${Date.now()}-${people}@example.com`;
}

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start('demo');
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  watch: [
    async ({ server, javaScriptEnabled }, use, info) => {
      const watch = new Watch(server.url);
      // Without scripts the program is fetched ahead in vain: the browser says so, and nobody is harmed.
      if (javaScriptEnabled === false) watch.allow(/trellis_bg\.wasm was preloaded using link preload but not used/);
      await use(watch);
      if (info.status !== 'passed' && server.log()) {
        await info.attach('server', { body: server.log(), contentType: 'text/plain' });
      }
      expect(watch.problems, 'no page writes warnings, fails, breaks its policy or asks another site').toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, watch }, use) => {
    await watch.over(context);
    await use(context);
  },

  partner: async ({ server, context }, use) => {
    const email = newAddress();
    const visitor = await Visitor.signedIn(server.url, email);
    const id = await visitor.start();
    await visitor.enter(context);
    await use({ email, visitor, id, at: (step) => `/applications/${id}/${step}` });
  },

  another: async ({ browser, server, watch }: { browser: Browser; server: Server; watch: Watch }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (email, lang = 'en') => {
      const context = await browser.newContext({ baseURL: server.url });
      contexts.push(context);
      await watch.over(context);
      if (email) await (await Visitor.signedIn(server.url, email, lang)).enter(context, lang);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };
