//! Acts on organizations: putting two together, and taking them apart again.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::{act, url},
    partnership::id::OrganizationId,
    partnership::person::Right,
};

/// Where a form about an organization goes back to: its page, or the list when the text is no id.
#[cfg(feature = "ssr")]
fn page_of(from: &str, into: Option<&str>) -> String {
    let from = OrganizationId::parse(from);
    match (from, into.and_then(OrganizationId::parse)) {
        (Some(from), Some(into)) => url::merge_organization(&from, &into),
        (Some(from), None) => url::merged_organization(&from),
        (None, _) => "/office/partnerships".to_owned(),
    }
}

/// Puts an organization into another.
#[server(endpoint = "merge_organizations")]
pub async fn merge_organizations(
    from: String,
    into: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = page_of(&from, Some(&into));
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let from = OrganizationId::parse(&from).ok_or(AppError::NotFound)?;
        let into = OrganizationId::parse(&into).ok_or(AppError::NotFound)?;
        let store = &current.site.store;
        store.merge(&asker, &from, &into, &key, current.now).await?;
        Ok(format!("{}?done=merge", url::merged_organization(&from)))
    }
    .await;
    act::answer(&page, &[], done).await
}

/// Takes an organization out of the other again.
#[server(endpoint = "undo_merge")]
pub async fn undo_merge(
    from: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let page = page_of(&from, None);
    let done = async {
        let (current, asker) = act::with_right(&token, Right::Decide)?;
        let from = OrganizationId::parse(&from).ok_or(AppError::NotFound)?;
        let store = &current.site.store;
        store.undo_merge(&asker, &from, &key, current.now).await?;
        Ok(format!("{page}?done=undo-merge"))
    }
    .await;
    act::answer(&page, &[], done).await
}
