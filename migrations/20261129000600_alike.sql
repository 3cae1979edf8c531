-- What an organization can be known by, from what was sent last: 'ein', 'name' or 'site'.
create table mark (
    application_id text not null references application (id),
    kind text not null,
    district_id text not null,
    value text not null,
    primary key (application_id, kind)
) strict, without rowid;
create index mark_value on mark (district_id, kind, value, application_id);

-- Two organizations were one: the first has the partnerships of the second since. The second stays, and points to it.
alter table organization add column merged_into text references organization (id);
create table merger (
    id text primary key,
    district_id text not null,
    from_id text not null references organization (id),
    into_id text not null references organization (id),
    partnerships text not null,
    merged_at integer not null,
    merged_by text not null references person (id),
    undone_at integer,
    undone_by text references person (id)
) strict;
create unique index merger_standing on merger (from_id) where undone_at is null;
create index merger_into on merger (into_id, merged_at) where undone_at is null;
create index partnership_organization on partnership (organization_id, title, id);

-- A partnership that gets another organization gets its name, in its row and in the search.
create trigger partnership_moved after update of organization_id on partnership
when old.organization_id <> new.organization_id begin
    update partnership set organization_name = (select name from organization o where o.id = new.organization_id)
    where id = new.id;
    update partnership_search set organization = (select name from organization o where o.id = new.organization_id)
    where rowid = new.search_id;
end;
