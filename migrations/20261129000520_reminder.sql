-- What somebody was reminded of: `mark` is what it was about, the due day or when a draft was touched last, so that
-- everything is reminded of once, and what is asked for anew may be reminded of anew.
create table reminder (
    application_id text not null references application (id),
    kind text not null,
    mark text not null,
    district_id text not null,
    sent_at integer not null,
    primary key (application_id, kind, mark)
) strict, without rowid;
