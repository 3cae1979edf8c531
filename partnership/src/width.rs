//! How wide the window is in which a form is filled in: three classes, and nothing closer.

/// A class of widths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// As of a phone: below 640 pixels.
    Narrow,
    /// As of a tablet: below 1024 pixels.
    Middle,
    /// As of a desk.
    Wide,
}

impl Width {
    /// Every class.
    pub const ALL: [Self; 3] = [Self::Narrow, Self::Middle, Self::Wide];

    /// The class of a window of so many pixels, as style sheets count them.
    #[must_use]
    pub fn of(pixels: f64) -> Self {
        if pixels < 640.0 {
            Self::Narrow
        } else if pixels < 1024.0 {
            Self::Middle
        } else {
            Self::Wide
        }
    }

    /// The word used in tables and forms.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Middle => "middle",
            Self::Wide => "wide",
        }
    }

    /// The class of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|width| width.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_belongs_to_one_class() {
        for (pixels, width) in [
            (320.0, Width::Narrow),
            (639.9, Width::Narrow),
            (640.0, Width::Middle),
            (1024.0, Width::Wide),
        ] {
            assert_eq!(Width::of(pixels), width);
            assert_eq!(Width::from_word(width.word()), Some(width));
        }
        assert_eq!(Width::from_word("1920"), None);
    }
}
