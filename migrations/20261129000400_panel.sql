-- Who reviews an application beside the person it is assigned to. Whoever was taken off stays, with an end.
create table reviewer (
    id text primary key,
    district_id text not null,
    application_id text not null references application (id),
    person_id text not null references person (id),
    added_at integer not null,
    added_by text not null references person (id),
    ended_at integer
) strict;
create unique index reviewer_on on reviewer (application_id, person_id) where ended_at is null;
create index reviewer_person on reviewer (person_id, application_id) where ended_at is null;

-- A declared conflict of interest. It is never taken back.
create table conflict (
    application_id text not null references application (id),
    person_id text not null references person (id),
    district_id text not null,
    reason text not null,
    declared_at integer not null,
    primary key (application_id, person_id)
) strict, without rowid;

-- Findings, from now on one for each reviewer and criterion, with what shows them: addresses of the web, and
-- files of the application by their ids. What was found before is the finding of who made it.
alter table finding rename to finding_before;
create table finding (
    application_id text not null references application (id),
    criterion text not null,
    person_id text not null references person (id),
    district_id text not null,
    finding text not null,
    note text not null default '',
    evidence text not null default '[]',
    points integer,
    found_at integer not null,
    version integer not null default 1,
    primary key (application_id, criterion, person_id)
) strict, without rowid;
insert into finding (application_id, criterion, person_id, district_id, finding, note, found_at, version)
select application_id, criterion, person_id, district_id, finding, note, found_at, version from finding_before;
drop table finding_before;

-- What the lead of several reviewers settled: the finding that a decision rests on.
create table settled (
    application_id text not null references application (id),
    criterion text not null,
    district_id text not null,
    finding text not null,
    note text not null default '',
    person_id text not null references person (id),
    settled_at integer not null,
    version integer not null default 1,
    primary key (application_id, criterion)
) strict, without rowid;
