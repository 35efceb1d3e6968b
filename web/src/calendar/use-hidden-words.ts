import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { HiddenWords } from './calendar-event.ts';

/** What stands in place of a subject that the viewer may not read, in the language of the page. */
export function useHiddenWords(): HiddenWords {
  const { t } = useTranslation();
  return useMemo(() => ({ personal: t('category.Personal'), absence: t('category.Absences') }), [t]);
}
