//! The record of an application: where it stands, what was sent, what the office found and wrote.

mod checklist;
mod consult;
mod evidence;
mod found;
mod irs;
mod meeting;
mod panel;
mod reading;
mod score;
mod side;
mod standing;
mod talk;

use super::desk::list::List;
use super::desk::walk::{Walk, beside_application, onward};
use super::history::timeline;
use super::place::{application_id, done, parameter, problems};
use super::timeline::LATEST;
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{go, page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::{office as words, panel as panel_words, talk as talk_words};
use chrono::NaiveDate;
use leptos::prelude::*;
use partnership::form::ein::Ein;
use partnership::person::Right;
use store::Asker;
use store::application::{Application, Submission};
use store::event::Event;
use store::irs::Found;
use store::review::desk::Desk;
use store::review::panel::Judging;
use store::timeline::Veil;

/// Whether somebody has to act and the day for it has gone by.
pub(super) fn is_overdue(application: &Application, today: NaiveDate) -> bool {
    !application.stage.is_final() && application.due_on.is_some_and(|day| day < today)
}

/// Everything the record shows.
struct Record {
    current: Current,
    asker: Asker,
    application: Application,
    submissions: Vec<Submission>,
    desk: Desk,
    judging: Judging,
    listed: Vec<(Ein, Vec<Found>)>,
    events: Vec<Event>,
    walk: Walk,
    again: Again,
    problems: Vec<(String, Said)>,
}

impl Record {
    async fn load(current: Current, id: &str) -> Result<Self, AppError> {
        let asker = current.asker_with(Right::ReadApplications)?;
        let store = &current.site.store;
        let application = store.application(&asker, &application_id(id)?).await?;
        if application.submitted_at.is_none() {
            return Err(AppError::NotFound);
        }
        let current = current.as_of(application.profile_version)?;
        let store = &current.site.store;
        let submissions = store.submissions(&application).await?;
        let desk = store.desk(&asker, &application).await?;
        let judging = store.judging(&asker, &application).await?;
        let veil = Veil::of(&asker, &application, &judging);
        let events = store.latest(&application, &veil, LATEST).await?;
        let newest = submissions.first().map(|sent| &sent.answers);
        let listed = irs::look_up(&current, newest).await?;
        let walk = Walk::of(&current, List::Applications);
        let again = Again::load(&current).await;
        let problems = problems(&again, current.lang, |field| label(&current, field));
        Ok(Self {
            current,
            asker,
            application,
            submissions,
            desk,
            judging,
            listed,
            events,
            walk,
            again,
            problems,
        })
    }

    /// Whether it is the asker's own. Nobody decides on their own.
    fn is_own(&self) -> bool {
        self.application.part(&self.asker.id).is_some()
    }

    /// Whether the office's work on it is kept from the asker: it is their own, or they declared a conflict.
    fn is_kept(&self) -> bool {
        self.application.is_kept_from(&self.asker.id)
    }

    /// Whether the asker acts for the office here.
    fn acts(&self) -> bool {
        self.asker.may(Right::Decide) && !self.is_kept()
    }

    /// What was sent last.
    fn newest(&self) -> Option<&Submission> {
        self.submissions.first()
    }

    /// How many of the criteria are met or do not apply, and how many there are.
    fn met(&self) -> (usize, usize) {
        let criteria = &self.current.site.profile.criteria;
        let is_met = |slug: &str| {
            let found = self.judging.counted_on(slug);
            found.is_some_and(|found| found.finding.is_settled())
        };
        (
            criteria
                .iter()
                .filter(|criterion| is_met(&criterion.slug))
                .count(),
            criteria.len(),
        )
    }

    /// The newest request for changes in the history.
    fn asked(&self) -> Option<&Event> {
        self.events
            .iter()
            .find(|event| event.act == "request-changes")
    }

    /// The notice of the last act, when it belongs to this part of the page.
    fn news(&self, acts: &[&str]) -> Option<AnyView> {
        let act = self.current.query("done")?;
        let title = done(&self.current).filter(|_| acts.contains(&act.as_str()))?;
        Some(view! { <Notice kind=NoticeKind::Success title=title focus=true/> }.into_any())
    }

    fn day(&self, at: chrono::DateTime<chrono::Utc>) -> String {
        date::day(
            at.with_timezone(&self.current.site.time_zone).date_naive(),
            self.current.lang,
        )
    }
}

/// What a field of the page is called.
fn label(current: &Current, field: &str) -> Option<Said> {
    let lang = current.lang;
    let criterion = |slug: &str| {
        current
            .site
            .profile
            .criterion(slug)
            .map(|criterion| current.text(&criterion.name))
    };
    match field {
        "note" => Some(words::internal_note(lang).into()),
        "message" => Some(words::message(lang).into()),
        "to" => Some(words::assigned_to(lang).into()),
        "person" => Some(panel_words::reviewer(lang).into()),
        "tell" => Some(talk_words::tell(lang).into()),
        "note-files" | "message-files" => Some(talk_words::attach(lang).into()),
        "conflict" => Some(panel_words::conflict_reason(lang).into()),
        field => {
            let (part, slug) = field.split_once('.')?;
            let name = criterion(slug)?;
            Some(match part {
                "finding" => name,
                "note" => name.within(|name| words::note_on(lang, name)),
                "evidence" => name.within(|name| panel_words::evidence_on(lang, name)),
                "points" => name.within(|name| panel_words::points_on(lang, name)),
                "settled" => name.within(|name| panel_words::settled_on(lang, name)),
                "why" => name.within(|name| panel_words::why_on(lang, name)),
                _ => return None,
            })
        }
    }
}

/// The record of an application. Whoever may read applications reads it; the office acts on it.
#[component]
pub fn ApplicationPage() -> impl IntoView {
    let id = parameter("id");
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::ReadApplications)?;
        if let Some(next) = beside_application(&current, &asker, &application_id(&id)?).await? {
            return Ok(go(&next));
        }
        let record = Record::load(current, &id).await?;
        crate::act::read(
            &record.current,
            &record.asker,
            &record.application.id,
            &record.desk.entries,
        );
        Ok(draw(&record))
    })
}

