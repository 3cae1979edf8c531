//! A note of the office: whom it names, and whether it is for them alone.

use super::Case;
use crate::act::Came;
use crate::error::AppError;
use crate::mail;
use partnership::id::PersonId;
use partnership::invalid::{Invalid, Problem};
use store::Asker;
use store::talk::{Beside, NewNote, Written};

/// The colleagues whom a note names.
#[derive(Debug, Default)]
pub(super) struct Named {
    told: Vec<PersonId>,
    is_confidential: bool,
}

/// The colleagues who were ticked, as they came.
pub(super) fn told(came: &Came) -> Vec<&str> {
    let fields = came.fields.iter().filter(|(field, _)| field == "tell");
    fields.map(|(_, value)| value.as_str()).take(100).collect()
}

/// Reads whom a form names. What is no id names nobody; whether somebody can be named, the store says.
pub(super) fn named(asker: &Asker, came: &Came, invalid: &mut Invalid) -> Named {
    let mut all: Vec<PersonId> = Vec::new();
    for id in told(came).into_iter().filter_map(PersonId::parse) {
        if id != asker.id && !all.contains(&id) {
            all.push(id);
        }
    }
    let is_confidential = !came.text("only").is_empty();
    if is_confidential && all.is_empty() {
        invalid.add("tell", Problem::TooFew { min: 1 });
    }
    Named {
        told: all,
        is_confidential,
    }
}

/// Writes the note, with a mail to each whom it names.
pub(super) async fn write(
    case: Case<'_>,
    body: &str,
    named: &Named,
    beside: Beside,
) -> Result<Written, AppError> {
    let store = &case.current.site.store;
    let colleagues = if named.told.is_empty() {
        Vec::new()
    } else {
        store
            .colleagues(case.asker, &case.application.id, &named.told)
            .await?
    };
    let mails: Vec<_> = colleagues
        .iter()
        .map(|(email, lang)| mail::talk::mentioned(case.current, case.application, email, *lang))
        .collect();
    let note = NewNote {
        body,
        told: &named.told,
        is_confidential: named.is_confidential,
        mails: &mails,
        beside,
    };
    let (id, now) = (&case.application.id, case.current.now);
    Ok(store
        .write_note(case.asker, id, note, case.key, now)
        .await?)
}
