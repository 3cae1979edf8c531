-- The history of the roles that people are given. Everybody who signs in may fill in applications: ten thousand partners
-- are no part of it.
create index person_role_history on person_role (district_id, coalesce(ended_at, granted_at)) where role <> 'partner';
