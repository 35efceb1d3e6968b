import type { Language } from './contract.ts';
import en from './language/en.json' with { type: 'json' };
import fi from './language/fi.json' with { type: 'json' };
import sv from './language/sv.json' with { type: 'json' };
import type { SentenceParams } from './refusal.ts';

/** Every sentence that the server says, by language and key. */
export const SENTENCES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { fi, en, sv };

/** The sentence of a key with its places filled in; the key itself when no language file knows it. */
export function sentence(language: Language, key: string, params: SentenceParams = {}): string {
  const text = SENTENCES[language][key] ?? SENTENCES.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}

/**
 * The name of a field as a person reads it: that of the last part of its path which the language files
 * know (`form.outgoingTypeIds.0` is called as `outgoingTypeIds` is), else the path as it stands.
 */
export function fieldName(language: Language, path: string): string {
  const known = path.split('.').findLast((part) => `field.${part}` in SENTENCES.en);
  return known === undefined ? path : sentence(language, `field.${known}`);
}

/** The best of our languages for an Accept-Language header (RFC 9110, 12.5.4); English otherwise. */
export function acceptedLanguage(header: string | undefined): Language {
  const wishes = (header ?? '').split(',').map(readWish);
  const possible = wishes.filter((wish) => wish.language !== null && wish.weight > 0);
  possible.sort((one, other) => other.weight - one.weight);
  return possible[0]?.language ?? 'en';
}

function readWish(text: string): { language: Language | null; weight: number } {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const primary = range.split('-')[0] ?? '';
  const weight = quality === undefined ? 1 : Number(quality.slice(2)) || 0;
  return { language: primary in SENTENCES ? (primary as Language) : null, weight };
}
