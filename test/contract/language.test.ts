import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LogKind, Rung, RunView } from '../../src/http/contract.ts';
import { ADVICE_KEYS } from '../../src/model/advice.ts';

const WEB = join(import.meta.dirname, '../../web/src');
const LANGUAGES = ['fi', 'en', 'sv'] as const;
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Texts = ReadonlyMap<string, string>;

/** The texts of a language file by their whole key. */
function textsOf(language: string): Texts {
  const texts = new Map<string, string>();
  const collect = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'string') texts.set(path.join('.'), value);
    else for (const [name, inner] of Object.entries(value as object)) collect(inner, [...path, name]);
  };
  collect(JSON.parse(readFileSync(join(WEB, 'language', `${language}.json`), 'utf8')), []);
  return texts;
}

/** The words between `{{` and `}}`, sorted. */
const blanksOf = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort();

const sources = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|d)\.tsx?$/.test(path))
  .map((path) => readFileSync(join(WEB, path), 'utf8'));

/** Every text literal of the page's code; template literals with `*` where a value goes in. */
const literals = sources.flatMap((source) =>
  [...source.matchAll(/'([^'\n]*)'|`([^`]*)`/g)].map(([, plain, template]) =>
    (plain ?? template ?? '').replace(/\$\{[^}]*\}/g, '*'),
  ),
);

const english = textsOf('en');
const baseKeys = new Set([...english.keys()].map((key) => key.replace(PLURAL, '')));
const groups = new Set([...baseKeys].map((key) => key.split('.')[0]));

/** The literals that look like keys: a known first word, then more words with dots between. */
const usedKeys = [...new Set(literals)].filter((literal) => {
  const [first, ...rest] = literal.split('.');
  return (
    rest.length > 0 &&
    groups.has(first ?? '') &&
    /^[\w.*-]+$/.test(literal) &&
    !/\.(ts|tsx|json|css)$/.test(literal)
  );
});

const matcherOf = (used: string) =>
  new RegExp(
    `^${used
      .split('*')
      .map((part) => part.replaceAll('.', '\\.'))
      .join('[\\w.-]+')}$`,
  );

describe('the language files of the page', () => {
  for (const language of LANGUAGES) {
    const texts = textsOf(language);

    it(`have the same keys in ${language} as in English`, () => {
      expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    });

    it(`leave no text empty in ${language}`, () => {
      expect([...texts].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
    });

    it(`have the same blanks to fill in ${language} as in English`, () => {
      const differing = [...english].filter(
        ([key, text]) => blanksOf(texts.get(key) ?? '').join() !== blanksOf(text).join(),
      );
      expect(differing.map(([key]) => key)).toEqual([]);
    });

    it(`have every plural form that ${language} needs`, () => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const plurals = [...texts.keys()]
        .filter((key) => PLURAL.test(key))
        .map((key) => key.replace(PLURAL, ''));
      const missing = plurals.flatMap((key) =>
        forms.map((form) => `${key}_${form}`).filter((whole) => !texts.has(whole)),
      );
      expect(missing).toEqual([]);
    });

    it(`have advice in ${language} for every failure that a side can tell`, () => {
      expect(ADVICE_KEYS.filter((key) => !texts.has(`advice.${key}`))).toEqual([]);
    });

    it(`name in ${language} every kind of log entry, trigger and rung`, () => {
      const wanted = [
        ...LogKind.options.map((kind) => `kind.${kind}`),
        ...RunView.shape.trigger.options.map((trigger) => `trigger.${trigger}`),
        ...Rung.shape.name.options.flatMap((rung) => [`rung.${rung}.title`, `rung.${rung}.help`]),
      ];
      expect(wanted.filter((key) => !texts.has(key))).toEqual([]);
    });
  }

  it('hold every key that the code of the page uses', () => {
    const known = [...baseKeys];
    const missing = usedKeys.filter((used) => {
      const matcher = matcherOf(used);
      return !known.some((key) => matcher.test(key));
    });
    expect(missing).toEqual([]);
  });

  it('hold no key that nothing uses', () => {
    const matchers = usedKeys.map(matcherOf);
    expect([...baseKeys].filter((key) => !matchers.some((matcher) => matcher.test(key)))).toEqual([]);
  });
});
