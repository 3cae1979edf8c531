-- The office's desk: lists in every order, names that are misspelled, and what each person chose to see.

-- Drafts that nobody has touched for long, and the list by its last change.
create index application_draft_touched on application (district_id, updated_at) where stage = 'draft' and is_begun = 0;
create index application_touched on application (district_id, updated_at, number) where submitted_at is not null;

-- The words of the names that were sent, so that one that is misspelled is found by the nearest of them.
-- A word that no name has any more stays: whoever looks for it finds nothing, as before.
create virtual table name_search using fts5 (name, content = '', tokenize = 'unicode61 remove_diacritics 0', detail = none);
create virtual table name_word using fts5vocab (name_search, row);
create trigger name_search_new after update of search_id on application
when old.search_id is null and new.search_id is not null begin
    insert into name_search (name) values (new.organization || ' ' || new.title);
end;
create trigger name_search_change after update of organization, title on application
when old.search_id is not null and (old.organization <> new.organization or old.title <> new.title) begin
    insert into name_search (name) values (new.organization || ' ' || new.title);
end;
insert into name_search (name) select organization || ' ' || title from application where search_id is not null;

-- Which columns a person sees of a list, in which order, and how many rows on a page. One row for each.
create table list_choice (
    person_id text not null references person (id),
    list text not null,
    district_id text not null,
    columns text not null,
    size integer not null,
    chosen_at integer not null,
    primary key (person_id, list)
) strict, without rowid;

-- A list with its filters and its order, under a name. The query is normalized, so that one view is not saved twice.
create table list_view (
    id text primary key,
    district_id text not null,
    person_id text not null references person (id),
    list text not null,
    name text not null,
    query text not null,
    is_shared integer not null,
    is_pinned integer not null,
    saved_at integer not null,
    unique (person_id, list, query)
) strict;
create index list_view_shared on list_view (district_id, list) where is_shared = 1;

-- Each order of the office's list of partnerships.
create index partnership_titled
    on partnership (district_id, title collate nocase, organization_name collate nocase, id) where stage <> 'ended';
create index partnership_approved
    on partnership (district_id, approved_at, organization_name collate nocase, title collate nocase, id) where stage <> 'ended';
