import { sql } from 'kysely';
import { instantFromMillis } from '../../model/time.ts';
import type { Handle } from '../handle.ts';
import { ALL_COMPANIES, ROW_MILLIS } from './record-health.ts';

/** The runs of one company that wait, and for how long the first of them has. */
export interface QueueOfCompany {
  readonly organizationId: string;
  readonly waiting: number;
  readonly oldestSeconds: number;
}

/**
 * Looks at how each company stands at this moment (mailboxes, notifications, and the queue as it is handed in)
 * and writes it into the rows of this minute and hour, of each company and of all together. In a row that was
 * looked at before, the worst stays: the longest queue, the fewest connected. Companies where nobody is
 * switched on and nothing waits get no row.
 */
export async function recordLook(db: Handle, now: number, queue: readonly QueueOfCompany[]): Promise<void> {
  const [minute, hour] = [ROW_MILLIS.minute, ROW_MILLIS.hour].map((millis) =>
    instantFromMillis(now - (now % millis)),
  );
  const ids = queue.map(({ organizationId }) => organizationId);
  const waiting = queue.map((company) => company.waiting);
  const oldest = queue.map(({ oldestSeconds }) => Math.max(0, Math.round(oldestSeconds)));
  await sql`
    with standing as (
      select organization_id, sum(waiting)::int as waiting, max(oldest)::int as oldest, sum(listened)::int as listened,
        sum(connected)::int as connected, sum(switched_on)::int as switched_on, sum(in_trouble)::int as in_trouble
      from (
        select q.id as organization_id, q.waiting, q.oldest, 0 as listened, 0 as connected, 0 as switched_on,
          0 as in_trouble
        from unnest(${ids}::uuid[], ${waiting}::int[], ${oldest}::int[]) as q (id, waiting, oldest)
        union all
        select organization_id, 0, 0, count(*), count(connected_since), 0, 0 from listeners group by organization_id
        union all
        select s.organization_id, 0, 0, 0, 0, count(*), count(s.last_error)
        from synchronizations s
        join users u on u.organization_id = s.organization_id and u.id = s.user_id and u.is_active
        where s.state = 'on' group by s.organization_id
      ) each_kind group by organization_id
    ), with_all as (
      select * from standing
      union all
      select ${ALL_COMPANIES}::uuid, sum(waiting), max(oldest), sum(listened), sum(connected), sum(switched_on),
        sum(in_trouble) from standing having count(*) > 0
    )
    insert into health_samples (organization_id, resolution, starts_at, queue_waiting, queue_oldest_seconds, listened,
      connected, switched_on, in_trouble)
    select w.organization_id, r.resolution, r.starts_at, w.waiting, w.oldest, w.listened, w.connected, w.switched_on,
      w.in_trouble
    from with_all w, (values ('minute', ${minute}::timestamptz), ('hour', ${hour}::timestamptz))
      as r (resolution, starts_at)
    order by w.organization_id, r.resolution desc
    on conflict (organization_id, resolution, starts_at) do update set
      queue_waiting = greatest(health_samples.queue_waiting, excluded.queue_waiting),
      queue_oldest_seconds = greatest(health_samples.queue_oldest_seconds, excluded.queue_oldest_seconds),
      listened = greatest(health_samples.listened, excluded.listened),
      connected = least(health_samples.connected, excluded.connected),
      switched_on = greatest(health_samples.switched_on, excluded.switched_on),
      in_trouble = greatest(health_samples.in_trouble, excluded.in_trouble)`.execute(db);
}
