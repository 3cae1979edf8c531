//! A form that came with files: its fields, what became of the files, and the way back when it cannot be taken.

use crate::current::Current;
use crate::error::AppError;
use partnership::invalid::FileFault;
use store::upload::Arrived;

/// What came with a form.
#[derive(Debug, Default)]
pub struct Came {
    /// Names and values of its fields, in their order.
    pub fields: Vec<(String, String)>,
    /// Files that were found good.
    pub files: Vec<Arrived>,
    /// Files that cannot be taken: the question, the name, and why.
    pub faults: Vec<(String, String, FileFault)>,
    /// Why files could not be received at all.
    pub error: Option<AppError>,
}

impl Came {
    /// The first value of a field; blank when there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// The form, so that what was typed can be shown again.
#[derive(Debug)]
pub struct Form {
    /// The page it stands on.
    pub page: String,
    /// The token it carried.
    pub token: String,
    /// What it held.
    pub typed: Vec<(String, String)>,
}

impl Form {
    /// The page to go on to when the form could not be taken: what was typed is kept behind it.
    pub async fn again(&self, current: &Current, error: AppError) -> String {
        let typed: Vec<(&str, &str)> = self
            .typed
            .iter()
            .map(|(field, text)| (field.as_str(), text.as_str()))
            .collect();
        super::next_after(current, Some(&self.token), &self.page, &typed, &error).await
    }
}
