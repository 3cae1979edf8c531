-- What is done to many applications at once: one transaction for each, and what became of it, so that an act which
-- stops half way leaves a list of what was done and what was not.
create table bulk (
    id text primary key,
    district_id text not null,
    person_id text not null references person (id),
    act text not null check (act in ('assign', 'set-due', 'remind')),
    -- Whom it is assigned to, or the new day; nothing for nobody and for a reminder.
    value text,
    started_at integer not null
) strict;
create index bulk_person on bulk (person_id, started_at);

create table bulk_row (
    bulk_id text not null references bulk (id),
    application_id text not null references application (id),
    district_id text not null,
    place integer not null,
    outcome text not null check (outcome in ('waiting', 'done', 'same', 'refused', 'undone', 'kept')),
    -- What stood there before.
    before text,
    primary key (bulk_id, application_id)
) strict, without rowid;
