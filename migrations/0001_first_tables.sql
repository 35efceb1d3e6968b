-- The first tables. Every table is keyed by organization: the organization stands first in the primary
-- key and in every foreign key, so that a row can never point into another company.
-- Instants have milliseconds, as the model's instants do, so that what is read equals what was written.

create table organizations (
  id uuid primary key,
  name text not null,
  time_zone text not null,
  -- Counts changes of activities. It is raised inside the changing transaction, which holds this row's
  -- lock until it commits: numbers become visible in their order and a cursor never misses a late commit.
  activity_sequence bigint not null default 0,
  -- Tombstones up to this number may have been cleaned up: a cursor below it has lost changes.
  activity_sequence_floor bigint not null default 0,
  created_at timestamptz(3) not null default now()
);

create table users (
  organization_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  email text not null check (email = lower(email)),
  first_name text not null,
  last_name text not null,
  code text not null default '',
  role text not null check (role in ('administrator', 'user', 'support')),
  password_hash text not null,
  language text not null check (language in ('fi', 'en', 'sv')),
  time_zone text not null,
  is_active boolean not null default true,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  last_sign_in_at timestamptz(3),
  primary key (organization_id, id),
  unique (organization_id, email)
);

-- Signing in starts with an address alone.
create index users_by_email on users (email);

-- A session may exist before anybody signed in (it carries the forgery token of the sign-in form).
create table sessions (
  token_hash text primary key,
  organization_id uuid,
  user_id uuid,
  data jsonb not null,
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null default now(),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);

create index sessions_by_user on sessions (organization_id, user_id);
create index sessions_by_expiry on sessions (expires_at);

create table add_ons (
  organization_id uuid not null references organizations (id) on delete cascade,
  name text not null,
  is_active boolean not null,
  changed_at timestamptz(3) not null default now(),
  changed_by uuid,
  primary key (organization_id, name)
);

create table activity_types (
  organization_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  -- {"fi": ..., "en": ..., "sv": ...}
  names jsonb not null,
  category text not null check (category in ('CalendarEntry', 'SalesEvent', 'Task', 'Personal', 'Absences')),
  color text not null,
  is_active boolean not null default true,
  is_default boolean not null default false,
  is_paid_leave boolean not null default false,
  code text not null default '',
  sort_order integer not null default 0,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, id)
);

create unique index activity_types_one_default on activity_types (organization_id) where is_default;

create table exchange_settings (
  organization_id uuid primary key references organizations (id) on delete cascade,
  version text not null,
  delegate_user_name text not null,
  -- AES-256-GCM, see src/store/secrets.ts; never the plain secret.
  encrypted_secret text,
  netbios_domain text not null default '',
  ews_url text not null default '',
  outgoing_type_ids uuid[] not null default '{}',
  default_type_id uuid,
  conflict_policy text not null default 'newest' check (conflict_policy in ('newest', 'activities', 'mailbox')),
  participants_policy text not null default 'copies' check (participants_policy in ('copies', 'invitations')),
  days_back integer not null default 30 check (days_back >= 0),
  days_ahead integer not null default 365 check (days_ahead >= 1),
  deletion_limit integer not null default 50 check (deletion_limit >= 0),
  -- When the connection test last passed with these settings.
  tested_at timestamptz(3),
  -- Saved although the test had not passed.
  saved_anyway boolean not null default false,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  foreign key (organization_id, default_type_id) references activity_types (organization_id, id)
);

create table activities (
  organization_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  activity_type_id uuid not null,
  owner_id uuid not null,
  name text not null,
  -- Of an all-day activity: the midnights of its dates in `zone`, so that one index serves all listings.
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  is_all_day boolean not null default false,
  all_day_start date,
  -- The day after the last day.
  all_day_end date,
  zone text not null,
  has_duration boolean not null default true,
  location text not null default '' check (char_length(location) <= 1000),
  notes text not null default '',
  is_closed boolean not null default false,
  is_unassigned boolean not null default false,
  has_hours boolean not null default false,
  -- Null: what the category says.
  busy text check (busy in ('free', 'tentative', 'busy', 'outOfOffice', 'workingElsewhere')),
  customer jsonb,
  phase jsonb,
  project_task_status text,
  recurrence jsonb,
  recurrence_type text not null default 'None'
    check (recurrence_type in ('None', 'Occurrence', 'Exception', 'Series')),
  recurrence_parent_id uuid,
  -- The organization's counter at the last change: the version and the change cursor in one.
  sequence bigint not null,
  deleted_at timestamptz(3),
  -- The idempotency key of the synchronizer that created it.
  origin_key uuid,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, activity_type_id) references activity_types (organization_id, id),
  foreign key (organization_id, owner_id) references users (organization_id, id),
  foreign key (organization_id, recurrence_parent_id) references activities (organization_id, id),
  check (ends_at >= starts_at),
  check (is_all_day = (all_day_start is not null) and is_all_day = (all_day_end is not null)),
  check (all_day_end > all_day_start)
);

