-- Rows as programs of every schema so far wrote them: a thousand applications of all stages, with their spans, steps and
-- organizations. A later migration must take all of them over.
insert into person (id, district_id, email, name, created_at) values ('a', 'durham', 'ana@example.org', 'Ana Gil', 0);

insert into application (id, district_id, owner_id, number, reference, profile_version, stage, stage_at,
    organization, title, created_at, updated_at)
with recursive n (i) as (select 1 union all select i + 1 from n where i < 1000)
select 'a' || i, 'durham', 'a', i, 'DPS-' || i, 1, 'draft', 0, 'Organization ' || i, 'Program ' || i, i, i from n;

insert into application_step (application_id, slug, district_id, answers, saved_at)
select id, 'organization', 'durham', '{"name":"' || organization || '"}', number from application;

insert into application_span (application_id, district_id, stage, from_at) select id, 'durham', 'draft', 0 from application;

-- Sent: nine of ten.
update application set stage = 'submitted', submitted_at = number * 1000000, due_on = date('2026-01-01', '+' || (number % 60) || ' days')
where number % 10 <> 0;
update application_span set to_at = 1000000 where application_id in (select id from application where submitted_at is not null);
insert into application_span (application_id, district_id, stage, from_at)
select id, 'durham', 'submitted', 1000000 from application where submitted_at is not null;

-- In review, assigned: one of three of these; declined, and not due any more: one of seven.
update application set stage = 'in-review', assignee_id = 'a' where submitted_at is not null and number % 3 = 0;
update application set stage = 'declined', due_on = null where submitted_at is not null and number % 7 = 0;

insert into organization (id, district_id, name, kind, created_at)
select 'o' || number, 'durham', organization, 'nonprofit', number from application where number % 5 = 1;

insert into partnership (id, district_id, application_id, organization_id, slug, title, summary, stage, stage_at, level,
    listed, approved_at)
values ('p', 'durham', 'a1', 'o1', 'program-1', 'Program 1', 'Reading', 'active', 0, 'school', 1, 0);
insert into site (partnership_id, school, district_id, is_sponsor) values ('p', 'lake-middle', 'durham', 1);
insert into partnership_service (partnership_id, area, service, district_id) values ('p', 'academics', 'reading', 'durham');
insert into partnership_search (partnership_id, organization, title, summary, places, services)
values ('p', 'Organization 1', 'Program 1', 'Reading', 'Lake Middle', 'Reading');
