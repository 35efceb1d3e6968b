-- Entries that Tahti made in the mailbox and of which the mailbox has not told since: one that is deleted before its
-- cursor has passed it is never told of.
alter table links add column untold boolean not null default false;
create index links_untold on links (organization_id, user_id) where untold;
