-- Processes that listen for notifications. Whoever lets its time run out is dead, and what it listened for is free.
create table listening_workers (
  id uuid primary key,
  expires_at timestamptz(3) not null
);

-- Which process listens for a mailbox.
create table listeners (
  organization_id uuid not null,
  user_id uuid not null,
  worker_id uuid not null references listening_workers (id) on delete cascade,
  -- Since when changes of the mailbox are told; null while they are not, and it is swept as usual.
  connected_since timestamptz(3),
  primary key (organization_id, user_id),
  foreign key (organization_id, user_id) references synchronizations (organization_id, user_id) on delete cascade
);

create index listeners_by_worker on listeners (worker_id);
