-- Files that partners hand in. Their bytes stand in the folder beside the database, each under its id, and
-- never change. A file belongs to a draft until `sent_at`; from then on it is kept as the sent answers are,
-- and one that was taken out of a later draft only has a `removed_at`.
create table upload (
    id text primary key,
    district_id text not null,
    application_id text not null references application (id),
    slug text not null,
    field text not null,
    name text not null,
    kind text not null,
    size integer not null,
    sha256 text not null,
    person_id text not null references person (id),
    added_at integer not null,
    sent_at integer,
    removed_at integer
) strict;
create index upload_application on upload (application_id, slug, added_at);
create index upload_room on upload (district_id, size);
