import { Alert, Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActivityChange, useActivityCreation } from '../api/activities.ts';
import { ApiFailure } from '../api/client.ts';
import type { ActivityScope, ActivityTime, ActivityType, ActivityView } from '../api/contract.ts';
import { useMe } from '../api/session.ts';
import { notifyDone } from '../parts/notify.ts';
import { ActivityFields } from './activity-fields.tsx';
import { type ActivityValues, changeOf, formOf, newValues, valuesOf } from './activity-values.ts';
import { DeleteActivity } from './delete-activity.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { StaleAlert } from './stale-alert.tsx';
import { SynchronizedNote } from './synchronized-note.tsx';
import { activityErrors, useActivityRules } from './use-activity-rules.ts';

interface ActivityEditorProps {
  readonly time: ActivityTime;
  /** Null for a new activity. */
  readonly activity: ActivityView | null;
  readonly types: readonly ActivityType[];
  readonly onDone: () => void;
}

/** The form of an activity. Sends a new one whole, and of an old one only what was changed. */
export function ActivityEditor({ time, activity, types, onDone }: ActivityEditorProps) {
  const { t } = useTranslation();
  const { timeZone } = useMe();
  const [base, setBase] = useState(activity);
  const [scope, setScope] = useState<ActivityScope>('this');
  const [stale, setStale] = useState<ActivityView | null>(null);
  const create = useActivityCreation();
  const change = useActivityChange();
  const opened = base ? valuesOf(base, timeZone) : newValues(time, firstType(types), timeZone);
  const form = useForm<ActivityValues>({ initialValues: opened, validate: useActivityRules(timeZone) });
  const error = create.error ?? (stale ? null : change.error);

  const outcome = {
    onSuccess: () => {
      notifyDone(t('calendar.saved'));
      onDone();
    },
    onError: (failure: Error) => {
      if (!(failure instanceof ApiFailure)) return;
      form.setErrors(activityErrors(failure.fields));
      if (failure.status === 409 && failure.extras.current) setStale(failure.extras.current);
    },
  };
  const submit = (values: ActivityValues) => {
    if (!base) return create.mutate(formOf(values, timeZone), outcome);
    const changes = changeOf(opened, values, timeZone);
    if (Object.keys(changes).length === 0) return onDone();
    change.mutate({ activity: base, change: changes, scope }, outcome);
  };
  const focusFirst = (errors: object) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus();
  const takeCurrent = (current: ActivityView) => {
    setBase(current);
    setStale(null);
    form.setValues(valuesOf(current, timeZone));
  };

  return (
    <form onSubmit={form.onSubmit(submit, (errors) => focusFirst(errors))} noValidate>
      <Stack gap="md">
        {stale && <StaleAlert current={stale} onTake={takeCurrent} />}
        {error && (
          <Alert color="red" role="alert">
            {error.message}
          </Alert>
        )}
        <ActivityFields form={form} types={types} activity={base} />
        {base?.seriesId && (
          <ScopeChoice label={t('calendar.scope.change')} scope={scope} onChoose={setScope} />
        )}
        {base && <SynchronizedNote activity={base} />}
        <Group justify="space-between">
          {base ? <DeleteActivity activity={base} onDone={onDone} /> : <span />}
          <Group gap="sm">
            <Button variant="default" onClick={onDone}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending || change.isPending} disabled={stale !== null}>
              {t('common.save')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

function firstType(types: readonly ActivityType[]): ActivityType | undefined {
  const active = types.filter((type) => type.active);
  return active.find((type) => type.isDefault) ?? active[0];
}
