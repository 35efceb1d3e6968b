-- A line that answers another: the conflict out of which a value was put back.
alter table stories add column about_id bigint;
create index stories_by_about on stories (organization_id, about_id) where about_id is not null;

-- Who decided on deletions that wait, and when: a page that shows an older state decides nothing any more.
alter table held_deletions add column decided_at timestamptz(3);
alter table held_deletions add column decided_by uuid;

-- Whoever looks at the log is told of runs as they go.
create index runs_running on runs (organization_id) where state = 'running';
create index runs_by_end on runs (organization_id, ended_at) where ended_at is not null;

-- Companies besides their own whose log a support person may read. A row is kept when the assignment ends, so that
-- the log goes on knowing the name of whoever did something in it.
create table support_assignments (
  -- The company that is looked after.
  organization_id uuid not null references organizations (id) on delete cascade,
  -- Where the support person has their account.
  home_id uuid not null,
  user_id uuid not null,
  assigned_by uuid,
  assigned_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (organization_id, home_id, user_id),
  foreign key (home_id, user_id) references users (organization_id, id) on delete cascade,
  check (organization_id <> home_id)
);

create index support_assignments_by_person on support_assignments (home_id, user_id);
