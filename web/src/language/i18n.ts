import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../api/contract.ts';

/** The languages of the page, each with its own name in itself. */
export const LANGUAGES: Readonly<Record<Language, string>> = { fi: 'Suomi', en: 'English', sv: 'Svenska' };

const STORED = 'tahti-language';

const files: Readonly<Record<Language, () => Promise<{ default: ResourceKey }>>> = {
  fi: () => import('./fi.json'),
  en: () => import('./en.json'),
  sv: () => import('./sv.json'),
};

/** Each language is a chunk of its own: nobody downloads the two they do not read. */
const lazyFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, _namespace, done) => {
    files[asLanguage(language)]().then(
      (file) => done(null, file.default),
      (error: Error) => done(error, false),
    );
  },
};

/** Starts i18next with the language of the last visit, else the browser's, and loads its texts. */
export async function startLanguage(): Promise<void> {
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
  if (i18next.language !== language) await i18next.changeLanguage(language);
}

export function currentLanguage(): Language {
  return asLanguage(i18next.language);
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
