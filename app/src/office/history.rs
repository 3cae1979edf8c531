//! History in words: what happened, why, by whom and when.

use crate::current::Current;
use crate::ui::{Said, date, stage};
use crate::words::{
    alike, consult, meeting, office as words, panel, talk, term, timeline as timeline_words,
};
use leptos::prelude::*;
use partnership::change::Asked;
use partnership::district::Profile;
use partnership::form::Form;
use partnership::review::Finding;
use partnership::text::Lang;
use serde_json::Value;
use store::event::Event;

/// A line of history as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// What was done.
    pub(super) what: Said,
    /// Why, and what else is worth knowing: a line each.
    pub(super) why: Vec<Said>,
}

/// Tells a line of history.
pub(super) fn told(event: &Event, profile: &Profile, lang: Lang) -> Told {
    let text = |name: &str| event.text(name);
    let mut why = Vec::new();
    let what = match event.act.as_str() {
        "start" => words::did_start(lang).into(),
        "submit" => {
            detail(
                &mut why,
                words::signed_as(lang),
                &text("signed").into(),
                lang,
            );
            let due = day(text("due"), lang).into();
            detail(&mut why, words::due_on(lang), &due, lang);
            words::did_submit(lang).into()
        }
        "withdraw" => words::did_withdraw(lang).into(),
        "start-review" => words::did_start_review(lang).into(),
        "request-changes" => {
            let due = day(text("due"), lang).into();
            detail(&mut why, words::due_on(lang), &due, lang);
            detail(
                &mut why,
                words::pages(lang),
                &pages(&event.detail, profile, lang),
                lang,
            );
            words::did_request_changes(lang).into()
        }
        "approve" => {
            terms(&mut why, event, profile, lang);
            words::did_approve(lang).into()
        }
        "decline" => words::did_decline(lang).into(),
        "redirect" => {
            let route = profile.route(text("route")).map_or_else(
                || text("route").into(),
                |route| Said::of(&route.title, lang),
            );
            detail(&mut why, words::process(lang), &route, lang);
            words::did_redirect(lang).into()
        }
        "judge" => {
            let slug = text("criterion");
            let criterion = profile
                .criterion(slug)
                .map_or_else(|| slug.into(), |criterion| Said::of(&criterion.name, lang));
            let word = text("finding");
            let finding =
                Finding::from_word(word).map_or(word, |finding| stage::finding(finding, lang));
            criterion.within(|criterion| words::did_judge(lang, criterion, finding))
        }
        "assign" if text("to").is_empty() => words::did_assign_nobody(lang).into(),
        "assign" => words::did_assign(lang, text("to")).into(),
        "set-due" => {
            let due = day(text("due"), lang);
            crate::words::desk::did_set_due(lang, due).into()
        }
        "remind" => crate::words::desk::did_remind(lang).into(),
        "ask-consult" => {
            let due = day(text("due"), lang).into();
            detail(&mut why, consult::asked(lang), &text("email").into(), lang);
            detail(&mut why, words::due_on(lang), &due, lang);
            super::judged::told("ask-consult", event, profile, lang).unwrap_or_default()
        }
        "plan-meeting" => {
            let people: Vec<&str> = text("people").lines().map(str::trim).collect();
            let people = people.join(", ").into();
            detail(&mut why, meeting::people(lang), &people, lang);
            meeting::did_meeting(lang).into()
        }
        "begin" => {
            terms(&mut why, event, profile, lang);
            words::did_begin(lang).into()
        }
        "record-agreement" => words::did_record_agreement(lang).into(),
        "record-onboarding" => words::did_record_onboarding(lang).into(),
        "end" => words::did_end(lang).into(),
        "set-end" => {
            let was = day(text("was_ends"), lang).into();
            detail(&mut why, term::was(lang), &was, lang);
            match day(text("ends"), lang) {
                none if none.is_empty() => term::did_open(lang).into(),
                day => term::did_set(lang, day).into(),
            }
        }
        "merge" => alike::did_merge(lang, text("from"), text("into")).into(),
        "undo-merge" => alike::did_undo(lang, text("from"), text("into")).into(),
        "note" => {
            let told = event.detail.get("told").and_then(Value::as_array);
            let told: Vec<&str> = told
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            if !told.is_empty() {
                why.push(talk::told(lang, told.join(", ")).into());
            }
            timeline_words::did_note(lang).into()
        }
        "confidential-note" => talk::did_confidential(lang).into(),
        "message" if event.detail.get("office") == Some(&Value::Bool(true)) => {
            timeline_words::did_message(lang).into()
        }
        "message" => timeline_words::did_answer(lang).into(),
        act => member(act, event, lang)
            .map(Into::into)
            .or_else(|| super::judged::told(act, event, profile, lang))
            .unwrap_or_else(|| words::did_other(lang, act).into()),
    };
    for name in ["reason", "note", "body"] {
        if !text(name).is_empty() {
            why.push(text(name).into());
        }
    }
    Told { what, why }
}

