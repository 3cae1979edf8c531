//! What each reviewer found, where several review: differences at a glance, and what the lead settles.

use super::super::api::SettleFindings;
use super::super::place::at;
use super::Record;
use super::checklist::tag;
use crate::ui::*;
use crate::words::panel as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::application::Stage;
use partnership::district::Criterion;
use partnership::panel::Given;
use partnership::review::Finding;
use partnership::text::Lang;
use store::review::Found;

/// Whether there is anything to compare: several review, or did.
pub(super) fn is_shown(record: &Record) -> bool {
    let judging = &record.judging;
    !record.is_kept()
        && record.application.stage != Stage::Submitted
        && (!judging.panel.is_alone() || !judging.settled.is_empty())
}

/// Whether the asker settles now which finding counts.
fn settles(record: &Record) -> bool {
    let panel = &record.judging.panel;
    record.acts()
        && record.application.stage == Stage::InReview
        && panel.settles(&record.asker.id)
        && !panel.is_alone()
}

/// The section, where there is something to compare.
pub(super) fn view(record: &Record) -> Option<AnyView> {
    if !is_shown(record) {
        return None;
    }
    let lang = record.current.lang;
    let settles = settles(record);
    let criteria = &record.current.site.profile.criteria;
    let list: Vec<AnyView> = criteria
        .iter()
        .map(|criterion| line(record, criterion, settles))
        .collect();
    let body = if settles {
        let id = record.application.id.to_string();
        view! {
            <PostForm action=SettleFindings::url() token=record.current.token()>
                <input type="hidden" name="id" value=id/>
                <ul class="criteria">{list}</ul>
                <Button>{words::settle(lang)}</Button>
            </PostForm>
        }
        .into_any()
    } else {
        view! { <ul class="criteria">{list}</ul> }.into_any()
    };
    let lead = if settles {
        words::each_lead(lang)
    } else {
        words::each_reader(lang)
    };
    Some(
        view! {
            <section id="found" aria-labelledby="found-title">
                <h2 id="found-title">{words::each(lang)}</h2>
                <p class="hint">{lead}</p>
                {record.news(&["settle"])}
                {body}
            </section>
        }
        .into_any(),
    )
}

/// "2 find it met, 1 does not".
pub(super) fn difference(tally: &[(Finding, usize)], lang: Lang) -> String {
    let parts: Vec<String> = tally
        .iter()
        .map(|(finding, count)| match finding {
            Finding::Met => words::say_met(lang, *count),
            Finding::NotMet => words::say_not_met(lang, *count),
            Finding::NeedsMore => words::say_needs_more(lang, *count),
            Finding::DoesNotApply => words::say_does_not_apply(lang, *count),
        })
        .collect();
    parts.join(", ")
}

/// One criterion: who found what, and what counts.
fn line(record: &Record, criterion: &Criterion, settles: bool) -> AnyView {
    let lang = record.current.lang;
    let judging = &record.judging;
    let slug = &criterion.slug;
    let given: Vec<&Found> = judging.given_on(slug).collect();
    let lent: Vec<Given<'_>> = given
        .iter()
        .map(|found| Given {
            by: &found.person,
            finding: found.finding,
        })
        .collect();
    let tally = judging.panel.tally(&lent);
    let is_hidden = judging.hidden.contains(slug);
    let sum = if is_hidden {
        words::hidden(lang).to_owned()
    } else {
        difference(&tally, lang)
    };
    let class = if tally.len() > 1 {
        "difference difference--apart"
    } else {
        "difference"
    };
    let sum = (!sum.is_empty()).then(|| view! { <p class=class>{sum}</p> });
    let open: Vec<&str> = judging
        .reviewers
        .iter()
        .filter(|one| !is_hidden && !given.iter().any(|found| found.person == one.id))
        .map(|one| one.name.as_str())
        .collect();
    let to_come = (!open.is_empty() && !record.application.stage.is_final())
        .then(|| view! { <p class="criterion__by">{words::to_come(lang, open.join(", "))}</p> });
    let each: Vec<AnyView> = given.iter().map(|found| one(record, found)).collect();
    let right = if settles {
        fields(
            record,
            criterion,
            judging.panel.agreed(&lent),
            tally.len() > 1,
        )
    } else {
        counted(record, criterion)
    };
    let counted = judging.counted_on(slug);
    let since = counted.and_then(|found| super::checklist::since(record, criterion, found));
    view! {
        <li class="criterion">
            <div class="criterion__judge">
                <p class="legend">{Said::of(&criterion.name, lang).view()}</p>
                {sum}
                <ul class="each">{each}</ul>
                {to_come}
            </div>
            <div class="criterion__note">{right}{since}</div>
        </li>
    }
    .into_any()
}

