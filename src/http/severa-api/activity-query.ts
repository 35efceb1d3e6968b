import type { ActivityFilter } from '../../store/activities/list-activities.ts';
import type { ActivityFilters } from './activity-filters.ts';
import { readPageToken } from './paging.ts';

/**
 * Severa's filters as the store's. Null when they ask for what the workspace has none of (keywords,
 * business units, contacts): nothing can match then.
 */
export function activityFilterOf(filters: ActivityFilters): ActivityFilter | null {
  if (filters.projectBusinessUnitGuids || filters.userKeywordGuids || filters.contactGuids) return null;
  return {
    ...peopleAndTime(filters),
    ...kinds(filters),
    customerIds: filters.customerGuids,
    includeNoCustomer: filters.includeTasksWithNoCustomer,
    projectIds: filters.projectGuids,
    includeNoProject: filters.includeTasksWithNoProject,
    projectOwnerIds: filters.projectOwnerGuids,
    phaseIds: filters.phaseGuids,
    projectTaskStatuses: filters.projectTaskStatusGuids,
    afterId: readPageToken(filters.pageToken) ?? undefined,
    // One more than the page holds tells whether there is a next one.
    limit: filters.rowCount + 1,
  };
}

function peopleAndTime(filters: ActivityFilters): ActivityFilter {
  return {
    userIds: filters.userGuids,
    includeAsMember: filters.includeAsMember,
    from: filters.startDateTime,
    to: filters.endDateTime,
    strict: filters.useStrictStartAndEndDateTime,
    changedSince: filters.changedSince,
  };
}

/** Without `recurrenceType`: everything but the masters of series. */
function kinds(filters: ActivityFilters): ActivityFilter {
  return {
    isClosed: filters.closed,
    isUnassigned: filters.isUnassigned,
    hasDuration: filters.hasDuration,
    hasHours: filters.hasHours,
    categories: filters.activityCategories,
    typeIds: filters.activityTypeGuids,
    recurrenceTypes: filters.recurrenceType ? [filters.recurrenceType] : ['None', 'Occurrence', 'Exception'],
  };
}
