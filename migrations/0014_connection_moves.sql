-- Moves from one connection to another (version, server, account). The one in use stays in `exchange_settings` until
-- an administrator confirms; what stands here is where the company would go, and what a look without writes found.
create table moves (
  organization_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  state text not null check (state in ('looking', 'looked', 'failed', 'cancelled', 'confirmed', 'finished')),
  -- Whom it concerns; one user or a group go first where both connections answer for a while.
  reach text not null default 'everybody' check (reach in ('everybody', 'group', 'user')),
  -- The connection that it goes to, as in `exchange_settings`.
  version text not null,
  sign_in_way text not null check (sign_in_way in ('password', 'application')),
  tenant text not null,
  application_id text not null,
  cloud text not null check (cloud in ('worldwide', 'usGovernment', 'usDefense', 'china')),
  ews_url text not null,
  delegate_user_name text not null,
  netbios_domain text not null,
  -- AES-256-GCM, see src/store/secrets.ts; null: the one that is in use already.
  encrypted_secret text,
  tested_at timestamptz(3),
  saved_anyway boolean not null,
  -- The connection that it comes from, without any secret.
  came_from jsonb not null,
  -- State of the settings that the look was made with: others since make it stale.
  settings_at timestamptz(3) not null,
  -- Counts the looks: a result of an earlier one is not taken for one of this.
  look integer not null default 1,
  -- The process that looks, and until when its word counts.
  worker_id uuid,
  leased_until timestamptz(3),
  -- The new server asked to wait.
  paused_until timestamptz(3),
  -- Why a look of the whole company ended.
  error jsonb,
  started_at timestamptz(3) not null,
  started_by uuid,
  looked_at timestamptz(3),
  confirmed_at timestamptz(3),
  confirmed_by uuid,
  ended_at timestamptz(3),
  primary key (organization_id, id)
);

create unique index moves_one_open on moves (organization_id) where state in ('looking', 'looked', 'failed');
create index moves_under_way on moves (state) where state in ('looking', 'confirmed');
create index moves_by_start on moves (organization_id, started_at desc);

create table move_users (
  organization_id uuid not null,
  move_id uuid not null,
  user_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'looked', 'failed')),
  attempts integer not null default 0,
  next_try_at timestamptz(3),
  looked_at timestamptz(3),
  -- Under which address the new server knows the mailbox.
  resolved_address text,
  counts jsonb,
  -- Entries that a person has to know of, at most some hundred.
  unsure jsonb not null default '[]',
  error jsonb,
  primary key (organization_id, move_id, user_id),
  foreign key (organization_id, move_id) references moves (organization_id, id) on delete cascade,
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);

create index move_users_waiting on move_users (organization_id, move_id, next_try_at) where state = 'waiting';
create index move_users_by_user on move_users (organization_id, user_id);

-- The move by which the connection in use came: after it every mailbox is taken to stand elsewhere, once.
alter table exchange_settings add column move_id uuid;

-- Trying another server must not make the one in use forgotten.
alter table server_habits drop constraint server_habits_pkey;
alter table server_habits add primary key (organization_id, ews_url);
