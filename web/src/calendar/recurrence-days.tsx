import { Checkbox, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RuleFieldsProps } from './field-props.ts';
import { WEEKDAYS } from './recurrence-values.ts';

/** On which days of the week, from Monday on as in all calendars of the page. */
export function RecurrenceDays({ form }: RuleFieldsProps) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group label={t('recurrence.days')} {...form.getInputProps('rule.days')}>
      <Group gap="md" mt={6} mb={4}>
        {WEEKDAYS.map((day) => (
          <Checkbox
            key={day}
            value={day}
            label={t(`recurrence.short.${day}`)}
            title={t(`recurrence.weekday.${day}`)}
          />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
