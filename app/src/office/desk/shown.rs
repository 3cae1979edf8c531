//! What a person sees of a list: the columns they chose, how many rows, and which saved views.

use super::list::{Col, List};
use crate::current::Current;
use crate::error::AppError;
use store::Asker;
use store::list::PAGE;
use store::table::{Choice, View};

/// How many rows a page may have.
pub(in crate::office) const SIZES: [usize; 4] = [10, PAGE, 50, 100];

/// What a person sees of a list.
#[derive(Debug)]
pub(in crate::office) struct Shown {
    /// The list.
    pub(in crate::office) list: List,
    /// The columns, in their order; the list's first one is the first.
    pub(in crate::office) columns: Vec<&'static Col>,
    /// Rows of a page.
    pub(in crate::office) size: usize,
    /// Whether they chose it.
    pub(in crate::office) is_chosen: bool,
    /// The views they may see.
    pub(in crate::office) views: Vec<View>,
}

impl Shown {
    /// Asks the store.
    pub(in crate::office) async fn load(
        current: &Current,
        asker: &Asker,
        list: List,
    ) -> Result<Self, AppError> {
        let (choice, views) = current.site.store.table(asker, list.word()).await?;
        Ok(Self {
            views,
            ..Self::of(list, choice.as_ref())
        })
    }

    fn of(list: List, choice: Option<&Choice>) -> Self {
        let all = list.columns();
        let columns = match choice {
            None => all.iter().filter(|column| column.usual).collect(),
            Some(choice) => {
                let words = choice.columns.iter().map(String::as_str);
                chosen(list, words)
            }
        };
        let size = choice
            .map(|choice| choice.size)
            .filter(|size| SIZES.contains(size));
        Self {
            list,
            columns,
            size: size.unwrap_or(PAGE),
            is_chosen: choice.is_some(),
            views: Vec::new(),
        }
    }
}

/// The columns of these words in their order, each once, after the list's first one, which is always there.
pub(in crate::office) fn chosen<'a>(
    list: List,
    words: impl Iterator<Item = &'a str>,
) -> Vec<&'static Col> {
    let all = list.columns();
    let mut columns: Vec<&'static Col> = all.first().into_iter().collect();
    for word in words {
        if let Some(column) = all.iter().find(|column| column.word == word)
            && !columns.iter().any(|known| known.word == word)
        {
            columns.push(column);
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(shown: &Shown) -> Vec<&str> {
        shown.columns.iter().map(|column| column.word).collect()
    }

    #[test]
    fn what_nobody_can_have_chosen_is_left_out() {
        let choice = Choice {
            columns: ["due", "magic", "due", "organization", "stage"]
                .map(ToOwned::to_owned)
                .to_vec(),
            size: 7,
        };
        let shown = Shown::of(List::Applications, Some(&choice));
        assert_eq!(words(&shown), ["organization", "due", "stage"]);
        assert_eq!(shown.size, PAGE);
        let usual = Shown::of(List::Applications, None);
        assert_eq!(
            words(&usual),
            [
                "organization",
                "program",
                "stage",
                "sent",
                "due",
                "assigned"
            ]
        );
        assert!(!usual.is_chosen && shown.is_chosen);
    }
}
