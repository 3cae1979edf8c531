// What every page keeps to, looked at in the browser.
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import axeCore from 'axe-core';

declare global {
  interface Window {
    axe?: typeof axeCore;
  }
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on a page, or in a part of it: a line for each element. */
export async function axe(page: Page, part?: string, without: string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axeCore.source);
  // Nothing is fetched for it, and only what is wrong is described at length: four times as fast.
  const look = (selectors: boolean): Promise<AxeResults> =>
    page.evaluate(
      ([part, tags, rules, selectors]) =>
        window.axe!.run(part ?? document, { runOnly: tags, rules, resultTypes: ['violations'], preload: false, selectors }),
      [part, TAGS, Object.fromEntries(without.map((rule) => [rule, { enabled: false }])), selectors] as const,
    );
  let found = await look(false);
  if (found.violations.length > 0) found = await look(true);
  const rules = [...found.passes, ...found.violations, ...found.inapplicable, ...found.incomplete].map((rule) => rule.id);
  for (const rule of ['target-size', 'color-contrast']) {
    if (!rules.includes(rule) && !without.includes(rule)) throw new Error(`axe did not look at ${rule}`);
  }
  return found.violations.flatMap((rule) =>
    rule.nodes.map(
      (node) => `axe ${rule.id}: ${rule.help} (${node.target.join(' ')}) ${[...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ')}`,
    ),
  );
}

export interface Facts {
  problems: string[];
  title: string;
  headings: string[];
  /** Where the way to help stands. */
  help: string;
}

/** Reads the page by the rules that no tool knows. */
export async function facts(page: Page, lang: string): Promise<Facts> {
  return page.evaluate((lang) => {
    const problems: string[] = [];
    const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
    const none = (selector: string, rule: string): void => {
      for (const element of all(selector)) problems.push(`${rule}: ${element.outerHTML.slice(0, 120)}`);
    };
    if (document.documentElement.lang !== lang) problems.push(`the page says it is in ${document.documentElement.lang}`);
    none('[maxlength]', 'nothing is cut off');
    none('[required]', 'the server judges, not the browser');
    none('form:not([novalidate])', 'the server judges, not the browser');
    none(':disabled', 'nothing is disabled');
    none('.hint a', 'a hint has no link');
    none('[placeholder]', 'a label is no placeholder');
    none('[tabindex]:not([tabindex="0"], [tabindex="-1"])', 'the order of focus is that of the page');
    none('input[type="range"], [draggable="true"]', 'nothing has to be dragged');
    none('p div, p ul, p p', 'blocks do not stand in paragraphs');
    for (const phone of all('a[href^="tel:"]')) {
      if (getComputedStyle(phone).whiteSpace !== 'nowrap') problems.push(`a telephone number may be torn apart: ${phone.outerHTML}`);
    }
    for (const label of all('label, legend')) {
      if (label.innerText.includes('*')) problems.push(`a label has an asterisk: ${label.innerText}`);
    }
    for (const hint of all('#step .hint')) {
      // "3 to 4:30 p.m." ends with no full stop.
      if (/(?<!\bp\.? ?m)\.$/.test(hint.innerText.trim())) problems.push(`a hint ends with a full stop: ${hint.innerText}`);
    }
    for (const element of all('[aria-describedby], [aria-labelledby], [aria-controls]')) {
      for (const name of ['aria-describedby', 'aria-labelledby', 'aria-controls']) {
        for (const id of element.getAttribute(name)?.split(/\s+/) ?? []) {
          if (id && !document.getElementById(id)) problems.push(`${name} names ${id}, which is not there`);
        }
      }
    }
    const ids = all('[id]').map((element) => element.id);
    for (const id of ids.filter((id, at) => ids.indexOf(id) !== at)) problems.push(`two elements have the id ${id}`);
    const first = all('a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]')[0];
    if (!first?.matches('a.skip[href="#main"]')) problems.push('the skip link does not come first');
    const levels = all('h1, h2, h3, h4, h5, h6').map((heading) => Number(heading.tagName[1]));
    levels.forEach((level, at) => {
      const before = levels[at - 1];
      if (before !== undefined && level > before + 1) problems.push(`a heading of level ${level} follows one of level ${before}`);
    });
    const help = document.querySelector('.help');
    const way: string[] = [];
    for (let at: Element | null = help; at; at = at.parentElement) way.unshift(`${at.tagName}${at.className ? `.${at.className}` : ''}`);
    // The office's frame is wide: the same place all the same.
    const place = way.join(' > ').replace('.frame office', '.frame');
    if (help && !(document.querySelector('main')?.compareDocumentPosition(help) ?? 0 & Node.DOCUMENT_POSITION_FOLLOWING)) {
      problems.push('help does not come after the page');
    }
    return { problems, title: document.title, headings: all('h1').map((heading) => heading.innerText.trim()), help: place };
  }, lang);
}

/** By how much the page is wider than its window. */
export async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    if (wide <= 0) return [];
    const sticksOut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > window.innerWidth + 1 && !element.closest('.table-region, .hidden-text');
    });
    return [`${wide} px too wide at ${window.innerWidth} px: ${sticksOut.slice(0, 3).map((element) => element.outerHTML.slice(0, 100)).join(' | ')}`];
  });
}

/** Words that stick out of the box that cuts them off. */
export async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *:not(svg, svg *)')]
      .filter((element) => {
        const style = getComputedStyle(element);
        const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip' || style.overflowY === 'hidden' || style.overflowY === 'clip';
        const speaks = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
        const shown = speaks && element.checkVisibility() && !element.closest('.hidden-text') && style.textOverflow !== 'ellipsis';
        return cuts && shown && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
      })
      .map((element) => `words are cut off in ${element.outerHTML.slice(0, 100)}`),
  );
}

/** The skip link leads to the main part. */
export async function skipLink(page: Page): Promise<string[]> {
  await page.locator('a.skip').focus();
  await page.keyboard.press('Enter');
  return page.evaluate(() => {
    const focused = document.activeElement;
    return focused?.id === 'main' ? [] : [`the skip link leads to ${focused?.outerHTML.slice(0, 60)}`];
  });
}

/** The program is awake: it holds back the second of two quick sends, and, on a page of the form, remembers what is typed. */
export async function interact(page: Page): Promise<string[]> {
  const problems = await page.evaluate(() => {
    const form = document.createElement('form');
    form.toggleAttribute('data-guard', true);
    document.body.append(form);
    const send = (): boolean => form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
    const [first, second] = [send(), send()];
    form.remove();
    return first && !second ? [] : [`a double send is not held back (${first}, ${second})`];
  });
  if (await page.locator('form#step #save-line').count()) {
    problems.push(
      ...(await page.evaluate(async () => {
        const control = document.querySelector<HTMLElement>('#step :is(input:not([type="hidden"]), textarea, select)[name^="answers["]');
        control?.dispatchEvent(new Event('input', { bubbles: true }));
        const kept = Object.keys(localStorage).filter((key) => key.startsWith('trellis/'));
        localStorage.clear();
        return kept.length > 0 ? [] : ['typing on a page of the form wakes nothing'];
      })),
    );
  }
  return problems;
}
