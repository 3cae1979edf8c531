//! The building blocks of every page, drawn on the server as plain HTML.
//!
//! Blocks take plain owned data and need no script. Names, hints and errors are wired to their
//! controls here and nowhere else. What each block looks like stands in `style/ui/<block>.css`.

pub mod answers;
pub mod chart;
pub mod contact;
pub mod date;
pub mod field;
pub mod form;
pub mod icon;
pub mod layout;
pub mod notice;
pub mod problem;
pub mod question;
mod said;
pub mod stage;
pub mod table;
pub mod talk;

pub use answers::{AnswerList, Change, Changes};
pub use chart::{Bar, BarChart};
pub use contact::{Contact, contacts};
pub use field::{
    Checkboxes, DateField, FieldKind, Pick, PickGroup, Radios, SelectField, TextArea, TextField,
    Tick,
};
pub use form::{Button, ButtonKind, GetForm, LinkButton, PostForm};
pub use icon::{Icon, icon};
pub use layout::{Frame, PageHead, PageTitle};
pub use notice::{Empty, ErrorSummary, Notice, NoticeKind};
pub use question::QuestionField;
pub use said::Said;
pub use stage::{
    PartnershipTag, StageTag, StatusWord, TaskList, TaskRow, TaskStatus, TrackState, TrackStep,
    Tracker,
};
pub use table::{Chip, Chips, Column, Count, DataTable, Pager, Row, Sorted};

use crate::current::Current;
use leptos::reactive::owner::with_context;
use partnership::text::Lang;

/// The language to draw in: a [`Lang`] given as context, as for a mail in its reader's language, else
/// the language of the page.
#[must_use]
pub fn lang() -> Lang {
    with_context(|lang: &Lang| *lang)
        .or_else(|| with_context(|current: &Current| current.lang))
        .unwrap_or_default()
}

/// Text made fit for the raw content of an element whose content Leptos does not escape
/// (`<textarea>`, `<title>`).
#[must_use]
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests;
