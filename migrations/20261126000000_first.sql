-- The first schema. Instants end in _at: microseconds since 1970 in UTC. Days end in _on: 'YYYY-MM-DD'.
-- Every row belongs to a district.

create table person (
    id text primary key,
    district_id text not null,
    email text not null,
    name text not null default '',
    lang text not null default 'en',
    created_at integer not null,
    version integer not null default 1,
    unique (district_id, email)
) strict;

-- Roles are history: a role that was taken away has an end, and stays.
create table person_role (
    id text primary key,
    district_id text not null,
    person_id text not null references person (id),
    role text not null,
    granted_at integer not null,
    granted_by text references person (id),
    ended_at integer,
    ended_by text references person (id)
) strict;
create unique index person_role_held on person_role (person_id, role) where ended_at is null;

-- A one-time code and link for signing in. Only hashes are kept.
create table sign_in_code (
    id text primary key,
    district_id text not null,
    email text not null,
    code_hash text not null,
    link_hash text not null unique,
    go_on text not null default '',
    created_at integer not null,
    expires_at integer not null,
    attempts integer not null default 0,
    consumed_at integer
) strict;
create index sign_in_code_email on sign_in_code (district_id, email, created_at);

-- A signed-in browser. Only the hash of its token is kept.
create table sign_in (
    id text primary key,
    district_id text not null,
    person_id text not null references person (id),
    token_hash text not null unique,
    form_token text not null,
    device text not null default '',
    created_at integer not null,
    seen_at integer not null,
    ends_at integer not null,
    ended_at integer
) strict;
create index sign_in_person on sign_in (person_id, ended_at);

create table application (
    id text primary key,
    district_id text not null,
    owner_id text not null references person (id),
    number integer not null,
    reference text not null,
    profile_version integer not null,
    stage text not null,
    stage_at integer not null,
    organization text not null default '',
    title text not null default '',
    lang text not null default 'en',
    assignee_id text references person (id),
    submitted_at integer,
    due_on text,
    created_at integer not null,
    updated_at integer not null,
    version integer not null default 1,
    unique (district_id, number)
) strict;
create index application_owner on application (owner_id, updated_at);
create index application_stage_index on application (district_id, stage, submitted_at);
create index application_assignee on application (district_id, assignee_id, stage);

-- What the partner typed, step by step, right or wrong. `other` keeps a second text that was typed
-- in another tab, until the partner has chosen. `tab` names the page that saved last.
create table application_step (
    application_id text not null references application (id),
    slug text not null,
    district_id text not null,
    answers text not null,
    version integer not null default 1,
    tab text not null default '',
    saved_at integer not null,
    other text,
    other_at integer,
    primary key (application_id, slug)
) strict, without rowid;

-- How long an application stood in each stage.
create table application_span (
    application_id text not null references application (id),
    district_id text not null,
    stage text not null,
    from_at integer not null,
    to_at integer,
    primary key (application_id, from_at, stage)
) strict, without rowid;
create index application_span_stage on application_span (district_id, stage, to_at);

-- What was sent, frozen, with its signature.
create table submission (
    application_id text not null references application (id),
    number integer not null,
    district_id text not null,
    answers text not null,
    proposal text not null,
    lang text not null,
    signer_id text not null references person (id),
    signed_name text not null,
    signed_at integer not null,
    statement text not null,
    statement_hash text not null,
    device text not null default '',
    primary key (application_id, number)
) strict, without rowid;

create table change_request (
    id text primary key,
    district_id text not null,
    application_id text not null references application (id),
    steps text not null,
    body text not null,
    due_on text not null,
    asked_by text not null references person (id),
    asked_at integer not null,
    answered_at integer
) strict;
create index change_request_application on change_request (application_id, asked_at);

create table finding (
    application_id text not null references application (id),
    criterion text not null,
    district_id text not null,
    finding text not null,
    note text not null default '',
    person_id text not null references person (id),
    found_at integer not null,
    version integer not null default 1,
    primary key (application_id, criterion)
) strict, without rowid;

