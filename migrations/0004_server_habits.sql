-- Habits in which a company's server differs from Exchange, as its last connection test found them.
create table server_habits (
  organization_id uuid primary key references organizations (id) on delete cascade,
  -- The server that was tested; another address says nothing about this one.
  ews_url text not null,
  -- Names with a space between; empty for a server that does as Exchange does.
  habits text not null,
  found_at timestamptz(3) not null
);