/// Tells how people came to work on the application and left it.
fn member(act: &str, event: &Event, lang: Lang) -> Option<String> {
    use crate::words::member as words;
    let text = |name: &str| event.text(name);
    Some(match act {
        "invite-member" => words::did_invite(lang, text("email")),
        "end-invitation" => words::did_end_invitation(lang, text("email")),
        "join" => words::did_join(lang).to_owned(),
        "leave" => words::did_leave(lang).to_owned(),
        "remove-member" => words::did_remove(lang, text("name")),
        "hand-over" => words::did_hand_over(lang, text("to")),
        "claim" => words::did_claim(lang).to_owned(),
        "settle-claim" => words::did_settle(lang, text("to")),
        "begin-for" => words::did_begin_for(lang).to_owned(),
        "take-over" => words::did_take_over(lang).to_owned(),
        "ask-for-partner" => words::did_ask_for_partner(lang).to_owned(),
        "refuse-claim" => words::did_refuse(lang, text("to")),
        "remind-draft" => crate::words::remind_mail::did_draft(lang).to_owned(),
        "remind-changes" => crate::words::remind_mail::did_changes(lang).to_owned(),
        "remind-review" => crate::words::remind_mail::did_review(lang).to_owned(),
        _ => return None,
    })
}

fn detail(why: &mut Vec<Said>, name: &str, value: &Said, lang: Lang) {
    if !value.is_empty() {
        why.push(value.within(|value| words::detail(lang, name, value)));
    }
}

/// Level, kind of agreement and conditions of an approval.
fn terms(why: &mut Vec<Said>, event: &Event, profile: &Profile, lang: Lang) {
    let text = |name: &str| event.text(name);
    let level = profile
        .level(text("level"))
        .map_or_else(|| text("level").into(), |level| Said::of(&level.name, lang));
    let agreement = profile
        .agreement(text("agreement"))
        .map_or_else(Said::default, |kind| Said::of(&kind.label, lang));
    detail(why, words::level(lang), &level, lang);
    if let Some(proposed) = profile.level(text("proposed")) {
        let (name, proposed) = (panel::proposed_level(lang), Said::of(&proposed.name, lang));
        detail(why, name, &proposed, lang);
        detail(why, panel::why_level(lang), &text("why-level").into(), lang);
    }
    detail(why, words::agreement(lang), &agreement, lang);
    let why_kind = text("why-agreement").into();
    detail(why, panel::why_agreement(lang), &why_kind, lang);
    let ends = day(text("ends"), lang).into();
    detail(why, term::last_day(lang), &ends, lang);
    let conditions = text("conditions").into();
    detail(why, words::conditions(lang), &conditions, lang);
}

/// A stored day as people read it; what is no day stays as it is.
pub(super) fn day(text: &str, lang: Lang) -> String {
    text.parse()
        .map_or_else(|_| text.to_owned(), |day| date::day(day, lang))
}

/// The pages and questions that a request for changes names.
pub(super) fn pages(detail: &Value, profile: &Profile, lang: Lang) -> Said {
    let asked = serde_json::from_value::<Asked>(detail.clone()).unwrap_or_default();
    named(&asked, &profile.form, lang)
}

/// What is asked for: the title of each page, and behind it the questions of it that are named.
pub(super) fn named(asked: &Asked, form: &Form, lang: Lang) -> Said {
    let name = |slug: &String| {
        let Some(step) = form.step(slug) else {
            return slug.as_str().into();
        };
        let title = Said::of(&step.title, lang);
        let questions = step.questions.iter();
        let labels: Vec<Said> = questions
            .filter(|question| asked.questions.contains(&question.key))
            .map(|question| Said::of(&question.label, lang))
            .collect();
        if labels.is_empty() {
            return title;
        }
        let labels = Said::join(labels, "; ");
        Said::woven([&title, &labels], |[title, labels]| {
            format!("{title} ({labels})")
        })
    };
    Said::join(asked.steps.iter().map(name), " · ")
}