-- Internal notes of the office, and messages between office and partner: two tables, so that one
-- can never be taken for the other.
create table note (
    id text primary key,
    district_id text not null,
    application_id text not null references application (id),
    person_id text not null references person (id),
    body text not null,
    written_at integer not null
) strict;
create index note_application on note (application_id, written_at);

create table message (
    id text primary key,
    district_id text not null,
    application_id text not null references application (id),
    person_id text not null references person (id),
    from_office integer not null,
    body text not null,
    sent_at integer not null
) strict;
create index message_application on message (application_id, sent_at);

-- A decision that is being written: what was typed is stored before it is judged and shown.
create table decision_draft (
    application_id text not null references application (id),
    person_id text not null references person (id),
    action text not null,
    district_id text not null,
    fields text not null,
    saved_at integer not null,
    primary key (application_id, person_id, action)
) strict, without rowid;

create table organization (
    id text primary key,
    district_id text not null,
    name text not null,
    kind text not null,
    web text,
    about text not null default '',
    created_at integer not null,
    version integer not null default 1
) strict;
create index organization_name on organization (district_id, name collate nocase);

create table partnership (
    id text primary key,
    district_id text not null,
    application_id text not null unique references application (id),
    organization_id text not null references organization (id),
    slug text not null,
    title text not null,
    summary text not null,
    stage text not null,
    stage_at integer not null,
    level text not null,
    agreement text not null default '',
    conditions text not null default '',
    listed integer not null,
    students integer,
    approved_at integer not null,
    ended_at integer,
    version integer not null default 1,
    unique (district_id, slug)
) strict;
create index partnership_stage on partnership (district_id, stage, title);
create index partnership_listed on partnership (district_id, listed, stage, title);

create table site (
    partnership_id text not null references partnership (id),
    school text not null,
    district_id text not null,
    is_sponsor integer not null,
    primary key (partnership_id, school)
) strict, without rowid;
create index site_school on site (district_id, school);

create table partnership_service (
    partnership_id text not null references partnership (id),
    area text not null,
    service text not null,
    district_id text not null,
    primary key (partnership_id, area, service)
) strict, without rowid;
create index partnership_service_area on partnership_service (district_id, area, service);

create virtual table partnership_search using fts5 (
    partnership_id unindexed, organization, title, summary, places, services,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

-- History: what happened, when, by whom and why. Each line carries the hash of the one before.
create table event (
    seq integer primary key,
    district_id text not null,
    at integer not null,
    person_id text,
    subject text not null,
    subject_id text not null,
    act text not null,
    detail text not null,
    hash text not null
) strict;
create index event_subject on event (subject, subject_id, seq);
create trigger event_kept before delete on event begin select raise(abort, 'history is never deleted'); end;
create trigger event_fixed before update on event begin select raise(abort, 'history is never changed'); end;
-- "insert or replace" would take an old line away without asking the triggers above.
create trigger event_last before insert on event
when new.seq <> (select coalesce(max(seq), 0) + 1 from event)
begin select raise(abort, 'history is never changed: a line comes last'); end;

-- Mails that wait, were sent, or failed. `key` makes one act cause one mail.
create table mail (
    id text primary key,
    district_id text not null,
    key text not null unique,
    recipient text not null,
    subject text not null,
    body text not null,
    act text not null,
    application_id text references application (id),
    created_at integer not null,
    next_at integer not null,
    attempts integer not null default 0,
    sent_at integer,
    error text
) strict;
create index mail_due on mail (next_at) where sent_at is null;
create index mail_recipient on mail (district_id, recipient, created_at);

-- Requests already done, by the key of their form: a second one changes nothing and gets the same answer.
create table once (
    key text not null,
    person_id text not null,
    district_id text not null,
    answer text not null,
    done_at integer not null,
    primary key (person_id, key)
) strict, without rowid;

-- What was typed into a form that could not be taken, so that the next page can show it again.
create table kept (
    id text primary key,
    district_id text not null,
    fields text not null,
    error text not null,
    kept_at integer not null
) strict;
create index kept_age on kept (kept_at);
