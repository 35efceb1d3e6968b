import type { UseFormReturnType } from '@mantine/form';
import type { ActivityRecurrence, ActivityScope, ActivityType, ActivityView } from '../api/contract.ts';
import type { ActivityValues } from './activity-values.ts';

/** What the fields of an activity's form share. */
export interface ActivityFieldsProps {
  readonly form: UseFormReturnType<ActivityValues>;
  readonly types: readonly ActivityType[];
  /** Null for a new activity. */
  readonly activity: ActivityView | null;
  /** Of the activity or of the series it belongs to; null where it has none. */
  readonly rule: ActivityRecurrence | null;
  readonly scope: ActivityScope;
}

/** What the fields of its rule share. */
export type RuleFieldsProps = Pick<ActivityFieldsProps, 'form'>;

/** Whether an occurrence is changed alone: type and people are those of its series. */
export function isOneOccurrence({
  activity,
  scope,
}: Pick<ActivityFieldsProps, 'activity' | 'scope'>): boolean {
  return Boolean(activity?.seriesId) && scope === 'this';
}
