import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { firstWords, otherWords, type Words } from './src/language/first-words.ts';

const ASKED = /^virtual:words\/(fi|en|sv)\/(first|other)$/;
const pathOf = (language: string) =>
  fileURLToPath(new URL(`./src/language/${language}.json`, import.meta.url));

/**
 * Takes a language file apart for the browser: `virtual:words/fi/first` has what every day needs,
 * `virtual:words/fi/other` the rest. Whoever writes words still finds each language in one file.
 */
export function splitWords(): Plugin {
  return {
    name: 'tahti-split-words',
    resolveId: (id) => (ASKED.test(id) ? `\0${id}` : null),
    load: async function (id) {
      const [, language, part] = ASKED.exec(id.slice(1)) ?? [];
      if (!language) return null;
      const path = pathOf(language);
      this.addWatchFile(path);
      const words: Words = JSON.parse(await readFile(path, 'utf8'));
      // As text to be parsed, which browsers do faster than a script that says the same.
      const text = JSON.stringify(part === 'first' ? firstWords(words) : otherWords(words));
      return `export default JSON.parse(${JSON.stringify(text)});`;
    },
  };
}
