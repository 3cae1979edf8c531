//! Several texts for one step, typed in several tabs or by several people: the partner chooses, and nothing
//! is lost before.

use super::api::step::ChooseText;
use super::open::Open;
use crate::current::Current;
use crate::ui::*;
use crate::words::application as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::form::{Answers, Step};
use store::draft::{Origin, Other, SavedStep};

/// The name of whoever saved a step last, when that was not the person who asks.
pub(super) fn somebody_else<'a>(open: &Open, saved: &'a SavedStep) -> Option<&'a str> {
    let (id, name) = saved.saved_by.as_ref()?;
    (*id != open.asker.id).then_some(name.as_str())
}

/// All texts of the step, each with the button that takes it. Nothing when there is one.
pub(super) fn choice(current: &Current, open: &Open, step: &Step) -> Option<AnyView> {
    let lang = current.lang;
    let saved = open.draft.steps.get(&step.slug)?;
    if saved.others.is_empty() {
        return None;
    }
    let at = date::instant(saved.saved_at, current.site.time_zone, lang);
    let title = match somebody_else(open, saved) {
        Some(who) => words::stored_by(lang, at, who),
        None => words::stored_text(lang, at),
    };
    let stored = open.answers.clone();
    let keep = button(
        current,
        open,
        step,
        saved,
        "stored",
        words::keep_stored(lang),
    );
    let others: Vec<AnyView> = saved
        .others
        .iter()
        .map(|other| {
            let is_own = other.by.0 == open.asker.id && somebody_else(open, saved).is_some();
            let label = if is_own {
                words::take_own(lang)
            } else if saved.others.len() == 1 {
                words::take_other(lang)
            } else {
                words::take_this(lang)
            };
            let title = other_title(current, open, saved, other);
            let answers = with(open, step, &other.answers);
            let take = button(current, open, step, saved, &other.id, label);
            view! {
                <h2>{title}</h2>
                <AnswerList steps=vec![step.clone()] answers=answers/>
                {take}
            }
            .into_any()
        })
        .collect();
    let steps = vec![step.clone()];
    Some(
        view! {
            <Notice kind=NoticeKind::Warning title=words::two_texts(lang, saved.others.len()) focus=true>
                <h2>{title}</h2>
                <AnswerList steps=steps answers=stored/>
                {keep}
                {others}
            </Notice>
        }
        .into_any(),
    )
}

fn other_title(current: &Current, open: &Open, saved: &SavedStep, other: &Other) -> String {
    let lang = current.lang;
    let at = date::instant(other.at, current.site.time_zone, lang);
    let (by, name) = &other.by;
    if *by != open.asker.id {
        words::other_by(lang, at, name)
    } else if somebody_else(open, saved).is_some() {
        words::other_own(lang, at)
    } else {
        words::other_text(lang, at)
    }
}

/// All answers, with these in the place of what the step holds.
fn with(open: &Open, step: &Step, other: &Answers) -> Answers {
    let mut answers = open.answers.clone();
    for field in super::open::typed_fields(step, &open.answers) {
        answers.set(&field, Vec::new());
    }
    answers.merge(other.clone());
    answers
}

/// The button that takes a text. It says which texts were shown, so that no other one goes.
fn button(
    current: &Current,
    open: &Open,
    step: &Step,
    saved: &SavedStep,
    take: &str,
    label: &'static str,
) -> AnyView {
    let (id, slug, take) = (
        open.application.id.to_string(),
        step.slug.clone(),
        take.to_owned(),
    );
    let shown: Vec<&str> = saved.others.iter().map(|other| other.id.as_str()).collect();
    let (shown, seen) = (shown.join(" "), saved.version.to_string());
    view! {
        <PostForm action=ChooseText::PATH token=current.token()>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="step" value=slug/>
            <input type="hidden" name="take" value=take/>
            <input type="hidden" name="seen" value=seen/>
            <input type="hidden" name="shown" value=shown/>
            <Button kind=ButtonKind::Secondary>{label}</Button>
        </PostForm>
    }
    .into_any()
}

/// Where the answers of the step come from, when the partner has yet to look at them.
pub(super) fn origin(current: &Current, open: &Open, slug: &str) -> Option<AnyView> {
    let lang = current.lang;
    let day = |at: chrono::DateTime<chrono::Utc>| {
        date::day(at.with_timezone(&current.site.time_zone).date_naive(), lang)
    };
    let title: Said = match open.origin(slug)? {
        Origin::Sent(at) => words::from_sent(lang, day(at)).into(),
        Origin::District(at) => {
            let district = current.text(&current.site.profile.name);
            district.within(|district| words::from_district(lang, day(at), district))
        }
    };
    Some(view! { <Notice title=title><p>{words::from_elsewhere(lang)}</p></Notice> }.into_any())
}
