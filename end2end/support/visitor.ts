// A visitor without a browser: keeps cookies, sends plain forms, follows redirects. Brings the
// program into the state that a test begins with, by the same requests that a browser sends.
import { randomUUID } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import type { Answers, Fields } from './answers';
import type { Lang } from './words';

export interface Answer {
  status: number;
  /** Path and query of the page that was reached in the end. */
  path: string;
  html: string;
}

export type Pairs = [name: string, value: string][];

const decoded = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');

/** Fields of a step as a form sends them. */
export function typed(fields: Fields): Pairs {
  return Object.entries(fields).flatMap(([field, values]) =>
    [values].flat().map((value): [string, string] => [`answers[${field}][]`, value]),
  );
}

export class Visitor {
  readonly cookies = new Map<string, string>();
  private token: string | undefined;

  constructor(readonly url: string) {}

  static async signedIn(url: string, email: string, lang: Lang = 'en'): Promise<Visitor> {
    const visitor = new Visitor(url);
    visitor.cookies.set('lang', lang);
    await visitor.signIn(email);
    return visitor;
  }

  private async send(path: string, init: RequestInit, lang?: Lang): Promise<Answer> {
    const cookies = new Map(this.cookies);
    if (lang) cookies.set('lang', lang);
    const response = await fetch(new URL(path, this.url), {
      ...init,
      redirect: 'manual',
      headers: {
        ...init.headers,
        accept: 'text/html',
        origin: this.url,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
      this.cookies.set(name.trim(), value);
    }
    const location = response.headers.get('location');
    if (location && response.status >= 300 && response.status < 400) {
      await response.arrayBuffer();
      const next = new URL(location, new URL(path, this.url));
      return this.send(next.pathname + next.search, { method: 'GET' }, lang);
    }
    return { status: response.status, path, html: await response.text() };
  }

  async get(path: string, lang?: Lang): Promise<Answer> {
    return this.send(path, { method: 'GET' }, lang);
  }

  /** Sends a form to a server function, with the token of the sign-in and a key of its own. */
  async post(act: string, pairs: Pairs): Promise<Answer> {
    const body = new URLSearchParams(pairs);
    if (!body.has('key')) body.set('key', randomUUID());
    if (this.token) body.set('token', this.token);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.send(`/api/${act}`, { method: 'POST', body: body.toString(), headers });
  }

  async signIn(email: string): Promise<void> {
    const asked = await this.post('ask_to_sign_in', [['email', email]]);
    const request = new URL(asked.path, this.url).searchParams.get('request') ?? '';
    const box = await this.get(`/dev/mail?to=${encodeURIComponent(email)}`);
    const code = /mail-preview__subject[^>]*>\s*(\d{6})/.exec(box.html)?.[1] ?? '';
    await this.post('sign_in_with_code', [['request', request], ['code', code]]);
    const account = await this.get('/account');
    this.token = /name="token" value="([^"]+)"/.exec(account.html)?.[1];
    if (!this.token) throw new Error(`${email} could not sign in: ${asked.path} ${code} ${account.path}`);
  }

  /** Starts an application, as the route advisor does with its answers. */
  async start(carried = ''): Promise<string> {
    const page = await this.post('start_application', [['answers', carried]]);
    const id = /^\/applications\/([\w-]+)$/.exec(page.path)?.[1];
    if (!id) throw new Error(`no application was started: ${page.status} ${page.path}`);
    return id;
  }

  /** Saves a step, right or wrong. Each save comes from a tab of its own, unless it is named. */
  async save(id: string, step: string, fields: Fields, more: Pairs = []): Promise<Answer> {
    return this.post('save_step', [['id', id], ['step', step], ...typed(fields), ...more]);
  }

  /** Starts an application and answers every question of it. */
  async applied(answers: Answers): Promise<string> {
    const id = await this.start();
    for (const [step, fields] of Object.entries(answers)) {
      // Each section that asks is said to be complete.
      const page = await this.save(id, step, { ...fields, completed: 'yes' });
      if (page.path.includes('check=1')) throw new Error(`${step} is not answered as it should be: ${page.path}`);
    }
    return id;
  }

  async submit(id: string, name: string): Promise<Answer> {
    const sign = await this.get(`/applications/${id}/sign`);
    return this.post('submit_application', [
      ['id', id],
      ['seen', hidden(sign.html, 'seen')],
      ...typed({ 'signature.name': name, 'signature.consent': 'yes' }),
    ]);
  }

  /** Puts this visitor's sign-in, and a language, into a browser. */
  async enter(context: BrowserContext, lang: Lang = 'en'): Promise<void> {
    const cookies = [...new Map([...this.cookies, ['lang', lang] as const])];
    await context.clearCookies();
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: this.url })));
  }
}

/** The value of a hidden field of a page. */
export function hidden(html: string, name: string): string {
  return decoded(new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '');
}

/** The title of a page. */
export function title(html: string): string {
  return decoded(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '');
}

/** The first address on a page that fits. */
export function link(html: string, fits: RegExp): string {
  const found = fits.exec(html)?.[0];
  if (!found) throw new Error(`the page has no link like ${fits}`);
  return decoded(found);
}
