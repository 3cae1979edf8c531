//! Acts on lists: choosing columns and page size, saving views.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;
use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use {
    crate::act,
    crate::office::desk::list::List,
    crate::office::desk::shown::{SIZES, chosen},
    partnership::invalid::Invalid,
    partnership::person::Right,
    store::table::{Change, Choice, NewView},
};

/// The longest name of a view.
#[cfg(feature = "ssr")]
const NAME: usize = 60;

/// The list of a word.
#[cfg(feature = "ssr")]
fn list_of(word: &str) -> Result<List, AppError> {
    List::from_word(word).ok_or(AppError::NotFound)
}

/// A page of a list: `query` is kept when it is one.
#[cfg(feature = "ssr")]
fn page_of(list: Option<List>, query: &str) -> String {
    let path = list.unwrap_or(List::Applications).path();
    let is_query = query.is_empty() || query.starts_with('?');
    let fits = is_query && query.len() <= 2_000 && !query.contains(['#', '\\']);
    format!("{path}{}", if fits { query } else { "" })
}

/// The same page with a word about what was done.
#[cfg(feature = "ssr")]
fn done(page: &str, what: &str) -> String {
    let sign = if page.contains('?') { '&' } else { '?' };
    format!("{page}{sign}done={what}")
}

/// Stores which columns somebody sees of a list, and how many rows. `then` moves a column (`up:due`), or brings
/// back what everybody sees (`reset`).
#[server(endpoint = "choose_columns")]
pub async fn choose_columns(
    #[server(default)] list: String,
    #[server(default)] back: String,
    #[server(default)] size: String,
    #[server(default)] then: String,
    #[server(default)] answers: BTreeMap<String, Vec<String>>,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let page = page_of(List::from_word(&list), &back);
    let result = async {
        let (current, asker) = act::with_right(&token, Right::ReadFigures)?;
        let list = list_of(&list)?;
        if !asker.may(list.right()) {
            return Err(AppError::NotFound);
        }
        let ticked = answers
            .get("columns")
            .map(Vec::as_slice)
            .unwrap_or_default();
        let choice = (then != "reset").then(|| choice(list, ticked, &size, &then));
        let store = &current.site.store;
        store
            .choose_columns(&asker, list.word(), choice.as_ref(), current.now)
            .await?;
        let what = if choice.is_some() { "columns" } else { "reset" };
        Ok(done(&page, what))
    }
    .await;
    act::answer(&page, &[], result).await
}

/// The choice of a form.
#[cfg(feature = "ssr")]
fn choice(list: List, ticked: &[String], size: &str, then: &str) -> Choice {
    let mut columns: Vec<String> = chosen(list, ticked.iter().map(String::as_str))
        .iter()
        .map(|column| column.word.to_owned())
        .collect();
    if let Some((way, word)) = then.split_once(':')
        && let Some(at) = columns.iter().position(|column| column == word)
    {
        // The first column stays where it is.
        let other = match way {
            "up" if at > 1 => Some(at - 1),
            "down" if at > 0 && at + 1 < columns.len() => Some(at + 1),
            _ => None,
        };
        if let Some(other) = other {
            columns.swap(at, other);
        }
    }
    let size = size.parse().ok().filter(|size| SIZES.contains(size));
    Choice {
        columns,
        size: size.unwrap_or(store::list::PAGE),
    }
}

/// Saves a list with its filters and its order under a name.
#[server(endpoint = "save_view")]
pub async fn save_view(
    #[server(default)] list: String,
    #[server(default)] query: String,
    #[server(default)] name: String,
    #[server(default)] shared: String,
    #[server(default)] pinned: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = page_of(List::from_word(&list), &query);
    let result = async {
        let (current, asker) = act::with_right(&token, Right::ReadFigures)?;
        let list = list_of(&list)?;
        if !asker.may(list.right()) {
            return Err(AppError::NotFound);
        }
        let mut invalid = Invalid::default();
        let name = act::needed("name", &name, NAME, &mut invalid);
        act::sound(invalid)?;
        // As the list itself writes it, so that one view is known by one query.
        let query = crate::office::desk::views::normal(&current, list, &query);
        let new = NewView {
            list: list.word(),
            name: &name,
            query: &query,
            is_shared: !shared.is_empty(),
            is_pinned: !pinned.is_empty(),
        };
        let store = &current.site.store;
        store.save_view(&asker, new, &key, current.now).await?;
        Ok(done(&page_of(Some(list), &query), "save-view"))
    }
    .await;
    act::answer(
        &page,
        &[("name", &name), ("shared", &shared), ("pinned", &pinned)],
        result,
    )
    .await
}

/// Pins a view, shares it, or takes it away. One that is gone already stays gone.
#[server(endpoint = "change_view")]
pub async fn change_view(
    #[server(default)] id: String,
    #[server(default)] list: String,
    #[server(default)] then: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let page = page_of(List::from_word(&list), "");
    let result = async {
        let (current, asker) = act::with_right(&token, Right::ReadFigures)?;
        let change = match then.as_str() {
            "pin" => Change::Pin(true),
            "unpin" => Change::Pin(false),
            "share" => Change::Share(true),
            "unshare" => Change::Share(false),
            "remove" => Change::Remove,
            _ => return Err(AppError::NotFound),
        };
        match current.site.store.change_view(&asker, &id, change).await {
            Ok(view) if change == Change::Remove => Ok(done(
                &page_of(List::from_word(&view.list), &view.query),
                "remove-view",
            )),
            Ok(view) => Ok(done(
                &page_of(List::from_word(&view.list), &view.query),
                "change-view",
            )),
            Err(store::Error::NotFound) if change == Change::Remove => Ok(page.clone()),
            Err(error) => Err(error.into()),
        }
    }
    .await;
    act::answer(&page, &[], result).await
}

#[cfg(feature = "ssr")]
#[cfg(test)]
mod tests {
    use super::*;

    fn columns(ticked: &[&str], then: &str) -> String {
        let ticked: Vec<String> = ticked.iter().map(|word| (*word).to_owned()).collect();
        choice(List::Applications, &ticked, "50", then)
            .columns
            .join(" ")
    }

    #[test]
    fn a_column_moves_by_one_place_and_never_before_the_first() {
        let ticked = ["program", "stage", "due"];
        assert_eq!(columns(&ticked, ""), "organization program stage due");
        assert_eq!(columns(&ticked, "up:due"), "organization program due stage");
        assert_eq!(
            columns(&ticked, "down:program"),
            "organization stage program due"
        );
        for nothing in [
            "up:program",
            "down:due",
            "up:organization",
            "up:magic",
            "x:due",
        ] {
            assert_eq!(
                columns(&ticked, nothing),
                "organization program stage due",
                "{nothing}"
            );
        }
        assert_eq!(choice(List::Applications, &[], "7", "").size, 25);
    }

    #[test]
    fn a_form_leads_back_to_its_list_and_nowhere_else() {
        let list = Some(List::Partnerships);
        assert_eq!(page_of(list, "?words=a"), "/office/partnerships?words=a");
        for bad in ["/evil", "//evil", "?a#b", "?a\\b", "words=a"] {
            assert_eq!(page_of(list, bad), "/office/partnerships", "{bad}");
        }
    }
}
