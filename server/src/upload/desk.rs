//! Where files are sent to, and what is taken there.

use app::application::files;
use app::current::Current;
use app::error::AppError;
use app::talk::{self, Kind};
use partnership::form::Kind as Control;

/// The form that files are sent with, by somebody who may.
pub(super) enum Desk {
    /// A step of an application.
    Step(files::Desk),
    /// A message or a note.
    Talk(Kind),
}

impl Desk {
    /// Finds it by the fields that stand before the files in the form.
    ///
    /// # Errors
    /// What stands against taking any.
    pub(super) async fn find(
        current: &Current,
        kind: Option<Kind>,
        fields: &[(String, String)],
    ) -> Result<Self, AppError> {
        match kind {
            Some(kind) => {
                talk::may(current, kind, fields).await?;
                Ok(Self::Talk(kind))
            }
            None => Ok(Self::Step(files::Desk::find(current, fields).await?)),
        }
    }

    /// What is taken under this name; nothing for a name that takes no files.
    pub(super) fn takes(&self, name: &str) -> Option<Control> {
        match self {
            Self::Step(desk) => desk.question(name).map(|question| question.kind),
            Self::Talk(kind) => kind.takes(name),
        }
    }
}
