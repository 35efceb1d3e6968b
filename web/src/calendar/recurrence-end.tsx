import { NumberInput, Select, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LocalDateInput } from '../language/local-date-input.tsx';
import type { RuleFieldsProps } from './field-props.ts';
import { ENDS } from './recurrence-values.ts';

/** Until when an activity recurs: without end, up to a date, or so many times. */
export function RecurrenceEnd({ form }: RuleFieldsProps) {
  const { t } = useTranslation();
  const { ends, lastDate } = form.values.rule;
  const { onChange: changeDate, ...date } = form.getInputProps('rule.lastDate');
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" style={{ alignItems: 'start' }}>
      <Select
        label={t('recurrence.ends')}
        allowDeselect={false}
        data={ENDS.map((end) => ({ value: end, label: t(`recurrence.end.${end}`) }))}
        {...form.getInputProps('rule.ends')}
      />
      {ends === 'until' && (
        <LocalDateInput
          label={t('recurrence.lastDate')}
          {...date}
          value={lastDate || null}
          onChange={(chosen) => changeDate(chosen ?? '')}
        />
      )}
      {ends === 'count' && (
        <NumberInput
          label={t('recurrence.occurrences')}
          min={1}
          max={999}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          {...form.getInputProps('rule.occurrences')}
        />
      )}
    </SimpleGrid>
  );
}
