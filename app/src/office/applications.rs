//! The list of applications.

mod cells;

pub(super) use cells::{due, headings, name, written};

use super::bulk;
use super::desk::list::List;
use super::desk::order;
use super::desk::shown::Shown;
use super::desk::tools::{Sortable, tools};
use super::desk::views;
use super::desk::walk::{self, bounds};
use super::home::queue_name;
use super::listing::{Listing, PATH};
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::page;
use crate::ui::*;
use crate::url;
use crate::words::desk;
use crate::words::office as words;
use leptos::prelude::*;
use partnership::application::Stage;
use partnership::person::Right;
use partnership::text::Lang;
use store::Asker;
use store::application::Application;
use store::list::{Page, Part, Queue, Sort};

/// A real table of what was sent, with filters, order and page in the address.
#[component]
pub fn OfficeApplicationsPage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::ReadApplications)?;
        let again = Again::load(&current).await;
        let mut listing = Listing::read(&current.queries());
        let shown = Shown::load(&current, &asker, List::Applications).await?;
        let part = Part::page(listing.page - 1, shown.size);
        let store = &current.site.store;
        let found = store
            .applications(&asker, &listing.filter, part, bounds(&current))
            .await?;
        let colleagues = colleagues(&current, &asker, &found.rows).await?;
        let lang = current.lang;
        let claims = current.may(Right::Decide).then(|| {
            view! {
                <p><a href=url::BEGUN>{crate::words::member::begun_link(lang)}</a></p>
                <p><a href=url::CLAIMS>{crate::words::member::claims_link(lang)}</a></p>
            }
        });
        let filters = filters(&current, &listing, &colleagues);
        let instead = views::instead(lang, found.instead.clone(), &mut listing.filter.words);
        let pairs = listing.pairs();
        Ok(view! {
            <Frame office=true>
                {views::news(&current, &again)}
                <PageHead title=words::applications_title(lang) error=again.error.is_some()/>
                {views::links(&current, &shown, &pairs)}
                {filters}
                <Chips items=chips(&current, &listing, &colleagues) clear=PATH/>
                {instead}
                {rows(&current, &listing, &shown, &found)}
                {tools(&current, &shown, &pairs, &sortable(lang), (listing.page, found.total), &again)}
                {claims}
            </Frame>
        }
        .into_any())
    })
}

/// The orders of the list, either way round in words.
fn sortable(lang: Lang) -> Vec<Sortable> {
    let both = |sort: Sort, up: &str, down: &str| (sort.word(), up.to_owned(), down.to_owned());
    vec![
        both(Sort::Sent, desk::sent_up(lang), desk::sent_down(lang)),
        both(Sort::Due, desk::due_up(lang), desk::due_down(lang)),
        both(
            Sort::Organization,
            desk::organization_up(lang),
            desk::organization_down(lang),
        ),
        both(Sort::Stage, desk::stage_up(lang), desk::stage_down(lang)),
        both(
            Sort::Updated,
            desk::updated_up(lang),
            desk::updated_down(lang),
        ),
    ]
}

/// The names of those to whom an application can be assigned, by id. Whoever only reads knows the names in the rows.
pub(super) async fn assignees(
    current: &Current,
    asker: &Asker,
    rows: &[Application],
) -> Result<Vec<(String, String)>, AppError> {
    if !asker.may(Right::Decide) {
        let mut seen: Vec<(String, String)> = Vec::new();
        for (id, name) in rows.iter().filter_map(|row| row.assignee.as_ref()) {
            if !seen.iter().any(|(known, _)| known == id.as_str()) {
                seen.push((id.as_str().to_owned(), name.clone()));
            }
        }
        return Ok(seen);
    }
    let deciders = current.site.store.deciders(asker).await?;
    let named = deciders.iter();
    let named = named.map(|person| (person.id.as_str().to_owned(), person.shown().to_owned()));
    Ok(named.collect())
}

/// The same for the page: whoever looks stands first.
async fn colleagues(
    current: &Current,
    asker: &Asker,
    rows: &[Application],
) -> Result<Vec<(String, String)>, AppError> {
    let mut named = assignees(current, asker, rows).await?;
    named.sort_by_key(|(id, _)| id != asker.id.as_str());
    if let Some((_, name)) = named.first_mut().filter(|(id, _)| id == asker.id.as_str()) {
        *name = words::you(current.lang, &*name);
    }
    Ok(named)
}

