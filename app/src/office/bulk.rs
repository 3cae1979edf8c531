//! Several applications at once: what will change and which mails go out, before; what was done, after.

mod after;
mod chosen;
mod past;

use super::api::StartBulk;
use super::desk::list::query;
use super::place::{at, problems};
use crate::act::Again;
use crate::current::{Current, current};
use crate::mail::reminder::Waits;
use crate::page::{page, sentence};
use crate::ui::*;
use crate::words::bulk as words;
use chosen::Chosen;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::person::Right;
use partnership::text::Lang;
use store::Asker;
use store::application::Application;
use store::bulk::{Deed, MOST};

pub(super) use chosen::{Kind, bar, tick};

/// Where it stands.
pub(super) const PATH: &str = "/office/bulk";
/// How many applications are named before the rest is folded.
const NAMED: usize = 10;

/// The page before an act on several applications; with `id`, the one after it; with nothing in the address, what the
/// asker did to several so far.
#[component]
pub fn BulkPage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::Decide)?;
        if let Some(id) = current.query("id") {
            return after::draw(&current, &asker, &id).await;
        }
        if current.queries().is_empty() {
            return past::draw(&current, &asker).await;
        }
        let again = Again::load(&current).await;
        let chosen = Chosen::load(&current, &asker).await?;
        let lang = current.lang;
        let back = Some((
            chosen.listing.href(chosen.listing.page),
            crate::words::desk::back(lang).to_owned(),
        ));
        let count = chosen.count();
        if count == 0 || (count > MOST && chosen.kind != Kind::Export) {
            let (title, body) = if count == 0 {
                (words::none_title(lang), words::none_body(lang).to_owned())
            } else {
                (words::many_title(lang), words::many_body(lang, MOST))
            };
            return Ok(view! {
                <Frame office=true back=back>
                    <Notice kind=NoticeKind::Error title=title focus=true><p>{body}</p></Notice>
                    <PageHead title=words::title(lang) error=true/>
                </Frame>
            }
            .into_any());
        }
        let title = match chosen.kind {
            Kind::Assign => words::title_assign(lang, count),
            Kind::Remind => words::title_remind(lang, count),
            Kind::SetDue => words::title_set_due(lang, count),
            Kind::Export => words::title_export(lang, count),
        };
        let problems = problems(&again, lang, |field| match field {
            "to" => Some(words::to(lang).to_owned()),
            field if field.starts_with("due") => Some(words::due(lang).to_owned()),
            _ => None,
        });
        let refused = again
            .error
            .as_ref()
            .filter(|error| !matches!(error, crate::error::AppError::Invalid(_)))
            .map(|error| {
                view! { <Notice kind=NoticeKind::Error title=sentence(error) focus=true/> }
            });
        let body = if chosen.kind == Kind::Export {
            chosen::export(&current, &chosen)
        } else {
            form(&current, &asker, &chosen, &again, &problems).await?
        };
        let error = again.error.is_some();
        Ok(view! {
            <Frame office=true back=back>
                <ErrorSummary items=problems/>
                {refused}
                <PageHead title=title error=error/>
                {body}
                {list(&current, &chosen.rows)}
            </Frame>
        }
        .into_any())
    })
}

/// What an act does, in words.
fn named(deed: &Deed, to: Option<String>, lang: Lang) -> String {
    match deed {
        Deed::Assign(_) => {
            let nobody = crate::words::office::nobody(lang).to_owned();
            words::result_assign(lang, to.unwrap_or(nobody))
        }
        Deed::SetDue(day) => words::result_set_due(lang, date::day(*day, lang)),
        Deed::Remind => words::result_remind(lang).to_owned(),
    }
}

