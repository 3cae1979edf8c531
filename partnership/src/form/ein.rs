//! Employer identification numbers (EIN): nine digits that the Internal Revenue Service gives an organization.

/// What an organization is known by to the tax office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ein(u32);

/// The first two digits that are known to be given out; the list grows, so another one is only unusual.
const PREFIXES: [u32; 83] = [
    1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25, 26, 27, 30, 31, 32, 33,
    34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 50, 51, 52, 53, 54, 55, 56, 57, 58,
    59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 71, 72, 73, 74, 75, 76, 77, 80, 81, 82, 83, 84, 85, 86,
    87, 88, 90, 91, 92, 93, 94, 95, 98, 99,
];

impl Ein {
    /// Reads nine digits with blanks, hyphens and dots wherever they stand, and `EIN` before them. `None`
    /// when it is another number of digits, or nine zeros.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let after_word = typed
            .get(..3)
            .filter(|word| word.eq_ignore_ascii_case("ein"))
            .and_then(|_| typed.get(3..));
        let typed = after_word
            .unwrap_or(typed)
            .trim_start_matches([':', '#', ' ']);
        let digits: String = typed
            .chars()
            .filter(|c| !(c.is_whitespace() || "-.‐‑–".contains(*c)))
            .take(10)
            .collect();
        Self::of_digits(&digits)
    }

    /// Reads exactly nine digits, as the files of the tax office write them.
    #[must_use]
    pub fn of_digits(digits: &str) -> Option<Self> {
        let fits = digits.len() == 9 && digits.bytes().all(|b| b.is_ascii_digit());
        let number = digits.parse().ok().filter(|number| fits && *number > 0)?;
        Some(Self(number))
    }

    /// The number itself, without zeros before it.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The number as it is read: `12-3456789`.
    #[must_use]
    pub fn shown(self) -> String {
        format!("{:02}-{:07}", self.0 / 10_000_000, self.0 % 10_000_000)
    }

    /// Whether it begins as the numbers do that are known to be given out. Another beginning is a reason to
    /// look again, and none to refuse it: the list changes.
    #[must_use]
    pub fn has_known_prefix(self) -> bool {
        PREFIXES.binary_search(&(self.0 / 10_000_000)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_spelling_is_shown_in_one() {
        for typed in [
            "123456789",
            "12-3456789",
            "12 3456789",
            "12‑345‑6789",
            " 12.345.6789 ",
            "EIN 12-3456789",
            "ein: 12-3456789",
            "EIN #123456789",
        ] {
            assert_eq!(Ein::read(typed).unwrap().shown(), "12-3456789", "{typed}");
        }
        assert_eq!(Ein::read("01-0000001").unwrap().shown(), "01-0000001");
    }

    #[test]
    fn what_is_no_number_of_nine_digits_is_none() {
        for typed in [
            "",
            "12-345678",
            "12-34567890",
            "12-345678x",
            "000000000",
            "١٢٣٤٥٦٧٨٩",
            "EIN",
            "+12345678",
            "12-3456789 and 12-3456780",
        ] {
            assert_eq!(Ein::read(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn an_unknown_beginning_is_read_all_the_same() {
        assert!(PREFIXES.is_sorted());
        assert!(Ein::read("12-3456789").unwrap().has_known_prefix());
        for unusual in ["00", "07", "17", "49", "70", "89", "97"] {
            let ein = Ein::read(&format!("{unusual}-3456789")).unwrap();
            assert!(!ein.has_known_prefix(), "{unusual}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again_as_the_same(typed in "[0-9 .-]{7,14}|\\PC{0,20}") {
            if let Some(ein) = Ein::read(&typed) {
                prop_assert_eq!(Ein::read(&ein.shown()), Some(ein));
            }
        }
    }
}
