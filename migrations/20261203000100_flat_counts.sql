-- Queues are counted by summaries of few rows: sent applications by stage and assignee, those with a due day by that day,
-- and partnerships by their last day.
drop trigger application_tally_new;
drop trigger application_tally_change;
drop table application_tally;

create table application_tally (
    district_id text not null,
    stage text not null,
    assignee_id text,
    count integer not null
) strict;
create unique index application_tally_key on application_tally (district_id, stage, ifnull(assignee_id, ''));
create trigger application_tally_new after insert on application when new.submitted_at is not null begin
    insert into application_tally (district_id, stage, assignee_id, count)
    values (new.district_id, new.stage, new.assignee_id, 1)
    on conflict (district_id, stage, ifnull(assignee_id, '')) do update set count = count + 1;
end;
create trigger application_tally_change after update of stage, assignee_id, submitted_at on application
when (new.submitted_at is not null or old.submitted_at is not null)
 and (old.stage <> new.stage or old.assignee_id is not new.assignee_id
    or (old.submitted_at is null) <> (new.submitted_at is null)) begin
    update application_tally set count = count - 1
    where old.submitted_at is not null and district_id = old.district_id and stage = old.stage
      and ifnull(assignee_id, '') = ifnull(old.assignee_id, '');
    insert into application_tally (district_id, stage, assignee_id, count)
    select new.district_id, new.stage, new.assignee_id, 1 where new.submitted_at is not null
    on conflict (district_id, stage, ifnull(assignee_id, '')) do update set count = count + 1;
    delete from application_tally
    where count = 0 and district_id = old.district_id and stage = old.stage
      and ifnull(assignee_id, '') = ifnull(old.assignee_id, '');
end;
insert into application_tally (district_id, stage, assignee_id, count)
select district_id, stage, assignee_id, count(*) from application where submitted_at is not null
group by district_id, stage, assignee_id;

create table due_tally (
    district_id text not null,
    due_on text not null,
    stage text not null,
    assignee_id text,
    count integer not null
) strict;
create unique index due_tally_key on due_tally (district_id, due_on, stage, ifnull(assignee_id, ''));
create trigger due_tally_new after insert on application when new.submitted_at is not null and new.due_on is not null begin
    insert into due_tally (district_id, due_on, stage, assignee_id, count)
    values (new.district_id, new.due_on, new.stage, new.assignee_id, 1)
    on conflict (district_id, due_on, stage, ifnull(assignee_id, '')) do update set count = count + 1;
end;
create trigger due_tally_change after update of stage, assignee_id, due_on, submitted_at on application
when (new.due_on is not null or old.due_on is not null)
 and (old.stage <> new.stage or old.assignee_id is not new.assignee_id or old.due_on is not new.due_on
    or (old.submitted_at is null) <> (new.submitted_at is null)) begin
    update due_tally set count = count - 1
    where old.submitted_at is not null and district_id = old.district_id and due_on = old.due_on and stage = old.stage
      and ifnull(assignee_id, '') = ifnull(old.assignee_id, '');
    insert into due_tally (district_id, due_on, stage, assignee_id, count)
    select new.district_id, new.due_on, new.stage, new.assignee_id, 1
    where new.submitted_at is not null and new.due_on is not null
    on conflict (district_id, due_on, stage, ifnull(assignee_id, '')) do update set count = count + 1;
    delete from due_tally
    where count = 0 and district_id = old.district_id and due_on = old.due_on and stage = old.stage
      and ifnull(assignee_id, '') = ifnull(old.assignee_id, '');
end;
insert into due_tally (district_id, due_on, stage, assignee_id, count)
select district_id, due_on, stage, assignee_id, count(*) from application
where submitted_at is not null and due_on is not null group by district_id, due_on, stage, assignee_id;

create table end_tally (
    district_id text not null,
    ends_on text not null,
    count integer not null,
    primary key (district_id, ends_on)
) strict, without rowid;
create trigger end_tally_new after insert on partnership when new.stage <> 'ended' and new.ends_on is not null begin
    insert into end_tally (district_id, ends_on, count) values (new.district_id, new.ends_on, 1)
    on conflict do update set count = count + 1;
end;
create trigger end_tally_change after update of stage, ends_on on partnership
when (old.stage = 'ended') <> (new.stage = 'ended') or old.ends_on is not new.ends_on begin
    update end_tally set count = count - 1
    where old.stage <> 'ended' and district_id = old.district_id and ends_on = old.ends_on;
    insert into end_tally (district_id, ends_on, count)
    select new.district_id, new.ends_on, 1 where new.stage <> 'ended' and new.ends_on is not null
    on conflict do update set count = count + 1;
    delete from end_tally where count = 0 and district_id = old.district_id and ends_on = old.ends_on;
end;
insert into end_tally (district_id, ends_on, count)
select district_id, ends_on, count(*) from partnership where stage <> 'ended' and ends_on is not null
group by district_id, ends_on;

-- By the due day: what has one, and one index for both directions. Every decision takes the due day away, so that it has
-- to write nothing where it is taken out.
drop index application_due;
drop index application_due_last;
drop index application_waiting;
drop index application_stage_due;
create index application_due on application (district_id, due_on, number) where due_on is not null;
create index application_waiting on application (district_id, assignee_id, due_on, number)
    where stage in ('submitted', 'in-review');
create index application_stage_due on application (district_id, stage, due_on, number) where due_on is not null;

-- A mail is written with its number for the search, so that its indexes are written once; one without gets it here.
drop trigger mail_search_new;
create trigger mail_search_new after insert on mail begin
    update mail set search_id = (select ifnull(max(search_id), 0) + 1 from mail) where id = new.id and search_id is null;
    insert into mail_search (rowid, recipient, organization)
    select search_id, recipient, organization from mail where id = new.id;
end;
