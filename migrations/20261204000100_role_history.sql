-- The history of roles. Everybody who signs in may apply, so that somebody is called a partner is part of it only where
-- an administrator did so: ten thousand partners of a demonstration are not.
create index person_role_history on person_role (district_id) where role <> 'partner' or granted_by is not null;
