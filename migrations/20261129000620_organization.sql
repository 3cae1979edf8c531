-- The list of organizations, those aside that were put into another: found by parts of their name, counted without reading them, in every order.
alter table organization add column search_id integer;
create virtual table organization_search using fts5 (name, about, tokenize = 'trigram');

create table organization_tally (
    district_id text not null,
    kind text not null,
    count integer not null,
    primary key (district_id, kind)
) strict, without rowid;

create trigger organization_new after insert on organization begin
    update organization set search_id = (select ifnull(max(search_id), 0) + 1 from organization where search_id is not null)
    where id = new.id;
    insert into organization_search (rowid, name, about) select search_id, name, about from organization where id = new.id;
    insert into organization_tally (district_id, kind, count) values (new.district_id, new.kind, 1)
    on conflict do update set count = count + 1;
end;
create trigger organization_change after update of name, about on organization
when old.name <> new.name or old.about <> new.about begin
    update organization_search set name = new.name, about = new.about where rowid = new.search_id;
end;
create trigger organization_kind_change after update of kind, merged_into on organization
when old.kind <> new.kind or old.merged_into is not new.merged_into begin
    update organization_tally set count = count - 1
    where old.merged_into is null and district_id = old.district_id and kind = old.kind;
    insert into organization_tally (district_id, kind, count)
    select new.district_id, new.kind, 1 where new.merged_into is null
    on conflict do update set count = count + 1;
end;
update organization set search_id = n.place
from (select id, row_number() over (order by created_at, id) as place from organization) n where n.id = organization.id;
insert into organization_search (rowid, name, about) select search_id, name, about from organization;
insert into organization_tally (district_id, kind, count)
select district_id, kind, count(*) from organization where merged_into is null group by district_id, kind;

create index organization_found on organization (search_id, district_id, kind, name, merged_into, id);
create index organization_listed on organization (district_id, name collate nocase, id) where merged_into is null;
create index organization_kinds on organization (district_id, kind, name collate nocase, id) where merged_into is null;
create index organization_added on organization (district_id, created_at, id) where merged_into is null;
