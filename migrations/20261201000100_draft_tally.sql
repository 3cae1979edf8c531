-- Drafts by the day they were touched last, so that how many have stalled is a sum over a few rows. A save on the
-- same day changes nothing here.
create table draft_tally (
    district_id text not null,
    day integer not null,
    count integer not null,
    primary key (district_id, day)
) strict, without rowid;

create trigger draft_tally_new after insert on application when new.stage = 'draft' and new.is_begun = 0 begin
    insert into draft_tally (district_id, day, count) values (new.district_id, new.updated_at / 86400000000, 1)
    on conflict do update set count = count + 1;
end;
create trigger draft_tally_change after update of stage, is_begun, updated_at on application
when (old.stage = 'draft' and old.is_begun = 0) <> (new.stage = 'draft' and new.is_begun = 0)
    or (new.stage = 'draft' and new.is_begun = 0 and old.updated_at / 86400000000 <> new.updated_at / 86400000000) begin
    update draft_tally set count = count - 1
    where old.stage = 'draft' and old.is_begun = 0 and district_id = old.district_id and day = old.updated_at / 86400000000;
    insert into draft_tally (district_id, day, count)
    select new.district_id, new.updated_at / 86400000000, 1 where new.stage = 'draft' and new.is_begun = 0
    on conflict do update set count = count + 1;
    delete from draft_tally where count = 0 and district_id = old.district_id and day = old.updated_at / 86400000000;
end;
insert into draft_tally (district_id, day, count)
select district_id, updated_at / 86400000000 as day, count(*) from application
where stage = 'draft' and is_begun = 0 group by district_id, day;
