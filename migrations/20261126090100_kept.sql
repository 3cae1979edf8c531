-- What was typed belongs to whoever typed it and to the page it was typed on. Text of before belongs to
-- nobody, and is shown nowhere.
alter table kept add column person_id text references person (id);
alter table kept add column page text not null default '';
alter table kept add column size integer not null default 0;
create index sign_in_form on sign_in (form_token);
