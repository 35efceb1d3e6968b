import { useTranslation } from 'react-i18next';
import { useKnownText } from '../language/known-text.ts';

/**
 * What to do about a failure, in the user's language, by the failure's advice key. A key that this page
 * does not know yet (a newer server) still gets an honest sentence.
 */
export function useAdvice(): (key: string) => string {
  const { t } = useTranslation();
  const known = useKnownText();
  return (key) => known(`advice.${key}`) ?? t('trouble.noAdvice');
}
