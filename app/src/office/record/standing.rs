//! Where an application stands, what is next, and the acts that the table of moves allows.

use super::super::api::StartReview;
use super::super::decision::{decisions_at, readiness};
use super::super::desk::walk::onward;
use super::{Record, is_overdue};
use crate::tracker::tracker;
use crate::ui::*;
use crate::url;
use crate::words::office as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::application::{Action, Side, Stage};
use partnership::text::Lang;

/// Stage, next act and the way through the process, at the top of the record.
pub(super) fn view(record: &Record) -> AnyView {
    let lang = record.current.lang;
    let application = &record.application;
    let became = record.desk.partnership.as_ref().map(|(_, stage)| *stage);
    let due = application
        .due_on
        .filter(|_| !application.stage.is_final())
        .map(|day| {
            let late = is_overdue(application, record.current.today)
                .then(|| view! { " "<span class="tag tag--bad">{words::overdue(lang)}</span> });
            let due = words::detail(lang, words::due_on(lang), date::day(day, lang));
            view! { <p class="standing__due">{icon(Icon::Clock)}{due}{late}</p> }
        });
    let holder = match &application.assignee {
        Some((id, name)) if *id == record.asker.id => words::held_by(lang, words::you(lang, name)),
        Some((_, name)) => words::held_by(lang, name),
        None => words::held_by_nobody(lang).to_owned(),
    };
    let holder = (!application.stage.is_final())
        .then(|| view! { <p class="standing__due">{icon(Icon::Person)}{holder}</p> });
    view! {
        <section class="panel standing" aria-labelledby="standing">
            <h2 class="hidden-text" id="standing">{words::status(lang)}</h2>
            <div class="standing__now">
                <StageTag stage=application.stage/>
                <p class="standing__next">{next(record, lang)}</p>
                {holder}
                {due}
            </div>
            {acts(record)}
            {tracker(&record.current, application.stage, became)}
        </section>
    }
    .into_any()
}

/// What is next, as a sentence.
fn next(record: &Record, lang: Lang) -> String {
    let sentence = match record.application.stage {
        Stage::Submitted if record.submissions.len() > 1 => words::next_submitted_again(lang),
        Stage::Draft | Stage::Submitted => words::next_submitted(lang),
        // Nobody is told how their own application is judged.
        Stage::InReview if record.is_kept() => stage::application(Stage::InReview, lang),
        Stage::InReview if is_ready(record) => words::next_ready(lang),
        Stage::InReview => {
            let (met, all) = record.met();
            return words::next_in_review(lang, all, met);
        }
        Stage::ChangesRequested => words::next_changes_requested(lang),
        Stage::Approved => words::next_approved(lang),
        Stage::Declined => words::next_declined(lang),
        Stage::Redirected => words::next_redirected(lang),
        Stage::Withdrawn => words::next_withdrawn(lang),
    };
    sentence.to_owned()
}

fn is_ready(record: &Record) -> bool {
    readiness(&record.current.site.profile, &record.judging.counted).is_ok()
}

/// The buttons: only moves of the table, and only for whoever acts for the office.
fn acts(record: &Record) -> AnyView {
    let lang = record.current.lang;
    let application = &record.application;
    if record.is_own() {
        return view! {
            <Notice title=words::own_title(lang)><p>{words::own_body(lang)}</p></Notice>
        }
        .into_any();
    }
    if record.is_kept() {
        use crate::words::panel as words;
        return view! {
            <Notice title=words::apart_title(lang)><p>{words::apart_body(lang)}</p></Notice>
        }
        .into_any();
    }
    let partnership = record.desk.partnership.as_ref().map(|(id, _)| {
        view! {
            <LinkButton href=url::office_partnership(id) kind=ButtonKind::Secondary>{words::see_partnership(lang)}</LinkButton>
        }
    });
    if !record.acts() {
        let reads = (!application.stage.is_final())
            .then(|| view! { <p class="hint">{words::reader_only(lang)}</p> });
        return view! { {reads}<div class="actions">{partnership}</div> }.into_any();
    }
    let starts = application
        .stage
        .after(Action::StartReview, Side::Office)
        .is_ok();
    let start = starts.then(|| {
        let (id, seen) = (application.id.to_string(), application.version.to_string());
        let hint =
            application.assignee.is_none().then(|| view! { <p class="hint">{words::start_review_hint(lang)}</p> });
        view! {
            <PostForm
                action=StartReview::url() key=store::fresh::id() token=record.current.token() class="inline-form"
            >
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="seen" value=seen/>
                <Button>{stage::action(Action::StartReview, lang)}</Button>
                {hint}
            </PostForm>
        }
    });
    let led_by = |action: Action| record.judging.led_by(&record.asker.id, action);
    // Who decides, in place of the buttons for whoever does not.
    let led = decisions_at(application.stage)
        .find_map(led_by)
        .map(|name| {
            use crate::words::panel as words;
            view! {
                <p class="hint">{words::led_title(lang, name)}". "{words::led_body(lang)}</p>
                <p><a href="#assignment">{words::led_way(lang)}</a></p>
            }
        });
    let decisions: Vec<AnyView> = decisions_at(application.stage)
        .filter(|action| led_by(*action).is_none())
        .map(|action| {
            let is_main = action == Action::Approve && is_ready(record);
            let kind = if is_main {
                ButtonKind::Primary
            } else {
                ButtonKind::Secondary
            };
            let href = onward(&record.current, &url::decide(&application.id, action));
            view! { <LinkButton href=href kind=kind>{stage::action(action, lang)}</LinkButton> }
                .into_any()
        })
        .collect();
    if start.is_none() && decisions.is_empty() && partnership.is_none() && led.is_none() {
        return ().into_any();
    }
    view! { <div class="actions">{start}{decisions}{partnership}</div>{led} }.into_any()
}
