//! The list of applications.

use super::home::queue_name;
use super::listing::{Listing, PATH};
use super::record::is_overdue;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::page;
use crate::ui::*;
use crate::url;
use crate::words::office as words;
use leptos::prelude::*;
use partnership::application::Stage;
use partnership::person::Right;
use store::Asker;
use store::application::Application;
use store::list::{PAGE, Page, Queue, Sort};

/// A real table of what was sent, with filters, order and page in the address.
#[component]
pub fn OfficeApplicationsPage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::ReadApplications)?;
        let listing = Listing::read(&current.queries());
        let found = current
            .site
            .store
            .applications(
                &asker,
                &listing.filter,
                Some(listing.page - 1),
                current.today,
            )
            .await?;
        let colleagues = colleagues(&current, &asker, &found.rows).await?;
        let lang = current.lang;
        let claims = current.may(Right::Decide).then(|| {
            view! {
                <p><a href=url::BEGUN>{crate::words::member::begun_link(lang)}</a></p>
                <p><a href=url::CLAIMS>{crate::words::member::claims_link(lang)}</a></p>
            }
        });
        Ok(view! {
            <Frame office=true>
                <PageHead title=words::applications_title(lang)/>
                {filters(&current, &listing, &colleagues)}
                <Chips items=chips(&current, &listing, &colleagues) clear=PATH/>
                {rows(&current, &listing, &found)}
                {claims}
            </Frame>
        }
        .into_any())
    })
}

/// Whom an application can be assigned to, by id and name. Whoever only reads knows the names in the rows.
async fn colleagues(
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
    let named = deciders.iter().map(|person| {
        let is_you = person.id == asker.id;
        let name = if is_you {
            words::you(current.lang, person.shown())
        } else {
            person.shown().to_owned()
        };
        (!is_you, person.id.as_str().to_owned(), name)
    });
    let mut named: Vec<_> = named.collect();
    // Whoever looks stands first.
    named.sort_by_key(|(is_other, ..)| *is_other);
    Ok(named.into_iter().map(|(_, id, name)| (id, name)).collect())
}

fn filters(current: &Current, listing: &Listing, colleagues: &[(String, String)]) -> AnyView {
    let lang = current.lang;
    let filter = &listing.filter;
    let queues = Queue::ALL
        .into_iter()
        .filter(|queue| *queue != Queue::Mine || current.may(Right::Decide))
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
    let (sort, descending) = listing.order();
    let order = (!sort.is_empty()).then(|| view! { <input type="hidden" name="sort" value=sort/> });
    let turned = (!descending.is_empty())
        .then(|| view! { <input type="hidden" name="desc" value=descending/> });
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
            {turned}
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

fn chips(current: &Current, listing: &Listing, colleagues: &[(String, String)]) -> Vec<Chip> {
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

fn rows(current: &Current, listing: &Listing, found: &Page<Application>) -> AnyView {
    let lang = current.lang;
    if found.rows.is_empty() {
        return nothing(current, listing);
    }
    let pages = found.total.div_ceil(PAGE);
    let next = listing.clone();
    let rows: Vec<Row> = found
        .rows
        .iter()
        .map(|application| row(current, application))
        .collect();
    view! {
        <Count shown=found.rows.len() all=found.total/>
        <DataTable
            caption=words::applications_caption(lang, date::day(current.today, lang))
            columns=columns(listing, lang)
            rows=rows
        />
        <Pager page=listing.page pages=pages href=Box::new(move |page| next.href(page))/>
        <p><a class="download" href=listing.csv()>{icon(Icon::Download)}{words::download(lang)}</a></p>
    }
    .into_any()
}

fn columns(listing: &Listing, lang: partnership::text::Lang) -> Vec<Column> {
    let order = if listing.filter.descending {
        Sorted::Desc
    } else {
        Sorted::Asc
    };
    let sortable = |label: &str, sort: Sort| {
        Column::new(label).sort(
            listing.sorted(sort),
            (listing.filter.sort == sort).then_some(order),
        )
    };
    vec![
        sortable(words::organization(lang), Sort::Organization),
        Column::new(words::program(lang)),
        sortable(words::stage(lang), Sort::Stage),
        sortable(words::sent(lang), Sort::Sent),
        sortable(words::due(lang), Sort::Due),
        Column::new(words::assigned_to(lang)),
    ]
}

fn row(current: &Current, application: &Application) -> Row {
    let lang = current.lang;
    let zone = current.site.time_zone;
    let sent = application
        .submitted_at
        .map(|at| date::day(at.with_timezone(&zone).date_naive(), lang));
    let assignee = application
        .assignee
        .as_ref()
        .map_or(words::nobody(lang), |(_, name)| name.as_str());
    Row {
        cells: vec![
            name(application),
            application.title.clone().into_any(),
            view! { <StageTag stage=application.stage/> }.into_any(),
            view! { <span class="row-due">{sent.unwrap_or_default()}</span> }.into_any(),
            due(current, application),
            assignee.to_owned().into_any(),
        ],
    }
}

/// Organization and reference, as the link to the record.
pub(super) fn name(application: &Application) -> AnyView {
    view! {
        <a href=url::office_application(&application.id)>{application.organization.clone()}</a>
        <span class="row-note">{application.reference.clone()}</span>
    }
    .into_any()
}

/// The day something is due; that it is overdue stands there in a word.
pub(super) fn due(current: &Current, application: &Application) -> AnyView {
    let lang = current.lang;
    let Some(day) = application.due_on.filter(|_| !application.stage.is_final()) else {
        return words::none(lang).into_any();
    };
    let late = is_overdue(application, current.today)
        .then(|| view! { " "<span class="tag tag--bad">{words::overdue(lang)}</span> });
    view! { <span class="row-due">{date::day(day, lang)}{late}</span> }.into_any()
}

/// Which kind of nothing there is, and the way on.
fn nothing(current: &Current, listing: &Listing) -> AnyView {
    let lang = current.lang;
    if listing.page > 1 {
        let first = listing.href(1);
        return view! {
            <Empty title=words::no_page(lang)><p><a href=first>{words::first_page(lang)}</a></p></Empty>
        }
        .into_any();
    }
    if listing.is_filtered() {
        return view! {
            <Empty title=words::no_match_title(lang)><p>{words::no_match_body(lang)}</p></Empty>
        }
        .into_any();
    }
    view! {
        <Empty title=words::no_applications_title(lang)><p>{words::no_applications_body(lang)}</p></Empty>
    }
    .into_any()
}
