//! The fields of an approval: level, kind of agreement, last day, conditions.

use super::case::Case;
use crate::current::Current;
use crate::office::decision::{CONDITIONS, proposed_agreement};
use crate::office::desk::walk::onward;
use crate::office::place::{at, at_day};
use crate::office::term::parts;
use crate::ui::answers::shown;
use crate::ui::*;
use crate::url;
use crate::words::decide as words;
use crate::words::term as term_words;
use leptos::prelude::*;
use partnership::district::Level;
use partnership::form::Question;
use partnership::review::Finding;
use partnership::text::Lang;
use partnership::{agreement, level, term};
use std::borrow::Cow;
use store::review::Found;

/// The fields of the last day.
const ENDS: [&str; 3] = ["ends.month", "ends.day", "ends.year"];

/// The fields, with what the answers propose and why.
pub(super) fn fields(current: &Current, case: &Case, problems: &[(String, Said)]) -> AnyView {
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
            let name = Said::of(&proposal.level.name, lang);
            Said::woven([&because, &name], |[because, name]| {
                words::proposed(lang, because, name)
            })
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
    let kinds_proposed = agreement::proposed(profile, &case.sent);
    let other_kind = view! {
        <TextArea
            name="answers[why-agreement][]" label=words::why_agreement(lang) hint=words::why_agreement_hint(lang)
            rows=2 value=case.fields.text("why-agreement") error=at(problems, "why-agreement") optional=true
        />
    };
    let why_kind: Vec<Said> = kinds_proposed
        .iter()
        .map(|proposal| {
            let because = because(current, case, &proposal.because);
            let name = Said::of(&proposal.kind.label, lang);
            Said::woven([&because, &name], |[because, name]| {
                words::proposed(lang, because, name)
            })
        })
        .collect();
    let is_left_out = |found: &Found| found.finding == Finding::DoesNotApply;
    let all_met = if case.findings.iter().any(is_left_out) {
        words::all_settled(lang)
    } else {
        words::all_met(lang)
    };
    let ends = term::proposed(profile, &case.sent, current.today);
    let hint = match (ends, profile.setting.partnership_months) {
        (Some(ends), _) if ends.is_answered => term_words::hint_answered(lang).to_owned(),
        (Some(_), Some(months)) => term_words::hint_usual(lang, usize::from(months)),
        _ => term_words::hint_none(lang).to_owned(),
    };
    let typed = if is_new {
        parts(ends.map(|ends| ends.day))
    } else {
        ENDS.map(|field| case.fields.text(field).to_owned())
    };
    let (bad, error) = at_day(problems, ENDS);
    let outdated: Vec<Said> = case
        .outdated
        .iter()
        .filter_map(|at| profile.criteria.get(*at))
        .map(|criterion| Said::of(&criterion.name, lang))
        .collect();
    let outdated = (!outdated.is_empty()).then(|| {
        let record = url::office_application(&case.application.id);
        let checklist = onward(current, &format!("{record}#checklist"));
        view! {
            <Notice kind=NoticeKind::Warning title=words::outdated_title(lang)>
                <p>{Said::join(outdated, ", ").view()}</p>
                <p><a href=checklist>{words::to_checklist(lang)}</a></p>
            </Notice>
        }
    });
    view! {
        <p class="all-met">{icon(Icon::Check)}{all_met}</p>
        {outdated}
        <Radios
            name="answers[level][]" legend=words::level(lang) hint=why choices=levels chosen=level
            error=at(problems, "level")
        />
        {other}
        <Radios
            name="answers[agreement][]" legend=words::agreement(lang) hint=Said::join(why_kind, "; ") choices=kinds
            chosen=chosen_kind
            error=at(problems, "agreement")
        />
        {other_kind}
        <DateField
            name="answers[ends][]" legend=term_words::ends(lang) hint=hint error=error bad=bad typed=typed
            optional=true
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
    let texts = std::iter::once(&level.text).chain(&level.signs);
    Said::join(texts.map(|text| Said::of(text, lang)), " ")
}

/// The answers that propose something: `question: answer`, one after the other.
fn because(current: &Current, case: &Case, questions: &[Cow<'_, Question>]) -> Said {
    let lang = current.lang;
    let said = questions.iter().map(|question| {
        let answer = Said::join(
            shown(question, &case.sent, &current.site.profile, lang),
            ", ",
        );
        Said::woven(
            [&answer, &Said::of(&question.label, lang)],
            |[answer, label]| words::because_answer(lang, answer, label),
        )
    });
    Said::join(said, "; ")
}
