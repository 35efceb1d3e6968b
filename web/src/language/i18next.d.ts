import 'i18next';
import type english from './en.json';

/** Makes `t()` refuse a key that is not in the language files. */
declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof english };
    enableSelector: false;
  }
}
