-- An application that staff of the district began for a partner: 1 until the partner has taken it over.
alter table application add column is_begun integer not null default 0;
create index application_begun on application (district_id, updated_at) where is_begun = 1;

-- Whether an invitation hands such an application over, in place of letting somebody work on it too.
alter table invitation add column hands_over integer not null default 0;
