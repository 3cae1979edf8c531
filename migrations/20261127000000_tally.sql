-- Summaries, so that no list and no figure counts rows. Triggers keep them, in the transaction that changes
-- what they count; `server verify` compares them with the rows.

-- Sent applications by all that lists filter by. A count without words is a sum over a few of these rows.
create table application_tally (
    district_id text not null,
    stage text not null,
    assignee_id text,
    due_on text,
    count integer not null
) strict;
create unique index application_tally_key
    on application_tally (district_id, stage, ifnull(assignee_id, ''), ifnull(due_on, ''));

create trigger application_tally_new after insert on application when new.submitted_at is not null begin
    insert into application_tally (district_id, stage, assignee_id, due_on, count)
    values (new.district_id, new.stage, new.assignee_id, new.due_on, 1)
    on conflict (district_id, stage, ifnull(assignee_id, ''), ifnull(due_on, '')) do update set count = count + 1;
end;
create trigger application_tally_change after update of stage, assignee_id, due_on, submitted_at on application
when new.submitted_at is not null or old.submitted_at is not null begin
    update application_tally set count = count - 1
    where old.submitted_at is not null and district_id = old.district_id and stage = old.stage
      and ifnull(assignee_id, '') = ifnull(old.assignee_id, '') and ifnull(due_on, '') = ifnull(old.due_on, '');
    insert into application_tally (district_id, stage, assignee_id, due_on, count)
    select new.district_id, new.stage, new.assignee_id, new.due_on, 1 where new.submitted_at is not null
    on conflict (district_id, stage, ifnull(assignee_id, ''), ifnull(due_on, '')) do update set count = count + 1;
    delete from application_tally
    where count = 0 and district_id = old.district_id and stage = old.stage
      and ifnull(assignee_id, '') = ifnull(old.assignee_id, '') and ifnull(due_on, '') = ifnull(old.due_on, '');
end;
insert into application_tally (district_id, stage, assignee_id, due_on, count)
select district_id, stage, assignee_id, due_on, count(*) from application where submitted_at is not null
group by district_id, stage, assignee_id, due_on;

-- Partnerships by stage and by whether they are listed: of each level, and with each area and each school.
create table partnership_tally (
    district_id text not null,
    kind text not null,
    name text not null,
    stage text not null,
    listed integer not null,
    count integer not null,
    primary key (district_id, kind, name, stage, listed)
) strict, without rowid;

create trigger partnership_tally_new after insert on partnership begin
    insert into partnership_tally (district_id, kind, name, stage, listed, count)
    values (new.district_id, 'level', new.level, new.stage, new.listed, 1)
    on conflict do update set count = count + 1;
end;
create trigger partnership_tally_site after insert on site begin
    insert into partnership_tally (district_id, kind, name, stage, listed, count)
    select p.district_id, 'school', new.school, p.stage, p.listed, 1 from partnership p where p.id = new.partnership_id
    on conflict do update set count = count + 1;
end;
-- An area counts once for a partnership, however many of its services are given.
create trigger partnership_tally_service after insert on partnership_service
when (select count(*) from partnership_service where partnership_id = new.partnership_id and area = new.area) = 1 begin
    insert into partnership_tally (district_id, kind, name, stage, listed, count)
    select p.district_id, 'area', new.area, p.stage, p.listed, 1 from partnership p where p.id = new.partnership_id
    on conflict do update set count = count + 1;
end;
create trigger partnership_tally_change after update of stage, level, listed on partnership
when old.stage <> new.stage or old.level <> new.level or old.listed <> new.listed begin
    update partnership_tally set count = count - 1
    where district_id = old.district_id and stage = old.stage and listed = old.listed and (
        (kind = 'level' and name = old.level)
        or (kind = 'area' and name in (select area from partnership_service where partnership_id = old.id))
        or (kind = 'school' and name in (select school from site where partnership_id = old.id)));
    insert into partnership_tally (district_id, kind, name, stage, listed, count)
    select new.district_id, kind, name, new.stage, new.listed, 1 from (
        select 'level' as kind, new.level as name
        union all select distinct 'area', area from partnership_service where partnership_id = new.id
        union all select 'school', school from site where partnership_id = new.id) where true
    on conflict do update set count = count + 1;
end;
insert into partnership_tally (district_id, kind, name, stage, listed, count)
select district_id, 'level', level, stage, listed, count(*) from partnership group by district_id, level, stage, listed
union all
select p.district_id, 'area', s.area, p.stage, p.listed, count(distinct p.id)
from partnership_service s join partnership p on p.id = s.partnership_id group by p.district_id, s.area, p.stage, p.listed
union all
select p.district_id, 'school', t.school, p.stage, p.listed, count(*)
from site t join partnership p on p.id = t.partnership_id group by p.district_id, t.school, p.stage, p.listed;

-- How many spans there are of each length in whole days; of those that go on, how many began on each day.
create table span_tally (
    district_id text not null,
    stage text not null,
    is_open integer not null,
    day integer not null,
    count integer not null,
    primary key (district_id, stage, is_open, day)
) strict, without rowid;

create trigger span_tally_new after insert on application_span begin
    insert into span_tally (district_id, stage, is_open, day, count)
    values (new.district_id, new.stage, new.to_at is null,
        ifnull(max(0, new.to_at - new.from_at), new.from_at) / 86400000000, 1)
    on conflict do update set count = count + 1;
end;
create trigger span_tally_change after update of to_at on application_span when old.to_at is not new.to_at begin
    update span_tally set count = count - 1
    where district_id = old.district_id and stage = old.stage and is_open = (old.to_at is null)
      and day = ifnull(max(0, old.to_at - old.from_at), old.from_at) / 86400000000;
    insert into span_tally (district_id, stage, is_open, day, count)
    values (new.district_id, new.stage, new.to_at is null,
        ifnull(max(0, new.to_at - new.from_at), new.from_at) / 86400000000, 1)
    on conflict do update set count = count + 1;
    delete from span_tally
    where count = 0 and district_id = old.district_id and stage = old.stage and is_open = (old.to_at is null)
      and day = ifnull(max(0, old.to_at - old.from_at), old.from_at) / 86400000000;
end;
insert into span_tally (district_id, stage, is_open, day, count)
select district_id, stage, to_at is null, ifnull(max(0, to_at - from_at), from_at) / 86400000000 as day, count(*)
from application_span group by district_id, stage, to_at is null, day;

-- The spans of a stage in the order of their length, with all that an index needs to be asked alone.
alter table application_span add column length integer generated always as (max(0, to_at - from_at)) virtual;
create index application_span_closed on application_span (district_id, stage, length, to_at, from_at) where length is not null;
create index application_span_open on application_span (district_id, stage, from_at, to_at) where to_at is null;
drop index application_span_stage;
