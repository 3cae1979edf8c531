//! The first page: what a partnership is, and the ways on.

use super::part::{characteristics, contact, owner};
use crate::current::{Current, current};
use crate::page::page;
use crate::ui::icon::trellis;
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use partnership::district::{Area, Party, Profile};
use partnership::text::Lang;

/// Says what a partnership is and leads on: to the route advisor, to the directory, or back to one's applications.
#[component]
pub fn WelcomePage() -> impl IntoView {
    page(async move {
        let current = current();
        let lang = current.lang;
        let profile = &current.site.profile;
        let title = current.text(&profile.page.title).words();
        let parts = vec![
            hero(&current),
            definition(profile, lang),
            areas(profile, lang),
            characteristics(profile, lang),
            steps(profile, lang),
            parties(profile, lang),
            contact(&current),
        ];
        Ok(view! { <Frame><PageTitle title=title/>{parts}</Frame> }.into_any())
    })
}

/// A welcome in two parts: its first sentence to greet with, and the rest.
fn first_sentence(text: &str) -> (&str, &str) {
    let end = text.match_indices(". ").find(|(at, _)| {
        let before = text.get(..*at).unwrap_or_default();
        let after = text.get(at + 2..).unwrap_or_default();
        // "Dr. Smith" ends no sentence; neither does "e.g. mentors".
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        word.chars().count() > 3
            && after
                .chars()
                .next()
                .is_some_and(|c| c.is_uppercase() || "¿¡“\"".contains(c))
    });
    match end {
        Some((at, _)) => (
            text.get(..=at).unwrap_or(text),
            text.get(at + 2..).unwrap_or_default(),
        ),
        None => (text, ""),
    }
}

fn hero(current: &Current) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let welcome = Said::of(&profile.page.welcome, lang);
    let greeting = welcome.map(|text| first_sentence(text).0.to_owned());
    view! {
        <div class="hero">
            <div class="hero__words">
                <p class="hero__eyebrow">{Said::of(&profile.name, lang).view()}</p>
                <h1>{Said::of(&profile.page.title, lang).view()}</h1>
                <p class="lead">{greeting.view()}</p>
                <div class="actions">
                    <LinkButton href="/start">{words::welcome::way_start(lang)}{icon(Icon::ArrowRight)}</LinkButton>
                    <LinkButton href="/directory" kind=ButtonKind::Secondary>
                        {words::welcome::way_directory(lang)}
                    </LinkButton>
                </div>
                <p class="hero__aside">
                    {words::welcome::returning(lang)}" "<a href="/applications">{words::welcome::returning_link(lang)}</a>
                </p>
            </div>
            <div class="hero__picture">{trellis()}</div>
        </div>
    }
    .into_any()
}

fn definition(profile: &Profile, lang: Lang) -> AnyView {
    let welcome = Said::of(&profile.page.welcome, lang);
    let rest = welcome.map(|text| first_sentence(text).1.to_owned());
    let rest = (!rest.is_empty()).then(|| view! { <p>{rest.view()}</p> });
    view! {
        <section class="definition" aria-labelledby="definition">
            <h2 id="definition">{words::welcome::partnership_title(lang)}</h2>
            <div class="definition__text">
                <p class="definition__statement">{Said::of(&profile.page.definition, lang).view()}</p>
                {rest}
            </div>
        </section>
    }
    .into_any()
}

fn areas(profile: &Profile, lang: Lang) -> AnyView {
    let cards: Vec<AnyView> = profile
        .areas
        .iter()
        .map(|area| area_card(area, lang))
        .collect();
    view! {
        <section class="band" aria-labelledby="areas">
            <h2 id="areas">{words::welcome::areas_title(lang)}</h2>
            <p class="lead">{words::welcome::areas_lead(lang, profile.areas.len())}</p>
            <ul class="card-list card-list--small">
                {cards}
                <li class="card card--link card--call">
                    <h3 class="card__title"><a href="/start">{words::welcome::fits_title(lang)}</a></h3>
                    <p>{words::welcome::fits_text(lang)}</p>
                </li>
            </ul>
        </section>
    }
    .into_any()
}

fn area_card(area: &Area, lang: Lang) -> AnyView {
    let services: Vec<AnyView> = area
        .services
        .iter()
        .map(|service| view! { <li>{Said::of(&service.label, lang).view()}</li> }.into_any())
        .collect();
    let href = format!("/directory{}", url::query(&[("area", &area.slug)]));
    view! {
        <li class="card card--link">
            <h3 class="card__title"><a href=href>{Said::of(&area.name, lang).view()}</a></h3>
            <ul class="tags">{services}</ul>
        </li>
    }
    .into_any()
}

fn steps(profile: &Profile, lang: Lang) -> AnyView {
    let steps: Vec<AnyView> = profile
        .process
        .iter()
        .map(|step| {
            view! {
                <li>
                    <h3>{Said::of(&step.title, lang).view()}</h3>
                    {owner(&step.owner, lang)}
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section aria-labelledby="steps">
            <h2 id="steps">{words::welcome::steps_title(lang)}</h2>
            <ol class="steps steps--row">{steps}</ol>
            <p><a class="onward" href="/process">{words::welcome::steps_more(lang)}{icon(Icon::ArrowRight)}</a></p>
        </section>
    }
    .into_any()
}

/// What each party does, folded: whoever looks for a duty opens the party.
fn parties(profile: &Profile, lang: Lang) -> AnyView {
    if profile.parties.is_empty() {
        return ().into_any();
    }
    let parties: Vec<AnyView> = profile
        .parties
        .iter()
        .map(|party| folded(party, lang))
        .collect();
    view! {
        <section aria-labelledby="parties">
            <h2 id="parties">{words::welcome::parties_title(lang)}</h2>
            <div class="fold-list">{parties}</div>
        </section>
    }
    .into_any()
}

fn folded(party: &Party, lang: Lang) -> AnyView {
    let duties: Vec<AnyView> = party
        .duties
        .iter()
        .map(|duty| view! { <li>{Said::of(duty, lang).view()}</li> }.into_any())
        .collect();
    view! {
        <details class="fold">
            <summary class="fold__head">
                <span class="fold__title">{Said::of(&party.title, lang).view()}</span>
                " "
                <span class="fold__count">{words::welcome::duties(lang, party.duties.len())}</span>
            </summary>
            <ul class="checklist">{duties}</ul>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_welcome_is_cut_after_its_first_sentence_only() {
        assert_eq!(
            first_sentence("We (DPS) welcome partners. They help."),
            ("We (DPS) welcome partners.", "They help.")
        );
        assert_eq!(
            first_sentence("Ask Dr. Smith about it all."),
            ("Ask Dr. Smith about it all.", "")
        );
        assert_eq!(
            first_sentence("¿Quiere ayudar a estudiantes. ¿Cómo?"),
            ("¿Quiere ayudar a estudiantes.", "¿Cómo?")
        );
        assert_eq!(first_sentence("No full stop"), ("No full stop", ""));
    }
}
