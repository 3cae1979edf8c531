//! Questions to other offices on the record: where each stands, the answers, and the way to ask.

use super::super::api::EndConsult;
use super::super::desk::walk::onward;
use super::Record;
use crate::ui::*;
use crate::url;
use crate::words::consult as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::consult::State;
use store::consult::Consult;

/// The section, where the district consults offices or did.
pub(super) fn view(record: &Record) -> Option<AnyView> {
    let consults = &record.judging.consults;
    let asks = !record.current.site.profile.consult.is_empty()
        && record.acts()
        && !record.application.stage.is_final();
    if record.is_kept() || (consults.is_empty() && !asks) {
        return None;
    }
    let lang = record.current.lang;
    let list: Vec<AnyView> = consults.iter().map(|one| consult(record, one)).collect();
    let list = (!list.is_empty()).then(|| view! { <ol class="consults">{list}</ol> });
    let ask = asks.then(|| {
        let href = onward(&record.current, &url::ask_consult(&record.application.id));
        view! {
            <p><LinkButton href=href kind=ButtonKind::Secondary>{words::ask(lang)}</LinkButton></p>
        }
    });
    Some(
        view! {
            <section id="consults" aria-labelledby="consults-title">
                <h2 id="consults-title">{words::title(lang)}</h2>
                {record.news(&["ask-consult", "end-consult"])}
                {list}
                {ask}
            </section>
        }
        .into_any(),
    )
}

/// What an office is called.
pub(super) fn office(record: &Record, value: &str) -> Said {
    let choices = record.current.site.profile.consult.iter();
    let found = choices.filter(|choice| choice.value == value);
    let mut names = found.map(|choice| record.current.text(&choice.label));
    names.next().unwrap_or_else(|| value.into())
}

fn consult(record: &Record, one: &Consult) -> AnyView {
    let lang = record.current.lang;
    let state = State::of(
        one.answered_at.is_some(),
        one.ended_at.is_some(),
        one.due_on,
        record.current.today,
    );
    let (class, word) = match state {
        State::Asked => ("tag tag--waiting", words::asked(lang)),
        State::Overdue => ("tag tag--bad", words::overdue(lang)),
        State::Answered => ("tag tag--good", words::answered(lang)),
        State::TakenBack => ("tag tag--quiet", words::taken_back(lang)),
    };
    let blocks = (one.blocks && state.is_open())
        .then(|| view! { " "<span class="tag tag--quiet">{words::waits(lang)}</span> });
    let meta = words::meta(
        lang,
        &one.by,
        record.day(one.at),
        date::day(one.due_on, lang),
        &one.email,
    );
    let sections = record.current.site.profile.form.sections.iter();
    let sections: Vec<Said> = sections
        .filter(|section| one.scope.sections.contains(&section.slug))
        .map(|section| Said::of(&section.title, lang))
        .collect();
    let mut seen: Said = if sections.is_empty() {
        words::sees_nothing(lang).into()
    } else {
        Said::join(sections, " · ").within(|sections| words::sees(lang, sections))
    };
    if one.scope.with_files {
        seen = seen.within(|seen| format!("{seen} · {}", words::with_files(lang)));
    }
    let answer = (!one.answer.is_empty()).then(|| {
        let when = one.answered_at.map(|at| record.day(at)).unwrap_or_default();
        view! {
            <p class="criterion__by">{words::answered_on(lang, when)}</p>
            <div class="message__body">{one.answer.clone()}</div>
        }
    });
    let end = (state.is_open() && record.acts()).then(|| {
        let (id, consult) = (record.application.id.to_string(), one.id.clone());
        view! {
            <PostForm action=EndConsult::url() key=store::fresh::id() token=record.current.token() class="inline-form">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="consult" value=consult/>
                <Button kind=ButtonKind::Quiet>{words::take_back(lang)}</Button>
            </PostForm>
        }
    });
    view! {
        <li class="panel">
            <p><strong>{office(record, &one.office).view()}</strong>" "<span class=class>{word}</span>{blocks}</p>
            <div class="message__body">{one.question.clone()}</div>
            <p class="criterion__by">{meta}</p>
            <p class="criterion__by">{seen.view()}</p>
            {answer}
            {end}
        </li>
    }
    .into_any()
}
