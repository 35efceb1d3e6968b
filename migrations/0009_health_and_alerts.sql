-- Figures of the synchronization over time, by company: one row for each minute and one for each hour, both
-- written at the same time, so that nothing has to be rolled up later and nothing is lost when that fails.
-- The sums of all companies stand under the zero UUID, so that operators need not add up every company.
create table health_samples (
  organization_id uuid not null,
  resolution text not null check (resolution in ('minute', 'hour')),
  starts_at timestamptz(3) not null,
  -- Counted from runs.
  runs integer not null default 0,
  failed_runs integer not null default 0,
  throttled_runs integer not null default 0,
  -- Milliseconds that servers asked to wait.
  throttled_millis bigint not null default 0,
  to_mailbox integer not null default 0,
  to_activities integer not null default 0,
  -- Entries that crossed, by how long it took: a count for each bound of the model's list, and one beyond.
  arrivals integer[] not null default '{}',
  slowest_millis bigint not null default 0,
  -- Seen when looked at, once a minute: the highest, or for notifications the lowest, of the time.
  queue_waiting integer,
  queue_oldest_seconds integer,
  listened integer,
  connected integer,
  switched_on integer,
  in_trouble integer,
  primary key (organization_id, resolution, starts_at)
);

create index health_samples_by_age on health_samples (resolution, starts_at);

create table health_failures (
  organization_id uuid not null,
  resolution text not null check (resolution in ('minute', 'hour')),
  starts_at timestamptz(3) not null,
  source text not null,
  code text not null,
  advice text not null,
  failures integer not null,
  primary key (organization_id, resolution, starts_at, source, code)
);

create index health_failures_by_age on health_failures (resolution, starts_at);

-- What one process at a time does for all: whoever takes the turn has it until then.
create table turns (
  name text primary key,
  taken_until timestamptz(3) not null
);

create table alert_settings (
  organization_id uuid primary key references organizations (id) on delete cascade,
  emails text[] not null default '{}',
  webhook_url text not null default '',
  encrypted_webhook_secret text,
  conditions text[] not null,
  failing_minutes integer not null check (failing_minutes between 5 and 10080),
  queue_minutes integer not null check (queue_minutes between 5 and 10080),
  notification_minutes integer not null check (notification_minutes between 5 and 1440),
  -- When the delegate's password or the application's secret stops working, as the administrator knows it.
  secret_expires_on date,
  secret_warning_days integer not null default 14 check (secret_warning_days between 1 and 90),
  language text not null check (language in ('fi', 'en', 'sv')),
  updated_at timestamptz(3) not null,
  updated_by uuid
);

create table alerts (
  organization_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  condition text not null,
  -- The mailbox's user; null where the company as a whole is concerned.
  user_id uuid,
  raised_at timestamptz(3) not null,
  solved_at timestamptz(3),
  -- Facts at the time: code of the error, count, minutes.
  facts jsonb not null default '{}',
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);

-- While it lasts a condition is one alert, however often and by however many it is noticed.
create unique index alerts_open on alerts (organization_id, condition, (coalesce(user_id, organization_id)))
  where solved_at is null;
create index alerts_by_time on alerts (organization_id, raised_at desc);

-- Messages about alerts, each to one receiver.
create table alert_messages (
  organization_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  -- What it tells of, all of one condition; none in a message that only tries the way.
  alert_ids uuid[] not null default '{}',
  event text not null check (event in ('raised', 'solved', 'test')),
  channel text not null check (channel in ('mail', 'webhook')),
  receiver text not null,
  created_at timestamptz(3) not null,
  attempts integer not null default 0,
  -- Null once it was taken, or given up.
  next_try_at timestamptz(3),
  sent_at timestamptz(3),
  -- What the receiver's server answered last, where it was no yes.
  last_error text,
  primary key (organization_id, id)
);

create index alert_messages_due on alert_messages (next_try_at) where next_try_at is not null;
create index alert_messages_by_time on alert_messages (organization_id, created_at desc);
