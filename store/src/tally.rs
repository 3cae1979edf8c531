//! Whether the summaries, which triggers keep, say what the rows say.

use crate::{Result, Store};

/// A summary, and the statement that finds out where it differs from the rows: no row when it does not.
const CHECKS: &[(&str, &str)] = &[
    (
        "application_tally",
        "with truth as (select district_id, stage, assignee_id, count(*) from application
            where submitted_at is not null group by district_id, stage, assignee_id)
         select 1 from (select * from truth except select * from application_tally) union all
         select 1 from (select * from application_tally except select * from truth) limit 1",
    ),
    (
        "due_tally",
        "with truth as (select district_id, due_on, stage, assignee_id, count(*) from application
            where submitted_at is not null and due_on is not null group by district_id, due_on, stage, assignee_id)
         select 1 from (select * from truth except select * from due_tally) union all
         select 1 from (select * from due_tally except select * from truth) limit 1",
    ),
    (
        "draft_tally",
        "with truth as (select district_id, updated_at / 86400000000 as day, count(*) from application
            where stage = 'draft' and is_begun = 0 group by district_id, day)
         select 1 from (select * from truth except select * from draft_tally) union all
         select 1 from (select * from draft_tally except select * from truth) limit 1",
    ),
    (
        "partnership_tally",
        "with truth as (
            select district_id, 'level', level, stage, listed, count(*) from partnership group by district_id, level, stage, listed
            union all
            select p.district_id, 'area', s.area, p.stage, p.listed, count(distinct p.id)
            from partnership_service s join partnership p on p.id = s.partnership_id
            group by p.district_id, s.area, p.stage, p.listed
            union all
            select p.district_id, 'school', t.school, p.stage, p.listed, count(*)
            from site t join partnership p on p.id = t.partnership_id group by p.district_id, t.school, p.stage, p.listed)
         select 1 from (select * from truth except select * from partnership_tally) union all
         select 1 from (select * from partnership_tally where count <> 0 except select * from truth) limit 1",
    ),
    (
        "end_tally",
        "with truth as (select district_id, ends_on, count(*) from partnership
            where stage <> 'ended' and ends_on is not null group by district_id, ends_on)
         select 1 from (select * from truth except select * from end_tally) union all
         select 1 from (select * from end_tally except select * from truth) limit 1",
    ),
    (
        "span_tally",
        "with truth as (select district_id, stage, to_at is null as is_open,
                ifnull(max(0, to_at - from_at), from_at) / 86400000000 as day, count(*)
            from application_span group by district_id, stage, is_open, day)
         select 1 from (select * from truth except select * from span_tally) union all
         select 1 from (select * from span_tally except select * from truth) limit 1",
    ),
    (
        "application_search",
        "with truth as (select search_id, organization, title, reference from application where submitted_at is not null),
         found as (select rowid, organization, title, reference from application_search)
         select 1 from (select * from truth except select * from found) union all
         select 1 from (select * from found except select * from truth) limit 1",
    ),
    (
        "partnership_search",
        "select 1 from partnership p left join partnership_search s on s.rowid = p.search_id
         where s.partnership_id is not p.id limit 1",
    ),
    (
        "organization_tally",
        "with truth as (select district_id, kind, count(*) as count from organization where merged_into is null group by district_id, kind)
         select 1 from (select * from truth except select * from organization_tally) union all
         select 1 from (select * from organization_tally where count <> 0 except select * from truth) limit 1",
    ),
    (
        "organization_search",
        "with truth as (select search_id, name, about from organization),
         found as (select rowid, name, about from organization_search)
         select 1 from (select * from truth except select * from found) union all
         select 1 from (select * from found except select * from truth) limit 1",
    ),
    (
        "person_tally",
        "with truth as (select district_id, staff, count(*) as count from person where staff <> '' group by district_id, staff)
         select 1 from (select * from truth except select * from person_tally) union all
         select 1 from (select * from person_tally where count <> 0 except select * from truth) limit 1",
    ),
    (
        "person_search",
        "with truth as (select search_id, name, email from person where search_id is not null),
         found as (select rowid, name, email from person_search)
         select 1 from (select * from truth except select * from found) union all
         select 1 from (select * from found except select * from truth) limit 1",
    ),
    (
        "person.staff",
        "select 1 from person p where p.staff <> ifnull((select group_concat(role, ' ') from (select role from person_role
            where person_id = p.id and ended_at is null and role <> 'partner' order by role)), '') limit 1",
    ),
    (
        "partnership.organization_name",
        "select 1 from partnership p join organization o on o.id = p.organization_id
         where p.organization_name <> o.name limit 1",
    ),
    (
        "mail_tally",
        "with truth as (select district_id, state, count(*) from mail group by district_id, state)
         select 1 from (select * from truth except select * from mail_tally) union all
         select 1 from (select * from mail_tally where count <> 0 except select * from truth) limit 1",
    ),
    (
        "mail_search",
        "with truth as (select search_id, recipient, organization from mail),
         found as (select rowid, recipient, organization from mail_search)
         select 1 from (select * from truth except select * from found) union all
         select 1 from (select * from found except select * from truth) limit 1",
    ),
];

impl Store {
    /// The summaries that differ from the rows.
    pub(crate) async fn differing(&self) -> Result<Vec<String>> {
        let mut differing = Vec::new();
        for &(summary, check) in CHECKS {
            let found = sqlx::query(check)
                .fetch_optional(&mut *self.read().await?)
                .await?;
            if found.is_some() {
                differing.push(format!("{summary} is not what the rows say"));
            }
        }
        Ok(differing)
    }
}
