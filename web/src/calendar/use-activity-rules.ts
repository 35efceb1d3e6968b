import { useTranslation } from 'react-i18next';
import { type ActivityValues, endsTooEarly, isWhole } from './activity-values.ts';
import { notAddresses } from './guest-addresses.ts';
import { useRuleRules } from './use-rule-rules.ts';

/** What the form checks by itself before it asks the server; `wasSeries`: of what recurs already. */
export function useActivityRules(timeZone: string, wasSeries: boolean) {
  const { t, i18n } = useTranslation();
  const ruleErrors = useRuleRules();
  return (values: ActivityValues): Record<string, string> => {
    const errors: Record<string, string> = {};
    if (values.subject.trim() === '') errors.subject = t('calendar.subjectMissing');
    if (values.typeId === '') errors.typeId = t('calendar.typeMissing');
    if (!isWhole(values)) errors.endDate = t('calendar.timeMissing');
    if (endsTooEarly(values, timeZone)) errors.endDate = t('calendar.endTooEarly');
    const wrong = notAddresses(values.guests);
    if (wrong.length > 0) {
      const list = new Intl.ListFormat(i18n.language).format(wrong);
      errors.guests = t('people.guestsNotAddresses', { list, count: wrong.length });
    }
    return { ...errors, ...ruleErrors(values.rule, wasSeries ? null : values.startDate) };
  };
}

/**
 * The server's sentences beside the fields of the screen's form: all of time's belong at the end of time, those
 * of the rule at its own fields, and those of guests at the list.
 */
export function activityErrors(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, sentence]) => [fieldOnScreen(path.split('.')), sentence]),
  );
}

function fieldOnScreen([field = '', ...inner]: readonly string[]): string {
  if (field === 'time') return 'endDate';
  if (field === 'recurrence') return `rule.${inner[1] ?? 'repeats'}`;
  return field === 'guests' || field === 'participantIds' ? field : [field, ...inner].join('.');
}
