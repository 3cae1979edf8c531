-- How a line was hashed, so that later lines can be hashed otherwise: 1 is SHA-256 over parts with their lengths.
alter table event add column hash_version integer not null default 1;
