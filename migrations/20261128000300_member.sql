-- Who works on an application besides its owner.
create table application_member (
    application_id text not null references application (id),
    person_id text not null references person (id),
    district_id text not null,
    joined_at integer not null,
    primary key (application_id, person_id)
) strict, without rowid;
create index application_member_person on application_member (person_id, application_id);

-- An invitation to work on an application. Only the hash of its link is kept. `ended_at` is when it was
-- accepted, taken back, or replaced by a newer one.
create table invitation (
    id text primary key,
    district_id text not null,
    application_id text not null references application (id),
    email text not null,
    link_hash text not null unique,
    invited_by text not null references person (id),
    created_at integer not null,
    expires_at integer not null,
    ended_at integer
) strict;
create index invitation_application on invitation (application_id, ended_at);
create index invitation_by on invitation (invited_by, created_at);

-- A member who asks to become the owner, as when the owner has left.
create table claim (
    id text primary key,
    district_id text not null,
    application_id text not null references application (id),
    person_id text not null references person (id),
    reason text not null,
    claimed_at integer not null,
    settled_at integer,
    settled_by text references person (id)
) strict;
create unique index claim_open on claim (application_id, person_id) where settled_at is null;
create index claim_waiting on claim (district_id, claimed_at) where settled_at is null;
