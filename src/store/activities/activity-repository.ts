import { sql } from 'kysely';
import {
  type Activity,
  type ActivityChange,
  type ActivityRefusal,
  ActivityRefusedError,
  type NewActivity,
  type ParticipantStatus,
} from '../../model/activity.ts';
import type { BusyStatus } from '../../model/calendar-entry.ts';
import type { Instant, Window } from '../../model/time.ts';
import type { Handle } from '../handle.ts';
import {
  activityChanges,
  activitySequenceRange,
  standsInCalendarOf,
  wasDeclinedBy,
} from './activity-changes.ts';
import { createActivities } from './create-activities.ts';
import { deleteActivity } from './delete-activity.ts';
import { findActivities, findActivitiesByOrigin } from './find-activities.ts';
import { joinActivity } from './join-activity.ts';
import { updateActivity } from './update-activity.ts';

/** A change on behalf of the repository's user. */
interface OwnUpdate {
  readonly id: string;
  readonly version: number | null;
  readonly change: ActivityChange;
  readonly turnsPrivacy?: boolean;
  readonly guestBusy?: BusyStatus | undefined;
}

/** The activities of one user of one company, as the workspace side asks for them. */
export function activityRepository(db: Handle, organizationId: string, userId: string) {
  return {
    sequenceState: () => sequenceState(db, organizationId),
    changes: (after: number, window: Window | null, limit: number) =>
      activityChanges(db, organizationId, userId, after, window, limit),
    find: async (ids: readonly string[]): Promise<ReadonlyMap<string, Activity>> => {
      const found = await findActivities(db, organizationId, ids.filter(isUuid));
      return new Map([...found].filter(([, activity]) => standsInCalendarOf(activity, userId)));
    },
    left: async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
      const found = await findActivities(db, organizationId, ids.filter(isUuid));
      return new Set([...found.values()].filter((one) => wasDeclinedBy(one, userId)).map(({ id }) => id));
    },
    findByOrigin: async (keys: readonly string[]): Promise<ReadonlyMap<string, Activity>> => {
      const found = await findActivitiesByOrigin(db, organizationId, null, keys.filter(isUuid));
      return new Map([...found].filter(([, activity]) => standsInCalendarOf(activity, userId)));
    },
    self: () => self(db, organizationId, userId),
    join: async (id: string, status: ParticipantStatus): Promise<Activity | ActivityRefusal> =>
      isUuid(id)
        ? joinActivity(db, organizationId, await self(db, organizationId, userId), id, status)
        : 'gone',
    people: (addresses: readonly string[]) => people(db, organizationId, addresses),
    create: (activities: readonly NewActivity[]) =>
      orRefused(() => createActivities(db, organizationId, activities, userId)),
    update: (update: OwnUpdate): Promise<Activity | ActivityRefusal> =>
      orRefused(() =>
        updateActivity(db, organizationId, {
          ...update,
          actorId: userId,
          guestBusy: update.guestBusy && { userId, busy: update.guestBusy },
        }),
      ),
    delete: async (id: string, version: number | null, forAll = false) =>
      isUuid(id)
        ? deleteActivity(db, organizationId, { id, version, userId: forAll ? null : userId })
        : ('gone' as const),
  };
}

async function self(db: Handle, organizationId: string, userId: string) {
  const { email, firstName, lastName } = await db
    .selectFrom('users')
    .select(['email', 'firstName', 'lastName'])
    .where('organizationId', '=', organizationId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  return { userId, email, name: `${firstName} ${lastName}`.trim() };
}

async function sequenceState(db: Handle, organizationId: string) {
  const range = await activitySequenceRange(db, organizationId);
  const { rows } = await sql<{ now: Instant }>`select clock_timestamp() as now`.execute(db);
  return { ...range, now: rows[0]?.now ?? new Date().toISOString() };
}

/**
 * Users by e-mail address: their own in Tahti, and the addresses of their mailboxes as the synchronization
 * knows them.
 */
async function people(db: Handle, organizationId: string, addresses: readonly string[]) {
  const wanted = addresses.map((address) => address.toLowerCase());
  const { rows } = await sql<{ address: string; userId: string; name: string }>`
    select a.address, u.id as user_id, u.first_name || ' ' || u.last_name as name
    from users u
    left join synchronizations s on s.organization_id = u.organization_id and s.user_id = u.id
    cross join lateral (values (u.email), (lower(s.mailbox_address)), (lower(s.resolved_address)))
      as a (address)
    where u.organization_id = ${organizationId} and a.address = any(${wanted}::text[])`.execute(db);
  return new Map(rows.map(({ address, userId, name }) => [address, { userId, name: name.trim() }]));
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Ids come from outside and are opaque there; what is no UUID is no activity of ours. */
function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * What the database refuses because of the content (classes 22 and 23 of PostgreSQL's error codes: data
 * exception, integrity constraint violation) is a refusal of that activity; all else is trouble.
 */
async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = String((error as { code?: unknown }).code ?? '');
    if (/^2[23]/.test(code))
      throw new ActivityRefusedError(`The activity was refused: ${(error as Error).message}`, {
        cause: error,
      });
    throw error;
  }
}
