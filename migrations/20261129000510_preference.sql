-- When somebody wants the mails of a topic; without a row, at once.
create table mail_preference (
    person_id text not null references person (id),
    topic text not null,
    district_id text not null,
    choice text not null,
    primary key (person_id, topic)
) strict, without rowid;

-- What waits to be told to somebody in the one mail of a day; with `mail_id`, once it was told.
create table digest_item (
    id text primary key,
    district_id text not null,
    key text not null unique,
    person_id text not null references person (id),
    act text not null,
    application_id text references application (id),
    subject text not null,
    link text not null,
    at integer not null,
    mail_id text references mail (id)
) strict;
create index digest_item_waits on digest_item (district_id, at) where mail_id is null;
create index digest_item_person on digest_item (person_id, at) where mail_id is null;
