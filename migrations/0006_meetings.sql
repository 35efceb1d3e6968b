-- The activity that stands for a meeting of the company's mailboxes, by the meeting's UID: one meeting, one activity.
create table meetings (
  organization_id uuid not null references organizations (id) on delete cascade,
  uid text not null,
  activity_id text not null,
  -- Addresses to which the mail system itself brings the meeting, lower case.
  delivered text[] not null default '{}',
  primary key (organization_id, uid)
);

create index meetings_by_activity on meetings (organization_id, activity_id);

insert into meetings (organization_id, uid, activity_id, delivered)
select distinct on (organization_id, uid) organization_id, uid, activity_id,
  case when origin = 'activities' then '{}'
    else array(select lower(one ->> 'address') from jsonb_array_elements(mailbox_base -> 'participants') one) end
from links
where uid is not null and jsonb_array_length(mailbox_base -> 'participants') > 0
order by organization_id, uid, mailbox_standing desc, created_at;

-- Who organises the meeting of the mailbox's half.
alter table links add column organiser text;
create index links_by_activity on links (organization_id, activity_id);

-- Only one run at a time makes the activity of a meeting.
alter table intentions add column meeting_uid text;
create unique index intentions_by_meeting on intentions (organization_id, meeting_uid) where meeting_uid is not null;

-- Entries that another mailbox's run is about to settle: the next run looks at them again.
alter table synchronizations add column awaited jsonb not null default '[]';
