-- The planning meeting of staff with the partner: when, who, what was agreed. `agreed` are values of the profile's
-- commitments, which can become requirements of the partnership.
create table meeting (
    application_id text primary key references application (id),
    district_id text not null,
    held_at integer not null,
    place text not null default '',
    people text not null default '',
    department text not null default '',
    agreed text not null,
    notes text not null default '',
    person_id text not null references person (id),
    saved_at integer not null,
    version integer not null default 1
) strict;

-- Link and password of a platform, for the addresses that are named and for nobody else.
create table platform (
    application_id text primary key references application (id),
    district_id text not null,
    link text not null,
    password text not null,
    named text not null,
    person_id text not null references person (id),
    saved_at integer not null
) strict;
