//! The fields of an approval: level, kind of agreement, conditions.

use super::case::Case;
use crate::current::Current;
use crate::office::decision::{CONDITIONS, proposed_agreement};
use crate::office::place::at;
use crate::ui::answers::shown;
use crate::ui::*;
use crate::words::decide as words;
use leptos::prelude::*;
use partnership::district::Level;
use partnership::form::Question;
use partnership::text::Lang;
use partnership::{agreement, level};

/// The fields, with what the answers propose and why.
pub(super) fn fields(current: &Current, case: &Case, problems: &[(String, String)]) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let proposal = level::proposed(profile, &case.sent);
    let proposed = proposal.as_ref().map(|proposal| proposal.level);
    let is_new = case.fields.is_empty();
    let level = if is_new {
        proposed.map_or("", |level| level.slug.as_str())
    } else {
        case.fields.text("level")
    };
    let chosen_kind = if is_new {
        proposed_agreement(profile, proposed, &case.sent)
    } else {
        case.fields.text("agreement")
    };
    let levels: Vec<Pick> = profile
        .levels
        .iter()
        .map(|level| Pick::new(&level.slug, Said::of(&level.name, lang)).hint(meaning(level, lang)))
        .collect();
    let kinds: Vec<Pick> = profile
        .agreements
        .iter()
        .map(|kind| {
            Pick::new(&kind.value, Said::of(&kind.label, lang)).hint(Said::of(&kind.hint, lang))
        })
        .collect();
    let why = proposal
        .map(|proposal| {
            let because = because(current, case, &proposal.because);
            words::proposed(lang, because, proposal.level.name.get(lang))
        })
        .unwrap_or_default();
    let other = proposed.map(|_| {
        let typed = case.fields.text("why-level").to_owned();
        let error = at(problems, "why-level");
        view! {
            <TextArea
                name="answers[why-level][]" label=words::why_level(lang) hint=words::why_level_hint(lang) rows=2
                value=typed error=error optional=true
            />
        }
    });
    let why_kind: Vec<String> = agreement::proposed(profile, &case.sent)
        .iter()
        .map(|proposal| {
            let because = because(current, case, &proposal.because);
            words::proposed(lang, because, proposal.kind.label.get(lang))
        })
        .collect();
    view! {
        <p class="all-met">{icon(Icon::Check)}{words::all_met(lang)}</p>
        <Radios
            name="answers[level][]" legend=words::level(lang) hint=why choices=levels chosen=level
            error=at(problems, "level")
        />
        {other}
        <Radios
            name="answers[agreement][]" legend=words::agreement(lang) hint=why_kind.join("; ") choices=kinds
            chosen=chosen_kind
            error=at(problems, "agreement")
        />
        <TextArea
            name="answers[conditions][]" label=words::conditions(lang) hint=words::conditions_hint(lang) rows=4
            limit=Some(CONDITIONS) value=case.fields.text("conditions") error=at(problems, "conditions") optional=true
        />
    }
    .into_any()
}

/// What a level means, and what speaks for it.
fn meaning(level: &Level, lang: Lang) -> Said {
    let mut meaning = Said::of(&level.text, lang);
    for sign in &level.signs {
        meaning.text.push(' ');
        meaning.text.push_str(sign.get(lang));
    }
    meaning
}

/// The answers that propose something: `question: answer`, one after the other.
fn because(current: &Current, case: &Case, questions: &[&Question]) -> String {
    let lang = current.lang;
    let said: Vec<String> = questions
        .iter()
        .map(|question| {
            let answer = shown(question, &case.sent, &current.site.profile, lang).join(", ");
            words::because_answer(lang, answer, question.label.get(lang))
        })
        .collect();
    said.join("; ")
}
