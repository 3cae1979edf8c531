-- Single questions that the partner is asked to change; a page of which none is named is asked for as a whole.
alter table change_request add column questions text not null default '[]';
