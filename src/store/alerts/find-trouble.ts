import { sql } from 'kysely';
import { ALERT_DEFAULTS, type AlertCondition, type AlertFacts, SIGN_IN_ADVICE } from '../../model/alert.ts';
import { type Instant, instantFromMillis } from '../../model/time.ts';
import type { Handle } from '../handle.ts';
import { FAILING_SINCE } from '../health/troubled-mailboxes.ts';

/** A condition that holds at this moment. */
export interface FoundTrouble {
  readonly organizationId: string;
  readonly condition: AlertCondition;
  /** The mailbox's user; null where the company as a whole is concerned. */
  readonly userId: string | null;
  readonly facts: AlertFacts;
}

/** Each company with its own limits, or those that hold for whoever never chose. */
const limits = sql`
  select o.id as organization_id,
    coalesce(a.conditions, ${[...ALERT_DEFAULTS.conditions]}::text[]) as conditions,
    coalesce(a.failing_minutes, ${ALERT_DEFAULTS.failingMinutes}::int) as failing_minutes,
    coalesce(a.queue_minutes, ${ALERT_DEFAULTS.queueMinutes}::int) as queue_minutes,
    coalesce(a.notification_minutes, ${ALERT_DEFAULTS.notificationMinutes}::int) as notification_minutes,
    coalesce(a.secret_warning_days, ${ALERT_DEFAULTS.secretWarningDays}::int) as secret_warning_days,
    a.secret_expires_on,
    o.time_zone
  from organizations o left join alert_settings a on a.organization_id = o.id`;

/**
 * Every condition that holds now, in all companies. A server that refuses the company's account is one trouble
 * of the company, not one of each mailbox.
 */
export async function findTrouble(db: Handle, now: number): Promise<readonly FoundTrouble[]> {
  const at = instantFromMillis(now);
  const queries = [
    failing(at),
    signInRefused(),
    secretExpiring(at),
    deletionsHeld(),
    notificationsDown(at),
    queueGrowing(at),
  ];
  const { rows } = await sql<FoundTrouble>`
    with limits as (${limits}) ${sql.join(queries, sql` union all `)}`.execute(db);
  return rows;
}

const chosen = (condition: AlertCondition) => sql`${condition} = any(l.conditions)`;
const refusesAccount = sql`(s.last_error ->> 'advice') = any(${[...SIGN_IN_ADVICE]}::text[])`;

function failing(at: Instant) {
  return sql`
    select f.organization_id, 'mailboxFailing' as condition, f.user_id, f.facts from (
      select s.organization_id, s.user_id, l.failing_minutes, ${FAILING_SINCE} as since,
        jsonb_build_object('code', s.last_error ->> 'code', 'minutes', l.failing_minutes) as facts
      from synchronizations s
      join limits l on l.organization_id = s.organization_id and ${chosen('mailboxFailing')}
      join users u on u.organization_id = s.organization_id and u.id = s.user_id and u.is_active
      where s.state = 'on' and s.last_error is not null and not ${refusesAccount}
    ) f where f.since <= ${at}::timestamptz - make_interval(mins => f.failing_minutes)`;
}

/** The mailbox that was tried last decides: one that succeeds later shows that the account is taken again. */
function signInRefused() {
  return sql`
    select s.organization_id, 'signInRefused', null::uuid, jsonb_build_object('code', s.last_error ->> 'code')
    from (
      select distinct on (organization_id) organization_id, last_error from synchronizations
      where state = 'on' and last_finished_at is not null
      order by organization_id, last_finished_at desc, user_id
    ) s
    join limits l on l.organization_id = s.organization_id and ${chosen('signInRefused')}
    where ${refusesAccount}`;
}

function secretExpiring(at: Instant) {
  return sql`
    select l.organization_id, 'secretExpiring', null::uuid, jsonb_build_object('day', l.secret_expires_on)
    from limits l where ${chosen('secretExpiring')}
      and l.secret_expires_on - l.secret_warning_days <= (${at}::timestamptz at time zone l.time_zone)::date`;
}

function deletionsHeld() {
  return sql`
    select h.organization_id, 'deletionsHeld', h.user_id, jsonb_build_object('count', count(*)::int)
    from held_deletions h
    join limits l on l.organization_id = h.organization_id and ${chosen('deletionsHeld')}
    where not h.is_approved and not h.is_restoring group by h.organization_id, h.user_id`;
}

/** In every look of the time fewer than half were connected; a look now and then may be missing. */
function notificationsDown(at: Instant) {
  return sql`
    select l.organization_id, 'notificationsDown', null::uuid,
      jsonb_build_object('listened', max(m.listened), 'connected', max(m.connected), 'minutes', l.notification_minutes)
    from limits l
    join health_samples m on m.organization_id = l.organization_id and m.resolution = 'minute'
      and m.listened > 0 and m.starts_at > ${at}::timestamptz - make_interval(mins => l.notification_minutes)
      and m.starts_at <= ${at}::timestamptz
    where ${chosen('notificationsDown')}
    group by l.organization_id, l.notification_minutes
    having bool_and(m.connected * 2 < m.listened) and count(*) >= l.notification_minutes * 0.8`;
}

function queueGrowing(at: Instant) {
  return sql`
    select m.organization_id, 'queueGrowing', null::uuid,
      jsonb_build_object('waiting', m.queue_waiting, 'minutes', m.queue_oldest_seconds / 60)
    from (
      select distinct on (organization_id) organization_id, queue_waiting, queue_oldest_seconds from health_samples
      where resolution = 'minute' and starts_at > ${at}::timestamptz - interval '3 minutes'
        and starts_at <= ${at}::timestamptz and queue_oldest_seconds is not null
      order by organization_id, starts_at desc
    ) m
    join limits l on l.organization_id = m.organization_id and ${chosen('queueGrowing')}
    where m.queue_oldest_seconds >= l.queue_minutes * 60`;
}
