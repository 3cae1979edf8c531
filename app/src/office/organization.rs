//! The record of an organization: what it is, its partnerships and its applications.

mod merged;

use super::desk::list::List;
use super::desk::walk::{Walk, beside_organization};
use super::place::parameter;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{go, page};
use crate::ui::*;
use crate::url;
use crate::words::desk;
use crate::words::office as words;
use leptos::prelude::*;
use partnership::id::OrganizationId;
use partnership::person::Right;
use store::application::Application;
use store::organization::Organization;
use store::partnership::Partnership;

/// The record of an organization, for whoever may read figures; with its applications for those who may read them.
#[component]
pub fn OrganizationPage() -> impl IntoView {
    let id = parameter("id");
    page(async move {
        let current = current().together();
        let asker = current.asker_with(Right::ReadFigures)?;
        let id = OrganizationId::parse(&id).ok_or(AppError::NotFound)?;
        if let Some(next) = beside_organization(&current, &asker, &id).await? {
            return Ok(go(&next));
        }
        let walk = Walk::of(&current, List::Organizations);
        let store = &current.site.store;
        let organization = store.organization_record(&asker, &id).await?;
        let partnerships = store.partnerships_of(&organization).await?;
        let applications = if asker.may(Right::ReadApplications) {
            Some(store.applications_of(&asker, &organization).await?)
        } else {
            None
        };
        let lang = current.lang;
        let whole = List::Organizations.path();
        let back = Some(walk.back(whole, desk::back_organizations(lang)));
        let applications = applications.map(|rows| sent(&current, &rows));
        let merged = merged::view(&current, &asker, &organization).await?;
        let name = organization.name.clone();
        Ok(view! {
            <Frame office=true back=back>
                {walk.view(&current)}
                <PageHead title=name kind=desk::organizations_title(lang)/>
                {merged}
                {facts(&current, &organization)}
                {partners(&current, &partnerships)}
                {applications}
            </Frame>
        }
        .into_any())
    })
}

fn facts(current: &Current, organization: &Organization) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let fact = |name: &'static str, value: AnyView| {
        view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
    };
    let kind = profile.organization_kind(&organization.kind).map_or_else(
        || organization.kind.clone().into_any(),
        |kind| Said::of(&kind.label, lang).view(),
    );
    let since = organization
        .created_at
        .with_timezone(&current.site.time_zone)
        .date_naive();
    let mut facts = vec![
        fact(words::kind(lang), kind),
        fact(desk::partner_since(lang), date::day(since, lang).into_any()),
    ];
    if let Some(web) = &organization.web {
        // As it was typed: a link to somewhere nobody has looked at is not made of it.
        facts.push(fact(words::web(lang), web.clone().into_any()));
    }
    if !organization.about.is_empty() {
        facts.push(fact(
            words::about(lang),
            organization.about.clone().into_any(),
        ));
    }
    view! { <dl class="facts panel">{facts}</dl> }.into_any()
}

fn partners(current: &Current, partnerships: &[Partnership]) -> AnyView {
    let lang = current.lang;
    let rows: Vec<Row> = partnerships
        .iter()
        .map(|partnership| {
            let href = url::office_partnership(&partnership.id);
            let title = partnership.title.clone();
            Row {
                cells: vec![
                    view! { <a href=href>{title}</a> }.into_any(),
                    super::partnerships::level(current, &partnership.level).view(),
                    view! { <PartnershipTag stage=partnership.stage/> }.into_any(),
                    super::partnerships::sites(current, partnership)
                        .join(", ")
                        .into_any(),
                ],
            }
        })
        .collect();
    let columns = [
        words::program(lang),
        words::level(lang),
        words::stage(lang),
        words::sites(lang),
    ]
    .map(Column::new)
    .to_vec();
    view! { <DataTable caption=desk::its_partnerships(lang) columns=columns rows=rows/> }.into_any()
}

fn sent(current: &Current, applications: &[Application]) -> AnyView {
    let lang = current.lang;
    let rows: Vec<Row> = applications
        .iter()
        .map(|application| {
            let href = url::office_application(&application.id);
            let reference = application.reference.clone();
            let sent = application
                .submitted_at
                .map(|at| at.with_timezone(&current.site.time_zone).date_naive());
            Row {
                cells: vec![
                    view! { <a href=href>{reference}</a> }.into_any(),
                    application.title.clone().into_any(),
                    view! { <StageTag stage=application.stage/> }.into_any(),
                    sent.map(|day| date::day(day, lang))
                        .unwrap_or_default()
                        .into_any(),
                ],
            }
        })
        .collect();
    let columns = [
        words::reference(lang),
        words::program(lang),
        words::stage(lang),
        words::sent(lang),
    ]
    .map(Column::new)
    .to_vec();
    view! { <DataTable caption=desk::its_applications(lang) columns=columns rows=rows/> }.into_any()
}
