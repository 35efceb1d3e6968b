-- The uid of the source: after a crash it finds the source also where the mailbox has moved meanwhile.
alter table intentions add column source_uid text;
