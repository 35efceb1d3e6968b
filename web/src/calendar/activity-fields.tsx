import { MultiSelect, Select, Text, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTypeName } from '../api/activity-types.ts';
import type { ActivityType, ActivityView } from '../api/contract.ts';
import { useMe } from '../api/session.ts';
import { colleaguesQuery } from '../api/users.ts';
import { ActivityTimeFields } from './activity-time-fields.tsx';
import type { ActivityValues } from './activity-values.ts';

const BUSY = ['free', 'tentative', 'busy', 'outOfOffice', 'workingElsewhere'] as const;

export interface ActivityFieldsProps {
  readonly form: UseFormReturnType<ActivityValues>;
  readonly types: readonly ActivityType[];
  /** Null for a new activity. */
  readonly activity: ActivityView | null;
}

export function ActivityFields({ form, types, activity }: ActivityFieldsProps) {
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
      <TypeField form={form} types={types} activity={activity} />
      <ActivityTimeFields form={form} />
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
      <ParticipantsField form={form} types={types} activity={activity} />
      <Textarea label={t('field.text')} autosize minRows={2} maxRows={10} {...form.getInputProps('notes')} />
    </>
  );
}

/** After the first save an activity stays in its category; its type may change inside it. */
function TypeField({ form, types, activity }: ActivityFieldsProps) {
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
      data={possible.map((type) => ({ value: type.id, label: nameOf(type) }))}
      {...form.getInputProps('typeId')}
    />
  );
}

function ParticipantsField({ form, activity }: ActivityFieldsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const colleagues = useQuery(colleaguesQuery);
  const ownerId = activity?.ownerId ?? me.id;
  const outsiders = activity?.participants.filter(({ userId }) => userId === null) ?? [];
  return (
    <>
      <MultiSelect
        label={t('field.participants')}
        placeholder={form.values.participantIds.length === 0 ? t('calendar.participantsHelp') : undefined}
        searchable
        hidePickedOptions
        data={(colleagues.data ?? [])
          .filter(({ id }) => id !== ownerId)
          .map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('participantIds')}
      />
      {outsiders.length > 0 && (
        <Text fz="sm" c="dimmed">
          {t('calendar.outsiders', {
            names: outsiders.map(({ name, address }) => name || address).join(', '),
          })}
        </Text>
      )}
    </>
  );
}
