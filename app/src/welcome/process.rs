//! The process in full: its steps, who does what, and how long it takes.

use super::part::{characteristics, contact, owner};
use crate::current::current;
use crate::page::page;
use crate::ui::question::paragraphs;
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use partnership::district::{Covers, Profile};
use partnership::text::Lang;

/// Tells the whole way from an application to work in a school.
#[component]
pub fn ProcessPage() -> impl IntoView {
    page(async move {
        let current = current();
        let lang = current.lang;
        let profile = &current.site.profile;
        let steps: Vec<AnyView> = profile
            .process
            .iter()
            .enumerate()
            .map(|(at, step)| {
                // Where steps share a part, the first of them tells about it.
                let before = profile.process.iter().take(at);
                let told: Vec<Covers> = before
                    .flat_map(|step| step.covers.parts().to_vec())
                    .collect();
                let parts = step
                    .covers
                    .parts()
                    .iter()
                    .filter(|part| !told.contains(part));
                let details: Vec<AnyView> =
                    parts.map(|part| detail(*part, profile, lang)).collect();
                view! {
                    <li class="way__step">
                        <h2 class="way__title">{Said::of(&step.title, lang).view()}</h2>
                        {owner(&step.owner, lang)}
                        {paragraphs(Said::of(&step.body, lang))}
                        {details}
                    </li>
                }
                .into_any()
            })
            .collect();
        let lead = words::welcome::process_lead(lang, profile.process.len());
        let parts = vec![
            view! { <ol class="way">{steps}</ol> }.into_any(),
            how_long(profile, lang),
            characteristics(profile, lang),
            parties(profile, lang),
            monitoring(profile, lang),
            contact(&current),
        ];
        Ok(view! {
            <Frame>
                <PageHead title=words::welcome::process_title(lang) lead=lead/>
                {parts}
            </Frame>
        }
        .into_any())
    })
}

/// What the profile says about a step besides its own words: eligibility where it is vetted, levels where they are determined.
fn detail(covers: Covers, profile: &Profile, lang: Lang) -> AnyView {
    // Where the whole list is an example, it says so itself.
    let is_sample =
        |list, item: &str| !profile.is_sample(list, None) && profile.is_sample(list, Some(item));
    match covers {
        Covers::Vet if !profile.eligibility.is_empty() => view! {
            <h3 class="way__subtitle">{words::welcome::eligibility_title(lang)}</h3>
            {sample("eligibility", profile, lang)}
            <dl class="way__list">{terms(
                profile.eligibility.iter().map(|c| (&c.name, &c.text, None, is_sample("eligibility", &c.slug))),
                lang,
            )}</dl>
        }
        .into_any(),
        Covers::Determine if !profile.levels.is_empty() => {
            let levels = profile.levels.iter().map(|level| {
                let needs = if level.needs_agreement {
                    words::welcome::level_agreement(lang)
                } else {
                    words::welcome::level_no_agreement(lang)
                };
                let is_sample = is_sample("level", &level.slug);
                (&level.name, &level.text, Some(needs), is_sample)
            });
            view! {
                <h3 class="way__subtitle">{words::welcome::levels_title(lang)}</h3>
                {sample("level", profile, lang)}
                <dl class="way__list">{terms(levels, lang)}</dl>
            }
            .into_any()
        }
        _ => ().into_any(),
    }
}

/// That a list is an example only, as long as the district has not confirmed it.
fn sample(name: &str, profile: &Profile, lang: Lang) -> Option<AnyView> {
    profile
        .is_sample(name, None)
        .then(|| view! { <p class="card__meta">{words::welcome::sample_note(lang)}</p> }.into_any())
}

/// Names with their sentences, a word about each, and whether it is an example only.
fn terms<'a>(
    items: impl Iterator<
        Item = (
            &'a partnership::text::Text,
            &'a partnership::text::Text,
            Option<&'static str>,
            bool,
        ),
    >,
    lang: Lang,
) -> Vec<AnyView> {
    items
        .map(|(name, text, word, is_sample)| {
            let word = word.map(|word| view! { <dd><span class="tag">{word}</span></dd> });
            view! {
                <div>
                    <dt>{Said::of(name, lang).view()}</dt>
                    <dd>{Said::of(text, lang).view()}</dd>
                    {word}
                    {is_sample.then(|| view! { <dd class="card__meta">{words::welcome::sample_item(lang)}</dd> })}
                </div>
            }
            .into_any()
        })
        .collect()
}

/// The times that the office has set itself.
fn how_long(profile: &Profile, lang: Lang) -> AnyView {
    let setting = &profile.setting;
    let spans = [
        (
            words::welcome::long_minutes(lang),
            words::welcome::long_minutes_value(lang, setting.minutes),
            words::welcome::long_minutes_note(lang),
        ),
        (
            words::welcome::long_review(lang),
            words::welcome::long_review_value(lang, setting.review_days),
            words::welcome::long_review_note(lang),
        ),
        (
            words::welcome::long_change(lang),
            words::welcome::long_change_value(lang, setting.change_days),
            words::welcome::long_change_note(lang),
        ),
    ];
    let spans: Vec<AnyView> = spans
        .into_iter()
        .map(|(what, value, note)| {
            view! {
                <div class="span">
                    <dt class="span__what">{what}</dt>
                    <dd class="span__value">{value}</dd>
                    <dd class="span__note">{note}</dd>
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="band" aria-labelledby="how-long">
            <h2 id="how-long">{words::welcome::long_title(lang)}</h2>
            <dl class="span-list">{spans}</dl>
        </section>
    }
    .into_any()
}

/// How both sides see whether it works; then the way on.
fn monitoring(profile: &Profile, lang: Lang) -> AnyView {
    view! {
        <section class="prose" aria-labelledby="monitoring">
            <h2 id="monitoring">{words::welcome::monitoring_title(lang)}</h2>
            {paragraphs(Said::of(&profile.page.monitoring, lang))}
            <p class="actions">
                <LinkButton href="/start">{words::welcome::way_start(lang)}{icon(Icon::ArrowRight)}</LinkButton>
            </p>
        </section>
    }
    .into_any()
}

fn parties(profile: &Profile, lang: Lang) -> AnyView {
    if profile.parties.is_empty() {
        return ().into_any();
    }
    let parties: Vec<AnyView> = profile
        .parties
        .iter()
        .map(|party| {
            let duties: Vec<AnyView> = party
                .duties
                .iter()
                .map(|duty| view! { <li>{Said::of(duty, lang).view()}</li> }.into_any())
                .collect();
            view! {
                <li class="card">
                    <h3 class="card__title">{Said::of(&party.title, lang).view()}</h3>
                    <ul class="checklist">{duties}</ul>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section aria-labelledby="parties">
            <h2 id="parties">{words::welcome::parties_title(lang)}</h2>
            <ul class="card-list">{parties}</ul>
        </section>
    }
    .into_any()
}
