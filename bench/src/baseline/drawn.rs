//! The same pages by axum and maud, a template compiled to string pushes, with the same store calls.

mod applications;
mod layout;
mod step;

use crate::visitor;
use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::{DateTime, Utc};
use layout::{arrow, document};
use maud::{Markup, html};
use partnership::district::Profile;
use partnership::text::Lang;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use store::list::PAGE;
use store::partnership::Partnership;
use store::search::Search;
use store::sign_in::SignIn;
use store::{Asker, Store};

struct District {
    store: Store,
    profile: Profile,
}

type Site = Arc<District>;
type Asked = Query<HashMap<String, String>>;

/// Serves the two lists and the steps of a database folder.
///
/// # Errors
/// When the port is taken or the folder holds no database.
pub async fn serve(port: u16, data: PathBuf) -> Result<()> {
    let site = Arc::new(District {
        store: visitor::open(&data).await?,
        profile: crate::district::profile()?,
    });
    let router = Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/directory", get(directory))
        .route("/office/applications", get(applications))
        .route("/applications/{id}/{step}", get(wizard_step))
        .with_state(site);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
        let _ = stream.set_nodelay(true);
    });
    Ok(axum::serve(listener, router).await?)
}

async fn directory(State(site): State<Site>, Query(asked): Asked) -> Response {
    answer(draw_directory(&site, &asked).await)
}

async fn applications(
    State(site): State<Site>,
    headers: HeaderMap,
    Query(asked): Asked,
) -> Response {
    answer(applications::draw(&site, &headers, &asked).await)
}

async fn wizard_step(
    State(site): State<Site>,
    headers: HeaderMap,
    Path((id, step)): Path<(String, String)>,
) -> Response {
    answer(step::draw(&site, &headers, (&id, &step)).await)
}

/// Who asks.
async fn signed_in(
    site: &District,
    headers: &HeaderMap,
    now: DateTime<Utc>,
) -> Result<(SignIn, Asker)> {
    let cookie = headers
        .get(header::COOKIE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let token = cookie
        .strip_prefix("trellis=")
        .context("nobody is signed in")?;
    let person = site.store.signed_in(token, now).await?;
    let asker = Asker {
        id: person.person.clone(),
        roles: person.roles.clone(),
    };
    Ok((person, asker))
}

fn answer(page: Result<Markup>) -> Response {
    match page {
        Ok(page) => (
            [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
            page.into_string(),
        )
            .into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn draw_directory(site: &District, asked: &HashMap<String, String>) -> Result<Markup> {
    let words = asked.get("q").cloned().unwrap_or_default();
    let search = Search {
        words: words.clone(),
        ..Search::default()
    };
    let today = chrono::Utc::now().date_naive();
    let found = site.store.directory(&search, today, 0).await?;
    let profile = &site.profile;
    let main = html! {
        div .page-head {
            h1 .page-head__title { "Who works with our schools" }
            p .page-head__lead { "Organizations with an approved partnership that agreed to be listed." }
        }
        form method="get" action="/directory" role="search" aria-label="Search the directory" novalidate class="filter-bar" {
            (text_field("q", "Words", &words))
            (select("area", "Support area", profile.areas.iter().map(|area| (area.slug.as_str(), area.name.get(Lang::En)))))
            (select("school", "School or department", profile.schools.iter().map(|school| (school.slug.as_str(), school.name.as_str()))))
            div .actions { button type="submit" class="button" { (arrow()) "Search" } }
        }
        section aria-labelledby="results" class="results" {
            h2 #results .hidden-text { "Partnerships" }
            p .count-line { "Showing " (found.rows.len()) " of " (found.total) }
            ul .card-list { @for row in &found.rows { (card(row, profile)) } }
            (pager("/directory", found.total))
        }
    };
    Ok(document(
        "Who works with our schools",
        None,
        "/directory",
        &main,
    ))
}

fn card(row: &Partnership, profile: &Profile) -> Markup {
    let areas = profile
        .areas
        .iter()
        .filter(|area| row.services.iter().any(|(slug, _)| *slug == area.slug));
    let schools: Vec<&str> = profile
        .schools
        .iter()
        .filter(|school| row.sites.iter().any(|(slug, _)| *slug == school.slug))
        .map(|school| school.name.as_str())
        .collect();
    html! {
        li class="card card--link card--listed" {
            h3 .card__title { a href={ "/directory/" (row.slug) } { (row.organization) } }
            p .card__program { (row.title) }
            p .card__summary { (row.summary) }
            ul .tags { @for area in areas { li { (area.name.get(Lang::En)) } } }
            p class="card__meta card__places" { (arrow()) span { (schools.join(", ")) } }
        }
    }
}

fn text_field(name: &str, label: &str, value: &str) -> Markup {
    html! {
        div .field {
            label for=(name) class="label" { (label) }
            input id=(name) name=(name) type="search" value=(value) autocomplete="off" class="input";
        }
    }
}

fn select<'a>(
    name: &str,
    label: &str,
    choices: impl Iterator<Item = (&'a str, &'a str)>,
) -> Markup {
    html! {
        div .field {
            label for=(name) class="label" { (label) }
            select id=(name) name=(name) class="input input--select" {
                option value="" { "Any" }
                @for (value, said) in choices { option value=(value) { (said) } }
            }
        }
    }
}

fn pager(path: &str, total: usize) -> Markup {
    let pages = total.div_ceil(PAGE);
    html! {
        nav aria-label="Pages" class="pager" {
            ul .pager__list { @for page in [1, 2, pages] { li {
                a href={ (path) "?page=" (page) } aria-label={ "Page " (page) } class="pager__link" { (page) }
            } } }
            a href={ (path) "?page=2" } rel="next" class="pager__step" { "Next" (arrow()) }
        }
    }
}
