-- How the form is used, for everyone and told apart: `part` is empty for everyone, else `lang:` or `width:` and the
-- word of it. Counts are made anew each night; the server counts at once where they were never made.
drop table form_use;
create table form_use (
    district_id text not null,
    version integer not null,
    part text not null,
    figure text not null,
    name text not null,
    bucket integer not null,
    count integer not null,
    primary key (district_id, version, part, figure, name, bucket)
) strict, without rowid;
delete from form_use_at;
