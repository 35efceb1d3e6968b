import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Fact } from '../parts/fact.tsx';
import type { ActivityFieldsProps } from './field-props.ts';
import { RecurrenceFields } from './recurrence-fields.tsx';
import { useRecurrenceSentence } from './recurrence-sentence.ts';

/** When an activity recurs: to choose, or of a single occurrence to read, with the way to choose it. */
export function RecurrenceOfSeries({ form, activity, rule, scope }: ActivityFieldsProps) {
  const { t } = useTranslation();
  const sentence = useRecurrenceSentence();
  if (!activity?.seriesId || scope === 'all')
    return <RecurrenceFields form={form} wasSeries={activity?.recurring === true} />;
  return (
    <div>
      {rule && <Fact name={t('field.recurrence')}>{sentence(rule)}</Fact>}
      <Text fz="sm" c="dimmed">
        {t(scope === 'this' ? 'recurrence.ofSeries' : 'recurrence.ofFollowing')}
      </Text>
    </div>
  );
}
