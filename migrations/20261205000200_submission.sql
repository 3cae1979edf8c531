-- What was sent is some thousand bytes long, and a table without a row id compares such rows whole on every way down its
-- tree: at ten thousand, each look at one read thirteen others. Beside it, an index of its keys is small.
create table submission_kept (
    application_id text not null references application (id),
    number integer not null,
    district_id text not null,
    answers text not null,
    proposal text not null,
    lang text not null,
    signer_id text not null references person (id),
    signed_name text not null,
    signed_at integer not null,
    statement text not null,
    statement_hash text not null,
    device text not null default '',
    primary key (application_id, number)
) strict;
insert into submission_kept (application_id, number, district_id, answers, proposal, lang, signer_id, signed_name,
    signed_at, statement, statement_hash, device)
select application_id, number, district_id, answers, proposal, lang, signer_id, signed_name, signed_at, statement,
    statement_hash, device from submission;
drop table submission;
alter table submission_kept rename to submission;