/// The history as a timeline, newest first.
pub(super) fn timeline<'a>(current: &Current, events: impl Iterator<Item = &'a Event>) -> AnyView {
    let lang = current.lang;
    let zone = current.site.time_zone;
    let lines: Vec<AnyView> = events
        .map(|event| {
            let Told { what, why } = told(event, &current.site.profile, lang);
            let who = event
                .who
                .clone()
                .unwrap_or_else(|| words::by_program(lang).to_owned());
            let when = words::by_at(lang, date::instant(event.at, zone, lang), who);
            let why = (!why.is_empty())
                .then(|| view! { <div class="timeline__why">{Said::join(why, "\n").view()}</div> });
            view! {
                <li>
                    <p class="timeline__when">{when}</p>
                    <p class="timeline__what">{what.view()}</p>
                    {why}
                </li>
            }
            .into_any()
        })
        .collect();
    if lines.is_empty() {
        return view! { <p class="missing">{words::no_history(lang)}</p> }.into_any();
    }
    view! { <ol class="timeline">{lines}</ol> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use partnership::application::Action;
    use partnership::partnership as life;
    use serde_json::json;

    fn profile() -> Profile {
        let text = include_str!("../../../server/profiles/durham-1.toml");
        toml::from_str::<Profile>(text).unwrap().resolved()
    }

    fn tell(act: &str, detail: Value, lang: Lang) -> Told {
        told(
            &Event {
                at: DateTime::UNIX_EPOCH,
                who: None,
                act: act.into(),
                detail,
            },
            &profile(),
            lang,
        )
    }

    #[test]
    fn every_act_has_its_words_in_both_languages() {
        let acts = Action::ALL.map(Action::word).into_iter();
        let acts = acts.chain(life::Action::ALL.map(life::Action::word));
        let members = [
            "invite-member",
            "end-invitation",
            "join",
            "leave",
            "remove-member",
            "hand-over",
            "claim",
            "settle-claim",
            "refuse-claim",
            "begin-for",
            "take-over",
            "ask-for-partner",
        ];
        let acts = acts.chain(members);
        let acts = acts.chain(super::super::judged::ACTS);
        let own = ["start", "judge", "assign", "begin", "merge", "undo-merge"];
        let more = [
            "remind",
            "set-due",
            "set-end",
            "note",
            "confidential-note",
            "message",
        ];
        let reminders = store::mail::Reminding::ALL.map(store::mail::Reminding::word);
        for act in acts.chain(own).chain(more).chain(reminders) {
            let (english, spanish) = (
                tell(act, json!({}), Lang::En).what.words(),
                tell(act, json!({}), Lang::Es).what.words(),
            );
            for (what, lang) in [(&english, Lang::En), (&spanish, Lang::Es)] {
                assert!(
                    !what.is_empty() && *what != words::did_other(lang, act),
                    "{act} has no words: {what}"
                );
            }
            assert_ne!(english, spanish, "{act}");
            let kind = store::timeline::Kind::of(act);
            assert!(
                kind.is_some(),
                "{act} is of no kind in store/src/timeline/kind.rs"
            );
        }
        assert_eq!(
            tell("dance", json!({}), Lang::En).what.words(),
            words::did_other(Lang::En, "dance")
        );
    }

    #[test]
    fn the_reason_follows_the_act() {
        let asked =
            json!({ "steps": ["outcomes", "gone"], "body": "Name a measure", "due": "2027-05-03" });
        assert_eq!(
            tell("request-changes", asked, Lang::En),
            Told {
                what: "Asked for changes".into(),
                why: vec![
                    "Due: May 3, 2027".into(),
                    "Pages: What will your program achieve? · gone".into(),
                    "Name a measure".into(),
                ],
            }
        );
        let judged = json!({ "criterion": "formal-agreement", "finding": "not-met", "note": "No signature" });
        assert_eq!(
            tell("judge", judged, Lang::En),
            Told {
                what: "Judged “Formal agreement”: Not met".into(),
                why: vec!["No signature".into()]
            }
        );
        assert_eq!(
            tell("assign", json!({ "to": "Ana Gil" }), Lang::En)
                .what
                .words(),
            "Assigned it to Ana Gil"
        );
        assert_eq!(
            tell("assign", json!({ "to": null }), Lang::En).what.words(),
            "Assigned it to nobody"
        );
        let named = json!({ "seal": "0", "files": [], "told": ["Ana Gil", "Ben Ode"] });
        let why = tell("note", named, Lang::En).why;
        assert_eq!(why, ["Told: Ana Gil, Ben Ode".into()]);
        let quiet = json!({ "seal": "0", "files": [], "note_id": "abc" });
        assert_eq!(tell("confidential-note", quiet, Lang::En).why, []);
        let consulted = json!({ "office": "legal", "email": "lena@example.org", "due": "2027-05-03", "body": "May they?" });
        let why = tell("ask-consult", consulted, Lang::En).why;
        assert_eq!(
            why.iter().map(Said::words).collect::<Vec<_>>(),
            ["Asked: lena@example.org", "Due: May 3, 2027", "May they?"]
        );
        let approved = json!({ "level": "on-going", "agreement": "moa", "conditions": "" });
        let why = tell("approve", approved, Lang::En).why;
        assert_eq!(
            why.iter().map(Said::words).collect::<Vec<_>>(),
            [
                "Level: On-going commitment",
                "Agreement: Memorandum of Agreement (MOA)"
            ]
        );
    }
}
