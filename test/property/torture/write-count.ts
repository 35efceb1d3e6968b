/** How much Tahti writes on both sides, and how much can have been due. */
import type { Database } from '../../../src/store/database.ts';
import type { Town } from './town.ts';

/** The setting by which a transaction says that a person writes; Tahti's own know nothing of it. */
export const PERSON = 'torture.person';

const COUNTING = [
  `create table if not exists torture_writes (
     organization_id text not null, activity_id text not null, by_person boolean not null)`,
  `create or replace function torture_count() returns trigger language plpgsql as $$
   begin
     insert into torture_writes values (
       new.organization_id::text, new.id::text, coalesce(current_setting('${PERSON}', true), '') = 'yes');
     return new;
   end $$`,
  `create or replace trigger torture_count after insert or update on activities
   for each row execute function torture_count()`,
];

/** From now on the database itself counts who writes activities, in whatever process that happens. */
export async function countWritesOf({ pool }: Database): Promise<void> {
  for (const statement of COUNTING) await pool.query(statement);
}

/** Writes of activities by Tahti so far. */
export async function activityWrites(town: Town): Promise<number> {
  const { rows } = await town.database.pool.query<{ count: number }>(
    'select count(*)::int as count from torture_writes where organization_id = $1::text and not by_person',
    [town.company.organizationId],
  );
  return rows[0]?.count ?? 0;
}

/**
 * What may have caused writes since the last calm: people's deeds by what they are about, and upheavals, which let a
 * whole calendar cross (taking back, other types that go out).
 */
export interface Deeds {
  mailbox: number;
  activities: number;
  series: number;
  meetings: number;
  together: number;
  upheavals: number;
}

export function noDeeds(): Deeds {
  return { mailbox: 0, activities: 0, series: 0, meetings: 0, together: 0, upheavals: 0 };
}

/** A series is one activity; in Exchange each of its changed occurrences is written by itself. */
const WRITES_OF_SERIES = { activityWrites: 2, mailboxWrites: 8 } as const;

/** What a fault, a death or a kill interrupted is written again: at most what was under way at once. */
const AGAIN = 3;

/**
 * Tahti's writes on each side since the last calm, against what can have caused them. What somebody does to an entry
 * of their own is written at most once on the other side; what they do to a meeting once in each calendar and, in the
 * activity, once for each who takes part. Begins to count anew.
 */
export async function tooManyWrites(town: Town): Promise<string[]> {
  const { tally, deeds, atLastCalm, things, dwellers } = town;
  tally.activityWrites = await activityWrites(town);
  const since = (name: 'faults' | 'deaths' | 'kills' | keyof typeof WRITES_OF_SERIES) =>
    tally[name] - atLastCalm[name];
  const interrupted = since('faults') + since('deaths') + since('kills');
  const faults = (['activityWrites', 'mailboxWrites'] as const).flatMap((name) => {
    const most =
      deeds.mailbox +
      deeds.activities +
      WRITES_OF_SERIES[name] * deeds.series +
      dwellers.length * (deeds.meetings + deeds.together) +
      AGAIN * interrupted +
      things.size * deeds.upheavals;
    return since(name) > most ? [`${since(name)} ${name} since the last calm, at most ${most} were due`] : [];
  });
  Object.assign(deeds, noDeeds());
  Object.assign(atLastCalm, tally);
  return faults;
}
