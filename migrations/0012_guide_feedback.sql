-- Whether a guide helped: the last answer of each person about each guide.
create table guide_feedback (
  organization_id uuid not null references organizations (id) on delete cascade,
  user_id uuid not null,
  guide text not null,
  helpful boolean not null,
  comment text not null default '',
  answered_at timestamptz(3) not null default now(),
  primary key (organization_id, user_id, guide)
);
create index guide_feedback_answered on guide_feedback (answered_at desc);
