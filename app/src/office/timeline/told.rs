//! A line of a timeline in words: what was done, what was before and what is now, by the labels of the profile.

use super::Thing;
use crate::current::Current;
use crate::office::history;
use crate::ui::answers::{Change, changes};
use crate::ui::{Said, date, stage};
use crate::words::{office, timeline as words};
use partnership::application;
use partnership::partnership as life;
use partnership::review::Finding;
use partnership::text::Lang;
use store::application::Submission;
use store::event::Event;
use store::timeline::{Kind, Line};

/// A line as people read it.
pub(super) struct Told {
    pub(super) seq: i64,
    pub(super) is_partnership: bool,
    pub(super) when: String,
    /// When, as a spreadsheet sorts it.
    pub(super) sortable: String,
    pub(super) who: String,
    pub(super) kind: &'static str,
    pub(super) what: Said,
    /// Name, what was before, what is now.
    pub(super) changed: Vec<(String, String, String)>,
    /// Answers that differ from those sent before.
    pub(super) answers: Vec<Change>,
    pub(super) why: Vec<Said>,
}

/// What a kind is called.
pub(super) const fn kind_name(kind: Option<Kind>, lang: Lang) -> &'static str {
    match kind {
        Some(Kind::Stage) => words::stage(lang),
        Some(Kind::Review) => words::review(lang),
        Some(Kind::Assignment) => words::assignment(lang),
        Some(Kind::People) => words::people(lang),
        Some(Kind::Talk) => words::talk(lang),
        None => words::other(lang),
    }
}

/// Who did it, by name.
pub(super) fn who(event: &Event, lang: Lang) -> String {
    let name = event.who.clone();
    name.unwrap_or_else(|| office::by_program(lang).to_owned())
}

/// Tells the lines of a thing.
pub(super) fn told(thing: &Thing) -> Vec<Told> {
    let lines = thing.lines.lines.iter();
    lines.map(|line| line_of(thing, line)).collect()
}

fn line_of(thing: &Thing, line: &Line) -> Told {
    let current = &thing.current;
    let (lang, zone) = (current.lang, current.site.time_zone);
    let event = &line.event;
    let history::Told { what, why } = history::told(event, &current.site.profile, lang);
    let local = event.at.with_timezone(&zone);
    Told {
        seq: line.seq,
        is_partnership: line.is_partnership,
        when: date::instant(event.at, zone, lang),
        sortable: local.format("%Y-%m-%d %H:%M").to_string(),
        who: who(event, lang),
        kind: kind_name(Kind::of(&event.act), lang),
        what,
        changed: changed(event, line.is_partnership, lang),
        answers: answers(current, &thing.submissions, event),
        why,
    }
}

/// What was before and what is now, where the line tells both.
pub(super) fn changed(
    event: &Event,
    is_partnership: bool,
    lang: Lang,
) -> Vec<(String, String, String)> {
    let mut changed = Vec::new();
    let noted = |name: &str| event.detail.get(name).is_some();
    if noted("was_stage") {
        let named = |word: &str| stage_name(word, is_partnership, lang);
        changed.push((
            office::stage(lang).to_owned(),
            named(event.text("was_stage")),
            named(event.text("stage")),
        ));
    }
    let nobody = |name: &str| {
        if name.is_empty() {
            office::nobody(lang).to_owned()
        } else {
            name.to_owned()
        }
    };
    let is_given = match event.act.as_str() {
        "assign" => noted("was"),
        "start-review" => noted("to"),
        _ => false,
    };
    if is_given {
        changed.push((
            office::assigned_to(lang).to_owned(),
            nobody(event.text("was")),
            nobody(event.text("to")),
        ));
    }
    if event.act == "set-due" && !event.text("was").is_empty() {
        changed.push((
            office::due_on(lang).to_owned(),
            history::day(event.text("was"), lang),
            history::day(event.text("due"), lang),
        ));
    }
    if matches!(event.act.as_str(), "judge" | "settle") && noted("was") {
        let named = |word: &str| match Finding::from_word(word) {
            Some(finding) => stage::finding(finding, lang).to_owned(),
            None if word.is_empty() => office::not_judged(lang).to_owned(),
            None => word.to_owned(),
        };
        changed.push((
            words::finding(lang).to_owned(),
            named(event.text("was")),
            named(event.text("finding")),
        ));
    }
    changed
}

