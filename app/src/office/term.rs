//! The last day of a partnership: how it is shown, and the form that changes it.

use super::api::SetPartnershipEnd;
use super::place::{at, at_day};
use crate::act::Again;
use crate::current::Current;
use crate::ui::*;
use crate::words::term as words;
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::partnership::Stage;
use partnership::person::Right;
use partnership::term::Term;
use partnership::text::Lang;
use store::partnership::Partnership;
use store::term::Ends;

/// The fields of the form's day, as their names and ids.
pub(super) const DAY: [&str; 3] = ["ends_month", "ends_day", "ends_year"];

/// How a partnership stands in its term today; an ended one stands in none.
pub(super) fn term(current: &Current, partnership: &Partnership) -> Term {
    if partnership.stage == Stage::Ended {
        return Term::Open;
    }
    let days = current.site.profile.setting.ending_days;
    Term::of(partnership.ends_on, current.today, days)
}

/// What a way to look for last days is called.
pub(super) const fn name(ends: Ends, lang: Lang) -> &'static str {
    match ends {
        Ends::Soon(..) => words::soon(lang),
        Ends::Over(_) => words::over(lang),
        Ends::Open => words::no_end(lang),
    }
}

/// The last day alone.
pub(super) fn day(partnership: &Partnership, lang: Lang) -> String {
    partnership.ends_on.map_or_else(
        || words::no_end(lang).to_owned(),
        |day| date::day(day, lang),
    )
}

/// The last day, marked when it is near or has passed.
pub(super) fn shown(current: &Current, partnership: &Partnership) -> AnyView {
    let lang = current.lang;
    if partnership.ends_on.is_none() {
        return words::no_end(lang).into_any();
    }
    let mark = match term(current, partnership) {
        Term::Soon => Some(("tag tag--waiting", words::mark_soon(lang))),
        Term::Over => Some(("tag tag--bad", words::mark_over(lang))),
        Term::Open | Term::Running => None,
    };
    let mark = mark.map(|(class, text)| view! { " "<span class=class>{text}</span> });
    view! { {day(partnership, lang)}{mark} }.into_any()
}

/// What the office has to do about a last day that is near or has passed.
pub(super) fn next(current: &Current, partnership: &Partnership) -> Option<AnyView> {
    let lang = current.lang;
    let day = date::day(partnership.ends_on?, lang);
    let said = match term(current, partnership) {
        Term::Soon => words::next_soon(lang, day),
        Term::Over => words::next_over(lang, day),
        Term::Open | Term::Running => return None,
    };
    let link = current
        .may(Right::Decide)
        .then(|| view! { " "<a href=format!("#{}", DAY[0])>{words::to_form(lang)}</a> });
    Some(view! { <p class="standing__next">{said}{link}</p> }.into_any())
}

/// The parts of a day as people type them.
pub(super) fn parts(day: Option<NaiveDate>) -> [String; 3] {
    day.map(|day| [day.month(), day.day(), day.year().unsigned_abs()].map(|part| part.to_string()))
        .unwrap_or_default()
}

/// What a field of the form is called.
pub(super) fn label(field: &str, lang: Lang) -> Option<&'static str> {
    match field {
        "why" => Some(words::why(lang)),
        field if DAY.contains(&field) => Some(words::ends(lang)),
        _ => None,
    }
}

/// Giving another last day: folded away, with its reason.
pub(super) fn form(
    current: &Current,
    partnership: &Partnership,
    again: &Again,
    problems: &[(String, Said)],
) -> Option<AnyView> {
    let lang = current.lang;
    if !current.may(Right::Decide) || partnership.stage == Stage::Ended {
        return None;
    }
    let (bad, error) = at_day(problems, DAY);
    let (why, why_error) = (again.typed("why").unwrap_or_default(), at(problems, "why"));
    let is_open = bad.is_some() || why_error.is_some();
    // What was typed, also when it was refused because somebody else was quicker.
    let typed = if again.typed(DAY[0]).is_some() {
        DAY.map(|field| again.typed(field).unwrap_or_default())
    } else {
        parts(partnership.ends_on)
    };
    let (id, seen) = (partnership.id.to_string(), partnership.version.to_string());
    Some(
        view! {
            <details class="panel panel--quiet" id="last-day" open=is_open>
                <summary>{words::change(lang)}</summary>
                <PostForm action=SetPartnershipEnd::url() key=store::fresh::id() token=current.token()>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="seen" value=seen/>
                    <DateField
                        name="ends" legend=words::ends(lang) hint=words::ends_hint(lang) error=error bad=bad
                        typed=typed optional=true
                    />
                    <TextArea
                        name="why" label=words::why(lang) hint=words::why_hint(lang) rows=3 value=why error=why_error
                    />
                    <Button kind=ButtonKind::Secondary>{words::save(lang)}</Button>
                </PostForm>
            </details>
        }
        .into_any(),
    )
}
