//! The record of a partnership.

use super::api::MovePartnership;
use super::history::timeline;
use super::partnerships::{level, students};
use super::place::{at, done, parameter, partnership_id, problems};
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::office as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::partnership::{Action, Stage};
use partnership::person::Right;
use partnership::text::Lang;
use store::partnership::Partnership;

/// The record of a partnership, for whoever may read figures; the office moves it.
#[component]
pub fn PartnershipPage() -> impl IntoView {
    let id = parameter("id");
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::ReadFigures)?;
        let store = &current.site.store;
        let partnership = store.partnership(&asker, &partnership_id(&id)?).await?;
        let events = store.history("partnership", partnership.id.as_str()).await?;
        let again = Again::load(&current).await;
        let lang = current.lang;
        let problems =
            problems(&again, lang, |field| (field == "reason").then(|| words::reason(lang).to_owned()));
        let refusal = again.error.as_ref().filter(|error| !matches!(error, AppError::Invalid(_))).map(|error| {
            view! { <Notice kind=NoticeKind::Error title=sentence(error) focus=true/> }
        });
        let news = done(&current)
            .map(|title| view! { <Notice kind=NoticeKind::Success title=title focus=true/> });
        let back = (super::search::PATH.to_owned(), words::back_partnerships(lang).to_owned());
        let (title, lead) = (partnership.organization.clone(), partnership.title.clone());
        let error = again.error.is_some();
        let standing = standing(&current, &partnership);
        let main = (what(&current, &partnership), places(&current, &partnership));
        let timeline = timeline(&current, &events);
        let end = end(&current, &partnership, &again, &problems);
        let facts = facts(&current, &partnership);
        Ok(view! {
            <Frame office=true back=Some(back)>
                <ErrorSummary items=problems/>
                {refusal}
                {news}
                <PageHead title=title lead=lead error=error/>
                {standing}
                <div class="split record">
                    <div class="split__main">
                        {main}
                        <section id="history" aria-labelledby="history-title">
                            <h2 id="history-title">{words::history(lang)}</h2>
                            {timeline}
                        </section>
                        {end}
                    </div>
                    <aside class="split__side" aria-label=words::facts(lang)>{facts}</aside>
                </div>
            </Frame>
        }
        .into_any())
    })
}

fn day(current: &Current, at: chrono::DateTime<chrono::Utc>) -> String {
    date::day(at.with_timezone(&current.site.time_zone).date_naive(), current.lang)
}

fn next(current: &Current, partnership: &Partnership) -> String {
    let lang = current.lang;
    match partnership.stage {
        Stage::Agreement => words::partnership_next_agreement(lang).to_owned(),
        Stage::Onboarding => words::partnership_next_onboarding(lang).to_owned(),
        Stage::Active => words::partnership_next_active(lang).to_owned(),
        Stage::Ended => {
            let ended = partnership.ended_at.unwrap_or(partnership.stage_at);
            words::partnership_next_ended(lang, day(current, ended))
        }
    }
}

/// Stage and next move, at the top of the record.
fn standing(current: &Current, partnership: &Partnership) -> AnyView {
    let lang = current.lang;
    let moves: Vec<AnyView> = partnership
        .stage
        .moves()
        .iter()
        .filter(|(action, _)| *action != Action::End && current.may(Right::Decide))
        .map(|(action, _)| {
            let (named, label) = (named(partnership, *action), stage::partnership_action(*action, lang));
            view! {
                <PostForm
                    action=MovePartnership::url() key=store::fresh::id() token=current.token() class="inline-form"
                >
                    {named}
                    <Button>{label}</Button>
                </PostForm>
            }
            .into_any()
        })
        .collect();
    let moves = (!moves.is_empty()).then(|| view! { <div class="actions">{moves}</div> });
    view! {
        <section class="panel standing" aria-labelledby="standing">
            <h2 class="hidden-text" id="standing">{words::status(lang)}</h2>
            <div class="standing__now">
                <PartnershipTag stage=partnership.stage/>
                <p class="standing__next">{next(current, partnership)}</p>
            </div>
            {moves}
        </section>
    }
    .into_any()
}

/// The hidden fields of a move: which partnership, which act, and the version that was seen.
fn named(partnership: &Partnership, action: Action) -> AnyView {
    view! {
        <input type="hidden" name="id" value=partnership.id.to_string()/>
        <input type="hidden" name="action" value=action.word()/>
        <input type="hidden" name="seen" value=partnership.version.to_string()/>
    }
    .into_any()
}

