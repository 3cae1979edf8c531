-- A partnership and an organization are written with their numbers for the search, and a partnership with its
-- organization's name, so that their indexes are written once; one without gets them here.
drop trigger partnership_new;
create trigger partnership_new after insert on partnership when new.search_id is null begin
    update partnership set
        organization_name = (select name from organization o where o.id = new.organization_id),
        search_id = (select ifnull(max(search_id), 0) + 1 from partnership)
    where id = new.id;
end;
drop trigger organization_new;
create trigger organization_new after insert on organization begin
    update organization set search_id = (select ifnull(max(search_id), 0) + 1 from organization where search_id is not null)
    where id = new.id and search_id is null;
    insert into organization_search (rowid, name, about) select search_id, name, about from organization where id = new.id;
    insert into organization_tally (district_id, kind, count) values (new.district_id, new.kind, 1)
    on conflict do update set count = count + 1;
end;

-- By the last day: one index for the list either way round, and for the count of those that are listed and past it.
drop index partnership_ends;
drop index partnership_ending;
drop index partnership_ending_last;
create index partnership_ending on partnership (district_id, ends_on is null, ends_on,
    organization_name collate nocase, title collate nocase, id, listed) where stage <> 'ended';
