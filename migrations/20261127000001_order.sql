-- Lists come out of an index in the order they are shown in, and words are found by an index.

-- Each order of the office's list of applications.
create index application_sent on application (district_id, submitted_at, number) where submitted_at is not null;
create index application_due on application (district_id, due_on is null, due_on, number) where submitted_at is not null;
create index application_due_last on application (district_id, due_on is null, due_on desc, number desc)
    where submitted_at is not null;
create index application_named on application (district_id, organization collate nocase, number) where submitted_at is not null;
create index application_staged on application (district_id, stage, number) where submitted_at is not null;

-- Parts of words in organization, program and reference of what was sent, by three letters at a time.
create virtual table application_search using fts5 (organization, title, reference, tokenize = 'trigram');
alter table application add column search_id integer;
create trigger application_search_new after update of submitted_at on application
when old.submitted_at is null and new.submitted_at is not null and new.search_id is null begin
    update application set search_id = (select ifnull(max(search_id), 0) + 1 from application where search_id is not null)
    where id = new.id;
    insert into application_search (rowid, organization, title, reference)
    select search_id, organization, title, reference from application where id = new.id;
end;
create trigger application_search_change after update of organization, title, reference on application
when new.search_id is not null
 and (old.organization <> new.organization or old.title <> new.title or old.reference <> new.reference) begin
    update application_search set organization = new.organization, title = new.title, reference = new.reference
    where rowid = new.search_id;
end;
update application set search_id = n.place
from (select id, row_number() over (order by number) as place from application where submitted_at is not null) n
where n.id = application.id;
insert into application_search (rowid, organization, title, reference)
select search_id, organization, title, reference from application where search_id is not null;
-- All that a list by words filters and sorts by.
create index application_found on application (search_id, district_id, submitted_at, number, stage, assignee_id, due_on, organization, id)
    where search_id is not null;

-- The organization's name beside each partnership, because lists are sorted by it.
alter table partnership add column organization_name text not null default '';
update partnership set organization_name = (select name from organization o where o.id = partnership.organization_id);
create trigger partnership_renamed after update of name on organization begin
    update partnership set organization_name = new.name where organization_id = new.id;
end;
create index partnership_public on partnership (district_id, listed, organization_name collate nocase, title collate nocase, id)
    where stage <> 'ended';
create index partnership_current on partnership (district_id, organization_name collate nocase, title collate nocase, id)
    where stage <> 'ended';
create index partnership_staged on partnership (district_id, stage, organization_name collate nocase, title collate nocase, id);
drop index partnership_stage;
drop index partnership_listed;

-- Words are found by the number of their row in the index, which stands beside the partnership.
alter table partnership add column search_id integer;
update partnership set search_id = (select s.rowid from partnership_search s where s.partnership_id = partnership.id);
create index partnership_found
    on partnership (search_id, district_id, stage, listed, level, organization_name, title, id);
create trigger partnership_new after insert on partnership begin
    update partnership set
        organization_name = (select name from organization o where o.id = new.organization_id),
        search_id = (select ifnull(max(search_id), 0) + 1 from partnership)
    where id = new.id;
end;

-- The few who work for the district, among all partners.
create index person_role_staff on person_role (district_id, role, person_id) where ended_at is null and role <> 'partner';
