-- How many applications began with each version of the profile.
create index application_profile on application (district_id, profile_version);
