-- Since when nobody has shown that the account is in the hands of whoever reads its mailbox: its password was set
-- by a link that passed through other hands, or its address was changed by an administrator. Until it is shown, the
-- account cannot turn the synchronization on. Null where it was shown, or was never in doubt.
alter table users add column unconfirmed_since timestamptz(3);

-- A code that was left in a mailbox, for its owner to read and say. One at a time for each user.
create table mailbox_confirmations (
  organization_id uuid not null,
  user_id uuid not null,
  -- In whose calendar the code stands.
  mailbox_address text not null,
  code_hash text not null,
  -- The idempotency key of the entry that holds it, by which it is found again and taken away.
  note_key uuid not null,
  wrong_tries integer not null default 0,
  expires_at timestamptz(3) not null,
  primary key (organization_id, user_id),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);
