-- The list of people who work for the district: what each is now stands beside them, found by parts of name and
-- address, counted without reading them, in every order.
alter table person add column staff text not null default '';
alter table person add column search_id integer;
create virtual table person_search using fts5 (name, email, tokenize = 'trigram');
-- The words of their names and addresses, so that one that is misspelled is found by the nearest of them. A word that
-- nobody has any more stays: whoever looks for it finds nothing, as before.
create virtual table person_name using fts5 (name, content = '', tokenize = 'unicode61 remove_diacritics 0', detail = none);
create virtual table person_word using fts5vocab (person_name, row);

create table person_tally (
    district_id text not null,
    staff text not null,
    count integer not null,
    primary key (district_id, staff)
) strict, without rowid;

-- The roles somebody holds for the district, in the order of their names. Partners are not staff.
create trigger person_role_given after insert on person_role when new.role <> 'partner' begin
    update person set staff = ifnull((select group_concat(role, ' ') from (select role from person_role
        where person_id = new.person_id and ended_at is null and role <> 'partner' order by role)), '')
    where id = new.person_id;
end;
create trigger person_role_taken after update of ended_at on person_role when new.role <> 'partner' begin
    update person set staff = ifnull((select group_concat(role, ' ') from (select role from person_role
        where person_id = new.person_id and ended_at is null and role <> 'partner' order by role)), '')
    where id = new.person_id;
end;
create trigger person_staff after update of staff on person when old.staff <> new.staff begin
    update person_tally set count = count - 1 where old.staff <> '' and district_id = old.district_id and staff = old.staff;
    insert into person_tally (district_id, staff, count) select new.district_id, new.staff, 1 where new.staff <> ''
    on conflict do update set count = count + 1;
    update person set search_id = (select ifnull(max(search_id), 0) + 1 from person where search_id is not null)
    where id = new.id and search_id is null;
end;
create trigger person_found_new after update of search_id on person when old.search_id is null and new.search_id is not null begin
    insert into person_search (rowid, name, email) values (new.search_id, new.name, new.email);
    insert into person_name (name) values (new.name || ' ' || new.email);
end;
create trigger person_found_change after update of name, email on person
when new.search_id is not null and (old.name <> new.name or old.email <> new.email) begin
    update person_search set name = new.name, email = new.email where rowid = new.search_id;
    insert into person_name (name) values (new.name || ' ' || new.email);
end;
create index person_searched on person (search_id) where search_id is not null;
update person set staff = ifnull((select group_concat(role, ' ') from (select role from person_role
    where person_id = person.id and ended_at is null and role <> 'partner' order by role)), '');

create index person_named on person (district_id, name = '', name collate nocase, email, id) where staff <> '';
create index person_mailed on person (district_id, email, id) where staff <> '';
create index person_since on person (district_id, created_at, id) where staff <> '';
