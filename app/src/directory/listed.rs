//! One partnership of the directory.

use super::json_ld::json_ld;
use super::list::names;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::page;
use crate::ui::question::paragraphs;
use crate::ui::*;
use crate::words;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use partnership::district::Profile;
use partnership::text::Lang;
use store::partnership::Partnership;

/// Shows what a listed partnership offers and where. No contact of a person, no number of students,
/// and no school before the others.
#[component]
pub fn ListedPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug");
    page(async move {
        let current = current().together();
        let lang = current.lang;
        let slug = slug
            .filter(|slug| !slug.is_empty())
            .ok_or(AppError::NotFound)?;
        let listed = current.site.store.listed(&slug, current.today).await?;
        let profile = &current.site.profile;
        let data = json_ld(&listed, profile);
        let main = vec![
            view! {
                <section class="prose" aria-labelledby="summary">
                    <h2 id="summary">{words::directory::summary(lang)}</h2>
                    {paragraphs(listed.summary.as_str().into())}
                </section>
            }
            .into_any(),
            offers(&listed, profile, lang),
            places(&names(&listed, profile), lang),
            about(&listed, lang),
        ];
        let side = vec![facts(&listed, &current), correct(&current)];
        Ok(view! {
            <Frame back=Some(("/directory".to_owned(), words::directory::back(lang).to_owned()))>
                <PageHead title=listed.organization lead=listed.title/>
                <div class="split">
                    <div class="split__main">{main}</div>
                    <div class="split__side split__side--last">{side}</div>
                </div>
                <script type="application/ld+json" nonce=use_nonce()>{data}</script>
            </Frame>
        }
        .into_any())
    })
}

/// Areas with their services, in the order of the profile.
fn offers(listed: &Partnership, profile: &Profile, lang: Lang) -> AnyView {
    let areas: Vec<AnyView> = profile
        .areas
        .iter()
        .filter_map(|area| {
            let services: Vec<AnyView> = area
                .services
                .iter()
                .filter(|service| {
                    listed
                        .services
                        .iter()
                        .any(|(a, s)| *a == area.slug && *s == service.value)
                })
                .map(|service| {
                    view! { <li>{Said::of(&service.label, lang).view()}</li> }.into_any()
                })
                .collect();
            (!services.is_empty()).then(|| {
                view! {
                    <li class="offer">
                        <h3 class="offer__area">{Said::of(&area.name, lang).view()}</h3>
                        <ul class="tags">{services}</ul>
                    </li>
                }
                .into_any()
            })
        })
        .collect();
    if areas.is_empty() {
        return ().into_any();
    }
    view! {
        <section aria-labelledby="offers">
            <h2 id="offers">{words::directory::offers(lang)}</h2>
            <ul class="offer-list">{areas}</ul>
        </section>
    }
    .into_any()
}

fn places(names: &[String], lang: Lang) -> AnyView {
    if names.is_empty() {
        return ().into_any();
    }
    let items: Vec<AnyView> = names
        .iter()
        .map(|name| view! { <li>{icon(Icon::School)}<span>{name.clone()}</span></li> }.into_any())
        .collect();
    view! {
        <section aria-labelledby="places">
            <h2 id="places">{words::directory::where_(lang)}</h2>
            <ul class="place-list">{items}</ul>
        </section>
    }
    .into_any()
}

fn about(listed: &Partnership, lang: Lang) -> AnyView {
    if listed.about.trim().is_empty() {
        return ().into_any();
    }
    view! {
        <section class="prose" aria-labelledby="about">
            <h2 id="about">{words::directory::about(lang)}</h2>
            {paragraphs(listed.about.as_str().into())}
        </section>
    }
    .into_any()
}

fn facts(listed: &Partnership, current: &Current) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let fact = |label: &'static str, value: AnyView| {
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }.into_any()
    };
    let kind = profile
        .organization_kind(&listed.organization_kind)
        .map(|kind| {
            fact(
                words::directory::kind(lang),
                Said::of(&kind.label, lang).view(),
            )
        });
    let level = profile.level(&listed.level).map(|level| {
        fact(
            words::directory::level(lang),
            Said::of(&level.name, lang).view(),
        )
    });
    let web = listed.web.clone().filter(|web| is_web(web)).map(|href| {
        let shown = host(&href).to_owned();
        fact(
            words::directory::web(lang),
            view! { <a href=href rel="noopener noreferrer nofollow">{shown}{icon(Icon::External)}</a> }.into_any(),
        )
    });
    let day = listed
        .approved_at
        .with_timezone(&current.site.time_zone)
        .date_naive();
    let since = view! { <time datetime=day.to_string()>{date::day(day, lang)}</time> }.into_any();
    view! {
        <dl class="facts panel">
            {kind}
            {level}
            {web}
            {fact(words::directory::confirmed(lang), since)}
        </dl>
    }
    .into_any()
}

/// Whom to tell when something is not right.
fn correct(current: &Current) -> AnyView {
    let lang = current.lang;
    let office = &current.site.profile.office;
    let ways: Vec<AnyView> = contacts(office)
        .into_iter()
        .map(|way| view! { <p>{way.link("phone")}</p> }.into_any())
        .collect();
    view! {
        <section class="correct" aria-labelledby="correct">
            <h2 class="correct__title" id="correct">{words::directory::correct_title(lang)}</h2>
            <p>{current.text(&office.name).within(|office| words::directory::correct_text(lang, office)).view()}</p>
            {ways}
        </section>
    }
    .into_any()
}

/// Whether a link may lead there: to a web page only.
fn is_web(web: &str) -> bool {
    let web = web.to_ascii_lowercase();
    web.starts_with("https://") || web.starts_with("http://")
}

/// A web address as people write it: without scheme, `www.` and the slash at the end.
fn host(web: &str) -> &str {
    let rest = web.split_once("://").map_or(web, |(_, rest)| rest);
    rest.strip_prefix("www.")
        .unwrap_or(rest)
        .trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::{host, is_web};

    #[test]
    fn only_web_pages_are_linked() {
        assert!(is_web("https://x.org") && is_web("HTTP://x.org"));
        assert!(
            !is_web("javascript:alert(1)") && !is_web("data:text/html,x") && !is_web("//x.org")
        );
        assert_eq!(host("https://www.x.org/a/"), "x.org/a");
        assert_eq!(host("x.org"), "x.org");
    }
}
