//! An application as it stood at a line of its history: to read, with a clear word that it is the past.

mod around;
mod consult;
mod how;

use super::application;
use super::told::who;
use crate::current::Current;
use crate::error::AppError;
use crate::office::{desk::walk::onward, history};
use crate::page::Drawn;
use crate::ui::*;
use crate::url;
use crate::words::{office, timeline as words};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use partnership::form::key::{ORGANIZATION_NAME, PROGRAM_TITLE};
use std::sync::Arc;
use store::application::{Application, Submission};
use store::event::Event;
use store::moment::{FoundThen, Moment};
use store::timeline::Veil;

/// What the page shows.
struct Then {
    current: Current,
    application: Application,
    moment: Moment,
    is_own: bool,
}

/// The page of a moment. What is no number of a line of this application is not found.
pub(super) async fn load(current: Current, id: &str, at: &str) -> Drawn {
    let seq: i64 = at.trim().parse().map_err(|_| AppError::NotFound)?;
    let (current, application) = application(current, id).await?;
    let asker = current.asker()?;
    let store = &current.site.store;
    let judging = store.judging(&asker, &application).await?;
    let veil = Veil::of(&asker, &application, &judging);
    let moment = store.moment(&application, &veil, seq).await?;
    let is_own = application.is_kept_from(&asker.id);
    let then = Then {
        current,
        application,
        moment,
        is_own,
    };
    Ok(then.draw())
}

impl Then {
    fn instant(&self, at: DateTime<Utc>) -> String {
        date::instant(at, self.current.site.time_zone, self.current.lang)
    }