/// The form with what will happen above its button.
async fn form(
    current: &Current,
    asker: &Asker,
    chosen: &Chosen,
    again: &Again,
    problems: &[(String, Said)],
) -> Result<AnyView, crate::error::AppError> {
    let lang = current.lang;
    let typed = |field: &str| again.typed(field).unwrap_or_default();
    let (fields, button, after) = match chosen.kind {
        Kind::Assign => {
            let people = current.site.store.deciders(asker).await?;
            let picks: Vec<Pick> = people
                .iter()
                .map(|person| {
                    let name = if person.id == asker.id {
                        crate::words::office::you(lang, person.shown())
                    } else {
                        person.shown().to_owned()
                    };
                    Pick::new(person.id.as_str(), name)
                })
                .collect();
            let (nobody, error) = (crate::words::office::nobody(lang), at(problems, "to"));
            let field = view! {
                <SelectField
                    name="to" label=words::to(lang) choices=picks blank=nobody chosen=typed("to") error=error
                />
            };
            (
                field.into_any(),
                words::do_assign(lang),
                words::undo_hint(lang),
            )
        }
        Kind::SetDue => {
            let parts = ["due_month", "due_day", "due_year"];
            let error = parts.into_iter().find_map(|part| at(problems, part));
            let bad = parts.iter().position(|part| at(problems, part).is_some());
            let field = view! {
                <DateField name="due" legend=words::due(lang) typed=parts.map(typed) error=error bad=bad/>
            };
            (
                field.into_any(),
                words::do_set_due(lang),
                words::undo_hint(lang),
            )
        }
        Kind::Remind | Kind::Export => (
            ().into_any(),
            words::do_remind(lang),
            words::no_undo_hint(lang),
        ),
    };
    let told: Vec<AnyView> = told(current, asker, chosen)
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any())
        .collect();
    let ids: Vec<AnyView> = chosen
        .rows
        .iter()
        .map(|row| {
            let id = row.id.to_string();
            view! { <input type="hidden" name="answers[ids][]" value=id/> }.into_any()
        })
        .collect();
    let back = query(&chosen.listing.pairs(), chosen.listing.page);
    let (act, which) = (chosen.kind.word(), chosen.which.clone());
    Ok(view! {
        <section class="panel bulk-form">
            <PostForm action=StartBulk::url() key=store::fresh::id() token=current.token()>
                <input type="hidden" name="act" value=act/>
                <input type="hidden" name="back" value=back/>
                <input type="hidden" name="rows" value=which/>
                {ids}
                {fields}
                <ul class="bullets">{told}<li>{after}</li></ul>
                <div class="actions"><Button>{button}</Button></div>
            </PostForm>
        </section>
    }
    .into_any())
}

/// What will happen, a sentence each: which mails go out, and what stays as it is.
fn told(current: &Current, asker: &Asker, chosen: &Chosen) -> Vec<String> {
    let lang = current.lang;
    let count =
        |fits: &dyn Fn(&Application) -> bool| chosen.rows.iter().filter(|row| fits(row)).count();
    let mut told = Vec::new();
    let mut add = |n: usize, sentence: fn(partnership::text::Lang, usize) -> String| {
        if n > 0 {
            told.push(sentence(lang, n));
        }
    };
    let waits = |row: &Application, whom: Waits| Waits::of(row, &asker.id) == whom;
    match chosen.kind {
        Kind::Remind => {
            add(count(&|row| waits(row, Waits::Partner)), |l, n| {
                words::mails_partner(l, n)
            });
            add(count(&|row| waits(row, Waits::Colleague)), |l, n| {
                words::mails_colleague(l, n)
            });
            add(count(&|row| waits(row, Waits::Nobody)), |l, n| {
                words::mails_nobody(l, n)
            });
        }
        Kind::SetDue => {
            let is_partners =
                |row: &Application| row.stage == partnership::application::Stage::ChangesRequested;
            add(count(&is_partners), words::mails_partner);
        }
        Kind::Assign | Kind::Export => {}
    }
    if chosen.kind != Kind::Remind {
        add(count(&|row| row.stage.is_final()), |l, n| {
            words::decided(l, n)
        });
    }
    if chosen.kind == Kind::Assign {
        told.insert(0, words::no_mail(lang).to_owned());
    }
    told
}

/// The applications it is about: the first by name, the rest folded.
fn list(current: &Current, rows: &[Application]) -> AnyView {
    let lang = current.lang;
    let item = |row: &Application| {
        let name = super::applications::name(current, row, "");
        let stage = row.stage;
        view! { <li>{name}" "<StageTag stage=stage/></li> }.into_any()
    };
    let first: Vec<AnyView> = rows.iter().take(NAMED).map(item).collect();
    let rest: Vec<AnyView> = rows.iter().skip(NAMED).map(item).collect();
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details>
                <summary>{words::more(lang, rest.len())}</summary>
                <ul class="bulk-list">{rest}</ul>
            </details>
        }
    });
    view! {
        <section aria-labelledby="these">
            <h2 id="these">{words::these(lang)}</h2>
            <ul class="bulk-list">{first}</ul>
            {rest}
        </section>
    }
    .into_any()
}
