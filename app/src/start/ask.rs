//! A step of the advisor as a page: its question is the heading.

use super::way::Way;
use crate::current::Current;
use crate::ui::problem::sentence;
use crate::ui::question::paragraphs;
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use partnership::form::{Kind, Question, Step};
use partnership::invalid::Problem;
use partnership::text::Lang;

/// The page that asks a step. Earlier answers go along unseen.
pub(super) fn ask(current: &Current, way: &Way<'_>, step: &Step) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let title = Said::of(&step.title, lang);
    let asked: Vec<&Question> = step.asked(&way.answers).collect();
    let alone = asked.len() == 1;
    let unanswered = |question: &Question| {
        (way.missing && !question.optional && !question.is_answered(&way.answers)).then(|| {
            let label = Said::of(&question.label, lang);
            label.within(|label| sentence(&Problem::Missing, label, lang))
        })
    };
    let mistakes: Vec<(String, Said)> = asked
        .iter()
        .filter_map(|question| Some((field::field_id(&question.key), unanswered(question)?)))
        .collect();
    let fields: Vec<AnyView> = asked
        .iter()
        .map(|question| control(question, way, unanswered(question), alone, lang))
        .collect();
    let (name, value) = Way::mark(step);
    let hidden: Vec<AnyView> = std::iter::once((name.to_owned(), value))
        .chain(way.others(step))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> }.into_any())
        .collect();
    let back = way.back(profile).unwrap_or_else(|| "/".to_owned());
    let is_first = way.answers.is_empty();
    let head = if alone {
        view! { <PageTitle title=title.words() error=way.missing/> }.into_any()
    } else {
        view! { <PageHead title=title error=way.missing/> }.into_any()
    };
    let body = paragraphs(Said::of(&step.body, lang));
    view! {
        <Frame back=Some((back, words::start::back(lang).to_owned()))>
            <ErrorSummary items=mistakes/>
            {head}
            {body}
            <GetForm action="/start">
                {hidden}
                {fields}
                <Button>{words::start::continue_(lang)}</Button>
            </GetForm>
            {is_first.then(|| view! { <p class="quiet-note">{icon(Icon::Lock)}{words::start::for_no_account(lang)}</p> })}
        </Frame>
    }
    .into_any()
}

/// The advisor asks only questions with choices.
fn control(
    question: &Question,
    way: &Way<'_>,
    error: Option<Said>,
    as_heading: bool,
    lang: Lang,
) -> AnyView {
    let picks: Vec<Pick> = if question.kind == Kind::YesNo {
        vec![
            Pick::new("yes", words::ui::yes(lang)),
            Pick::new("no", words::ui::no(lang)),
        ]
    } else {
        let choices = question.choices().iter();
        choices
            .map(|c| {
                Pick::new(c.value.clone(), Said::of(&c.label, lang)).hint(Said::of(&c.hint, lang))
            })
            .collect()
    };
    let name = question.key.clone();
    let legend = Said::of(&question.label, lang);
    let hint = Said::of(&question.hint, lang);
    let optional = question.optional;
    if question.takes_many(&question.key) {
        let chosen = way.answers.all(&question.key).to_vec();
        view! { <Checkboxes name legend hint error chosen choices=picks optional as_heading/> }
            .into_any()
    } else {
        let chosen = way.answers.text(&question.key).to_owned();
        view! { <Radios name legend hint error chosen choices=picks optional as_heading/> }
            .into_any()
    }
}
