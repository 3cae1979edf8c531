//! Other applications of what may be the same organization, with the way to put two organizations together.

use crate::current::Current;
use crate::ui::*;
use crate::url;
use crate::words::alike as words;
use leptos::prelude::*;
use partnership::alike::Kind;
use partnership::id::OrganizationId;
use partnership::text::Lang;
use store::alike::Alike;

/// What both have in common, in words.
fn named(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Ein => words::ein(lang),
        Kind::Name => words::name(lang),
        Kind::Site => words::site(lang),
    }
}

/// The list, or the sentence that there is none. `own` is the organization that the reader looks at, with its name,
/// when there is one already.
pub(super) fn section(
    current: &Current,
    alike: &[Alike],
    own: Option<(&OrganizationId, &str)>,
) -> AnyView {
    let lang = current.lang;
    let body = if alike.is_empty() {
        view! { <p class="missing">{words::none(lang)}</p> }.into_any()
    } else {
        let rows: Vec<AnyView> = alike.iter().map(|one| row(current, one)).collect();
        view! {
            <p>{words::lead(lang)}</p>
            <ul class="alike__list">{rows}</ul>
            {current.may(partnership::person::Right::Decide).then(|| several(alike, own, lang))}
        }
        .into_any()
    };
    view! {
        <section class="alike" id="alike" aria-labelledby="alike-title">
            <h2 id="alike-title">{words::title(lang)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn row(current: &Current, one: &Alike) -> AnyView {
    let lang = current.lang;
    let kinds: Vec<&str> = one.kinds.iter().map(|kind| named(*kind, lang)).collect();
    let because = words::because(lang, kinds.join(", "));
    let sent = one.submitted_at.map(|at| {
        let day = at.with_timezone(&current.site.time_zone).date_naive();
        words::sent(lang, date::day(day, lang))
    });
    let stage = match &one.partnership {
        Some((_, stage, _)) => view! { <PartnershipTag stage=*stage/> }.into_any(),
        None => view! { <StageTag stage=one.stage/> }.into_any(),
    };
    let href = one.partnership.as_ref().map_or_else(
        || url::office_application(&one.id),
        |(id, _, _)| url::office_partnership(id),
    );
    let about: Vec<String> = [Some(one.title.clone()), Some(one.reference.clone()), sent]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    view! {
        <li>
            <p class="alike__name"><a href=href>{one.organization.clone()}</a>" "{stage}</p>
            <p class="alike__about">{about.join(" · ")}</p>
            <p class="hint">{because}</p>
        </li>
    }
    .into_any()
}

/// The way to put organizations together, where the program knows more than one of them.
fn several(alike: &[Alike], own: Option<(&OrganizationId, &str)>, lang: Lang) -> Option<AnyView> {
    let mut known: Vec<(&OrganizationId, &str)> = own.into_iter().collect();
    for one in alike {
        if let Some((_, _, id)) = &one.partnership
            && known.iter().all(|(other, _)| *other != id)
        {
            known.push((id, &one.organization));
        }
    }
    let ((into, into_name), others) = known.split_first()?;
    if others.is_empty() {
        return None;
    }
    let links: Vec<AnyView> = others
        .iter()
        .map(|(from, name)| {
            let href = url::merge_organization(from, into);
            view! { <li><a href=href>{words::merge_link(lang, name, into_name)}</a></li> }
                .into_any()
        })
        .collect();
    Some(
        view! {
            <p>{words::several(lang, known.len())}</p>
            <ul>{links}</ul>
        }
        .into_any(),
    )
}
