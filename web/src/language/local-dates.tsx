import { DatesProvider } from '@mantine/dates';
import 'dayjs/locale/fi';
import 'dayjs/locale/sv';
import 'dayjs/locale/en-gb';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const DAYJS: Readonly<Record<string, string>> = { fi: 'fi', sv: 'sv', en: 'en-gb' };

/** Date pickers inside speak the language of the page, and their weeks begin on Monday. */
export function LocalDates({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation();
  return (
    <DatesProvider settings={{ locale: DAYJS[i18n.language] ?? 'en-gb', firstDayOfWeek: 1 }}>
      {children}
    </DatesProvider>
  );
}

/** How dates are written in the fields of date pickers (dayjs notation), for each language. */
export function dateFormatOf(language: string): string {
  return { fi: 'D.M.YYYY', sv: 'YYYY-MM-DD' }[language] ?? 'DD/MM/YYYY';
}
