// The words of the interface, read where the program has them: a test says which sentence it
// expects, not how it is worded today.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Lang = 'en' | 'es';
export const LANGS: Lang[] = ['en', 'es'];

type Words = Map<string, { one?: string; other: string }>;
const files = new Map<string, Words>();

const unquoted = (text: string): string => JSON.parse(`"${text}"`) as string;

function load(lang: Lang, file: string): Words {
  const key = `${lang}/${file}`;
  const known = files.get(key);
  if (known) return known;
  const words: Words = new Map();
  const path = fileURLToPath(new URL(`../../app/locales/${key}.toml`, import.meta.url));
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const plain = /^(\w+) = "((?:[^"\\]|\\.)*)"$/.exec(line);
    const counted = /^(\w+) = \{ one = "((?:[^"\\]|\\.)*)", other = "((?:[^"\\]|\\.)*)" \}$/.exec(line);
    if (plain?.[1]) words.set(plain[1], { other: unquoted(plain[2] ?? '') });
    if (counted?.[1]) words.set(counted[1], { one: unquoted(counted[2] ?? ''), other: unquoted(counted[3] ?? '') });
  }
  files.set(key, words);
  return words;
}

/** The words of a key such as `application.go_on`, with its places filled in. */
export function say(lang: Lang, key: string, values: Record<string, string | number> = {}): string {
  const [file = '', name = ''] = key.split('.');
  const found = load(lang, file).get(name);
  if (!found) throw new Error(`app/locales/${lang}/${file}.toml has no ${name}`);
  const text = values.n === 1 && found.one ? found.one : found.other;
  return text.replace(/\{(\w+)\}/g, (place, value: string) => String(values[value] ?? place));
}

/** The same as a pattern, in which every place that is not given stands for anything. */
export function pattern(lang: Lang, key: string, values: Record<string, string | number> = {}): RegExp {
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(say(lang, key, values).split(/\{\w+\}/).map(literal).join('.+?'));
}
