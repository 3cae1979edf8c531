-- How the administrator wants the district to look. Without a row, or where it holds nothing, the profile says it.
create table look (
    district_id text not null primary key,
    version integer not null,
    color text,
    second_color text,
    -- Whose logo is shown: the profile's, none, or the one that lies here.
    logo text not null check (logo in ('profile', 'none', 'own')),
    logo_hash text,
    logo_kind text check (logo_kind in ('image/png', 'image/jpeg')),
    logo_width integer,
    logo_height integer,
    logo_text_en text not null default '',
    logo_text_es text not null default '',
    logo_bytes blob,
    changed_at integer not null,
    changed_by text references person (id),
    check (color is not null or second_color is null),
    check (logo <> 'own' or (logo_hash is not null and logo_kind is not null and logo_bytes is not null))
) strict;
