//! The list of mails.

use super::listing::{Listing, PATH};
use super::told::{kind, standing, state, subject, tag};
use crate::current::{Current, current};
use crate::page::page;
use crate::ui::*;
use crate::url;
use crate::words::{mail_kind as kinds, outbox as words, ui};
use leptos::prelude::*;
use partnership::mail::State;
use partnership::person::Right;
use store::application::Application;
use store::list::PAGE;
use store::mail::Posted;

/// Every mail, the newest first, by state, with a search in addresses and organizations.
#[component]
pub fn OutboxPage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::Decide)?;
        let listing = Listing::read(&current.queries());
        let store = &current.site.store;
        let counts = store.mail_counts(&asker).await?;
        let found = store
            .outbox(&asker, &listing.filter, listing.page - 1, current.now)
            .await?;
        let lang = current.lang;
        let about = match &listing.filter.application {
            Some(id) => store.application(&asker, id).await.ok(),
            None => None,
        };
        let back = about.as_ref().map(|about| {
            let name = crate::words::office::back_record(lang, &about.reference);
            (url::office_application(&about.id), name)
        });
        let total = if listing.is_counted() {
            counts
                .iter()
                .filter(|(state, _)| listing.filter.state.is_none_or(|wanted| wanted == *state))
                .map(|(_, count)| count)
                .sum()
        } else {
            found.total
        };
        Ok(view! {
            <Frame office=true back=back>
                <PageHead title=words::title(lang) lead=words::lead(lang)/>
                {states(&current, &listing, &counts)}
                {filters(&current, &listing)}
                <Chips items=chips(&current, &listing, about.as_ref()) clear=PATH/>
                {rows(&current, &listing, &found.rows, total)}
                <p><a href=super::texts::TEXTS>{words::texts_link(lang)}</a></p>
            </Frame>
        }
        .into_any())
    })
}

/// The states with their counts, each a link to exactly those mails.
fn states(current: &Current, listing: &Listing, counts: &[(State, usize)]) -> AnyView {
    let lang = current.lang;
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let first = std::iter::once((None, all));
    let each = counts.iter().map(|(state, count)| (Some(*state), *count));
    let cards: Vec<AnyView> = first
        .chain(each)
        .map(|(of, count)| {
            let label = of.map_or(words::all(lang), |of| state(of, lang));
            let is_here = (listing.filter.state == of).then_some("true");
            let number = date::grouped(i64::try_from(count).unwrap_or(i64::MAX));
            let mut all = listing.clone();
            // The counts are those of all mails, and so are the lists behind them.
            all.filter.words.clear();
            all.filter.application = None;
            view! {
                <li>
                    <a class="states__link" href=all.in_state(of) aria-current=is_here>
                        {label}
                        " "
                        <span class="states__count">{number}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section aria-labelledby="states">
            <h2 class="hidden-text" id="states">{words::states(lang)}</h2>
            <ul class="states">{cards}</ul>
        </section>
    }
    .into_any()
}

fn filters(current: &Current, listing: &Listing) -> AnyView {
    let lang = current.lang;
    let typed = listing.filter.words.clone();
    let kept = listing.filter.state.map(|state| {
        view! { <input type="hidden" name="state" value=state.word()/> }
    });
    let about = listing.filter.application.as_ref();
    let about = about.map(|id| {
        view! { <input type="hidden" name="application" value=id.to_string()/> }
    });
    view! {
        <GetForm action=PATH class="filter-bar" label=words::filter(lang)>
            {about}
            {kept}
            <TextField name="words" label=words::words(lang) value=typed kind=FieldKind::Search/>
            <div class="actions">
                <Button kind=ButtonKind::Secondary>{icon(Icon::Search)}{words::search(lang)}</Button>
            </div>
        </GetForm>
    }
    .into_any()
}

fn chips(current: &Current, listing: &Listing, about: Option<&Application>) -> Vec<Chip> {
    let lang = current.lang;
    let mut chips = Vec::new();
    if listing.filter.application.is_some() {
        let name = about.map_or_else(
            || kinds::no_application(lang).to_owned(),
            |about| kinds::application(lang, &about.organization, &about.reference),
        );
        chips.push(Chip {
            label: words::chip(lang, words::application(lang), name).into(),
            href: listing.without_application(),
        });
    }
    if !listing.filter.words.is_empty() {
        chips.push(Chip {
            label: words::chip(lang, words::words(lang), &listing.filter.words).into(),
            href: listing.without_words(),
        });
    }
    if let Some(of) = listing.filter.state {
        chips.push(Chip {
            label: words::chip(lang, words::state(lang), state(of, lang)).into(),
            href: listing.in_state(None),
        });
    }
    chips
}

fn rows(current: &Current, listing: &Listing, mails: &[Posted], total: usize) -> AnyView {
    let lang = current.lang;
    if mails.is_empty() {
        return nothing(current, listing, total);
    }
    let next = listing.clone();
    let columns = vec![
        Column::new(words::subject(lang)),
        Column::new(words::to(lang)),
        Column::new(words::state(lang)),
        Column::new(words::written(lang)),
    ];
    let rows = mails
        .iter()
        .map(|mail| row(current, listing, mail))
        .collect();
    let time = date::instant(current.now, current.site.time_zone, lang);
    view! {
        <Count shown=mails.len() all=total/>
        <DataTable caption=words::caption(lang, time) columns=columns rows=rows/>
        <Pager page=listing.page pages=total.div_ceil(PAGE) href=Box::new(move |page| next.href(page))/>
    }
    .into_any()
}

fn row(current: &Current, listing: &Listing, mail: &Posted) -> Row {
    let lang = current.lang;
    let about = if mail.organization.is_empty() {
        kind(&mail.act, lang).to_owned()
    } else {
        format!("{} · {}", kind(&mail.act, lang), mail.organization)
    };
    let written = date::instant(mail.created_at, current.site.time_zone, lang);
    let machine = mail.created_at.to_rfc3339();
    Row {
        cells: vec![
            view! {
                <a href=listing.mail(&mail.id)>{subject(mail, lang)}</a>
                <p class="hint">{about}</p>
            }
            .into_any(),
            view! { {mail.recipient.clone()} }.into_any(),
            view! {
                <p>{tag(mail.state, lang)}</p>
                <p class="hint">{standing(current, mail)}</p>
            }
            .into_any(),
            view! { <time datetime=machine>{written}</time> }.into_any(),
        ],
    }
}

fn nothing(current: &Current, listing: &Listing, total: usize) -> AnyView {
    let lang = current.lang;
    if listing.page > 1 && total > 0 {
        let first = listing.href(1);
        return view! {
            <Empty title=words::no_page(lang)><p><a href=first>{words::first_page(lang)}</a></p></Empty>
        }
        .into_any();
    }
    if listing.is_filtered() {
        return view! {
            <Empty title=words::no_match_title(lang)>
                <p>{words::no_match_body(lang)}</p>
                <p><a href=PATH>{ui::clear_filters(lang)}</a></p>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty title=words::nothing_title(lang)><p>{words::nothing_body(lang)}</p></Empty>
    }
    .into_any()
}
