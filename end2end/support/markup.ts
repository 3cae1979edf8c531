// The HTML as the server sends it, before any script: valid, and built by the rules of the interface.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ConfigData, HtmlValidate } from 'html-validate';

/** Why a rule of html-validate's recommended set is set aside or relaxed. JSON has no room for reasons. */
const REASONS: Record<string, string> = {
  'form-dup-name': 'the boxes of one question share its name, and so do the answers that a page carries on',
  'long-title': 'a title begins with the whole question of its page, which may be long; search engines may cut its end',
  'tel-non-breaking': 'telephone numbers are held together by the style sheet, which support/inspect.ts looks at',
  'valid-id': 'an id is the name of its field, such as contact.email: dots are valid in HTML, and the strict mode only spares style sheets',
};

const config = JSON.parse(readFileSync(fileURLToPath(new URL('../.htmlvalidate.json', import.meta.url)), 'utf8')) as ConfigData;
for (const [rule, level] of Object.entries(config.rules ?? {})) {
  if (!REASONS[rule]) throw new Error(`.htmlvalidate.json changes ${rule} to ${JSON.stringify(level)}; support/markup.ts does not say why`);
}
const validator = new HtmlValidate(config);

/** What is wrong with a page, a sentence each. */
export async function mistakes(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) =>
    result.messages.map((found) => `${found.ruleId}: ${found.message} (${found.selector ?? `line ${found.line}`})`),
  );
}
