import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTypeName } from '../api/activity-types.ts';
import { ActivityTimeFields } from './activity-time-fields.tsx';
import { type ActivityFieldsProps, isOneOccurrence } from './field-props.ts';
import { PeopleFields } from './people-fields.tsx';
import { RecurrenceOfSeries } from './recurrence-of-series.tsx';

const BUSY = ['free', 'tentative', 'busy', 'outOfOffice', 'workingElsewhere'] as const;

export function ActivityFields(props: ActivityFieldsProps) {
  const { form, types } = props;
  const { t } = useTranslation();
  const chosen = types.find(({ id }) => id === form.values.typeId);
  const isAbsence = chosen?.category === 'Absences';
  return (
    <>
      <TextInput
        label={t('field.subject')}
        data-autofocus
        maxLength={1000}
        {...form.getInputProps('subject')}
      />
      <TypeField {...props} />
      <ActivityTimeFields form={form} />
      <RecurrenceOfSeries {...props} />
      <TextInput label={t('field.location')} maxLength={1000} {...form.getInputProps('location')} />
      <Select
        label={t('field.busy')}
        description={isAbsence ? t('calendar.absenceBusy') : undefined}
        allowDeselect={false}
        disabled={isAbsence}
        data={BUSY.map((busy) => ({ value: busy, label: t(`busy.${busy}`) }))}
        {...form.getInputProps('busy')}
        value={isAbsence ? 'outOfOffice' : form.values.busy}
      />
      <PeopleFields {...props} />
      <Textarea label={t('field.text')} autosize minRows={2} maxRows={10} {...form.getInputProps('notes')} />
    </>
  );
}

/** After the first save an activity stays in its category; its type may change inside it. */
function TypeField(props: ActivityFieldsProps) {
  const { form, types, activity } = props;
  const { t } = useTranslation();
  const nameOf = useTypeName();
  const possible = types.filter(
    (type) =>
      type.id === activity?.typeId || (type.active && (!activity || type.category === activity.category)),
  );
  return (
    <Select
      label={t('field.activityType')}
      description={
        activity ? t('calendar.typeHelp', { category: t(`category.${activity.category}`) }) : undefined
      }
      allowDeselect={false}
      disabled={isOneOccurrence(props)}
      data={possible.map((type) => ({ value: type.id, label: nameOf(type) }))}
      {...form.getInputProps('typeId')}
    />
  );
}
