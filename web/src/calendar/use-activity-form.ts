import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { seriesQuery, useActivityChange, useActivityCreation } from '../api/activities.ts';
import { ApiFailure } from '../api/client.ts';
import type { ActivityScope, ActivityTime, ActivityType, ActivityView } from '../api/contract.ts';
import { useMe } from '../api/session.ts';
import { notifyDone } from '../parts/notify.ts';
import { type ActivityValues, changeOf, formOf, newValues, valuesOf } from './activity-values.ts';
import { ruleValuesOf } from './recurrence-values.ts';
import { activityErrors, useActivityRules } from './use-activity-rules.ts';

export interface ActivityEditorProps {
  readonly time: ActivityTime;
  /** Null for a new activity. */
  readonly activity: ActivityView | null;
  readonly types: readonly ActivityType[];
  readonly onDone: () => void;
}

/** The form of an activity. Sends a new one whole, and of an old one only what was changed. */
export function useActivityForm({ time, activity, types, onDone }: ActivityEditorProps) {
  const { t } = useTranslation();
  const { timeZone } = useMe();
  const [base, setBase] = useState(activity);
  const [scope, setScope] = useState<ActivityScope>('this');
  const [stale, setStale] = useState<ActivityView | null>(null);
  const create = useActivityCreation();
  const change = useActivityChange();
  const series = useQuery(seriesQuery(base));
  const rule = base?.recurrence ?? series.data?.recurrence ?? null;
  const opened = base ? valuesOf(base, rule, timeZone) : newValues(time, firstType(types), timeZone);
  const validate = useActivityRules(timeZone, base?.recurring === true);
  const form = useForm<ActivityValues>({ initialValues: opened, validate });
  // The rule of an occurrence comes from its series a moment after the form has opened, and only once into it.
  const shownRule = useRef(base?.recurrence ?? null);
  useEffect(() => {
    if (rule === shownRule.current) return;
    shownRule.current = rule;
    form.setFieldValue('rule', ruleValuesOf(rule, opened.startDate));
  });

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
    // One occurrence has no rule of its own: what was tried out there before another choice is not meant.
    const kept = base.seriesId && scope !== 'all' ? { ...values, rule: opened.rule } : values;
    const changes = changeOf(opened, kept, timeZone);
    if (Object.keys(changes).length === 0) return onDone();
    change.mutate({ activity: base, change: changes, scope }, outcome);
  };
  const takeCurrent = (current: ActivityView) => {
    setBase(current);
    setStale(null);
    form.setValues(valuesOf(current, rule, timeZone));
  };
  /** An answer makes a new version, but no change of what stands in the form. */
  const takeAnswer = ({ version, ownAnswer, participants }: ActivityView) =>
    setBase((old) => old && { ...old, version, ownAnswer, participants });
  return {
    ...{ form, base, rule, scope, setScope, stale, takeCurrent, takeAnswer, submit },
    /** Whether something was changed since it was opened, and not saved. */
    isDirty: JSON.stringify(form.values) !== JSON.stringify(opened),
    isBusy: create.isPending || change.isPending,
    error: create.error ?? (stale ? null : change.error),
  };
}

function firstType(types: readonly ActivityType[]): ActivityType | undefined {
  const active = types.filter((type) => type.active);
  return active.find((type) => type.isDefault) ?? active[0];
}
