import { z } from 'zod';
import { ActivityCategory } from '../contract.ts';
import { RecurrenceType } from './activity-schema.ts';
import { PageQuery } from './paging.ts';
import { flag, guid, instant, many } from './query-values.ts';

/**
 * Every filter of Severa's `GET /v1/activities`; what is not among them is refused. `startDateTime` and
 * `endDateTime` ask for overlap (limits included), or with `useStrictStartAndEndDateTime` for
 * activities that lie wholly between them. Occurrences of series are listed up to five years ahead.
 */
export const ActivityFilters = z.strictObject({
  ...PageQuery,
  closed: flag.optional(),
  activityCategories: many(ActivityCategory),
  customerGuids: many(guid),
  includeTasksWithNoCustomer: flag.default(true),
  projectGuids: many(guid),
  includeTasksWithNoProject: flag.default(true),
  projectBusinessUnitGuids: many(guid),
  projectOwnerGuids: many(guid),
  userGuids: many(guid),
  includeAsMember: flag.default(false),
  userKeywordGuids: many(guid),
  startDateTime: instant.optional(),
  endDateTime: instant.optional(),
  projectTaskStatusGuids: many(guid),
  phaseGuids: many(guid),
  includeSubPhases: flag.default(false),
  contactGuids: many(guid),
  hasDuration: flag.optional(),
  hasHours: flag.optional(),
  isUnassigned: flag.optional(),
  changedSince: instant.optional(),
  useStrictStartAndEndDateTime: flag.default(false),
  activityTypeGuids: many(guid),
  recurrenceType: RecurrenceType.optional(),
});
export type ActivityFilters = z.output<typeof ActivityFilters>;
