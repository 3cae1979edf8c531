-- How wide the window was in which a step was saved last, as far as scripts ran there: narrow, middle or wide.
alter table application_step add column width text;

-- How the form is used: counts alone, made anew each night out of what is there. No row names a person or an
-- application. `bucket` holds whole minutes where the figure has them, else 0.
create table form_use (
    district_id text not null,
    version integer not null,
    figure text not null,
    name text not null,
    bucket integer not null,
    count integer not null,
    primary key (district_id, version, figure, name, bucket)
) strict, without rowid;
create table form_use_at (
    district_id text primary key,
    counted_at integer not null
) strict;
