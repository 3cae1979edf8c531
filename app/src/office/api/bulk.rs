//! Acts on several applications at once: doing, going on after a stop, taking back.
#![allow(
    missing_docs,
    clippy::too_many_arguments,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;
use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use {
    crate::act,
    crate::current::Current,
    crate::mail::reminder::{self, Waits},
    crate::office::bulk::{Kind, PATH},
    crate::office::desk::walk::bounds,
    crate::url,
    chrono::NaiveDate,
    partnership::application::Stage,
    partnership::form::{Answers, date},
    partnership::id::{ApplicationId, PersonId},
    partnership::invalid::{Invalid, Problem},
    partnership::person::Right,
    store::Asker,
    store::application::Application,
    store::bulk::{Bulk, Deed, MOST, Outcome},
    store::list::{Filter, Part, Queue},
    store::mail::NewMail,
};

/// The page of an act.
#[cfg(feature = "ssr")]
fn page_of(id: &str, back: &str) -> String {
    let (id, back) = (url::fitting(id), url::fitting(back));
    format!("{PATH}{}", url::query(&[("id", id), ("back", back)]))
}

/// Does something to several applications, one transaction for each. Should it stop half way, its page lists what
/// was done and what was not.
#[server(endpoint = "start_bulk")]
pub async fn start_bulk(
    #[server(default)] act: String,
    #[server(default)] to: String,
    #[server(default)] due_month: String,
    #[server(default)] due_day: String,
    #[server(default)] due_year: String,
    #[server(default)] back: String,
    #[server(default)] rows: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let ids = answers.get("ids").map(Vec::as_slice).unwrap_or_default();
    let page = asked(&act, ids, &rows, &back);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let day = [due_month.as_str(), &due_day, &due_year];
        let deed = deed(&act, &to, day, current.today).map_err(AppError::Invalid)?;
        let ids: Vec<ApplicationId> = ids
            .iter()
            .filter_map(|id| ApplicationId::parse(id))
            .take(MOST + 1)
            .collect();
        let store = &current.site.store;
        let id = store
            .begin_bulk(&asker, &deed, &ids, &key, current.now)
            .await?;
        go_through(&current, &asker, &id).await?;
        Ok(page_of(&id, &back))
    }
    .await;
    let typed = [
        ("to", to.as_str()),
        ("due_month", &due_month),
        ("due_day", &due_day),
        ("due_year", &due_year),
    ];
    act::answer(&page, &typed, done).await
}

/// Goes on with what an act that stopped half way has not done.
#[server(endpoint = "go_on_bulk")]
pub async fn go_on_bulk(
    #[server(default)] id: String,
    #[server(default)] back: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let page = page_of(&id, &back);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        match go_through(&current, &asker, &id).await {
            // The page says that there is no such act.
            Ok(()) | Err(AppError::NotFound) => Ok(page.clone()),
            Err(error) => Err(error),
        }
    }
    .await;
    act::answer(&page, &[], done).await
}

/// Takes an act back, for all that nobody has changed since.
#[server(endpoint = "undo_bulk")]
pub async fn undo_bulk(
    #[server(default)] id: String,
    #[server(default)] back: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let page = page_of(&id, &back);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let store = &current.site.store;
        let bulk = match store.bulk(&asker, &id).await {
            Ok(bulk) => bulk,
            Err(store::Error::NotFound) => return Ok(page.clone()),
            Err(error) => return Err(error.into()),
        };
        let mut applications = of(&current, &asker, &bulk, Outcome::Done).await?;
        for line in bulk.of(Outcome::Done) {
            let found = take(&mut applications, &line.id);
            let before = line.before.as_deref().and_then(|day| day.parse().ok());
            let mails = match (&bulk.deed, before, &found) {
                (Deed::SetDue(_), Some(day), Some(found)) => moved(&current, found, day)?,
                _ => Vec::new(),
            };
            store
                .undo_one(&asker, &id, &line.id, &mails, current.now)
                .await?;
        }
        Ok(page.clone())
    }
    .await;
    act::answer(&page, &[], done).await
}

/// The page before the act, with the same applications.
#[cfg(feature = "ssr")]
fn asked(act: &str, ids: &[String], rows: &str, back: &str) -> String {
    let mut pairs: Vec<(String, String)> = url::pairs(url::fitting(back));
    pairs.retain(|(name, _)| !matches!(name.as_str(), "only" | "act" | "rows" | "id"));
    pairs.push(("act".to_owned(), url::fitting(act).to_owned()));
    if matches!(rows, "page" | "all") {
        pairs.push(("rows".to_owned(), rows.to_owned()));
    } else {
        let known = ids.iter().filter(|id| ApplicationId::parse(id).is_some());
        let ticked = known.take(100);
        pairs.extend(ticked.map(|id| ("only".to_owned(), id.clone())));
    }
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    format!("{PATH}{}", url::query(&pairs))
}

