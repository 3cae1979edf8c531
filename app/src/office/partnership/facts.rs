//! What a partnership is: its program, places, services, and the facts beside them.

use super::super::partnerships::{level, students};
use super::day;
use crate::current::Current;
use crate::ui::*;
use crate::url;
use crate::words::office as words;
use crate::words::term;
use leptos::prelude::*;
use partnership::partnership::Stage;
use partnership::person::Right;
use partnership::term::Term;
use store::partnership::Partnership;

/// The program in the words of the partner.
pub(super) fn what(current: &Current, partnership: &Partnership) -> AnyView {
    let lang = current.lang;
    let about = (!partnership.about.is_empty()).then(|| {
        view! { <h3>{words::about(lang)}</h3><p class="plain-text">{partnership.about.clone()}</p> }
    });
    view! {
        <section aria-labelledby="program">
            <h2 id="program">{words::program(lang)}</h2>
            <h3>{words::summary(lang)}</h3>
            <p class="plain-text">{partnership.summary.clone()}</p>
            {about}
        </section>
    }
    .into_any()
}

/// Sites, the sponsor marked, and services by area.
pub(super) fn places(current: &Current, partnership: &Partnership) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let mut sites: Vec<&(String, bool)> = partnership.sites.iter().collect();
    sites.sort_by_key(|(_, is_sponsor)| !*is_sponsor);
    let sites: Vec<AnyView> = sites
        .into_iter()
        .map(|(slug, is_sponsor)| {
            let name = profile
                .school(slug)
                .map_or_else(|| slug.clone(), |school| school.name.clone());
            let mark = is_sponsor
                .then(|| view! { " "<span class="tag tag--good">{words::sponsor(lang)}</span> });
            view! { <li>{icon(Icon::School)}<span>{name}{mark}</span></li> }.into_any()
        })
        .collect();
    let services: Vec<AnyView> = profile
        .areas
        .iter()
        .filter_map(|area| {
            let names: Vec<Said> = partnership
                .services
                .iter()
                .filter(|(slug, _)| *slug == area.slug)
                .filter_map(|(_, service)| area.services.iter().find(|choice| choice.value == *service))
                .map(|choice| Said::of(&choice.label, lang))
                .collect();
            if names.is_empty() {
                return None;
            }
            Some(
                view! {
                    <div><dt>{Said::of(&area.name, lang).view()}</dt><dd>{Said::join(names, ", ").view()}</dd></div>
                }
                .into_any(),
            )
        })
        .collect();
    view! {
        <section aria-labelledby="sites">
            <h2 id="sites">{words::sites(lang)}</h2>
            <ul class="site-list">{sites}</ul>
        </section>
        <section aria-labelledby="services">
            <h2 id="services">{words::services(lang)}</h2>
            <dl class="facts">{services}</dl>
        </section>
    }
    .into_any()
}

fn fact(name: &'static str, value: AnyView) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

/// The facts beside the record.
pub(super) fn facts(current: &Current, partnership: &Partnership) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let agreement = profile.agreement(&partnership.agreement);
    let agreement = agreement.map_or_else(
        || words::no_agreement(lang).into(),
        |kind| Said::of(&kind.label, lang),
    );
    let kind = profile
        .organization_kind(&partnership.organization_kind)
        .map_or_else(
            || partnership.organization_kind.clone().into(),
            |kind| Said::of(&kind.label, lang),
        );
    let conditions = match partnership.conditions.as_str() {
        "" => words::no_conditions(lang).into_any(),
        text => view! { <span class="plain-text">{text.to_owned()}</span> }.into_any(),
    };
    let organization = url::office_organization(&partnership.organization_id);
    let name = partnership.organization.clone();
    let mut facts = vec![
        fact(
            words::organization(lang),
            view! { <a href=organization>{name}</a> }.into_any(),
        ),
        fact(
            words::level(lang),
            level(current, &partnership.level).view(),
        ),
        fact(words::agreement(lang), agreement.view()),
        fact(words::conditions(lang), conditions),
        fact(
            words::approved_on(lang),
            day(current, partnership.approved_at).into_any(),
        ),
        fact(
            term::last_day(lang),
            super::term::shown(current, partnership),
        ),
        fact(
            words::students(lang),
            students(partnership.students, profile.setting.smallest_count, lang).into_any(),
        ),
        fact(words::kind(lang), kind.view()),
        fact(words::public(lang), listing(current, partnership)),
    ];
    if let Some(web) = partnership.web.clone() {
        let link = view! { <a href=web.clone() rel="noopener noreferrer">{web.clone()}</a> };
        facts.push(fact(words::web(lang), link.into_any()));
    }
    if current.may(Right::ReadApplications) {
        let href = url::office_application(&partnership.application);
        facts.push(fact(
            words::application(lang),
            view! { <a href=href>{words::see_application(lang)}</a> }.into_any(),
        ));
    }
    view! { <dl class="facts panel">{facts}</dl> }.into_any()
}

/// Whether the public directory lists it, with the link while it does.
fn listing(current: &Current, partnership: &Partnership) -> AnyView {
    let lang = current.lang;
    match (partnership.listed, partnership.stage) {
        (false, _) => words::not_listed(lang).into_any(),
        (true, Stage::Ended) => words::no(lang).into_any(),
        _ if super::term::term(current, partnership) == Term::Over => {
            term::over_listing(lang).into_any()
        }
        (true, _) => view! {
            {words::listed(lang)}
            <br/>
            <a href=url::listed(&partnership.slug)>{words::see_listed(lang)}</a>
        }
        .into_any(),
    }
}
