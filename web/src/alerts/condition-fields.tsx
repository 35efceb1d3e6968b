import { Checkbox, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { LocalDateInput } from '../language/local-date-input.tsx';
import type { AlertValues } from './alert-values.ts';
import { CONDITIONS } from './conditions.ts';

/** What counts as trouble, and from when on. */
export function ConditionFields({ form }: { readonly form: UseFormReturnType<AlertValues> }) {
  const { t } = useTranslation();
  const limits = [
    ['failingMinutes', 5, 10_080],
    ['queueMinutes', 5, 10_080],
    ['notificationMinutes', 5, 1_440],
    ['secretWarningDays', 1, 90],
  ] as const;
  return (
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
        <LocalDateInput
          label={t('alerts.secretExpiresOn')}
          description={t('alerts.secretExpiresOnHelp')}
          clearable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          {...form.getInputProps('secretExpiresOn')}
        />
      </SimpleGrid>
    </Stack>
  );
}
