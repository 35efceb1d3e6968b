import { DateInput, type DateInputProps, DatesProvider } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/fi';
import 'dayjs/locale/sv';
import 'dayjs/locale/en-gb';
import { useTranslation } from 'react-i18next';
import { typedDate } from './typed-date.ts';

const DAYJS: Readonly<Record<string, string>> = { fi: 'fi', sv: 'sv', en: 'en-gb' };

/** How dates are written in fields (dayjs notation), for each language. */
const FORMATS: Readonly<Record<string, string>> = { fi: 'D.M.YYYY', sv: 'YYYY-MM-DD' };

/**
 * A field for a date in the language of the page, whose weeks begin on Monday. Left to itself the picker would
 * read a typed 3.2. as the second of March.
 */
export function LocalDateInput(props: Omit<DateInputProps, 'valueFormat' | 'dateParser'>) {
  const { i18n } = useTranslation();
  return (
    <DatesProvider settings={{ locale: DAYJS[i18n.language] ?? 'en-gb', firstDayOfWeek: 1 }}>
      <DateInput valueFormat={FORMATS[i18n.language] ?? 'DD/MM/YYYY'} dateParser={typedDate} {...props} />
    </DatesProvider>
  );
}
