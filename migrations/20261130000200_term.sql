-- The last day of a partnership, such as 2027-05-28: agreed at its approval, changed by the office. None for no end,
-- as for all that were approved before.
alter table partnership add column ends_on text;

-- Those that end within some days, or ended before one.
create index partnership_ends on partnership (district_id, ends_on, listed) where stage <> 'ended';
-- The list by the last day, none last, either way round.
create index partnership_ending on partnership (district_id, ends_on is null, ends_on,
    organization_name collate nocase, title collate nocase, id) where stage <> 'ended';
create index partnership_ending_last on partnership (district_id, ends_on is null, ends_on desc,
    organization_name collate nocase desc, title collate nocase desc, id desc) where stage <> 'ended';

-- The directory leaves out what is past its last day without looking at the rows.
drop index partnership_public;
create index partnership_public on partnership (district_id, listed, organization_name collate nocase, title collate nocase, id, ends_on)
    where stage <> 'ended';
drop index partnership_found;
create index partnership_found
    on partnership (search_id, district_id, stage, listed, level, organization_name, title, id, ends_on);
