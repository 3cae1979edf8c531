-- When it was given up: a mail that cannot even be written is not tried again.
alter table mail add column dead_at integer;