fn filters(current: &Current, listing: &Listing, colleagues: &[(String, String)]) -> AnyView {
    let lang = current.lang;
    let filter = &listing.filter;
    let queues = Queue::ALL
        .into_iter()
        .filter(|queue| !queue.is_own() || current.may(Right::Decide))
        .map(|queue| Pick::new(queue.word(), queue_name(queue, lang)))
        .collect::<Vec<_>>();
    let stages = Stage::ALL
        .into_iter()
        .filter(|stage| *stage != Stage::Draft)
        .map(|stage| Pick::new(stage.word(), stage::application(stage, lang)))
        .collect::<Vec<_>>();
    let people: Vec<Pick> = colleagues
        .iter()
        .map(|(id, name)| Pick::new(id, name.as_str()))
        .collect();
    let order: Vec<AnyView> = listing
        .pairs()
        .into_iter()
        .filter(|(name, _)| *name == "sort")
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> }.into_any())
        .collect();
    let assignee = filter
        .assignee
        .as_ref()
        .map(|id| id.as_str().to_owned())
        .unwrap_or_default();
    let typed = filter.words.clone();
    let (queue, stage) = (
        filter.queue.map_or("", Queue::word),
        filter.stage.map_or("", Stage::word),
    );
    view! {
        <GetForm action=PATH class="filter-bar" label=words::filter_applications(lang)>
            {order}
            <TextField name="words" label=words::words(lang) value=typed kind=FieldKind::Search/>
            <SelectField
                name="queue" label=words::queue(lang) choices=queues blank=words::any_queue(lang) chosen=queue
            />
            <SelectField
                name="stage" label=words::stage(lang) choices=stages blank=words::any_stage(lang) chosen=stage
            />
            <SelectField
                name="assignee" label=words::assigned_to(lang) choices=people blank=words::anyone(lang) chosen=assignee
            />
            <div class="actions">
                <Button kind=ButtonKind::Secondary>{icon(Icon::Filter)}{words::apply(lang)}</Button>
            </div>
        </GetForm>
    }
    .into_any()
}

/// The filters in force.
pub(super) fn chips(
    current: &Current,
    listing: &Listing,
    colleagues: &[(String, String)],
) -> Vec<Chip> {
    let lang = current.lang;
    let filter = &listing.filter;
    let mut chips = Vec::new();
    if !filter.words.is_empty() {
        let href = listing.with(|filter| filter.words.clear());
        chips.push(Chip {
            label: words::chip(lang, words::words(lang), &filter.words).into(),
            href,
        });
    }
    if let Some(queue) = filter.queue {
        let label = words::chip(lang, words::queue(lang), queue_name(queue, lang));
        chips.push(Chip {
            label: label.into(),
            href: listing.with(|filter| filter.queue = None),
        });
    }
    if let Some(stage) = filter.stage {
        let label = words::chip(lang, words::stage(lang), stage::application(stage, lang));
        chips.push(Chip {
            label: label.into(),
            href: listing.with(|filter| filter.stage = None),
        });
    }
    if let Some(id) = &filter.assignee {
        let known = colleagues.iter().find(|(known, _)| known == id.as_str());
        let name = known.map_or(words::somebody(lang), |(_, name)| name.as_str());
        let label = words::chip(lang, words::assigned_to(lang), name);
        chips.push(Chip {
            label: label.into(),
            href: listing.with(|filter| filter.assignee = None),
        });
    }
    chips
}

fn rows(current: &Current, listing: &Listing, shown: &Shown, found: &Page<Application>) -> AnyView {
    let lang = current.lang;
    if found.rows.is_empty() {
        let unfiltered = listing.is_filtered().then_some(PATH);
        let begin = (url::BEGUN, crate::words::member::begun_start(lang));
        let none = (
            words::no_applications_title(lang),
            words::no_applications_body(lang),
            current.may(Right::Decide).then_some(begin),
        );
        return order::nothing(lang, (listing.page, listing.href(1)), unfiltered, none);
    }
    let pages = found.total.div_ceil(shown.size);
    let acts = current.may(Right::Decide);
    let bar = acts.then(|| bulk::bar(current, listing, found.rows.len(), found.total));
    let next = listing.clone();
    let from = walk::from(shown.list, &listing.pairs(), listing.page);
    let rows: Vec<Row> = found
        .rows
        .iter()
        .enumerate()
        .map(|(at, application)| {
            let at = (listing.page - 1) * shown.size + at;
            let from = from(at);
            Row {
                cells: shown
                    .columns
                    .iter()
                    .map(|column| match column.word {
                        // The box stands in the heading of its row, so that it stays in sight with it.
                        "organization" if acts => {
                            let name = name(current, application, &from);
                            view! { <span class="row-pick">{bulk::tick(current, application)}<span>{name}</span></span> }
                                .into_any()
                        }
                        word => cells::cell(current, application, word, &from),
                    })
                    .collect(),
            }
        })
        .collect();
    view! {
        <Count shown=found.rows.len() all=found.total/>
        <DataTable
            caption=words::applications_caption(lang, date::day(current.today, lang))
            columns=columns(listing, shown, lang)
            rows=rows
        />
        {bar}
        <Pager page=listing.page pages=pages href=Box::new(move |page| next.href(page))/>
    }
    .into_any()
}

fn columns(listing: &Listing, shown: &Shown, lang: Lang) -> Vec<Column> {
    let first = listing.filter.order.first();
    shown
        .columns
        .iter()
        .map(|column| {
            let heading = Column::new((column.label)(lang));
            let Some(sort) = Sort::from_word(column.word) else {
                return heading;
            };
            let sorted = first.filter(|(by, _)| *by == sort).map(|(_, is_turned)| {
                if *is_turned {
                    Sorted::Desc
                } else {
                    Sorted::Asc
                }
            });
            heading.sort(listing.sorted(sort), sorted)
        })
        .collect()
}