fn what(current: &Current, partnership: &Partnership) -> AnyView {
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
fn places(current: &Current, partnership: &Partnership) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let mut sites: Vec<&(String, bool)> = partnership.sites.iter().collect();
    sites.sort_by_key(|(_, is_sponsor)| !*is_sponsor);
    let sites: Vec<AnyView> = sites
        .into_iter()
        .map(|(slug, is_sponsor)| {
            let name = profile.school(slug).map_or_else(|| slug.clone(), |school| school.name.clone());
            let mark = is_sponsor.then(|| view! { " "<span class="tag tag--good">{words::sponsor(lang)}</span> });
            view! { <li>{icon(Icon::School)}<span>{name}{mark}</span></li> }.into_any()
        })
        .collect();
    let services: Vec<AnyView> = profile
        .areas
        .iter()
        .filter_map(|area| {
            let names: Vec<&str> = partnership
                .services
                .iter()
                .filter(|(slug, _)| *slug == area.slug)
                .filter_map(|(_, service)| area.services.iter().find(|choice| choice.value == *service))
                .map(|choice| choice.label.get(lang))
                .collect();
            if names.is_empty() {
                return None;
            }
            Some(
                view! {
                    <div><dt>{Said::of(&area.name, lang).view()}</dt><dd>{names.join(", ")}</dd></div>
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

fn facts(current: &Current, partnership: &Partnership) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let agreement = profile.agreement(&partnership.agreement);
    let agreement = agreement.map_or_else(|| words::no_agreement(lang).into(), |kind| Said::of(&kind.label, lang));
    let kind = profile
        .organization_kind(&partnership.organization_kind)
        .map_or_else(|| partnership.organization_kind.clone().into(), |kind| Said::of(&kind.label, lang));
    let conditions = match partnership.conditions.as_str() {
        "" => words::no_conditions(lang).into_any(),
        text => view! { <span class="plain-text">{text.to_owned()}</span> }.into_any(),
    };
    let mut facts = vec![
        fact(words::level(lang), level(current, &partnership.level).into_any()),
        fact(words::agreement(lang), agreement.view()),
        fact(words::conditions(lang), conditions),
        fact(words::approved_on(lang), day(current, partnership.approved_at).into_any()),
        fact(
            words::students(lang),
            students(partnership.students, profile.setting.smallest_count, lang).into_any(),
        ),
        fact(words::kind(lang), kind.view()),
        fact(words::public(lang), listing(partnership, lang)),
    ];
    if let Some(web) = partnership.web.clone() {
        let link = view! { <a href=web.clone() rel="noopener noreferrer">{web.clone()}</a> };
        facts.push(fact(words::web(lang), link.into_any()));
    }
    if current.may(Right::ReadApplications) {
        let href = url::office_application(&partnership.application);
        facts.push(fact(words::application(lang), view! { <a href=href>{words::see_application(lang)}</a> }.into_any()));
    }
    view! { <dl class="facts panel">{facts}</dl> }.into_any()
}

/// Whether the public directory lists it, with the link while it does.
fn listing(partnership: &Partnership, lang: Lang) -> AnyView {
    match (partnership.listed, partnership.stage) {
        (false, _) => words::not_listed(lang).into_any(),
        (true, Stage::Ended) => words::no(lang).into_any(),
        (true, _) => view! {
            {words::listed(lang)}
            <br/>
            <a href=url::listed(&partnership.slug)>{words::see_listed(lang)}</a>
        }
        .into_any(),
    }
}

/// Ending it: folded away, with its reason.
fn end(current: &Current, partnership: &Partnership, again: &Again, problems: &[(String, String)]) -> Option<AnyView> {
    let lang = current.lang;
    let can_end = current.may(Right::Decide) && partnership.stage.after(Action::End).is_ok();
    can_end.then(|| {
        let named = named(partnership, Action::End);
        let (typed, error) = (again.typed("reason").unwrap_or_default(), at(problems, "reason"));
        view! {
            <details class="panel panel--quiet" open=!problems.is_empty()>
                <summary>{words::end_title(lang)}</summary>
                <PostForm action=MovePartnership::url() key=store::fresh::id() token=current.token()>
                    <p>{words::end_body(lang)}</p>
                    {named}
                    <TextArea
                        name="reason" label=words::reason(lang) hint=words::reason_hint(lang) rows=3 value=typed
                        error=error
                    />
                    <Button kind=ButtonKind::Danger>{stage::partnership_action(Action::End, lang)}</Button>
                </PostForm>
            </details>
        }
        .into_any()
    })
}
