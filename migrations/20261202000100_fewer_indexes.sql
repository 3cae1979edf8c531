-- Every decision writes each index of an application whose columns it changes: one index serves the list of a stage and
-- the list by stage, and that of an assignee holds no stage, which changes.
drop index application_stage_index;
drop index application_staged;
create index application_staged on application (district_id, stage, submitted_at, number) where submitted_at is not null;
drop index application_assignee;
create index application_assigned on application (district_id, assignee_id, submitted_at, number);

-- No list asks for the mails of one address.
drop index mail_recipient;
