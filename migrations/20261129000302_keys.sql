-- Whether single keys do something on the pages of the office for this person.
alter table person add column keys_off integer not null default 0;