    fn day(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.current.site.time_zone);
        date::day(local.date_naive(), self.current.lang)
    }

    /// An answer as it had been sent until then; nothing when nothing had been sent.
    fn then(&self, key: &str) -> Option<&str> {
        Some(self.moment.submission.as_ref()?.answers.text(key))
    }

    /// What happened, and why, in words.
    fn told(&self, event: &Event) -> (Said, Vec<Said>) {
        let history::Told { what, why } =
            history::told(event, &self.current.site.profile, self.current.lang);
        (what, why)
    }

    fn draw(&self) -> AnyView {
        let lang = self.current.lang;
        let record = url::office_application(&self.application.id);
        let now = self.application.organization.as_str();
        let whole = onward(&self.current, &url::history(&record));
        let back = (whole, words::title(lang, now));
        let when = self.instant(self.moment.event.at);
        let by = office::by_at(lang, &when, who(&self.moment.event, lang));
        let (what, _) = self.told(&self.moment.event);
        let after = what.within(|what| words::then_after(lang, format!("{what} ({by})")));
        let title = words::then_title(lang, self.then(ORGANIZATION_NAME).unwrap_or(now), &when);
        let program = self.then(PROGRAM_TITLE).unwrap_or_default().to_owned();
        let caption = self.application.reference.clone();
        let judged = (!self.is_own).then(|| (self.findings(), self.people()));
        let (findings, people) = judged.unzip();
        let asked = (!self.is_own).then(|| (self.consults(), self.meeting()));
        let (consults, meeting) = asked.unzip();
        let (due, messages) = (self.due(), self.messages());
        let (ways, how) = (self.ways(&record), self.how());
        let (decision, answers) = (self.decision(), self.answers());
        let stage = self.moment.stage;
        let since = words::since_day(lang, self.day(self.moment.stage_at));
        view! {
            <Frame office=true back=Some(back)>
                <PageHead title=title lead=program caption=caption/>
                <Notice kind=NoticeKind::Warning title=words::then_banner(lang)>
                    <p>{after.view()}</p>
                </Notice>
                {ways}
                <div class="split record">
                    <div class="split__main">
                        {decision}
                        {findings}
                        {consults}
                        {meeting}
                        {answers}
                    </div>
                    <aside class="split__side" aria-label=office::facts(lang) tabindex="0">
                        <dl class="facts panel">
                            <div>
                                <dt>{words::stood(lang)}</dt>
                                <dd>
                                    <StageTag stage=stage/>
                                    " "
                                    {since}
                                </dd>
                            </div>
                            {due}
                            {people}
                            {messages}
                        </dl>
                        {how}
                    </aside>
                </div>
            </Frame>
        }
        .into_any()
    }

    /// To the line before, to the one after, and to today.
    fn ways(&self, record: &str) -> AnyView {
        let lang = self.current.lang;
        let whole = url::history(record);
        let at = |seq: i64| onward(&self.current, &format!("{whole}?at={seq}"));
        let earlier = self.moment.earlier.map(|seq| {
            view! { <a class="pager__step" href=at(seq) rel="prev">{icon(Icon::ArrowLeft)}{words::earlier(lang)}</a> }
        });
        let later = self.moment.later.map(|seq| {
            view! { <a class="pager__step" href=at(seq) rel="next">{words::later(lang)}{icon(Icon::ArrowRight)}</a> }
        });
        let record = onward(&self.current, record);
        view! {
            <nav class="pager" aria-label=words::moments(lang)>
                {earlier}
                <ul class="pager__list"><li><a class="pager__link" href=record>{words::today(lang)}</a></li></ul>
                {later}
            </nav>
        }
        .into_any()
    }

    fn decision(&self) -> AnyView {
        let lang = self.current.lang;
        let body = match &self.moment.decision {
            None => view! { <p class="missing">{words::no_decision(lang)}</p> }.into_any(),
            Some(event) => {
                let (what, why) = self.told(event);
                let by = office::by_at(lang, self.instant(event.at), who(event, lang));
                let why = (!why.is_empty()).then(
                    || view! { <div class="timeline__why">{Said::join(why, "\n").view()}</div> },
                );
                view! { <p><strong>{what.view()}</strong></p><p class="hint">{by}</p>{why} }
                    .into_any()
            }
        };
        view! {
            <section aria-labelledby="decision">
                <h2 id="decision">{words::decision(lang)}</h2>
                {body}
            </section>
        }
        .into_any()
    }

    fn findings(&self) -> AnyView {
        let lang = self.current.lang;
        let rows: Vec<AnyView> = self
            .moment
            .findings
            .iter()
            .map(|found| self.finding(found))
            .collect();
        let body = if rows.is_empty() {
            view! { <p class="missing">{words::no_findings(lang)}</p> }.into_any()
        } else {
            view! { <dl class="summary-list">{rows}</dl> }.into_any()
        };
        view! {
            <section aria-labelledby="findings">
                <h2 id="findings">{words::findings(lang)}</h2>
                {body}
            </section>
        }
        .into_any()
    }

    fn finding(&self, found: &FoundThen) -> AnyView {
        let lang = self.current.lang;
        let criterion = self.current.site.profile.criterion(&found.criterion);
        let name = criterion.map_or_else(
            || found.criterion.clone().into(),
            |criterion| Said::of(&criterion.name, lang),
        );
        let by = found.by.clone();
        let by = by.unwrap_or_else(|| office::by_program(lang).to_owned());
        let told = office::finding_of(
            lang,
            self.day(found.at),
            stage::finding(found.finding, lang),
            by,
        );
        let told = if found.is_settled {
            words::settled(lang, told)
        } else {
            told
        };
        let note = (!found.note.is_empty())
            .then(|| view! { <p class="plain-text">{found.note.clone()}</p> });
        view! {
            <div class="summary-list__row">
                <dt class="summary-list__key">{name.view()}</dt>
                <dd class="summary-list__value"><p>{told}</p>{note}</dd>
            </div>
        }
        .into_any()
    }

    fn answers(&self) -> AnyView {
        let lang = self.current.lang;
        let body = match &self.moment.submission {
            None => view! { <p class="missing">{words::no_answers(lang)}</p> }.into_any(),
            Some(sent) => self.sent(sent),
        };
        let typing = self
            .moment
            .stage
            .is_editable()
            .then(|| view! { <p class="hint">{words::not_kept(lang)}</p> });
        view! {
            <section id="answers" aria-labelledby="answers-title">
                <h2 id="answers-title">{words::answers(lang)}</h2>
                {typing}
                {body}
            </section>
        }
        .into_any()
    }

    fn sent(&self, sent: &Submission) -> AnyView {
        let lang = self.current.lang;
        let answers = Arc::new(sent.answers.clone());
        let lead = words::answers_lead(lang, self.instant(sent.signed_at), &sent.signed_name);
        let sections: Vec<AnyView> = self
            .current
            .site
            .profile
            .form
            .sections
            .iter()
            .filter(|section| {
                let mut steps = section.steps.iter();
                steps.any(|step| step.show_if.holds(&answers))
            })
            .map(|section| {
                let id = format!("section-{}", section.slug);
                let (steps, answers) = (section.steps.clone(), answers.clone());
                view! {
                    <section class="answer-section" aria-labelledby=id.clone()>
                        <h3 id=id.clone()>{Said::of(&section.title, lang).view()}</h3>
                        <AnswerList steps=steps answers=answers/>
                    </section>
                }
                .into_any()
            })
            .collect();
        view! { <p class="hint">{lead}</p>{sections} }.into_any()
    }
}
