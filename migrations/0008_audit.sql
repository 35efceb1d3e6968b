-- Who changed what: kept apart from the log, since it is kept for longer, holds old and new values, and must
-- not lose a line to any fault of the program.
create table audit_entries (
  organization_id uuid not null references organizations (id),
  id bigint generated always as identity,
  at timestamptz(3) not null,
  -- Whoever did it; null where nobody was signed in. The name is kept as it was, and outlives the user.
  actor_id uuid,
  actor_name text not null default '',
  -- Whose synchronization or account it concerns; null for what concerns the company.
  user_id uuid,
  user_name text not null default '',
  action text not null,
  -- What about the action, as a word of the language files: which add-on state, which decision, which file.
  code text,
  -- [{"field": ..., "before": ..., "after": ...}]; a secret is never a value.
  changes jsonb not null default '[]',
  primary key (organization_id, id)
);

create index audit_entries_by_time on audit_entries (organization_id, at);
create index audit_entries_by_age on audit_entries (at);
create index audit_entries_by_actor on audit_entries (organization_id, actor_id, id desc);
create index audit_entries_by_user on audit_entries (organization_id, user_id, id desc);
create index audit_entries_by_action on audit_entries (organization_id, action, id desc);

-- The database itself refuses to forget or to rewrite a line before a year has passed.
create function keep_audit_entries() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '365 days' then
    return old;
  end if;
  raise exception 'the audit trail cannot be changed' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entries_are_kept before update or delete on audit_entries
  for each row execute function keep_audit_entries();
create trigger audit_entries_are_not_emptied before truncate on audit_entries
  for each statement execute function keep_audit_entries();
