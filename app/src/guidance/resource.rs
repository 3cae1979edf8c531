//! The resources of the community, searchable by words and support area.

use super::guide::way_on;
use crate::current::{Current, current};
use crate::page::page;
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use partnership::district::{Link, Resource};
use partnership::text::Lang;

/// Lists who offers what to schools and families.
#[component]
pub fn ResourcesPage() -> impl IntoView {
    page(async move {
        let current = current();
        let lang = current.lang;
        let profile = &current.site.profile;
        let typed = current.query("q").unwrap_or_default();
        let area = current.query("area").unwrap_or_default();
        let found: Vec<&Resource> = profile
            .resources
            .iter()
            .filter(|resource| area.is_empty() || resource.areas.contains(&area))
            .filter(|resource| has_words(resource, &typed, lang))
            .collect();
        let (shown, all) = (found.len(), profile.resources.len());
        let cards: Vec<AnyView> = found
            .into_iter()
            .map(|resource| card(&current, resource))
            .collect();
        let list = if cards.is_empty() {
            view! {
                <Empty title=words::guidance::none_title(lang)>
                    <p><a href="/resources">{words::guidance::show_all(lang)}</a></p>
                </Empty>
            }
            .into_any()
        } else {
            view! { <ul class="card-list">{cards}</ul> }.into_any()
        };
        let areas: Vec<Pick> = profile
            .areas
            .iter()
            .map(|area| Pick::new(area.slug.clone(), Said::of(&area.name, lang)))
            .collect();
        let sample = profile
            .sample
            .iter()
            .any(|name| name == "resource")
            .then(|| view! { <p class="card__meta">{words::guidance::sample(lang)}</p> });
        Ok(view! {
            <Frame back=Some(("/guidance".to_owned(), words::guidance::title(lang).to_owned()))>
                <PageHead title=words::guidance::resources_title(lang) lead=words::guidance::resources_lead(lang)/>
                {sample}
                <GetForm action="/resources" class="filter-bar" label=words::guidance::search_label(lang)>
                    <TextField name="q" label=words::guidance::words(lang) value=typed kind=FieldKind::Search/>
                    <SelectField
                        name="area" label=words::guidance::area(lang) choices=areas chosen=area
                        blank=words::guidance::any_area(lang)
                    />
                    <div class="actions"><Button>{icon(Icon::Search)}{words::guidance::search(lang)}</Button></div>
                </GetForm>
                <section class="results" aria-labelledby="results">
                    <h2 class="hidden-text" id="results">{words::guidance::results(lang)}</h2>
                    <Count shown=shown all=all/>
                    {list}
                </section>
            </Frame>
        }
        .into_any())
    })
}

/// Whether name or text hold every word that was typed.
fn has_words(resource: &Resource, typed: &str, lang: Lang) -> bool {
    let text = format!("{} {}", resource.name.get(lang), resource.text.get(lang)).to_lowercase();
    typed
        .to_lowercase()
        .split_whitespace()
        .all(|word| text.contains(word))
}

fn card(current: &Current, resource: &Resource) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let areas = resource
        .areas
        .iter()
        .filter_map(|slug| profile.area(slug))
        .map(|area| Said::of(&area.name, lang));
    let areas = Said::join(areas, " · ");
    let link = resource.link.clone().map(|href| {
        let link = Link {
            label: resource.name.clone(),
            href,
        };
        view! { <ul class="guide__links">{way_on(&link, lang)}</ul> }
    });
    view! {
        <li class="card">
            <h3 class="card__title">{Said::of(&resource.name, lang).view()}</h3>
            <p>{Said::of(&resource.text, lang).view()}</p>
            <p class="card__meta">{areas.view()}</p>
            {link}
        </li>
    }
    .into_any()
}
