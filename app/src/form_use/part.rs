//! Of whose applications the charts tell: everyone's, or those of one language or of one class of windows.

use super::page::PATH;
use crate::current::Current;
use crate::words::form_use as words;
use partnership::text::Lang;
use partnership::width::Width;

/// Whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Part {
    /// Everyone's.
    #[default]
    Everyone,
    /// Those filled in in a language.
    Lang(Lang),
    /// Those saved last in a window of a class, or of none that is known.
    Width(Option<Width>),
}

impl Part {
    /// Every language.
    pub(super) fn langs() -> Vec<Self> {
        Lang::ALL.map(Self::Lang).to_vec()
    }

    /// Every class of windows, the unknown one last.
    pub(super) fn widths() -> Vec<Self> {
        let known = Width::ALL.into_iter().map(Some);
        known.chain([None]).map(Self::Width).collect()
    }

    /// Everyone and each part.
    pub(super) fn all() -> Vec<Self> {
        [vec![Self::Everyone], Self::langs(), Self::widths()].concat()
    }

    /// The parts that make up everyone with this one; for everyone none.
    pub(super) fn siblings(self) -> Vec<Self> {
        match self {
            Self::Everyone => Vec::new(),
            Self::Lang(_) => Self::langs(),
            Self::Width(_) => Self::widths(),
        }
    }

    /// The language or class as it is counted.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Lang(lang) => lang.code(),
            Self::Width(Some(width)) => width.word(),
            Self::Everyone | Self::Width(None) => "",
        }
    }

    /// The word of the part, in the store as in addresses.
    pub(super) fn word(self) -> String {
        match self {
            Self::Everyone => String::new(),
            Self::Lang(_) => format!("lang:{}", self.name()),
            Self::Width(_) => format!("width:{}", self.name()),
        }
    }

    /// What the page calls it.
    pub(super) const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Everyone => words::everyone(lang),
            Self::Lang(of) => of.own_name(),
            Self::Width(Some(Width::Narrow)) => words::narrow(lang),
            Self::Width(Some(Width::Middle)) => words::middle(lang),
            Self::Width(Some(Width::Wide)) => words::wide(lang),
            Self::Width(None) => words::unknown(lang),
        }
    }

    /// The part that the address asks for; everyone for any other word.
    pub(super) fn asked(current: &Current) -> Self {
        let word = current.query("of").unwrap_or_default();
        let mut all = Self::all().into_iter();
        all.find(|part| part.word() == word).unwrap_or_default()
    }

    /// The address of a version's figures with this part, as a page or, with the ending `.csv`, as a sheet.
    pub(super) fn href(self, ending: &str, version: u32) -> String {
        let page = format!("{PATH}{ending}?version={version}");
        match self {
            Self::Everyone => page,
            part => format!("{page}&of={}", part.word()),
        }
    }
}
