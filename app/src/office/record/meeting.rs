//! The planning meeting on the record: when, who, what was agreed, and who may see the platform.

use super::super::desk::walk::onward;
use super::Record;
use crate::ui::*;
use crate::url;
use crate::words::meeting as words;
use leptos::prelude::*;

/// The section, where the district has planning meetings.
pub(super) fn view(record: &Record) -> Option<AnyView> {
    let planning = record.current.site.profile.planning.as_ref()?;
    if record.is_kept() {
        return None;
    }
    let lang = record.current.lang;
    let planned = &record.judging.planned;
    let edit = record.acts().then(|| {
        let href = onward(&record.current, &url::meeting(&record.application.id));
        let label = if planned.meeting.is_some() {
            words::change(lang)
        } else {
            words::plan(lang)
        };
        view! { <p><LinkButton href=href kind=ButtonKind::Secondary>{label}</LinkButton></p> }
    });
    if planned.meeting.is_none() && planned.named.is_empty() && edit.is_none() {
        return None;
    }
    let meeting = planned.meeting.as_ref().map(|meeting| {
        let when = date::instant(meeting.held_at, record.current.site.time_zone, lang);
        let department = record.current.site.profile.school(&meeting.department);
        let facts = [
            (words::when(lang), when),
            (words::place(lang), meeting.place.clone()),
            (words::people(lang), meeting.people.clone()),
            (
                words::department(lang),
                department.map(|school| school.name.clone()).unwrap_or_default(),
            ),
            (words::notes(lang), meeting.notes.clone()),
        ];
        let facts: Vec<AnyView> = facts
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| {
                view! { <div><dt>{name}</dt><dd class="plain-text">{text}</dd></div> }.into_any()
            })
            .collect();
        let agreed: Vec<AnyView> = planning
            .commitments
            .iter()
            .map(|choice| {
                let is_agreed = meeting.agreed.contains(&choice.value);
                let (class, word) = if is_agreed {
                    ("tag tag--good", words::is_agreed(lang))
                } else {
                    ("tag tag--quiet", words::not_agreed(lang))
                };
                view! { <li>{Said::of(&choice.label, lang).view()}" "<span class=class>{word}</span></li> }
                    .into_any()
            })
            .collect();
        view! { <dl class="facts">{facts}</dl><ul class="bullets">{agreed}</ul> }
    });
    let named = (!planned.named.is_empty())
        .then(|| view! { <p class="hint">{words::stored_for(lang, planned.named.join(", "))}</p> });
    Some(
        view! {
            <section id="meeting" aria-labelledby="meeting-title">
                <h2 id="meeting-title">{words::title(lang)}</h2>
                {record.news(&["plan-meeting"])}
                {meeting}
                {named}
                {edit}
            </section>
        }
        .into_any(),
    )
}
