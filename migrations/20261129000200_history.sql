-- The last lines of a kind are found by an index, however long a history is.
create index event_act on event (subject, subject_id, act, seq);

-- From when on a line of history tells the value before beside the new one, and messages and notes have lines.
-- Without a row: from the first line on.
create table history_detail (
    district_id text primary key,
    since_at integer not null
) strict;
insert into history_detail (district_id, since_at)
select district_id, cast(unixepoch('subsec') * 1000000 as integer) from event group by district_id;