create index activities_by_owner on activities (organization_id, owner_id, starts_at) where deleted_at is null;
create index activities_by_start on activities (organization_id, starts_at) where deleted_at is null;
create index activities_by_type on activities (organization_id, activity_type_id);
create index activities_by_owner_change on activities (organization_id, owner_id, sequence);
create index activities_by_change on activities (organization_id, updated_at);
create unique index activities_by_origin on activities (organization_id, owner_id, origin_key)
  where origin_key is not null and deleted_at is null;

create table activity_participants (
  organization_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  type text not null check (type in ('User', 'Contact', 'Resource', 'Other')),
  user_id uuid,
  name text not null default '',
  email text not null default '' check (email = lower(email)),
  phone text not null default '',
  mobile_phone text not null default '',
  role text not null default 'required' check (role in ('required', 'optional', 'resource')),
  status text not null default 'Unknown'
    check (status in ('Unknown', 'Invited', 'Accepted', 'Tentative', 'Declined')),
  is_active boolean not null default true,
  -- How this participant's own calendar shows it; null: as the activity says.
  busy text check (busy in ('free', 'tentative', 'busy', 'outOfOffice', 'workingElsewhere')),
  primary key (organization_id, id),
  foreign key (organization_id, activity_id) references activities (organization_id, id) on delete cascade,
  foreign key (organization_id, user_id) references users (organization_id, id),
  check ((type = 'User') = (user_id is not null))
);

create index activity_participants_by_activity on activity_participants (organization_id, activity_id);
create unique index activity_participants_by_user
  on activity_participants (organization_id, user_id, activity_id) where user_id is not null;

-- A user who stopped being owner or participant must see the activity as gone.
create table activity_departures (
  organization_id uuid not null,
  activity_id uuid not null,
  user_id uuid not null,
  sequence bigint not null,
  primary key (organization_id, user_id, activity_id),
  foreign key (organization_id, activity_id) references activities (organization_id, id) on delete cascade,
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);

create index activity_departures_by_change on activity_departures (organization_id, user_id, sequence);

create table synchronizations (
  organization_id uuid not null,
  user_id uuid not null,
  state text not null check (state in ('off', 'on', 'paused')),
  enabled_at timestamptz(3),
  changed_at timestamptz(3) not null default now(),
  -- As the user has it in Tahti; what the server made of it stands in resolved_address.
  mailbox_address text not null,
  resolved_address text,
  activities_cursor text,
  mailbox_cursor text,
  last_started_at timestamptz(3),
  last_finished_at timestamptz(3),
  last_success_at timestamptz(3),
  last_error jsonb,
  counts jsonb,
  halt_reason text,
  -- A person said yes to what the guard held: runs may delete beyond the limit until then.
  deletions_approved_until timestamptz(3),
  -- The run that may write for this mailbox: a run that finds another here stops (two workers after a stall).
  current_run_id uuid,
  -- Failed runs in a row, and when the next may start by itself.
  failures integer not null default 0,
  next_run_at timestamptz(3),
  -- What the cursors were taken with (day, window, types, address): differing, both sides are read whole.
  scope text,
  -- Switched off with what Tahti made to be taken back; true until the last of it is gone.
  is_taking_back boolean not null default false,
  primary key (organization_id, user_id),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);

create index synchronizations_by_state on synchronizations (state, last_started_at);

create table links (
  organization_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  -- Ids and versions are the sides' own opaque words.
  activity_id text not null,
  item_id text not null,
  uid text,
  key uuid,
  origin text not null check (origin in ('activities', 'mailbox', 'matched')),
  activity_version text not null,
  mailbox_version text not null,
  -- The calendar entry as that side returned it when it was last read or written.
  activity_base jsonb not null,
  mailbox_base jsonb not null,
  -- What the side lets the user do with the entry.
  activity_standing text not null default 'owner' check (activity_standing in ('owner', 'guest')),
  mailbox_standing text not null default 'owner' check (mailbox_standing in ('owner', 'guest')),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  unique (organization_id, user_id, activity_id),
  unique (organization_id, user_id, item_id),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);

