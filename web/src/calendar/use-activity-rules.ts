import { useTranslation } from 'react-i18next';
import { type ActivityValues, endsTooEarly, isWhole } from './activity-values.ts';

/** What the form checks by itself before it asks the server. */
export function useActivityRules(timeZone: string) {
  const { t } = useTranslation();
  return (values: ActivityValues): Record<string, string> => {
    const errors: Record<string, string> = {};
    if (values.subject.trim() === '') errors.subject = t('calendar.subjectMissing');
    if (values.typeId === '') errors.typeId = t('calendar.typeMissing');
    if (!isWhole(values)) errors.endDate = t('calendar.timeMissing');
    if (endsTooEarly(values, timeZone)) errors.endDate = t('calendar.endTooEarly');
    return errors;
  };
}

/** The server's sentences beside the fields of the screen's form: all of time's belong at the end of time. */
export function activityErrors(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, sentence]) => [
      path.split('.')[0] === 'time' ? 'endDate' : path,
      sentence,
    ]),
  );
}
