-- A yes covers the deletions that were shown, and opens nothing else.
alter table held_deletions add column is_approved boolean not null default false;
alter table synchronizations drop column deletions_approved_until;

-- Where the mailbox stood (server and address) when its links were last seen.
alter table synchronizations add column place text;

-- Deletions of the last hour are counted in every run that has something to do.
create index stories_of_deletions on stories (organization_id, user_id, at) where kind = 'deleted';
