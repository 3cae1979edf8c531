//! The page of a timeline.

use super::address::Address;
use super::told::{Told, in_a_line, kind_name, told};
use super::{PAGE, Thing, moment};
use crate::current::current;
use crate::office::desk::walk::onward;
use crate::office::place::parameter;
use crate::page::page;
use crate::ui::*;
use crate::url;
use crate::words::{office, timeline as words, ui};
use leptos::prelude::*;
use store::timeline::{Kind, Place};

/// The timeline of an application, which goes on into that of its partnership; or, when the address names a line,
/// the application as it stood then.
#[component]
pub fn ApplicationHistoryPage() -> impl IntoView {
    let id = parameter("id");
    page(async move {
        let current = current();
        if let Some(at) = current.query("at") {
            return moment::load(current, &id, &at).await;
        }
        let address = Address::read(&current.queries());
        let thing = Thing::application(current, &id, address.page(PAGE)).await?;
        Ok(draw(&thing, address))
    })
}

/// The timeline of a partnership.
#[component]
pub fn PartnershipHistoryPage() -> impl IntoView {
    let id = parameter("id");
    page(async move {
        let current = current();
        let address = Address::read(&current.queries());
        let thing = Thing::partnership(current, &id, address.page(PAGE)).await?;
        Ok(draw(&thing, address))
    })
}

fn draw(thing: &Thing, address: Address) -> AnyView {
    let lang = thing.current.lang;
    let record = onward(&thing.current, &thing.record);
    let back = (record, thing.name.clone());
    let path = url::history(&thing.record);
    let lines = told(thing);
    let list = if lines.is_empty() {
        let all = address.kind.map(|_| {
            let all = onward(&thing.current, &path);
            view! { <p><a href=all>{ui::clear_filters(lang)}</a></p> }
        });
        view! { <Empty title=words::none_title(lang)><p>{words::none_body(lang)}</p>{all}</Empty> }
            .into_any()
    } else {
        let items: Vec<AnyView> = lines.iter().map(|line| item(thing, line)).collect();
        view! { <ol class="timeline">{items}</ol> }.into_any()
    };
    let csv = address.at(Place::Newest).href(&format!("{path}.csv"));
    let sheet = (!lines.is_empty()).then(|| {
        view! { <p><a class="download" href=csv>{icon(Icon::Download)}{words::download(lang)}</a></p> }
    });
    let before = thing.before.clone().map(|href| {
        view! { <p><a href=href>{words::before(lang)}</a></p> }
    });
    let title = words::title(lang, &thing.name);
    let (program, caption) = (thing.program.clone(), thing.caption.clone());
    let (kinds, since) = (kinds(thing, address, &path), since(thing));
    let steps = steps(thing, address, &path);
    view! {
        <Frame office=true back=Some(back)>
            <PageHead title=title lead=program caption=caption/>
            {kinds}
            {since}
            {list}
            {steps}
            {before}
            {sheet}
        </Frame>
    }
    .into_any()
}

/// The kinds as links; the one in force can be taken off, too.
fn kinds(thing: &Thing, address: Address, path: &str) -> AnyView {
    let lang = thing.current.lang;
    let all = onward(&thing.current, path);
    let link = |kind: Option<Kind>, name: &'static str| {
        let is_here = (address.kind == kind).then_some("true");
        let href = Address {
            kind,
            place: Place::Newest,
        }
        .href(path);
        let href = onward(&thing.current, &href);
        view! { <li><a href=href aria-current=is_here>{name}</a></li> }.into_any()
    };
    let mut links = vec![link(None, words::all(lang))];
    links.extend(Kind::ALL.map(|kind| link(Some(kind), kind_name(Some(kind), lang))));
    let chips: Vec<Chip> = address
        .kind
        .map(|kind| Chip {
            label: kind_name(Some(kind), lang).into(),
            href: all.clone(),
        })
        .into_iter()
        .collect();
    view! {
        <nav class="kinds" aria-label=words::filter(lang)><ul class="kinds__list">{links}</ul></nav>
        <Chips items=chips clear=all/>
    }
    .into_any()
}

/// From which day on everything is told, where lines are older.
fn since(thing: &Thing) -> Option<AnyView> {
    let (lang, zone) = (thing.current.lang, thing.current.site.time_zone);
    let since = thing.lines.since.filter(|since| *since > thing.begun)?;
    let day = date::day(since.with_timezone(&zone).date_naive(), lang);
    Some(view! { <p class="hint">{words::since(lang, day)}</p> }.into_any())
}

fn item(thing: &Thing, line: &Told) -> AnyView {
    let lang = thing.current.lang;
    let changed: Vec<AnyView> = line
        .changed
        .iter()
        .map(|change| view! { <li>{in_a_line(change, lang)}</li> }.into_any())
        .collect();
    let changed =
        (!changed.is_empty()).then(|| view! { <ul class="timeline__changed">{changed}</ul> });
    let answers = (!line.answers.is_empty()).then(|| {
        view! {
            <details>
                <summary>{words::answers_changed(lang, line.answers.len())}</summary>
                <Changes changes=line.answers.clone()/>
            </details>
        }
    });
    let why = (!line.why.is_empty()).then(
        || view! { <div class="timeline__why">{Said::join(line.why.clone(), "\n").view()}</div> },
    );
    let then = (thing.has_moments && !line.is_partnership).then(|| {
        let href = format!("{}?at={}", url::history(&thing.record), line.seq);
        let href = onward(&thing.current, &href);
        view! {
            <p class="timeline__then">
                <a href=href>
                    {words::then(lang)}
                    <span class="hidden-text">": "{line.what.clone().view()}", "{line.when.clone()}</span>
                </a>
            </p>
        }
    });
    let when = office::by_at(lang, &line.when, &line.who);
    view! {
        <li>
            <p class="timeline__when">{when}</p>
            <p class="timeline__what">{line.what.clone().view()}</p>
            {changed}
            {answers}
            {why}
            {then}
        </li>
    }
    .into_any()
}

/// Links to newer and older lines.
fn steps(thing: &Thing, address: Address, path: &str) -> Option<AnyView> {
    let lang = thing.current.lang;
    let lines = &thing.lines;
    let at = |place: Place| onward(&thing.current, &address.at(place).href(path));
    let newer = lines
        .lines
        .first()
        .filter(|_| lines.has_newer)
        .map(|line| at(Place::After(line.seq)));
    let older = lines
        .lines
        .last()
        .filter(|_| lines.has_older)
        .map(|line| at(Place::Before(line.seq)));
    let newest = (address.place != Place::Newest).then(|| at(Place::Newest));
    if newer.is_none() && older.is_none() && newest.is_none() {
        return None;
    }
    let newest = newest
        .map(|href| view! { <li><a class="pager__link" href=href>{words::newest(lang)}</a></li> });
    let newer = newer.map(|href| {
        view! { <a class="pager__step" href=href rel="prev">{icon(Icon::ArrowLeft)}{words::newer(lang)}</a> }
    });
    let older = older.map(|href| {
        view! { <a class="pager__step" href=href rel="next">{words::older(lang)}{icon(Icon::ArrowRight)}</a> }
    });
    let list = newest.map(|newest| view! { <ul class="pager__list">{newest}</ul> });
    Some(
        view! { <nav class="pager" aria-label=words::pages(lang)>{newer}{list}{older}</nav> }
            .into_any(),
    )
}
