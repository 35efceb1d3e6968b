import { Checkbox, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { dateFormatOf, LocalDates } from '../language/local-dates.tsx';
import type { AlertValues } from './alert-values.ts';
import { CONDITIONS } from './conditions.ts';

/** What counts as trouble, and from when on. */
export function ConditionFields({ form }: { readonly form: UseFormReturnType<AlertValues> }) {
  const { t, i18n } = useTranslation();
  const limits = [
    ['failingMinutes', 5, 10_080],
    ['queueMinutes', 5, 10_080],
    ['notificationMinutes', 5, 1_440],
    ['secretWarningDays', 1, 90],
  ] as const;
  return (
    <LocalDates>
      <Stack>
        <Checkbox.Group label={t('alerts.what')} {...form.getInputProps('conditions')}>
          <Stack gap="xs" mt="xs">
            {CONDITIONS.map((condition) => (
              <Checkbox key={condition} value={condition} label={t(`alerts.condition.${condition}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {limits.map(([field, min, max]) => (
            <NumberInput
              key={field}
              label={t(`alerts.${field}`)}
              description={t('alerts.between', { min, max })}
              allowDecimal={false}
              {...form.getInputProps(field)}
            />
          ))}
          <DateInput
            label={t('alerts.secretExpiresOn')}
            description={t('alerts.secretExpiresOnHelp')}
            valueFormat={dateFormatOf(i18n.language)}
            clearable
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            {...form.getInputProps('secretExpiresOn')}
          />
        </SimpleGrid>
      </Stack>
    </LocalDates>
  );
}
