-- Where the answers of a step come from, as long as nobody has looked at them and saved them here: 'sent' for an
-- application that was sent before, and when that was; 'district' for staff who began the application.
alter table application_step add column origin text;
alter table application_step add column origin_at integer;
