//! The veil over a history: which lines are left out for whoever reads it.

use super::INTERNAL;
use crate::Asker;
use crate::application::Application;
use crate::review::panel::Judging;
use crate::talk::{CONFIDENTIAL, is_read_by};
use serde_json::json;

/// What of a history is kept from whoever reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Veil {
    /// Whether the office's work is kept from the reader altogether: all of [`INTERNAL`].
    is_kept: bool,
    /// Whether there are criteria of which the reader does not see yet what others found, or what was settled.
    is_blind: bool,
    /// Who reads, by which it is known which confidential notes they see, and those criteria; blank for nobody.
    bound: String,
}

impl Veil {
    /// What is kept from the asker, who was found the application and its review.
    #[must_use]
    pub fn of(asker: &Asker, application: &Application, judging: &Judging) -> Self {
        Self {
            is_kept: application.is_kept_from(&asker.id),
            is_blind: !judging.hidden.is_empty() || !judging.kept.is_empty(),
            bound: json!({
                "reader": asker.id.as_str(), "judge": judging.hidden, "settle": judging.kept
            })
            .to_string(),
        }
    }

    /// The value of the parameter of [`Self::condition`].
    pub(crate) fn bound(&self) -> Option<&str> {
        Some(self.bound.as_str()).filter(|bound| !bound.is_empty())
    }

    /// Whether lines of an act are kept back altogether.
    pub(crate) fn keeps(&self, act: &str) -> bool {
        self.is_kept && INTERNAL.contains(&act)
    }

    /// The condition on a line, whose parameter is bound to [`Self::bound`]. The line of a confidential note is there
    /// for those alone who read the note.
    pub(crate) fn condition(&self, parameter: &str) -> String {
        let internal: Vec<String> = INTERNAL.iter().map(|act| format!("'{act}'")).collect();
        let mut condition = format!(
            " and (act <> '{CONFIDENTIAL}' or exists (select 1 from note n
                where n.id = json_extract(detail, '$.note_id') and {}))",
            is_read_by(&format!("json_extract({parameter}, '$.reader')"))
        );
        if self.is_kept {
            condition.push_str(&format!(" and act not in ({})", internal.join(", ")));
        }
        if self.is_blind {
            for act in ["judge", "settle"] {
                condition.push_str(&format!(
                    " and (act <> '{act}' or json_extract(detail, '$.criterion') not in (
                        select value from json_each({parameter}, '$.{act}')))"
                ));
            }
        }
        condition
    }
}