/// The name of a stage; a word that is none stays as it is.
fn stage_name(word: &str, is_partnership: bool, lang: Lang) -> String {
    let name = if is_partnership {
        life::Stage::from_word(word).map(|of| stage::partnership(of, lang))
    } else {
        application::Stage::from_word(word).map(|of| stage::application(of, lang))
    };
    name.unwrap_or(word).to_owned()
}

/// The answers that were changed when it was sent again.
fn answers(current: &Current, submissions: &[Submission], event: &Event) -> Vec<Change> {
    let sent = submissions
        .iter()
        .position(|sent| event.act == "submit" && sent.signed_at == event.at);
    // The newest stands first: what was sent before stands behind.
    let pair = sent.and_then(|at| submissions.get(at).zip(submissions.get(at + 1)));
    pair.map_or_else(Vec::new, |(new, old)| {
        let profile = &current.site.profile;
        changes(
            &profile.form,
            &old.answers,
            &new.answers,
            profile,
            current.lang,
        )
    })
}

/// A change as one line.
pub(super) fn in_a_line((name, old, new): &(String, String, String), lang: Lang) -> String {
    words::change(lang, name, new, old)
}

/// A changed answer as one line.
pub(super) fn answer_in_a_line(change: &Change, lang: Lang) -> String {
    let text = |values: &[Said]| {
        if values.is_empty() {
            words::not_answered(lang).to_owned()
        } else {
            Said::join(values.iter().cloned(), ", ").words()
        }
    };
    words::change(
        lang,
        change.label.words(),
        text(&change.new),
        text(&change.old),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use serde_json::{Value, json};

    fn lines(act: &str, detail: Value) -> Vec<String> {
        let event = Event {
            at: DateTime::UNIX_EPOCH,
            who: None,
            act: act.into(),
            detail,
        };
        let changed = changed(&event, act == "end", Lang::En);
        let lines = changed.iter().map(|change| in_a_line(change, Lang::En));
        lines.collect()
    }

    #[test]
    fn what_was_before_stands_beside_what_is_now_in_the_words_of_people() {
        for (act, detail, told) in [
            (
                "approve",
                json!({ "was_stage": "in-review", "stage": "approved" }),
                "Stage: In review → Approved",
            ),
            (
                "end",
                json!({ "was_stage": "active", "stage": "ended" }),
                "Stage: Active → Ended",
            ),
            (
                "assign",
                json!({ "was": null, "to": "Ana Gil" }),
                "Assigned to: Nobody → Ana Gil",
            ),
            (
                "assign",
                json!({ "was": "Ana Gil", "to": null }),
                "Assigned to: Ana Gil → Nobody",
            ),
            (
                "set-due",
                json!({ "was": "2027-01-15", "due": "2027-02-01" }),
                "Due: January 15, 2027 → February 1, 2027",
            ),
            (
                "judge",
                json!({ "was": null, "finding": "met" }),
                "Finding: Not judged yet → Met",
            ),
            (
                "judge",
                json!({ "was": "not-met", "finding": "needs-more" }),
                "Finding: Not met → Needs more",
            ),
        ] {
            assert_eq!(lines(act, detail), [told], "{act}");
        }
        // Lines of old, which do not tell what was before.
        for (act, detail) in [
            ("assign", json!({ "to": "Ana Gil" })),
            ("judge", json!({ "finding": "met" })),
            ("set-due", json!({ "due": "2027-02-01" })),
            ("approve", json!({})),
        ] {
            assert!(lines(act, detail).is_empty(), "{act}");
        }
    }
}
