-- Every decision writes each index of an application whose columns it changes. So one index serves the list of a stage
-- and the list by stage; that of an assignee holds no stage; and one by the due day serves both ways, since SQLite
-- reads an index twice where what has no day comes last.
drop index application_stage_index;
drop index application_staged;
create index application_staged on application (district_id, stage, submitted_at, number) where submitted_at is not null;
drop index application_assignee;
create index application_assigned on application (district_id, assignee_id, submitted_at, number);
drop index application_due;
drop index application_due_last;
create index application_due on application (district_id, due_on, number) where submitted_at is not null;
drop index application_waiting;
create index application_waiting on application (district_id, assignee_id, due_on, number)
    where stage in ('submitted', 'in-review');
drop index application_stage_due;
create index application_stage_due on application (district_id, stage, due_on, number) where submitted_at is not null;

-- No list asks for the mails of one address.
drop index mail_recipient;
