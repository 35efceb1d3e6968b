import { NumberInput, Select, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../language/format.ts';
import type { RuleFieldsProps } from './field-props.ts';
import { NumberedSelect } from './numbered-select.tsx';
import { monthName, ordinalWord } from './recurrence-sentence.ts';
import { ORDINAL_DAYS, ORDINALS } from './recurrence-values.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
/** Months have at least so many days. */
const IN_EVERY_MONTH = 28;

/** On which day of a month: by its date, or as its first to last day of some kind. */
export function RecurrenceMonthDay({ form }: RuleFieldsProps) {
  const { t } = useTranslation();
  const { by, repeats } = form.values.rule;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" style={{ alignItems: 'start' }}>
      {repeats === 'yearly' && <MonthField form={form} />}
      <Select
        label={t('recurrence.by')}
        allowDeselect={false}
        data={[
          { value: 'date', label: t('recurrence.byDate') },
          { value: 'day', label: t('recurrence.byDay') },
        ]}
        {...form.getInputProps('rule.by')}
      />
      {by === 'date' ? <DateField form={form} /> : <DayFields form={form} />}
    </SimpleGrid>
  );
}

function MonthField({ form }: RuleFieldsProps) {
  const { t, i18n } = useTranslation();
  return (
    <NumberedSelect
      label={t('recurrence.month')}
      options={MONTHS.map((month) => [month, monthName(month, localeOf(i18n.language))])}
      value={form.values.rule.month}
      onChange={(month) => form.setFieldValue('rule.month', month)}
    />
  );
}

function DateField({ form }: RuleFieldsProps) {
  const { t } = useTranslation();
  const isShortMonth = Number(form.values.rule.dayOfMonth) > IN_EVERY_MONTH;
  return (
    <NumberInput
      label={t('recurrence.dayOfMonth')}
      description={isShortMonth ? t('recurrence.lastDayHelp') : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      min={1}
      max={31}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      {...form.getInputProps('rule.dayOfMonth')}
    />
  );
}

function DayFields({ form }: RuleFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <NumberedSelect
        label={t('recurrence.ordinal')}
        options={ORDINALS.map((one) => [one, t(`recurrence.ordinals.${ordinalWord(one)}`)])}
        value={form.values.rule.ordinal}
        onChange={(ordinal) => form.setFieldValue('rule.ordinal', ordinal)}
      />
      <Select
        label={t('recurrence.day')}
        allowDeselect={false}
        data={ORDINAL_DAYS.map((day) => ({ value: day, label: t(`recurrence.ordinalDay.${day}`) }))}
        {...form.getInputProps('rule.day')}
      />
    </>
  );
}
