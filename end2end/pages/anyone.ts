// Fills in a page of whatever form: what a partner of any district could have written.
import type { Locator } from '@playwright/test';
import { AnyPage } from './page';

const NEXT = new Date().getFullYear() + 1;

interface Control {
  name: string;
  tag: string;
  kind: string;
  values: string[];
  autocomplete: string;
}

/** What is typed into a field, by what it is and how it is named. */
function text(control: Control): string {
  const { name, kind, autocomplete } = control;
  const part = /\.(month|day|year|street|city|state|zip|start|end|from|to|until)\]/.exec(name)?.[1] ?? '';
  const dates: Record<string, string> = { month: '5', day: '14', year: String(/\b(end|until|last)/.test(name) ? NEXT + 1 : NEXT) };
  const parts: Record<string, string> = { ...dates, street: '12 Mill Street', city: 'Springfield', state: 'NC', zip: '27701' };
  if (parts[part]) return parts[part];
  if (kind === 'time') return part === 'end' || part === 'to' || part === 'until' ? '16:30' : '15:15';
  // Times of the week are typed as people write them.
  if (/\.\d+\.(start|end)\]/.test(name)) return part === 'end' ? '4:30 pm' : '3:15 pm';
  if (kind === 'email' || autocomplete === 'email') return 'ana@example.com';
  if (kind === 'tel') return '(919) 555-0123';
  if (kind === 'url') return 'https://example.org';
  if (/\bein\b/.test(name)) return '12-3456789';
  if (/established/.test(name)) return '1998';
  if (kind === 'number' || kind === 'numeric' || kind === 'decimal') return '12';
  return control.tag === 'TEXTAREA' ? 'Students read twice a week with somebody who listens.' : 'Reading friends';
}

export class AnyForm extends AnyPage {
  private get controls(): Locator {
    return this.page.locator('#step').locator('input, select, textarea');
  }

  /** What may be answered on this page as it is now. */
  private async open(): Promise<Control[]> {
    return this.controls.evaluateAll((all) => {
      const found = new Map<string, Control>();
      for (const one of all as HTMLInputElement[]) {
        if (!one.name.startsWith('answers[') || one.type === 'hidden' || one.type === 'file' || !one.checkVisibility()) continue;
        const known = found.get(one.name);
        if (known) known.values.push(one.value);
        else {
          const kind = one.inputMode || one.type;
          const values = one instanceof HTMLSelectElement ? [...one.options].map((option) => option.value) : [one.value];
          found.set(one.name, { name: one.name, tag: one.tagName, kind, values, autocomplete: one.autocomplete });
        }
      }
      return [...found.values()];
    });
  }

  private async answer(control: Control, given: Record<string, string>): Promise<void> {
    const all = this.page.locator(`[name="${control.name}"]`);
    const wish = given[control.name.slice('answers['.length, -'][]'.length)];
    if (control.kind === 'radio' || control.kind === 'checkbox') {
      if (!wish && (await all.and(this.page.locator(':checked')).count()) > 0) return;
      const value = wish ?? (control.values.includes('yes') ? 'yes' : control.values[0]);
      await this.choose(all.and(this.page.locator(`[value="${value}"]`)).first());
    } else if (control.tag === 'SELECT') {
      await all.first().selectOption(wish ?? control.values.find((value) => value !== '') ?? '');
    } else if (wish !== undefined || (await all.first().inputValue()) === '') {
      await all.first().fill(wish ?? text(control));
    }
  }

  /** Answers every question of the page; what an answer brings to light, too. `given` says what to write in some fields. */
  async answerAll(given: Record<string, string> = {}): Promise<void> {
    const done = new Set<string>();
    for (;;) {
      const next = (await this.open()).find((control) => !done.has(control.name));
      if (!next) return;
      done.add(next.name);
      await this.answer(next, given);
    }
  }

  /** Takes the first choice of a field, where none is proposed. */
  async chooseOne(name: string): Promise<void> {
    const all = this.page.locator(`[name="${name}"]`);
    if ((await all.and(this.page.locator(':checked')).count()) === 0) await this.choose(all.first());
  }
}
