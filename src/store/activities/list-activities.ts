import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { Activity, RecurrenceType } from '../../model/activity.ts';
import type { ActivityCategory } from '../../model/calendar-entry.ts';
import type { Instant } from '../../model/time.ts';
import type { Handle } from '../handle.ts';
import type { Schema } from '../schema.ts';
import { activityOf, selectActivities } from './activity-rows.ts';

/** What a listing is limited to; what is not named does not limit. Empty lists let nothing through. */
export interface ActivityFilter {
  /** Of these owners. */
  readonly userIds?: readonly string[] | undefined;
  /** Also those in which these users only take part. */
  readonly includeAsMember?: boolean | undefined;
  /** With `includeAsMember`: not those that these users declined. */
  readonly withoutDeclined?: boolean | undefined;
  /** Overlap with this time, limits included; with `strict` lying wholly between. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly strict?: boolean | undefined;
  readonly isClosed?: boolean | undefined;
  readonly isUnassigned?: boolean | undefined;
  readonly hasDuration?: boolean | undefined;
  readonly hasHours?: boolean | undefined;
  readonly categories?: readonly ActivityCategory[] | undefined;
  readonly typeIds?: readonly string[] | undefined;
  readonly customerIds?: readonly string[] | undefined;
  /** With `customerIds`: also those that have no customer. False alone: only those that have one. */
  readonly includeNoCustomer?: boolean | undefined;
  readonly projectIds?: readonly string[] | undefined;
  /** With `projectIds`: also those that have no project. False alone: only those that have one. */
  readonly includeNoProject?: boolean | undefined;
  readonly projectOwnerIds?: readonly string[] | undefined;
  readonly phaseIds?: readonly string[] | undefined;
  readonly projectTaskStatuses?: readonly string[] | undefined;
  readonly recurrenceTypes?: readonly RecurrenceType[] | undefined;
  /** Added or changed at or after. */
  readonly changedSince?: Instant | undefined;
  readonly ids?: readonly string[] | undefined;
  /** Only activities whose id comes after: paging in the order of ids. */
  readonly afterId?: string | undefined;
  readonly limit?: number | undefined;
  /** `id` is stable while one pages; `start` is for looking at. Default `id`. */
  readonly order?: 'id' | 'start' | undefined;
}

type Where = ExpressionBuilder<Schema, 'activities' | 'activityTypes'>;
type Condition = ExpressionWrapper<Schema, 'activities' | 'activityTypes', SqlBool>;

/** The company's activities that a filter lets through. Whether a viewer may read them is not asked here. */
export async function listActivities(
  db: Handle,
  organizationId: string,
  filter: ActivityFilter,
): Promise<readonly Activity[]> {
  let query = selectActivities(db, organizationId).where((eb) =>
    eb.and(conditions(eb as unknown as Where, filter)),
  );
  if (filter.order === 'start') query = query.orderBy('activities.startsAt');
  query = query.orderBy('activities.id');
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return (await query.execute()).map(activityOf);
}

function conditions(eb: Where, filter: ActivityFilter): Condition[] {
  return [
    ...peopleConditions(eb, filter),
    ...timeConditions(eb, filter),
    ...flagConditions(eb, filter),
    ...referenceConditions(eb, filter),
  ];
}

function anyOf(values: readonly string[], type: 'uuid' | 'text') {
  return sql<string>`any(${values as string[]}::${sql.raw(type)}[])`;
}

function peopleConditions(eb: Where, filter: ActivityFilter): Condition[] {
  if (!filter.userIds) return [];
  const users = anyOf(filter.userIds, 'uuid');
  const owned = eb('activities.ownerId', '=', users);
  if (!filter.includeAsMember) return [owned];
  const attended = eb.exists(
    eb
      .selectFrom('activityParticipants as member')
      .select('member.id')
      .whereRef('member.organizationId', '=', 'activities.organizationId')
      .whereRef('member.activityId', '=', 'activities.id')
      .where('member.userId', '=', users)
      .$if(filter.withoutDeclined === true, (query) => query.where('member.status', '<>', 'Declined')),
  );
  return [eb.or([owned, attended])];
}

function timeConditions(eb: Where, filter: ActivityFilter): Condition[] {
  const { from, to, strict, changedSince } = filter;
  const list: Condition[] = [];
  if (from) list.push(eb(strict ? 'activities.startsAt' : 'activities.endsAt', '>=', from));
  if (to) list.push(eb(strict ? 'activities.endsAt' : 'activities.startsAt', '<=', to));
  if (changedSince) list.push(eb('activities.updatedAt', '>=', changedSince));
  return list;
}

function flagConditions(eb: Where, filter: ActivityFilter): Condition[] {
  const list: Condition[] = [];
  for (const name of ['isClosed', 'isUnassigned', 'hasDuration', 'hasHours'] as const) {
    const value = filter[name];
    if (value !== undefined) list.push(eb(`activities.${name}`, '=', value));
  }
  if (filter.categories)
    list.push(eb('activityTypes.category', '=', anyOf(filter.categories, 'text') as never));
  if (filter.recurrenceTypes)
    list.push(eb('activities.recurrenceType', '=', anyOf(filter.recurrenceTypes, 'text') as never));
  if (filter.projectTaskStatuses)
    list.push(eb('activities.projectTaskStatus', '=', anyOf(filter.projectTaskStatuses, 'text')));
  return list;
}

function referenceConditions(eb: Where, filter: ActivityFilter): Condition[] {
  const list: Condition[] = [];
  if (filter.ids) list.push(eb('activities.id', '=', anyOf(filter.ids, 'uuid')));
  if (filter.afterId) list.push(eb('activities.id', '>', filter.afterId));
  if (filter.typeIds) list.push(eb('activities.activityTypeId', '=', anyOf(filter.typeIds, 'uuid')));
  list.push(
    ...inJson(eb, sql`activities.customer ->> 'guid'`, filter.customerIds, filter.includeNoCustomer),
    ...inJson(eb, sql`activities.phase ->> 'projectGuid'`, filter.projectIds, filter.includeNoProject),
    ...inJson(eb, sql`activities.phase ->> 'projectOwnerGuid'`, filter.projectOwnerIds),
    ...inJson(eb, sql`activities.phase ->> 'guid'`, filter.phaseIds),
  );
  return list;
}

/**
 * A property of a JSON column is one of the values, or (if asked) there is none. Where no values are named
 * but those without it are not wanted, there must be one.
 */
function inJson(
  eb: Where,
  property: ReturnType<typeof sql>,
  values: readonly string[] | undefined,
  orNone?: boolean,
): Condition[] {
  if (!values) return orNone === false ? [eb(property as never, 'is not', null)] : [];
  const matches = eb(property as never, '=', anyOf(values, 'text') as never);
  return [orNone ? eb.or([matches, eb(property as never, 'is', null)]) : matches];
}
