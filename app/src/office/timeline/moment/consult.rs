//! The questions to other offices as they stood then: what was asked, whether the decision waited, and what had been
//! answered.

use super::Then;
use crate::office::judged;
use crate::ui::*;
use crate::words::{consult as consult_words, office, timeline as words};
use leptos::prelude::*;
use store::moment::{ConsultThen, StateThen};

impl Then {
    /// The questions, where the district asks other offices or one was asked.
    pub(super) fn consults(&self) -> Option<AnyView> {
        let lang = self.current.lang;
        let consults = &self.moment.consults;
        if consults.is_empty() && self.current.site.profile.consult.is_empty() {
            return None;
        }
        let body = if consults.is_empty() {
            view! { <p class="missing">{words::no_consults(lang)}</p> }.into_any()
        } else {
            let list: Vec<AnyView> = consults.iter().map(|one| self.consult(one)).collect();
            view! { <ol class="consults">{list}</ol> }.into_any()
        };
        Some(
            view! {
                <section aria-labelledby="consults">
                    <h2 id="consults">{words::consults(lang)}</h2>
                    {body}
                </section>
            }
            .into_any(),
        )
    }

    fn consult(&self, one: &ConsultThen) -> AnyView {
        let lang = self.current.lang;
        let name = judged::office(&one.office, &self.current.site.profile, lang);
        let program = || office::by_program(lang).to_owned();
        let by = one.by.clone().unwrap_or_else(program);
        let asked = match one.due_on {
            Some(due) => words::asked(lang, by, self.day(one.at), date::day(due, lang), &one.email),
            None => words::asked_openly(lang, by, self.day(one.at), &one.email),
        };
        let blocks = match one.blocks {
            Some(true) => words::blocks(lang),
            Some(false) => words::blocks_not(lang),
            None => words::blocks_untold(lang),
        };
        let (class, state) = match &one.state {
            StateThen::Open => ("tag tag--waiting", Some(words::waits(lang))),
            StateThen::Answered { .. } => ("tag tag--good", Some(consult_words::answered(lang))),
            StateThen::TakenBack { .. } => {
                ("tag tag--quiet", Some(consult_words::taken_back(lang)))
            }
            StateThen::Untold => ("", None),
        };
        let state = state.map(|state| view! { " "<span class=class>{state}</span> });
        let end = match &one.state {
            StateThen::Open => None,
            StateThen::Answered { by, at, .. } => {
                let who = by.clone().unwrap_or_else(program);
                Some(words::answered_by(lang, self.day(*at), who))
            }
            StateThen::TakenBack { at } => Some(words::taken_back_on(lang, self.day(*at))),
            StateThen::Untold => Some(words::state_untold(lang).to_owned()),
        };
        let end = end.map(|end| view! { <p class="criterion__by">{end}</p> });
        let answer = match &one.state {
            StateThen::Answered { answer, .. } => {
                Some(view! { <div class="message__body">{answer.clone()}</div> })
            }
            _ => None,
        };
        view! {
            <li class="panel">
                <p><strong>{name.view()}</strong>{state}</p>
                <div class="message__body">{one.question.clone()}</div>
                <p class="criterion__by">{asked}</p>
                <p class="criterion__by">{blocks}</p>
                {end}
                {answer}
            </li>
        }
        .into_any()
    }
}