fn draw(record: &Record) -> AnyView {
    let lang = record.current.lang;
    let application = &record.application;
    let (walk, label) = (&record.walk, words::back_applications(lang));
    let back = walk.back(super::listing::PATH, label);
    let walk = walk.view(&record.current);
    let problems = record.problems.clone();
    let refusal = refusal(record);
    let news = record.news(&[
        "start-review",
        "assign",
        "declare-conflict",
        "request-changes",
        "approve",
        "decline",
        "redirect",
    ]);
    let (title, lead) = (application.organization.clone(), application.title.clone());
    let caption = words::back_record(lang, &application.reference);
    let error = record.again.error.is_some();
    let standing = (standing::view(record), side::ways(record));
    let main = (
        super::profile::began_earlier(&record.current),
        reading::asked(record),
        reading::changed(record),
        checklist::view(record),
        found::view(record),
        consult::view(record),
        meeting::view(record),
        irs::view(record),
        reading::answers(record),
    );
    let talk = (talk::messages(record), talk::notes(record));
    let unread = talk::news(record);
    let latest = record.events.iter().take(LATEST as usize);
    let timeline = timeline(&record.current, latest);
    let whole = url::history(&url::office_application(&application.id));
    let whole = onward(&record.current, &whole);
    let side = side::view(record);
    view! {
        <Frame office=true back=Some(back)>
            <ErrorSummary items=problems/>
            {refusal}
            {news}
            {walk}
            <PageHead title=title lead=lead caption=caption.clone() kind=caption error=error/>
            {unread}
            {standing}
            <div class="split record">
                <div class="split__main">
                    {main}
                    {talk}
                    <section id="history" aria-labelledby="history-title">
                        <h2 id="history-title">{words::history(lang)}</h2>
                        {timeline}
                        <p><a href=whole>{crate::words::timeline::see_all(lang)}</a></p>
                    </section>
                </div>
                {side}
            </div>
        </Frame>
    }
    .into_any()
}

/// Why the last act was refused, when no field is to blame.
fn refusal(record: &Record) -> Option<AnyView> {
    let lang = record.current.lang;
    let judged = record
        .again
        .fields
        .keys()
        .any(|field| field.starts_with("finding.") || field.starts_with("settled."));
    match &record.again.error {
        None | Some(AppError::Invalid(_)) => None,
        Some(AppError::Stale) if judged => Some(
            view! {
                <Notice kind=NoticeKind::Error title=words::colleague_title(lang) focus=true>
                    <p>{words::colleague_body(lang)}</p>
                </Notice>
            }
            .into_any(),
        ),
        Some(error) => Some(
            view! { <Notice kind=NoticeKind::Error title=sentence(error) focus=true/> }.into_any(),
        ),
    }
}
