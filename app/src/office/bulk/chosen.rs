//! Which applications are chosen in a list: those that are ticked, those of its page, or all of its results.

use super::PATH;
use crate::current::Current;
use crate::error::AppError;
use crate::office::desk::list::{List, query};
use crate::office::desk::shown::Shown;
use crate::office::desk::walk::bounds;
use crate::office::listing::Listing;
use crate::ui::*;
use crate::words::bulk as words;
use crate::words::desk;
use leptos::prelude::*;
use store::Asker;
use store::application::Application;
use store::bulk::MOST;
use store::list::Part;

/// What can be done with several at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::office) enum Kind {
    /// Give them to somebody.
    Assign,
    /// Remind whoever they wait for.
    Remind,
    /// Give them another due day.
    SetDue,
    /// Take them along as a file.
    Export,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Assign, Self::Remind, Self::SetDue, Self::Export];

    /// The word used in addresses.
    pub(in crate::office) const fn word(self) -> &'static str {
        match self {
            Self::Assign => "assign",
            Self::Remind => "remind",
            Self::SetDue => "set-due",
            Self::Export => "export",
        }
    }

    /// The kind of a word.
    pub(in crate::office) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Which rows are meant.
const TICKED: &str = "ticked";
const PAGE: &str = "page";
const ALL: &str = "all";

/// The applications that are chosen.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) kind: Kind,
    pub(super) listing: Listing,
    pub(super) which: String,
    pub(super) rows: Vec<Application>,
    total: usize,
}

impl Chosen {
    /// Reads the address, and finds the applications.
    pub(super) async fn load(current: &Current, asker: &Asker) -> Result<Self, AppError> {
        let pairs = current.queries();
        let kind = current
            .query("act")
            .and_then(|word| Kind::from_word(&word))
            .unwrap_or(Kind::Assign);
        let which = current.query("rows").unwrap_or_else(|| TICKED.to_owned());
        let mut listing = Listing::read_with_only(&pairs);
        let mut chosen = Self {
            kind,
            which,
            rows: Vec::new(),
            total: 0,
            listing: Listing::read(&pairs),
        };
        let part = match chosen.which.as_str() {
            PAGE | ALL => {
                listing.filter.only.clear();
                if chosen.which == PAGE {
                    let shown = Shown::load(current, asker, List::Applications).await?;
                    Part::page(listing.page - 1, shown.size)
                } else {
                    let limit = MOST + 1;
                    Part { limit, offset: 0 }
                }
            }
            _ if listing.filter.only.is_empty() => return Ok(chosen),
            _ => Part {
                limit: MOST + 1,
                offset: 0,
            },
        };
        let store = &current.site.store;
        let found = store
            .applications(asker, &listing.filter, part, bounds(current))
            .await?;
        chosen.total = found.total;
        chosen.rows = found.rows;
        Ok(chosen)
    }

    /// How many are chosen.
    pub(super) fn count(&self) -> usize {
        if self.which == ALL {
            self.total
        } else {
            self.rows.len()
        }
    }
}

/// Links to the chosen rows as files.
pub(super) fn export(current: &Current, chosen: &Chosen) -> AnyView {
    let lang = current.lang;
    let mut pairs = chosen.listing.pairs();
    match chosen.which.as_str() {
        ALL => {}
        PAGE => pairs.push(("rows", PAGE.to_owned())),
        _ => pairs.extend(chosen.rows.iter().map(|row| ("only", row.id.to_string()))),
    }
    let page = if chosen.which == PAGE {
        chosen.listing.page
    } else {
        1
    };
    let links: Vec<AnyView> = [
        ("html", desk::as_print(lang), Icon::Print),
        ("csv", desk::as_csv(lang), Icon::Download),
        ("xlsx", desk::as_xlsx(lang), Icon::Download),
    ]
    .into_iter()
    .map(|(kind, name, sign)| {
        let href = format!(
            "{}.{kind}{}",
            List::Applications.path(),
            query(&pairs, page)
        );
        view! { <li>{icon(sign)}<a href=href>{name}</a></li> }.into_any()
    })
    .collect();
    view! {
        <section class="panel">
            <p class="hint">{desk::take_care(lang)}</p>
            <ul class="take">{links}</ul>
        </section>
    }
    .into_any()
}

/// The id of the form that the boxes of the rows belong to.
pub(in crate::office) const FORM: &str = "bulk";

/// The bar under a list of applications: which of them, and what to do. It goes on to a page that says what
/// will happen.
pub(in crate::office) fn bar(
    current: &Current,
    listing: &Listing,
    shown: usize,
    total: usize,
) -> AnyView {
    let lang = current.lang;
    let mut kept: Vec<(&str, String)> = listing.pairs();
    if listing.page > 1 {
        kept.push(("page", listing.page.to_string()));
    }
    let kept: Vec<AnyView> = kept
        .into_iter()
        .map(|(name, value)| {
            view! { <input type="hidden" name=name.to_owned() value=value/> }.into_any()
        })
        .collect();
    let mut which = vec![
        (TICKED, words::ticked(lang).to_owned()),
        (PAGE, words::page_rows(lang, shown)),
    ];
    if total > shown {
        which.push((ALL, words::all_rows(lang, total)));
    }
    let which: Vec<AnyView> = which
        .into_iter()
        .map(|(value, label)| view! { <option value=value>{label}</option> }.into_any())
        .collect();
    let buttons: Vec<AnyView> = [
        (Kind::Assign, words::assign(lang)),
        (Kind::Remind, words::remind(lang)),
        (Kind::SetDue, words::set_due(lang)),
        (Kind::Export, words::export(lang)),
    ]
    .into_iter()
    .map(|(kind, label)| {
        let value = kind.word();
        view! { <Button kind=ButtonKind::Secondary name="act" value=value>{label}</Button> }
            .into_any()
    })
    .collect();
    view! {
        <form method="get" action=PATH id=FORM class="bulk-bar" aria-label=words::bar(lang) novalidate=true>
            {kept}
            <div class="field">
                <label class="label" r#for="bulk-rows">{words::bar(lang)}</label>
                <select class="input input--select" id="bulk-rows" name="rows">{which}</select>
            </div>
            <div class="bulk-bar__acts">{buttons}</div>
        </form>
    }
    .into_any()
}

/// The box that chooses a row.
pub(in crate::office) fn tick(current: &Current, application: &Application) -> AnyView {
    let name = if application.organization.is_empty() {
        desk::unnamed(current.lang)
    } else {
        &application.organization
    };
    let label = words::tick(current.lang, name, &application.reference);
    let id = application.id.to_string();
    view! { <input class="row-tick" type="checkbox" name="only" value=id form=FORM aria-label=label/> }
        .into_any()
}
