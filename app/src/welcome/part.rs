//! What both pages show: characteristics, who has a step, whom to call.

use crate::current::Current;
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use partnership::district::Profile;
use partnership::text::{Lang, Text};

/// What makes a partnership: each characteristic with the district's own sentence.
pub(super) fn characteristics(profile: &Profile, lang: Lang) -> AnyView {
    let told = || profile.criteria.iter().filter(|c| !c.for_office);
    let items: Vec<AnyView> = told()
        .map(|criterion| {
            view! {
                <li>
                    <h3>{Said::of(&criterion.name, lang).view()}</h3>
                    <p>{Said::of(&criterion.text, lang).view()}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section aria-labelledby="characteristics">
            <h2 id="characteristics">{words::welcome::criteria_title(lang)}</h2>
            <p class="lead">{words::welcome::criteria_lead(lang, told().count())}</p>
            <ul class="feature-list">{items}</ul>
        </section>
    }
    .into_any()
}

/// Who has a step of the process.
pub(super) fn owner(owner: &Text, lang: Lang) -> AnyView {
    view! {
        <p class="owner">
            {icon(Icon::People)}
            <span><span class="owner__word">{words::welcome::owner(lang)}</span>" "{Said::of(owner, lang).view()}</span>
        </p>
    }
    .into_any()
}

/// The office, its telephone and its address: the same at the end of both pages.
pub(super) fn contact(current: &Current) -> AnyView {
    let lang = current.lang;
    let office = &current.site.profile.office;
    let ways: Vec<AnyView> = contacts(office)
        .into_iter()
        .map(|way| {
            let class = if way.sign == Icon::Phone {
                "call__phone"
            } else {
                "call__mail"
            };
            view! { <p>{way.link(class)}</p> }.into_any()
        })
        .collect();
    view! {
        <section class="call" aria-labelledby="call">
            <div class="call__words">
                <h2 id="call">{words::welcome::call_title(lang)}</h2>
                <p>{current.text(&office.name).within(|office| words::welcome::call_text(lang, office)).view()}</p>
            </div>
            <div class="call__ways">
                {ways}
            </div>
        </section>
    }
    .into_any()
}
