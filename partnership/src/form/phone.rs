//! Telephone numbers: read in any spelling, shown in one.

/// A telephone number that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// Ten digits of a number of the United States, or + and the digits of another country with their blanks.
    number: String,
    /// The extension; empty for none.
    extension: String,
}

/// The longest spelling that is read, in characters.
const LONGEST: usize = 50;
/// The longest extension, in digits.
const LONGEST_EXTENSION: usize = 7;
/// How people write that an extension follows; the longer word before the shorter.
const EXTENSION: [&str; 7] = ["extensión", "extension", "extn", "ext", "x", "int", "#"];

impl Phone {
    /// Reads a number: brackets, dots, blanks, hyphens, `+1` and `ext. 12` as people write them. `None` when
    /// it can be no number: in the United States ten digits, whose area code and next three digits begin with
    /// none of 0 and 1; elsewhere + and 8 to 15 digits.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        if typed.chars().count() > LONGEST {
            return None;
        }
        let typed = typed.trim().to_lowercase();
        let end = typed
            .find(|c: char| c.is_alphabetic() || c == '#')
            .unwrap_or(typed.len());
        let (number, rest) = (typed.get(..end)?, typed.get(end..)?);
        let extension = if rest.is_empty() {
            String::new()
        } else {
            let digits = EXTENSION.iter().find_map(|word| rest.strip_prefix(word))?;
            let digits = digits.trim_start_matches(['.', ':', ' ']).trim_end();
            let fits = (1..=LONGEST_EXTENSION).contains(&digits.len())
                && digits.bytes().all(|b| b.is_ascii_digit());
            fits.then(|| digits.to_owned())?
        };
        let number = number.trim_end_matches([' ', ',', ';']);
        let (is_international, number) = number
            .strip_prefix('+')
            .map_or((false, number), |number| (true, number));
        let harmless = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-.()/‐‑–".contains(c);
        if !number.chars().all(harmless) {
            return None;
        }
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let local = match digits.len() {
            10 if !is_international => Some(digits.as_str()),
            11 => digits.strip_prefix('1'),
            _ => None,
        };
        let number = match local {
            Some(local) => {
                let begins = |at: usize| matches!(local.as_bytes().get(at), Some(b'2'..=b'9'));
                (begins(0) && begins(3)).then(|| local.to_owned())?
            }
            None if is_international => {
                let fits = (8..=15).contains(&digits.len()) && !digits.starts_with('0');
                let groups: Vec<&str> = number
                    .split(|c: char| !c.is_ascii_digit())
                    .filter(|group| !group.is_empty())
                    .collect();
                fits.then(|| format!("+{}", groups.join(" ")))?
            }
            None => return None,
        };
        Some(Self { number, extension })
    }

    /// The number as it is read: `(919) 555-0123`, `(919) 555-0123 ext. 12`, `+52 55 1234 5678`.
    #[must_use]
    pub fn shown(&self) -> String {
        let parts = (
            self.number.get(..3),
            self.number.get(3..6),
            self.number.get(6..),
        );
        let number = match parts {
            (Some(area), Some(middle), Some(last)) if !self.number.starts_with('+') => {
                format!("({area}) {middle}-{last}")
            }
            _ => self.number.clone(),
        };
        if self.extension.is_empty() {
            number
        } else {
            format!("{number} ext. {}", self.extension)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(typed: &str) -> Option<String> {
        Phone::read(typed).map(|phone| phone.shown())
    }

    #[test]
    fn every_spelling_of_a_number_is_shown_in_one() {
        for typed in [
            "9195550123",
            "919-555-0123",
            "919.555.0123",
            "919 555 0123",
            "919/555-0123",
            "(919) 555-0123",
            "(919)555-0123",
            "1 919 555 0123",
            "1-919-555-0123",
            "+1 919 555 0123",
            "+19195550123",
            "+1 (919) 555-0123",
            "  919‑555–0123 ",
        ] {
            assert_eq!(shown(typed).as_deref(), Some("(919) 555-0123"), "{typed}");
        }
        for typed in [
            "919-555-0123 x12",
            "919-555-0123x12",
            "919-555-0123 X 12",
            "919-555-0123 ext. 12",
            "919-555-0123, Ext 12",
            "919-555-0123 extension: 12",
            "919-555-0123 extensión 12",
            "919-555-0123 int. 12",
            "919-555-0123 #12",
        ] {
            let expected = Some("(919) 555-0123 ext. 12");
            assert_eq!(shown(typed).as_deref(), expected, "{typed}");
        }
        assert_eq!(
            shown("+52 (55) 1234-5678").as_deref(),
            Some("+52 55 1234 5678")
        );
        assert_eq!(shown("+442079460000").as_deref(), Some("+442079460000"));
    }

    #[test]
    fn what_can_be_no_number_is_none() {
        for typed in [
            "",
            "x12",
            "555-0100",
            "919-555-010",
            "919-555-010O",
            "29195550100",
            "019-555-0100",
            "119-555-0100",
            "919-155-0100",
            "+1 919 155 0100",
            "+1234567",
            "+1234567890123456",
            "+0123456789",
            "52 55 1234 5678",
            "919-555-0123 x",
            "919-555-0123 x12345678",
            "919-555-0123 or 919-555-0124",
            "919-555-0123 x12 x13",
            "9+195550123",
            "call me",
            "٩١٩٥٥٥٠١٢٣",
        ] {
            assert_eq!(shown(typed), None, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again_as_the_same(typed in "\\+?[0-9 ().-]{7,20}( ?(x|ext\\.?) ?[0-9]{1,8})?|\\PC{0,60}") {
            if let Some(phone) = Phone::read(&typed) {
                prop_assert_eq!(Phone::read(&phone.shown()), Some(phone));
            }
        }
    }
}
