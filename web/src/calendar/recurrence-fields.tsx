import { Fieldset, NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RuleFieldsProps } from './field-props.ts';
import { RecurrenceDays } from './recurrence-days.tsx';
import { RecurrenceEnd } from './recurrence-end.tsx';
import { RecurrenceMonthDay } from './recurrence-month-day.tsx';
import { useRecurrenceSentence } from './recurrence-sentence.ts';
import { REPEATS, ruleOf } from './recurrence-values.ts';
import { useRuleRules } from './use-rule-rules.ts';

interface RecurrenceFieldsProps extends RuleFieldsProps {
  /** Whether it recurs so far. */
  readonly wasSeries: boolean;
}

/** Whether, how often, on which days and until when an activity recurs; and the same in words. */
export function RecurrenceFields({ form, wasSeries }: RecurrenceFieldsProps) {
  const { t } = useTranslation();
  const { repeats } = form.values.rule;
  return (
    <>
      <Select
        label={t('field.recurrence')}
        description={wasSeries && repeats === 'once' ? t('recurrence.becomesOnce') : undefined}
        allowDeselect={false}
        data={REPEATS.map((kind) => ({ value: kind, label: t(`recurrence.kind.${kind}`) }))}
        {...form.getInputProps('rule.repeats')}
      />
      {repeats !== 'once' && (
        <Fieldset p="sm" aria-label={t('field.recurrence')}>
          <Stack gap="sm">
            <RecurrenceInterval form={form} />
            {repeats === 'weekly' && <RecurrenceDays form={form} />}
            {(repeats === 'monthly' || repeats === 'yearly') && <RecurrenceMonthDay form={form} />}
            <RecurrenceEnd form={form} />
            <RuleInWords form={form} wasSeries={wasSeries} />
          </Stack>
        </Fieldset>
      )}
    </>
  );
}

function RecurrenceInterval({ form }: RuleFieldsProps) {
  const { t } = useTranslation();
  const { repeats } = form.values.rule;
  if (repeats !== 'daily' && repeats !== 'weekly' && repeats !== 'monthly') return null;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <NumberInput
        label={t(`recurrence.every.${repeats}`)}
        min={1}
        max={999}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
        {...form.getInputProps('rule.interval')}
      />
    </SimpleGrid>
  );
}

/** As soon as a rule is whole, it is read out. */
function RuleInWords({ form, wasSeries }: RecurrenceFieldsProps) {
  const sentence = useRecurrenceSentence();
  const errorsOf = useRuleRules();
  const { rule, startDate } = form.values;
  const isWhole = Object.keys(errorsOf(rule, wasSeries ? null : startDate)).length === 0;
  const written = isWhole ? ruleOf(rule) : null;
  return (
    <Text fz="sm" fw={600} aria-live="polite" data-rule-in-words>
      {written && sentence(written)}
    </Text>
  );
}
