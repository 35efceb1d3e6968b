-- The mailbox was found by the sign-in name alone: the user's address is none of the mailbox's addresses.
alter table synchronizations add column by_sign_in_name boolean not null default false;

-- Who was asked to switch on: the last invitation of each. It is shown to them until they dismiss it or switch on.
create table synchronization_invitations (
  organization_id uuid not null,
  user_id uuid not null,
  invited_at timestamptz(3) not null,
  invited_by uuid,
  dismissed_at timestamptz(3),
  -- `none` where no mail server was configured then, or where it was no longer worth sending.
  mail text not null check (mail in ('none', 'waiting', 'sent', 'failed')),
  mail_attempts integer not null default 0,
  -- Null once the mail server took it, or it was given up.
  mail_next_try_at timestamptz(3),
  -- What the mail server answered last, where it was no yes.
  mail_error text,
  primary key (organization_id, user_id),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);

create index synchronization_invitations_due on synchronization_invitations (mail_next_try_at)
  where mail_next_try_at is not null;
