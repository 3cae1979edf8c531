//! Giving a partnership another last day.
#![allow(
    missing_docs,
    clippy::too_many_arguments,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::act,
    crate::office::place::{partnership_id, partnership_record},
    chrono::NaiveDate,
    partnership::form::{Answers, date},
    partnership::invalid::Invalid,
    partnership::person::Right,
    partnership::term,
    store::term::NewEnd,
};

/// The longest reason.
#[cfg(feature = "ssr")]
const REASON: usize = 2_000;

/// Gives a partnership another last day, with its reason; a blank one for no end. It is never before the day on which
/// the partnership was approved.
#[server(endpoint = "set_partnership_end")]
pub async fn set_partnership_end(
    id: String,
    #[server(default)] ends_month: String,
    #[server(default)] ends_day: String,
    #[server(default)] ends_year: String,
    #[server(default)] why: String,
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = partnership_record(&id);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let store = &current.site.store;
        let found = store.partnership(&asker, &partnership_id(&id)?).await?;
        let approved = found.approved_at.with_timezone(&current.site.time_zone);
        let mut invalid = Invalid::default();
        let typed = [ends_month.as_str(), &ends_day, &ends_year];
        let ends_on = day(typed, approved.date_naive(), &mut invalid);
        let reason = act::needed("why", &why, REASON, &mut invalid);
        act::sound(invalid)?;
        let new = NewEnd {
            ends_on,
            reason: &reason,
            seen,
        };
        store
            .set_end(&asker, &found.id, new, &key, current.now)
            .await?;
        Ok(format!("{page}?done=set-end"))
    }
    .await;
    let typed = [
        ("ends_month", ends_month.as_str()),
        ("ends_day", &ends_day),
        ("ends_year", &ends_year),
        ("why", &why),
    ];
    act::answer(&page, &typed, done).await
}

/// The day that was typed, which is not before the one it began on; none for none.
#[cfg(feature = "ssr")]
fn day(typed: [&str; 3], began: NaiveDate, invalid: &mut Invalid) -> Option<NaiveDate> {
    let mut fields = Answers::default();
    for (name, value) in ["month", "day", "year"].into_iter().zip(typed) {
        fields.set(&format!("ends.{name}"), vec![value.trim().to_owned()]);
    }
    match date::day(&fields, "ends") {
        Ok(day) => {
            if let Some(Err(problem)) = day.map(|day| term::judge(day, began)) {
                invalid.add("ends_month", problem);
            }
            day
        }
        Err((field, problem)) => {
            invalid.add(field.replace('.', "_"), problem);
            None
        }
    }
}
