import { useTranslation } from 'react-i18next';

/**
 * Texts for keys that come from the server (advice, rungs, facts, reasons): null where this page does not
 * know the key, for example because the server is newer. Keys of the page itself go through `t`.
 */
export function useKnownText(): (path: string) => string | null {
  const { t, i18n } = useTranslation();
  const lookUp = t as unknown as (path: string) => string;
  return (path) => (i18n.exists(path) ? lookUp(path) : null);
}
