-- Messages and notes of an application are numbered together, in the order in which they were written: whoever has
-- read up to a number has read all up to it, whatever the clocks said. What was written before has 0: it is new to
-- nobody.
alter table message add column number integer not null default 0;
alter table note add column number integer not null default 0;

-- Up to which number somebody has read what is written around an application.
create table read_mark (
    person_id text not null references person (id),
    application_id text not null references application (id),
    district_id text not null,
    number integer not null,
    primary key (person_id, application_id)
) strict, without rowid;

-- The colleagues whom a note names. One that is confidential is read by them and by its writer alone.
alter table note add column is_confidential integer not null default 0;
create table note_reader (
    note_id text not null references note (id),
    person_id text not null references person (id),
    district_id text not null,
    primary key (note_id, person_id)
) strict, without rowid;
create index note_reader_person on note_reader (person_id, note_id);

-- Files that came with a message or a note: they have no step and no field, and are kept from the first day on.
alter table upload add column message_id text references message (id);
alter table upload add column note_id text references note (id);
create index upload_message on upload (message_id) where message_id is not null;
create index upload_note on upload (note_id) where note_id is not null;

-- Mails on confidential notes, which the office's out-box neither shows nor counts.
create index mail_confidential on mail (district_id, state) where act = 'confidential-note';
