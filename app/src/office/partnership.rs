//! The record of a partnership.

mod facts;

use super::alike;
use super::api::MovePartnership;
use super::desk::list::List;
use super::desk::walk::{Walk, beside_partnership, onward};
use super::history::timeline;
use super::place::{at, done, parameter, partnership_id, problems};
use super::term;
use super::timeline::LATEST;
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{go, page, sentence};
use crate::ui::*;
use crate::url;
use crate::words::office as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::partnership::{Action, Stage};
use partnership::person::Right;
use store::Asker;
use store::partnership::Partnership;
use store::timeline::Wanted;

/// The record of a partnership, for whoever may read figures; the office moves it.
#[component]
pub fn PartnershipPage() -> impl IntoView {
    let id = parameter("id");
    page(async move {
        let current = current().together();
        let asker = current.asker_with(Right::ReadFigures)?;
        if let Some(next) = beside_partnership(&current, &asker, &partnership_id(&id)?).await? {
            return Ok(go(&next));
        }
        let store = &current.site.store;
        let partnership = store.partnership(&asker, &partnership_id(&id)?).await?;
        let wanted = Wanted {
            limit: Some(LATEST),
            ..Wanted::default()
        };
        let latest = store.partnership_timeline(&partnership, wanted).await?;
        let walk = Walk::of(&current, List::Partnerships);
        let alike = alike(&current, &asker, &partnership).await?;
        let again = Again::load(&current).await;
        let lang = current.lang;
        let problems = problems(&again, lang, |field| {
            let own = (field == "reason").then(|| words::reason(lang));
            own.or_else(|| term::label(field, lang))
        });
        let refusal = again
            .error
            .as_ref()
            .filter(|error| !matches!(error, AppError::Invalid(_)))
            .map(|error| {
                view! { <Notice kind=NoticeKind::Error title=sentence(error) focus=true/> }
            });
        let news = done(&current)
            .map(|title| view! { <Notice kind=NoticeKind::Success title=title focus=true/> });
        let back = walk.back(super::search::PATH, words::back_partnerships(lang));
        let (title, lead) = (partnership.organization.clone(), partnership.title.clone());
        let error = again.error.is_some();
        let standing = standing(&current, &partnership);
        let main = (
            facts::what(&current, &partnership),
            facts::places(&current, &partnership),
        );
        let timeline = timeline(&current, latest.lines.iter().map(|line| &line.event));
        let whole = url::history(&url::office_partnership(&partnership.id));
        let whole = onward(&current, &whole);
        let last_day = term::form(&current, &partnership, &again, &problems);
        let end = end(&current, &partnership, &again, &problems);
        let facts = facts::facts(&current, &partnership);
        Ok(view! {
            <Frame office=true back=Some(back)>
                <ErrorSummary items=problems/>
                {refusal}
                {news}
                {walk.view(&current)}
                <PageHead title=title lead=lead kind=words::partnerships(lang) error=error/>
                {standing}
                <div class="split record">
                    <div class="split__main">
                        {main}
                        <section id="history" aria-labelledby="history-title">
                            <h2 id="history-title">{words::history(lang)}</h2>
                            {timeline}
                            <p><a href=whole>{crate::words::timeline::see_all(lang)}</a></p>
                        </section>
                        {alike}
                        {last_day}
                        {end}
                    </div>
                    <aside class="split__side" aria-label=words::facts(lang)>{facts}</aside>
                </div>
            </Frame>
        }
        .into_any())
    })
}

/// Other applications of what may be the same organization, for whoever may read applications.
async fn alike(
    current: &Current,
    asker: &Asker,
    partnership: &Partnership,
) -> Result<Option<AnyView>, AppError> {
    if !asker.may(Right::ReadApplications) {
        return Ok(None);
    }
    let store = &current.site.store;
    let alike = store.alike_of(asker, &partnership.application).await?;
    let own = (
        &partnership.organization_id,
        partnership.organization.as_str(),
    );
    Ok((!alike.is_empty()).then(|| alike::section(current, &alike, Some(own))))
}

fn day(current: &Current, at: chrono::DateTime<chrono::Utc>) -> String {
    date::day(
        at.with_timezone(&current.site.time_zone).date_naive(),
        current.lang,
    )
}

fn next(current: &Current, partnership: &Partnership) -> String {
    let lang = current.lang;
    match partnership.stage {
        Stage::Agreement => words::partnership_next_agreement(lang).to_owned(),
        Stage::Onboarding => words::partnership_next_onboarding(lang).to_owned(),
        Stage::Active => words::partnership_next_active(lang).to_owned(),
        Stage::Ended => {
            let ended = partnership.ended_at.unwrap_or(partnership.stage_at);
            words::partnership_next_ended(lang, day(current, ended))
        }
    }
}

/// Stage and next move, at the top of the record.
fn standing(current: &Current, partnership: &Partnership) -> AnyView {
    let lang = current.lang;
    let moves: Vec<AnyView> = partnership
        .stage
        .moves()
        .iter()
        .filter(|(action, _)| *action != Action::End && current.may(Right::Decide))
        .map(|(action, _)| {
            let (named, label) = (named(partnership, *action), stage::partnership_action(*action, lang));
            view! {
                <PostForm
                    action=MovePartnership::url() key=store::fresh::id() token=current.token() class="inline-form"
                >
                    {named}
                    <Button>{label}</Button>
                </PostForm>
            }
            .into_any()
        })
        .collect();
    let moves = (!moves.is_empty()).then(|| view! { <div class="actions">{moves}</div> });
    view! {
        <section class="panel standing" aria-labelledby="standing">
            <h2 class="hidden-text" id="standing">{words::status(lang)}</h2>
            <div class="standing__now">
                <PartnershipTag stage=partnership.stage/>
                <p class="standing__next">{next(current, partnership)}</p>
            </div>
            {term::next(current, partnership)}
            {moves}
        </section>
    }
    .into_any()
}

/// The hidden fields of a move: which partnership, which act, and the version that was seen.
fn named(partnership: &Partnership, action: Action) -> AnyView {
    view! {
        <input type="hidden" name="id" value=partnership.id.to_string()/>
        <input type="hidden" name="action" value=action.word()/>
        <input type="hidden" name="seen" value=partnership.version.to_string()/>
    }
    .into_any()
}

/// Ending it: folded away, with its reason.
fn end(
    current: &Current,
    partnership: &Partnership,
    again: &Again,
    problems: &[(String, Said)],
) -> Option<AnyView> {
    let lang = current.lang;
    let can_end = current.may(Right::Decide) && partnership.stage.after(Action::End).is_ok();
    can_end.then(|| {
        let named = named(partnership, Action::End);
        let (typed, error) = (again.typed("reason").unwrap_or_default(), at(problems, "reason"));
        let is_open = error.is_some();
        view! {
            <details class="panel panel--quiet" open=is_open>
                <summary>{words::end_title(lang)}</summary>
                <PostForm action=MovePartnership::url() key=store::fresh::id() token=current.token()>
                    <p>{words::end_body(lang)}</p>
                    {named}
                    <TextArea
                        name="reason" label=words::reason(lang) hint=words::reason_hint(lang) rows=3 value=typed
                        error=error
                    />
                    <Button kind=ButtonKind::Danger>{stage::partnership_action(Action::End, lang)}</Button>
                </PostForm>
            </details>
        }
        .into_any()
    })
}