-- Recorded before a create goes out; after a crash the key finds what was made.
create table intentions (
  organization_id uuid not null,
  key uuid not null,
  user_id uuid not null,
  -- The side on which the entry is created; the source stands on the other.
  side text not null check (side in ('activities', 'mailbox')),
  source_id text not null,
  -- The source as it stood and the entry as it was meant: the base of the link if the key is found later.
  source_version text not null,
  source_base jsonb not null,
  source_standing text not null default 'owner' check (source_standing in ('owner', 'guest')),
  entry jsonb not null,
  -- Set when the deleted half of a link is made again.
  link_id uuid,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, key),
  unique (organization_id, user_id, side, source_id),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade,
  foreign key (organization_id, link_id) references links (organization_id, id) on delete cascade
);

create table problems (
  organization_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  side text not null check (side in ('activities', 'mailbox')),
  entry_id text not null,
  link_id uuid,
  details jsonb not null,
  subject text not null default '',
  is_private boolean not null default false,
  attempts integer not null default 1,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  next_try_at timestamptz(3) not null,
  primary key (organization_id, id),
  unique (organization_id, user_id, side, entry_id),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);

create index problems_by_next_try on problems (next_try_at);

-- Deletions that wait for a person.
create table held_deletions (
  organization_id uuid not null,
  user_id uuid not null,
  link_id uuid not null,
  -- The side from which the entry would be deleted.
  side text not null check (side in ('activities', 'mailbox')),
  subject text not null default '',
  is_private boolean not null default false,
  -- A person asked to have the entry made again where it was deleted.
  is_restoring boolean not null default false,
  held_at timestamptz(3) not null default now(),
  primary key (organization_id, user_id, link_id),
  foreign key (organization_id, link_id) references links (organization_id, id) on delete cascade,
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);

create table runs (
  organization_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  trigger text not null,
  state text not null check (state in ('running', 'succeeded', 'failed', 'held')),
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  done integer not null default 0,
  total integer not null default 0,
  phase text not null default '',
  counts jsonb,
  error jsonb,
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);

create index runs_by_user on runs (organization_id, user_id, started_at desc);
create index runs_by_start on runs (organization_id, started_at);

-- The log: what happened to each entry, and to the settings.
create table stories (
  organization_id uuid not null references organizations (id) on delete cascade,
  id bigint generated always as identity,
  at timestamptz(3) not null,
  -- Whose calendar it concerns; null for what concerns the company.
  user_id uuid,
  -- Who did it, where a person did.
  actor_id uuid,
  run_id uuid,
  severity text not null check (severity in ('info', 'warning', 'error')),
  kind text not null,
  side text check (side in ('activities', 'mailbox')),
  code text,
  subject text not null default '',
  is_private boolean not null default false,
  activity_id text,
  item_id text,
  link_id uuid,
  -- Names of the fields that were written.
  fields jsonb,
  -- Both values of every field in conflict.
  conflict jsonb,
  error jsonb,
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);

create index stories_by_user on stories (organization_id, user_id, id desc);
create index stories_by_time on stories (organization_id, at);
create index stories_by_run on stories (organization_id, run_id);
create index stories_by_activity on stories (organization_id, activity_id, id desc) where activity_id is not null;
-- What was left alone is told once, however often it is seen.
create index stories_left_alone on stories (organization_id, user_id, (coalesce(activity_id, item_id)))
  where kind = 'leftAlone';
create index stories_by_severity on stories (organization_id, severity, id desc);

create table api_clients (
  organization_id uuid not null references organizations (id) on delete cascade,
  client_id text not null,
  secret_hash text not null,
  scopes text[] not null,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, client_id)
);

-- A token is asked for with the client's id alone.
create unique index api_clients_by_id on api_clients (client_id);

create table api_tokens (
  organization_id uuid not null,
  token_hash text not null,
  kind text not null check (kind in ('access', 'refresh')),
  client_id text not null,
  scopes text[] not null,
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, token_hash),
  foreign key (organization_id, client_id) references api_clients (organization_id, client_id) on delete cascade
);

create unique index api_tokens_by_hash on api_tokens (token_hash);
create index api_tokens_by_expiry on api_tokens (expires_at);
