-- Operators look after the whole installation. They live in an organization of their own, so that sessions,
-- sign-in and every key by organization hold for them too, and they are nobody's colleagues.
alter table organizations add column kind text not null default 'company'
  check (kind in ('company', 'operators'));
alter table organizations add constraint organizations_of_a_kind unique (id, kind);
create unique index organizations_one_for_operators on organizations (kind) where kind = 'operators';

alter table users drop constraint users_role_check;
alter table users add constraint users_role_check
  check (role in ('administrator', 'user', 'support', 'operator'));
-- No role of a company can be given to an operator, nor the other way round: the database itself refuses it.
alter table users add column organization_kind text not null
  generated always as (case when role = 'operator' then 'operators' else 'company' end) stored;
alter table users add constraint users_role_fits_organization
  foreign key (organization_id, organization_kind) references organizations (id, kind);

alter table users add column password_changed_at timestamptz(3);

-- One-time links by which a person sets a password: an invitation, or a reset.
create table password_links (
  token_hash text primary key,
  organization_id uuid not null,
  user_id uuid not null,
  purpose text not null check (purpose in ('invitation', 'reset')),
  -- Who asked for it; null where the person themselves did, or the command line.
  issued_by uuid,
  -- Mailed to the person, or handed to whoever issued it.
  way text not null check (way in ('mailed', 'handedOver')),
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);

create index password_links_by_user on password_links (organization_id, user_id);
create index password_links_by_expiry on password_links (expires_at);

-- What an OpenID provider calls a person (issuer and subject never change), and whose account that is.
create table sign_in_identities (
  issuer text not null,
  subject text not null,
  organization_id uuid not null,
  user_id uuid not null,
  linked_at timestamptz(3) not null default now(),
  primary key (issuer, subject),
  unique (organization_id, user_id, issuer),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);
