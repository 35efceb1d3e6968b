import { Checkbox, SimpleGrid, Text } from '@mantine/core';
import { TimePicker } from '@mantine/dates';
import type { UseFormReturnType } from '@mantine/form';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { LocalDateInput } from '../language/local-date-input.tsx';
import { type ActivityValues, withStart } from './activity-values.ts';

/** From when until when; the end follows the start, so that the length stays. */
export function ActivityTimeFields({ form }: { readonly form: UseFormReturnType<ActivityValues> }) {
  const { t } = useTranslation();
  const { timeZone } = useMe();
  const { values, errors } = form;
  const start = (change: Partial<Pick<ActivityValues, 'startDate' | 'startTime'>>) =>
    form.setValues(withStart(values, change, timeZone));
  return (
    <>
      <Checkbox label={t('calendar.allDay')} {...form.getInputProps('allDay', { type: 'checkbox' })} />
      <SimpleGrid cols={values.allDay ? 2 : { base: 2, xs: 4 }} spacing="sm" style={{ alignItems: 'start' }}>
        <DateField
          label={t('calendar.startDate')}
          value={values.startDate}
          onChange={(startDate) => start({ startDate })}
        />
        {!values.allDay && (
          <TimeField
            label={t('calendar.startTime')}
            value={values.startTime}
            onChange={(startTime) => start({ startTime })}
          />
        )}
        <DateField
          label={t('calendar.endDate')}
          value={values.endDate}
          invalid={errors.endDate !== undefined}
          onChange={(endDate) => form.setFieldValue('endDate', endDate)}
        />
        {!values.allDay && (
          <TimeField
            label={t('calendar.endTime')}
            value={values.endTime}
            onChange={(endTime) => form.setFieldValue('endTime', endTime)}
          />
        )}
      </SimpleGrid>
      {errors.endDate && (
        <Text fz="sm" c="var(--mantine-color-error)" role="alert" mt={-8}>
          {errors.endDate}
        </Text>
      )}
    </>
  );
}

interface PartProps {
  readonly label: string;
  readonly value: string;
  readonly invalid?: boolean;
  readonly onChange: (value: string) => void;
}

function DateField({ label, value, invalid, onChange }: PartProps) {
  return (
    <LocalDateInput
      label={label}
      value={value || null}
      error={invalid}
      onChange={(date) => onChange(date ?? '')}
    />
  );
}

function TimeField({ label, value, onChange }: PartProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <TimePicker
      label={label}
      labelProps={{ id }}
      aria-labelledby={id}
      hoursInputLabel={t('calendar.hours', { label })}
      minutesInputLabel={t('calendar.minutes', { label })}
      value={value}
      onChange={onChange}
    />
  );
}
