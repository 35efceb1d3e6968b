import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../api/contract.ts';
import type { Words } from './first-words.ts';

/** The languages of the page, each with its own name in itself. */
export const LANGUAGES: Readonly<Record<Language, string>> = { fi: 'Suomi', en: 'English', sv: 'Svenska' };

const STORED = 'tahti-language';
/** What i18next calls the words of a page when nothing else is said. */
const SPACE = 'translation';

type Part = () => Promise<{ default: Words }>;

/** Each language is two chunks of its own: nobody downloads the languages they do not read. */
const files: Readonly<Record<Language, { readonly first: Part; readonly other: Part }>> = {
  fi: { first: () => import('virtual:words/fi/first'), other: () => import('virtual:words/fi/other') },
  en: { first: () => import('virtual:words/en/first'), other: () => import('virtual:words/en/other') },
  sv: { first: () => import('virtual:words/sv/first'), other: () => import('virtual:words/sv/other') },
};

/** Whether a page was opened that needs more than the first words; from then on every language comes whole. */
let allWanted = false;

const lazyFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, _namespace, done) => {
    wordsOf(asLanguage(language)).then(
      (words) => done(null, words),
      (error: Error) => done(error, false),
    );
  },
};

async function wordsOf(language: Language): Promise<Words> {
  const { default: first } = await files[language].first();
  return allWanted ? { ...first, ...(await files[language].other()).default } : first;
}

/** Loads the words of all pages, in every language that is in use. */
export async function loadAllWords(): Promise<void> {
  allWanted = true;
  await started;
  const inUse = (Object.keys(files) as Language[]).filter((one) => i18next.hasResourceBundle(one, SPACE));
  await Promise.all(
    inUse.map(async (language) => {
      const { default: words } = await files[language].other();
      i18next.addResourceBundle(language, SPACE, words, true, true);
    }),
  );
}

/** Settled when the first words are there; whoever asks for other words before waits for it. */
let started: Promise<void> = Promise.resolve();

/** Starts i18next with the language of the last visit, else the browser's, and loads its texts. */
export function startLanguage(): Promise<void> {
  started = start();
  return started;
}

async function start(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      supportedLngs: Object.keys(LANGUAGES),
      fallbackLng: false,
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

/** Loads and shows a language and remembers it for the next visit of this browser. */
export async function showLanguage(language: Language): Promise<void> {
  remember(language);
  await started;
  if (i18next.language !== language) await i18next.changeLanguage(language);
}

/** The language of the page, and before its words are there the one that they will come in. */
export function currentLanguage(): Language {
  return i18next.language ? asLanguage(i18next.language) : firstLanguage();
}

function firstLanguage(): Language {
  return asLanguage(recall() ?? navigator.languages.find((tag) => tag.slice(0, 2) in LANGUAGES) ?? 'en');
}

function asLanguage(tag: string): Language {
  const short = tag.slice(0, 2);
  return short in LANGUAGES ? (short as Language) : 'en';
}

function remember(language: Language): void {
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Storage can be forbidden by the browser; the language then holds for this visit.
  }
}

function recall(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}