/// What is to be done, as a form says it.
#[cfg(feature = "ssr")]
fn deed(
    act: &str,
    to: &str,
    [month, day, year]: [&str; 3],
    today: NaiveDate,
) -> Result<Deed, Invalid> {
    let mut invalid = Invalid::default();
    let deed = match Kind::from_word(act) {
        Some(Kind::Assign) if to.is_empty() => Some(Deed::Assign(None)),
        Some(Kind::Assign) => PersonId::parse(to).map(|to| Deed::Assign(Some(to))),
        Some(Kind::Remind) => Some(Deed::Remind),
        Some(Kind::SetDue) => {
            let mut fields = Answers::default();
            for (name, value) in [("month", month), ("day", day), ("year", year)] {
                fields.set(&format!("due.{name}"), vec![value.trim().to_owned()]);
            }
            match date::day(&fields, "due") {
                Ok(Some(day)) if day >= today => Some(Deed::SetDue(day)),
                Ok(Some(_)) => {
                    invalid.add("due_month", Problem::DatePast);
                    None
                }
                Ok(None) => {
                    invalid.add("due_month", Problem::Missing);
                    None
                }
                Err((field, problem)) => {
                    invalid.add(field.replace('.', "_"), problem);
                    None
                }
            }
        }
        Some(Kind::Export) | None => None,
    };
    if deed.is_none() && invalid.is_empty() {
        invalid.add("to", Problem::NotChoice);
    }
    deed.ok_or(invalid)
}

/// Does to each application what is not done yet. What fails for all of them stops it, and leaves the rest.
#[cfg(feature = "ssr")]
async fn go_through(current: &Current, asker: &Asker, id: &str) -> Result<(), AppError> {
    let store = &current.site.store;
    let bulk = store.bulk(asker, id).await?;
    let mut applications = of(current, asker, &bulk, Outcome::Waiting).await?;
    let colleagues = if bulk.deed == Deed::Remind {
        store.deciders(asker).await?
    } else {
        Vec::new()
    };
    for line in bulk.of(Outcome::Waiting) {
        let found = take(&mut applications, &line.id);
        let mails = match (&bulk.deed, &found) {
            (Deed::SetDue(day), Some(found)) => moved(current, found, *day)?,
            (Deed::Remind, Some(found)) => match Waits::of(found, &asker.id) {
                Waits::Partner => {
                    let own = current.as_of(found.profile_version)?;
                    vec![reminder::to_partner(&own.site, found)]
                }
                Waits::Colleague => colleagues
                    .iter()
                    .filter(|person| {
                        found
                            .assignee
                            .as_ref()
                            .is_some_and(|(id, _)| *id == person.id)
                    })
                    .map(|person| {
                        reminder::to_colleague(&current.site, found, person.email.as_str())
                    })
                    .collect(),
                Waits::Nobody => Vec::new(),
            },
            _ => Vec::new(),
        };
        let done = store.bulk_one(asker, id, &line.id, &mails, current.now);
        if let Err(error) = done.await {
            // What was done is committed, and the page of the act lists the rest.
            let error = AppError::from(error);
            error.note("bulk", Some(current));
            return if matches!(error, AppError::NotFound) {
                Err(error)
            } else {
                Ok(())
            };
        }
    }
    Ok(())
}

/// The mail that tells a partner whose changes are due on another day.
#[cfg(feature = "ssr")]
fn moved(current: &Current, found: &Application, day: NaiveDate) -> Result<Vec<NewMail>, AppError> {
    if found.stage != Stage::ChangesRequested || found.due_on == Some(day) {
        return Ok(Vec::new());
    }
    let own = current.as_of(found.profile_version)?;
    Ok(vec![reminder::moved(&own.site, found, day)])
}

#[cfg(feature = "ssr")]
fn take(applications: &mut Vec<Application>, id: &ApplicationId) -> Option<Application> {
    let at = applications.iter().position(|found| found.id == *id)?;
    Some(applications.swap_remove(at))
}

/// The applications of an act with this outcome, sent ones and drafts.
#[cfg(feature = "ssr")]
async fn of(
    current: &Current,
    asker: &Asker,
    bulk: &Bulk,
    outcome: Outcome,
) -> Result<Vec<Application>, AppError> {
    let (drafts, sent): (Vec<_>, Vec<_>) = bulk
        .of(outcome)
        .partition(|line| line.stage == Stage::Draft);
    let mut found = Vec::new();
    for (lines, queue) in [(sent, None), (drafts, Some(Queue::Stalled))] {
        let only: Vec<ApplicationId> = lines.into_iter().map(|line| line.id.clone()).collect();
        if only.is_empty() {
            continue;
        }
        let filter = Filter {
            queue,
            only,
            ..Filter::default()
        };
        let store = &current.site.store;
        let rows = store
            .applications(asker, &filter, Part::ALL, bounds(current))
            .await?;
        found.extend(rows.rows);
    }
    Ok(found)
}

#[cfg(feature = "ssr")]
#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()
    }

    #[test]
    fn a_form_says_what_is_to_be_done() {
        let of = |act, to, day| deed(act, to, day, today());
        assert_eq!(of("assign", "", ["", "", ""]), Ok(Deed::Assign(None)));
        assert_eq!(of("remind", "x", ["", "", ""]), Ok(Deed::Remind));
        let day = NaiveDate::from_ymd_opt(2026, 12, 3).unwrap();
        assert_eq!(
            of("set-due", "", ["12", "3", "2026"]),
            Ok(Deed::SetDue(day))
        );
        for (act, to, day, field, problem) in [
            ("assign", "A B", ["", "", ""], "to", Problem::NotChoice),
            ("dance", "", ["", "", ""], "to", Problem::NotChoice),
            ("set-due", "", ["", "", ""], "due_month", Problem::Missing),
            (
                "set-due",
                "",
                ["11", "25", "2026"],
                "due_month",
                Problem::DatePast,
            ),
            (
                "set-due",
                "",
                ["13", "1", "2026"],
                "due_month",
                Problem::NotDate,
            ),
        ] {
            let invalid = of(act, to, day).unwrap_err();
            assert_eq!(
                invalid.iter().collect::<Vec<_>>(),
                [(field, &problem)],
                "{act}"
            );
        }
    }
}
