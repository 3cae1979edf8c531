-- What the office does with the mails of the out-box: holds them, edits them, gives them up, sends them again.
-- `taken_at` is when sending began, as long as it is not known how that ended; `held_for` says why a mail is
-- held: 'by-hand' when somebody of the office did it; `again_of` is the mail that was sent before.
alter table mail add column held_at integer;
alter table mail add column held_for text not null default '';
alter table mail add column taken_at integer;
alter table mail add column version integer not null default 1;
alter table mail add column again_of text references mail (id);
alter table mail add column state text generated always as (
    case when sent_at is not null then 'sent' when dead_at is not null then 'given-up'
         when held_at is not null then 'held' when error is not null then 'failed' else 'waiting' end
) virtual;

-- Mails to send, without those that are held or were given up: they may be many, and stay.
drop index mail_due;
create index mail_due on mail (district_id, next_at) where sent_at is null and dead_at is null and held_at is null;

-- How many there are in each state.
create table mail_tally (
    district_id text not null,
    state text not null,
    count integer not null,
    primary key (district_id, state)
) strict, without rowid;
create trigger mail_tally_new after insert on mail begin
    insert into mail_tally (district_id, state, count) values (new.district_id, new.state, 1)
    on conflict (district_id, state) do update set count = count + 1;
end;
create trigger mail_tally_change after update of sent_at, dead_at, held_at, error on mail
when old.state <> new.state begin
    update mail_tally set count = count - 1 where district_id = old.district_id and state = old.state;
    insert into mail_tally (district_id, state, count) values (new.district_id, new.state, 1)
    on conflict (district_id, state) do update set count = count + 1;
end;
create trigger mail_tally_gone after delete on mail begin
    update mail_tally set count = count - 1 where district_id = old.district_id and state = old.state;
end;
insert into mail_tally (district_id, state, count)
select district_id, state, count(*) from mail group by district_id, state;

-- Parts of addresses and of names of organizations, by three letters at a time. The name is that of the day on
-- which the mail was written, and only of an application that was sent: the office does not know of others.
alter table mail add column organization text not null default '';
update mail set organization = coalesce((
    select a.organization from application a where a.id = mail.application_id and a.submitted_at is not null), '');
create virtual table mail_search using fts5 (recipient, organization, tokenize = 'trigram');
alter table mail add column search_id integer;
update mail set search_id = n.place
from (select id, row_number() over (order by created_at, id) as place from mail) n where n.id = mail.id;
insert into mail_search (rowid, recipient, organization) select search_id, recipient, organization from mail;
create unique index mail_search_id on mail (search_id);

-- The lists of the out-box, newest first, and the mails of one application.
create index mail_listed on mail (district_id, created_at, search_id);
create index mail_state on mail (district_id, state, created_at, search_id);
create index mail_application on mail (application_id, state) where application_id is not null;

create trigger mail_search_new after insert on mail begin
    update mail set search_id = (select ifnull(max(search_id), 0) + 1 from mail) where id = new.id;
    insert into mail_search (rowid, recipient, organization)
    select search_id, recipient, organization from mail where id = new.id;
end;
create trigger mail_search_gone after delete on mail begin
    delete from mail_search where rowid = old.search_id;
end;