/// What one person found.
fn one(record: &Record, found: &Found) -> AnyView {
    let lang = record.current.lang;
    let word = stage::finding(found.finding, lang);
    let who = if record.judging.panel.is_on(&found.person) {
        found.by.clone()
    } else {
        words::was_on(lang, &found.by)
    };
    let note = (!found.note.is_empty())
        .then(|| view! { <p class="criterion__text">{found.note.clone()}</p> });
    view! {
        <li>
            <p><span class=tag(Some(found.finding))>{word}</span>" "{who}{super::score::points(record, found)}</p>
            {note}
            {super::evidence::links(record, found)}
        </li>
    }
    .into_any()
}

/// The choice of the lead: what all found stands there already.
fn fields(
    record: &Record,
    criterion: &Criterion,
    agreed: Option<Finding>,
    differs: bool,
) -> AnyView {
    let lang = record.current.lang;
    let slug = &criterion.slug;
    let settled = record.judging.settled_on(slug);
    let (settled_field, why_field) = (format!("settled.{slug}"), format!("why.{slug}"));
    let stored = settled.map(|found| found.finding).or(agreed);
    let chosen = record
        .again
        .typed(&settled_field)
        .unwrap_or_else(|| stored.map(Finding::word).unwrap_or_default().to_owned());
    let why = record
        .again
        .typed(&why_field)
        .unwrap_or_else(|| settled.map(|found| found.note.clone()).unwrap_or_default());
    let choices: Vec<Pick> = super::checklist::offered(criterion, stored)
        .map(|found| Pick::new(found.word(), stage::finding(found, lang)))
        .collect();
    let name = Said::of(&criterion.name, lang);
    let error = at(&record.problems, &why_field);
    // Where all found the same, the reason is folded away until somebody settles otherwise.
    let is_open = differs || error.is_some() || !why.is_empty();
    let reason = view! {
        <TextArea
            name=format!("answers[{why_field}][]") label=name.within(|name| words::why_on(lang, name)) hint=words::why_hint(lang)
            value=why rows=1 error=error optional=true
        />
    };
    let reason = if is_open {
        reason.into_any()
    } else {
        view! {
            <details class="evidence"><summary>{words::otherwise(lang)}</summary>{reason}</details>
        }
        .into_any()
    };
    view! {
        <Radios
            name=format!("answers[{settled_field}][]") legend=name.within(|name| words::settled_on(lang, name)) choices=choices
            chosen=chosen error=at(&record.problems, &settled_field) small=true
        />
        {reason}
        <input
            type="hidden" name=format!("answers[state.{slug}][]") value=record.judging.seen(slug).to_string()
        />
        {settled.map(|found| by(record, found))}
    }
    .into_any()
}

fn by(record: &Record, found: &Found) -> AnyView {
    let lang = record.current.lang;
    let line = words::settled_by(lang, record.day(found.at), &found.by);
    view! { <p class="criterion__by">{line}</p> }.into_any()
}

/// What counts, to read.
fn counted(record: &Record, criterion: &Criterion) -> AnyView {
    let lang = record.current.lang;
    let settled = record.judging.settled_on(&criterion.slug);
    let word = settled.map_or(words::not_settled(lang), |found| {
        stage::finding(found.finding, lang)
    });
    let note = settled
        .filter(|found| !found.note.is_empty())
        .map(|found| view! { <p class="criterion__text">{found.note.clone()}</p> });
    view! {
        <p><span class=tag(settled.map(|found| found.finding))>{word}</span></p>
        {note}
        {settled.map(|found| by(record, found))}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_told_in_words() {
        let tally = [(Finding::Met, 2), (Finding::NotMet, 1)];
        assert_eq!(
            difference(&tally, Lang::En),
            "2 find it met, 1 finds it not met"
        );
        assert_eq!(difference(&[], Lang::Es), "");
    }
}
