//! What stood around the application then: due day, people, messages, and the planning meeting. What no line tells is
//! said to be unknown.

use super::Then;
use crate::ui::*;
use crate::words::{meeting as meeting_words, office, timeline as words};
use leptos::prelude::*;
use store::moment::{DueThen, MeetingThen};

/// A fact, and below it what is to be known about it.
fn fact(name: &'static str, value: String, hint: Option<String>) -> AnyView {
    let hint = hint.map(|hint| view! { <p class="hint">{hint}</p> });
    view! { <div><dt>{name}</dt><dd>{value}{hint}</dd></div> }.into_any()
}

impl Then {
    /// The day on which something was due.
    pub(super) fn due(&self) -> AnyView {
        let lang = self.current.lang;
        let due = match self.moment.due {
            DueThen::Nothing => words::due_nothing(lang).to_owned(),
            DueThen::On(day) => date::day(day, lang),
            DueThen::Untold => words::due_untold(lang).to_owned(),
        };
        fact(office::due_on(lang), due, None)
    }

    /// Who had it, and who reviewed it beside them.
    pub(super) fn people(&self) -> AnyView {
        let lang = self.current.lang;
        let nobody = || office::nobody(lang).to_owned();
        let lead = self.moment.assignee.clone().unwrap_or_else(nobody);
        let panel = &self.moment.panel;
        let names = if panel.names.is_empty() {
            nobody()
        } else {
            panel.names.join(", ")
        };
        let part = (!panel.is_whole).then(|| words::reviewers_part(lang).to_owned());
        [
            fact(office::assigned_to(lang), lead, None),
            fact(words::reviewers(lang), names, part),
        ]
        .into_any()
    }

    /// How many messages there had been, and when the last was sent.
    pub(super) fn messages(&self) -> AnyView {
        let lang = self.current.lang;
        let talk = self.moment.talk;
        let count = usize::try_from(talk.count).unwrap_or_default();
        let told = talk.last_at.map_or_else(
            || words::no_messages(lang).to_owned(),
            |at| words::messages_told(lang, count, self.day(at)),
        );
        let name = words::messages(lang);
        let Some(at) = talk.since else {
            return fact(name, told, None);
        };
        let since = words::messages_since(lang, self.day(at));
        // Before messages had lines, that there is none says nothing.
        if talk.count > 0 || at < self.moment.event.at {
            fact(name, told, Some(since))
        } else {
            fact(name, since, None)
        }
    }

    /// The planning meeting, where the district has them or there was one.
    pub(super) fn meeting(&self) -> Option<AnyView> {
        let lang = self.current.lang;
        let meeting = self.moment.meeting.as_ref();
        if meeting.is_none() && self.current.site.profile.planning.is_none() {
            return None;
        }
        let body = meeting.map_or_else(
            || view! { <p class="missing">{words::no_meeting(lang)}</p> }.into_any(),
            |meeting| self.planned(meeting),
        );
        Some(
            view! {
                <section aria-labelledby="meeting">
                    <h2 id="meeting">{words::meeting(lang)}</h2>
                    {body}
                </section>
            }
            .into_any(),
        )
    }

    fn planned(&self, meeting: &MeetingThen) -> AnyView {
        let lang = self.current.lang;
        let profile = &self.current.site.profile;
        let untold = || words::meeting_untold(lang).to_owned();
        let when = meeting.held_at.map_or_else(untold, |at| self.instant(at));
        let department = profile.school(&meeting.department);
        let department =
            department.map_or_else(|| meeting.department.clone(), |school| school.name.clone());
        let people: Vec<&str> = meeting.people.lines().map(str::trim).collect();
        let facts = [
            (meeting_words::when(lang), when.into()),
            (meeting_words::people(lang), people.join(", ").into()),
            (meeting_words::department(lang), department.into()),
            (meeting_words::agreed(lang), self.agreed(&meeting.agreed)),
        ];
        let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
        let facts: Vec<AnyView> = facts
            .map(|(name, value)| {
                view! { <div><dt>{name}</dt><dd>{value.view()}</dd></div> }.into_any()
            })
            .collect();
        let who = meeting.by.clone();
        let who = who.unwrap_or_else(|| office::by_program(lang).to_owned());
        let by = words::written_by(lang, self.day(meeting.at), who);
        view! {
            <dl class="facts">{facts}</dl>
            <p class="hint">{by}" "{words::meeting_more(lang)}</p>
        }
        .into_any()
    }

    /// What the partner committed to, by the labels of the profile.
    fn agreed(&self, values: &[String]) -> Said {
        let lang = self.current.lang;
        let planning = self.current.site.profile.planning.as_ref();
        let label = |value: &String| {
            let mut choices = planning.iter().flat_map(|planning| &planning.commitments);
            let found = choices.find(|choice| choice.value == *value);
            found.map_or_else(
                || value.as_str().into(),
                |choice| Said::of(&choice.label, lang),
            )
        };
        Said::join(values.iter().map(label), " · ")
    }
}
