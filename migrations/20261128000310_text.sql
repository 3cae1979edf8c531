-- Who saved a step last.
alter table application_step add column saved_by text references person (id);
update application_step set saved_by = (select a.owner_id from application a where a.id = application_id);

-- Texts that were typed for a step while another was saved, until somebody has chosen: for each page that was
-- open ("tab") the newest that was typed there.
create table other_text (
    id text primary key,
    district_id text not null,
    application_id text not null,
    slug text not null,
    tab text not null,
    answers text not null,
    typed_by text not null references person (id),
    typed_at integer not null,
    unique (application_id, slug, tab),
    foreign key (application_id, slug) references application_step (application_id, slug)
) strict;
insert into other_text (id, district_id, application_id, slug, tab, answers, typed_by, typed_at)
select lower(hex(randomblob(10))), district_id, application_id, slug, '', other, saved_by, other_at
from application_step where other is not null and other_at is not null and saved_by is not null;
alter table application_step drop column other;
alter table application_step drop column other_at;
