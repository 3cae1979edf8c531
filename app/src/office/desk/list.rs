//! The lists of the office, and the columns that each may show.

use crate::url;
use crate::words::desk as words;
use crate::words::office;
use crate::words::people;
use crate::words::term;
use partnership::person::Right;
use partnership::text::Lang;

/// A list of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::office) enum List {
    /// What was sent.
    Applications,
    /// What was approved.
    Partnerships,
    /// Who became a partner.
    Organizations,
    /// Who works for the district.
    People,
}

/// A column that a list may show.
#[derive(Debug)]
pub(in crate::office) struct Col {
    /// The word in tables and forms.
    pub(in crate::office) word: &'static str,
    /// Its heading.
    pub(in crate::office) label: fn(Lang) -> &'static str,
    /// Whether everybody sees it who did not choose otherwise.
    pub(in crate::office) usual: bool,
}

impl Col {
    /// Whether it holds counts, which stand to the right.
    pub(in crate::office) fn is_number(&self) -> bool {
        matches!(self.word, "students" | "partnerships" | "applications")
    }
}

const fn col(word: &'static str, label: fn(Lang) -> &'static str, usual: bool) -> Col {
    Col { word, label, usual }
}

/// Columns of applications. The first of a list is always shown.
static APPLICATIONS: [Col; 10] = [
    col("organization", office::organization, true),
    col("program", office::program, true),
    col("stage", office::stage, true),
    col("sent", office::sent, true),
    col("due", office::due, true),
    col("assigned", office::assigned_to, true),
    col("since", words::since, false),
    col("updated", words::updated, false),
    col("mail", office::partner_mail, false),
    col("language", office::partner_language, false),
];

static PARTNERSHIPS: [Col; 11] = [
    col("organization", office::organization, true),
    col("program", office::program, true),
    col("level", office::level, true),
    col("stage", office::stage, true),
    col("sites", office::sites, true),
    col("areas", office::areas, true),
    col("students", office::students, true),
    col("ends", term::last_day, true),
    col("approved", office::approved_on, false),
    col("agreement", office::agreement, false),
    col("listed", office::public, false),
];

static ORGANIZATIONS: [Col; 7] = [
    col("organization", office::organization, true),
    col("kind", office::kind, true),
    col("partnerships", words::current_partnerships, true),
    col("applications", words::sent_applications, true),
    col("since", words::partner_since, true),
    col("web", office::web, false),
    col("about", office::about, false),
];

static PEOPLE: [Col; 4] = [
    col("person", people::person, true),
    col("email", people::email, true),
    col("roles", people::roles, true),
    col("since", people::since, false),
];

impl List {
    /// Every list.
    pub(in crate::office) const ALL: [Self; 4] = [
        Self::Applications,
        Self::Partnerships,
        Self::Organizations,
        Self::People,
    ];

    /// The word in tables, forms and names of files.
    pub(in crate::office) const fn word(self) -> &'static str {
        match self {
            Self::Applications => "applications",
            Self::Partnerships => "partnerships",
            Self::Organizations => "organizations",
            Self::People => "people",
        }
    }

    /// The list of a word.
    pub(in crate::office) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.word() == word)
    }

    /// Its name.
    pub(in crate::office) const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Applications => office::applications_title(lang),
            Self::Partnerships => office::partnerships_title(lang),
            Self::Organizations => words::organizations_title(lang),
            Self::People => people::title(lang),
        }
    }

    /// Where it stands.
    pub(in crate::office) const fn path(self) -> &'static str {
        match self {
            Self::Applications => "/office/applications",
            Self::Partnerships => "/office/partnerships",
            Self::Organizations => "/office/organizations",
            Self::People => "/office/people",
        }
    }

    /// Who reads it.
    pub(in crate::office) const fn right(self) -> Right {
        match self {
            Self::Applications => Right::ReadApplications,
            Self::Partnerships | Self::Organizations => Right::ReadFigures,
            Self::People => Right::ManagePeople,
        }
    }

    /// The columns it may show.
    pub(in crate::office) fn columns(self) -> &'static [Col] {
        match self {
            Self::Applications => &APPLICATIONS,
            Self::Partnerships => &PARTNERSHIPS,
            Self::Organizations => &ORGANIZATIONS,
            Self::People => &PEOPLE,
        }
    }

    /// The address of the list with these names and values, on a page.
    pub(in crate::office) fn href(self, pairs: &[(&'static str, String)], page: usize) -> String {
        format!("{}{}", self.path(), query(pairs, page))
    }
}

/// Names and values of a list and its page as a query.
pub(in crate::office) fn query(pairs: &[(&'static str, String)], page: usize) -> String {
    let page = if page > 1 {
        page.to_string()
    } else {
        String::new()
    };
    let mut all: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    all.push(("page", &page));
    url::query(&all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_begins_with_a_column_that_everybody_sees_and_names_each_once() {
        for list in List::ALL {
            assert_eq!(List::from_word(list.word()), Some(list));
            let words: Vec<&str> = list.columns().iter().map(|column| column.word).collect();
            let first = if list == List::People {
                "person"
            } else {
                "organization"
            };
            assert_eq!(words[0], first);
            for lang in Lang::ALL {
                let mut labels: Vec<&str> = list
                    .columns()
                    .iter()
                    .map(|column| (column.label)(lang))
                    .collect();
                labels.sort_unstable();
                labels.dedup();
                assert_eq!(labels.len(), words.len(), "{list:?} {lang:?}");
            }
        }
    }
}
