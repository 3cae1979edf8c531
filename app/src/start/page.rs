//! The advisor's page: a question, or where the answers lead.

use super::ask::ask;
use super::result::result;
use super::way::Way;
use crate::current::current;
use crate::page::page;
use leptos::prelude::*;

/// Finds out which of the district's processes is somebody's, before any account and any form.
#[component]
pub fn StartPage() -> impl IntoView {
    page(async move {
        let current = current();
        let site = current.site.clone();
        let way = Way::read(&site.profile, &current.queries());
        Ok(match way.step {
            Some(step) => ask(&current, &way, step),
            None => result(&current, &way),
        })
    })
}
