//! Where the answers lead: each process that applies, why, who answers and what is next.

use super::before::before;
use super::way::Way;
use crate::current::Current;
use crate::ui::answers::shown;
use crate::ui::question::paragraphs;
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use partnership::district::Route;
use partnership::form::Question;
use partnership::route::{Advice, advise};

/// The page of the processes that apply. No answer is a wrong one, so nothing here is an error.
pub(super) fn result(current: &Current, way: &Way<'_>) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let mut advice = advise(profile, &way.answers);
    // All that is good to know before the application is long: it comes last.
    advice.sort_by_key(|advice| advice.route.application);
    let head = match advice.as_slice() {
        [] => view! { <PageHead title=words::start::none_title(lang) lead=words::start::none_text(lang)/> }.into_any(),
        [one] => {
            view! { <PageHead title=Said::of(&one.route.title, lang) caption=words::start::result_title(lang)/> }.into_any()
        }
        several => {
            let lead = words::start::result_lead(lang, several.len());
            view! { <PageHead title=words::start::result_title(lang) lead=lead/> }.into_any()
        }
    };
    let alone = advice.len() == 1;
    let routes: Vec<AnyView> = advice
        .iter()
        .map(|advice| one(current, way, advice.route, alone))
        .collect();
    let office = &profile.office;
    let to_the_office = advice.is_empty().then(|| {
        let first = contacts(office).into_iter().next();
        first.map(|way| view! { <p class="actions">{way.link("button")}</p> })
    });
    let because = because(current, way, &advice);
    let back = way.back(profile).unwrap_or_else(|| "/start".to_owned());
    view! {
        <Frame back=Some((back, words::start::back(lang).to_owned()))>
            {head}
            <div class="split">
                <div class="split__main">
                    {routes}
                    {to_the_office}
                </div>
                <div class="split__side split__side--last">{because}</div>
            </div>
        </Frame>
    }
    .into_any()
}

/// One process: what it means, what to do, who answers; and, where it is the application, all that is good to know before.
fn one(current: &Current, way: &Way<'_>, route: &Route, alone: bool) -> AnyView {
    let lang = current.lang;
    let office = &current.site.profile.office;
    let title = Said::of(&route.title, lang);
    let heading = (!alone).then(|| view! { <h2 class="advice__title">{title.clone().view()}</h2> });
    let link = route.link.clone().map(|href| {
        let is_elsewhere = !href.starts_with('/');
        let label = if route.link_label.is_empty() { title.clone() } else { Said::of(&route.link_label, lang) };
        view! {
            <p class="actions">
                <a class="button" href=href rel=is_elsewhere.then_some("noopener noreferrer")>
                    {label.view()}
                    {is_elsewhere.then(|| icon(Icon::External))}
                </a>
                {is_elsewhere.then(|| view! { <span class="card__meta">{words::start::opens(lang)}</span> })}
            </p>
        }
    });
    let needs: Vec<AnyView> = route
        .needs
        .iter()
        .map(|need| view! { <li>{Said::of(need, lang).view()}</li> }.into_any())
        .collect();
    let needs = (!needs.is_empty()).then(|| {
        view! {
            <p class="advice__needs">{words::start::needs(lang)}</p>
            <ul>{needs}</ul>
        }
    });
    let agreement = route
        .agreement
        .as_deref()
        .and_then(|kind| current.site.profile.agreement(kind))
        .map(|kind| {
            view! {
                <div>
                    <dt>{words::start::agreement(lang)}</dt>
                    <dd>{Said::of(&kind.label, lang).view()}</dd>
                </div>
            }
        });
    let starts = route.application.then(|| before(current, way, alone));
    let ways = || contact::after_name(contacts(office).into_iter().take(1).collect());
    let owner = Said::of(&route.owner, lang);
    let is_office = owner == Said::of(&office.name, lang);
    let owner_ways = match &route.contact {
        None => is_office.then(ways).into_any(),
        // With every way to reach it: here nobody else answers.
        Some(own) => {
            let name = Said::of(&own.name, lang);
            let name = (name != owner).then(|| view! { ", "{name.view()} });
            view! { {name}{contact::after_name(contacts(own))} }.into_any()
        }
    };
    // Somebody else is reached elsewhere: the office is named with its own number.
    let questions = (!is_office).then(|| {
        view! {
            <div>
                <dt>{words::start::questions(lang)}</dt>
                <dd>{Said::of(&office.name, lang).view()}{ways()}</dd>
            </div>
        }
    });
    view! {
        <section class="advice">
            {heading}
            <div class="prose">{paragraphs(Said::of(&route.body, lang))}</div>
            <div class="panel advice__next">
                {below(alone, "advice__subtitle", words::start::next(lang))}
                {paragraphs(Said::of(&route.next, lang))}
                {needs}
                {link}
                <dl class="facts">
                    {agreement}
                    <div>
                        <dt>{words::start::owner(lang)}</dt>
                        <dd>{owner.view()}{owner_ways}</dd>
                    </div>
                    {questions}
                </dl>
            </div>
            {starts}
        </section>
    }
    .into_any()
}

/// A heading below that of the process, which is the page's own where it stands alone.
pub(super) fn below(alone: bool, class: &'static str, text: &'static str) -> AnyView {
    if alone {
        view! { <h2 class=class>{text}</h2> }.into_any()
    } else {
        view! { <h3 class=class>{text}</h3> }.into_any()
    }
}

/// "Because you said …": every answer that counted, with a way to change it.
fn because(current: &Current, way: &Way<'_>, advice: &[Advice<'_>]) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let counted = |question: &&Question| {
        let answered = question.is_answered(&way.answers);
        let looked_at = advice
            .iter()
            .any(|advice| advice.because.iter().any(|q| q.key == question.key));
        answered && (looked_at || advice.is_empty())
    };
    let rows: Vec<AnyView> = profile
        .advisor
        .steps()
        .flat_map(|step| &step.questions)
        .filter(counted)
        .map(|question| {
            let said = Said::join(shown(question, &way.answers, profile, lang), ", ");
            let label = Said::of(&question.label, lang);
            view! {
                <div class="because__row">
                    <dt>{label.clone().view()}</dt>
                    <dd class="because__said">{said.view()}</dd>
                    <dd>
                        <a class="because__change" href=way.again(profile, question)>
                            {words::start::change(lang)}
                            <span class="hidden-text">": "{label.view()}</span>
                        </a>
                    </dd>
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="because" aria-labelledby="because">
            <h2 class="because__title" id="because">{words::start::because(lang)}</h2>
            <dl class="because__list">{rows}</dl>
            <p><a href="/start">{words::start::again(lang)}</a></p>
        </section>
    }
    .into_any()
}
