import { useTranslation } from 'react-i18next';
import type { RuleValues, TypedNumber } from './recurrence-values.ts';

/**
 * What the form checks of a rule by itself, by the fields that are on the screen. `startDate` is null for a series,
 * which may well end before the occurrence from which it was opened.
 */
export function useRuleRules() {
  const { t } = useTranslation();
  return (rule: RuleValues, startDate: string | null): Record<string, string> => {
    const { repeats, by, ends } = rule;
    const isMonthly = repeats === 'monthly' || repeats === 'yearly';
    const hasInterval = repeats === 'daily' || repeats === 'weekly' || repeats === 'monthly';
    const found: Record<string, string | false> = {
      'rule.interval': hasInterval && !isWithin(rule.interval, 999) && t('recurrence.interval'),
      'rule.days': repeats === 'weekly' && rule.days.length === 0 && t('recurrence.daysMissing'),
      'rule.dayOfMonth':
        isMonthly && by === 'date' && !isWithin(rule.dayOfMonth, 31) && t('recurrence.dayOfMonthWrong'),
    };
    if (repeats !== 'once' && ends === 'count')
      found['rule.occurrences'] = !isWithin(rule.occurrences, 999) && t('recurrence.interval');
    if (repeats !== 'once' && ends === 'until') {
      const tooEarly = startDate !== null && rule.lastDate < startDate && t('recurrence.lastDateTooEarly');
      found['rule.lastDate'] = rule.lastDate === '' ? t('recurrence.lastDateMissing') : tooEarly;
    }
    return Object.fromEntries(
      Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== false),
    );
  };
}

function isWithin(typed: TypedNumber, most: number): boolean {
  const number = typed === '' ? Number.NaN : Number(typed);
  return Number.isInteger(number) && number >= 1 && number <= most;
}
