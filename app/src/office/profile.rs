//! The profile's published versions: how many applications began with each, and what each changed.

use crate::current::{Current, current};
use crate::page::page;
use crate::ui::*;
use crate::words::versions as words;
use leptos::prelude::*;
use partnership::district::Profile;
use partnership::district::difference::{Aspect, Change, Difference, Part, Setting, differences};
use partnership::person::Right;
use partnership::text::{Lang, Text};

/// Where the page is.
pub(super) const PATH: &str = "/office/profile";

/// Lists the versions, the newest first.
#[component]
pub fn ProfilePage() -> impl IntoView {
    page(async move {
        let current = current();
        current.asker_with(Right::ReadApplications)?;
        let lang = current.lang;
        let begun = current.site.store.profile_versions().await?;
        let versions = current.site.published.versions();
        let all: Vec<&Profile> = versions.iter().collect();
        let sections: Vec<AnyView> = (0..all.len())
            .rev()
            .filter_map(|at| {
                let this = *all.get(at)?;
                let before = at
                    .checked_sub(1)
                    .and_then(|before| all.get(before).copied());
                let count = begun.iter().find(|(version, _)| *version == this.version);
                Some(section(
                    this,
                    before,
                    count.map_or(0, |(_, count)| *count),
                    lang,
                ))
            })
            .collect();
        let newest = words::newest(lang, versions.newest().version);
        let samples = samples(&current);
        Ok(view! {
            <Frame office=true>
                <PageHead title=words::title(lang) lead=words::lead(lang)/>
                <p>{newest}</p>
                {sections}
                {samples}
            </Frame>
        }
        .into_any())
    })
}

fn section(this: &Profile, before: Option<&Profile>, begun: usize, lang: Lang) -> AnyView {
    let id = format!("version-{}", this.version);
    let count = if begun == 0 {
        words::none(lang).to_owned()
    } else {
        words::began(lang, begun)
    };
    let differing = match before {
        None => view! { <p>{words::first(lang)}</p> }.into_any(),
        Some(before) => listed(before, this, lang),
    };
    let (labelled, title) = (id.clone(), words::version(lang, this.version));
    view! {
        <section aria-labelledby=labelled>
            <h2 id=id>{title}</h2>
            <p>{count}</p>
            {differing}
        </section>
    }
    .into_any()
}

/// What the newer version says otherwise, as a table.
fn listed(older: &Profile, newer: &Profile, lang: Lang) -> AnyView {
    let found = differences(older, newer);
    if found.is_empty() {
        return view! { <p>{words::same(lang)}</p> }.into_any();
    }
    let rows = found
        .iter()
        .map(|difference| Row {
            cells: vec![
                part(difference.part, lang).into_any(),
                what(difference, lang),
                change(&difference.change, lang).into_any(),
            ],
        })
        .collect();
    let columns = [words::part(lang), words::what(lang), words::change(lang)]
        .map(Column::new)
        .into_iter()
        .collect();
    let caption = words::caption(lang, newer.version, older.version);
    view! { <DataTable caption=caption columns=columns rows=rows/> }.into_any()
}

/// On the record of an application that began with an older version: which, and what is otherwise now.
pub(super) fn began_earlier(current: &Current) -> Option<AnyView> {
    let lang = current.lang;
    let published = &current.site.published;
    let (then, now) = (current.site.profile.version, published.newest());
    if then == now.version {
        return None;
    }
    let older = published.versions().of(then)?;
    let title = words::older_title(lang, now.version, then);
    let table = listed(older, now, lang);
    let (body, more) = (
        words::older_body(lang, then),
        words::older_more(lang, now.version),
    );
    Some(
        view! {
            <Notice kind=NoticeKind::Info title=title>
                <p>{body}</p>
                <details>
                    <summary>{more}</summary>
                    {table}
                </details>
            </Notice>
        }
        .into_any(),
    )
}

fn samples(current: &Current) -> AnyView {
    let lang = current.lang;
    let samples = &current.site.profile.sample;
    let body = if samples.is_empty() {
        view! { <p>{words::no_samples(lang)}</p> }.into_any()
    } else {
        let items: Vec<AnyView> = samples
            .iter()
            .map(|name| view! { <li><code>{name.clone()}</code></li> }.into_any())
            .collect();
        view! { <p>{words::samples_lead(lang)}</p><ul>{items}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="samples">
            <h2 id="samples">{words::samples(lang)}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// What differs, by its name. A rule has no name of the district's.
fn what(difference: &Difference, lang: Lang) -> AnyView {
    match (difference.part, &difference.name) {
        (Part::Setting(setting), _) => rule(setting, lang).into_any(),
        (Part::Rest, _) => words::rest_what(lang).into_any(),
        (_, name) => named(name, lang),
    }
}

fn named(name: &Text, lang: Lang) -> AnyView {
    Said::of(name, lang).view()
}

const fn part(part: Part, lang: Lang) -> &'static str {
    match part {
        Part::Section => words::section(lang),
        Part::Step => words::step(lang),
        Part::Question => words::question(lang),
        Part::Advice => words::advice(lang),
        Part::Route => words::route(lang),
        Part::Area => words::area(lang),
        Part::Service => words::service(lang),
        Part::Goal => words::goal(lang),
        Part::Criterion => words::criterion(lang),
        Part::Eligibility => words::eligibility(lang),
        Part::Level => words::level(lang),
        Part::Agreement => words::agreement(lang),
        Part::OrganizationKind => words::organization_kind(lang),
        Part::Grade => words::grade(lang),
        Part::School => words::school(lang),
        Part::Setting(_) => words::setting(lang),
        Part::Rest => words::rest(lang),
    }
}

const fn rule(setting: Setting, lang: Lang) -> &'static str {
    match setting {
        Setting::ReviewDays => words::review_days(lang),
        Setting::ChangeDays => words::change_days(lang),
        Setting::DraftDays => words::draft_days(lang),
        Setting::StalledDays => words::stalled_days(lang),
        Setting::EndingDays => words::ending_days(lang),
        Setting::PartnershipMonths => words::partnership_months(lang),
        Setting::SmallestCount => words::smallest_count(lang),
        Setting::Minutes => words::minutes(lang),
    }
}

fn change(change: &Change, lang: Lang) -> String {
    match change {
        Change::Added => words::added(lang).to_owned(),
        Change::Removed => words::removed(lang).to_owned(),
        Change::Number(from, to) => words::number(lang, from, to),
        Change::Changed(aspects) => {
            let aspects: Vec<&str> = aspects
                .iter()
                .map(|aspect| aspect_word(*aspect, lang))
                .collect();
            words::changed(lang, aspects.join(", "))
        }
    }
}

const fn aspect_word(aspect: Aspect, lang: Lang) -> &'static str {
    match aspect {
        Aspect::Words => words::aspect_words(lang),
        Aspect::Choices => words::aspect_choices(lang),
        Aspect::Kind => words::aspect_kind(lang),
        Aspect::Optional => words::aspect_optional(lang),
        Aspect::When => words::aspect_when(lang),
        Aspect::Place => words::aspect_place(lang),
        Aspect::Effect => words::aspect_effect(lang),
    }
}
