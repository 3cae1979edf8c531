-- A question to another office of the district, to one address of its staff, who sees of the application what is
-- named here and nothing else. `ended_at` is when it was taken back.
create table consult (
    id text primary key,
    district_id text not null,
    application_id text not null references application (id),
    office text not null,
    email text not null,
    question text not null,
    sections text not null,
    steps text not null,
    with_files integer not null,
    due_on text not null,
    blocks integer not null,
    asked_by text not null references person (id),
    asked_at integer not null,
    answer text not null default '',
    answered_by text references person (id),
    answered_at integer,
    ended_at integer
) strict;
create index consult_application on consult (application_id, asked_at);
create index consult_open on consult (district_id, due_on) where answered_at is null and ended_at is null;
