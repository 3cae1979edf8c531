//! Files among the answers: which kinds may be handed in, what they may be called, and how an answer names one.

use super::Answers;
use crate::invalid::{FileFault, Invalid, Problem};
use serde::{Deserialize, Serialize};

/// A kind of file that may be handed in. What is not listed here is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FileType {
    /// A document to read and print.
    Pdf,
    /// A photo.
    Jpeg,
    /// A picture or a screenshot.
    Png,
    /// A text of Word and other word processors.
    Docx,
    /// A table of Excel and other spreadsheets.
    Xlsx,
}

impl FileType {
    /// Every kind, in the order they are named.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Docx, Self::Xlsx];

    /// The endings of names, the usual one first.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Docx => "Word (DOCX)",
            Self::Xlsx => "Excel (XLSX)",
        }
    }

    /// The media type with which it is served.
    #[must_use]
    pub const fn media(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// What is stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.endings().first().copied().unwrap_or_default()
    }

    /// The kind of a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The kind that a name says it is.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = ending(name);
        Self::ALL
            .into_iter()
            .find(|kind| kind.endings().contains(&ending.as_str()))
    }
}

/// What stands behind the last dot of a name, in small letters; empty for none.
fn ending(name: &str) -> String {
    name.rsplit_once('.')
        .map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

/// Whether a name says that this is a photo in the form of newer telephones, which few programs read.
#[must_use]
pub fn is_telephone_photo(name: &str) -> bool {
    matches!(ending(name).as_str(), "heic" | "heif" | "hif" | "avif")
}

/// The most characters of a name.
pub const LONGEST_NAME: usize = 100;
/// The name of a file that has none.
const NAMELESS: &str = "file";

/// A name as it may be shown and written into a header: without folders, control characters, characters
/// that turn the direction of reading, signs that mean something to a file system, and blanks at its ends;
/// at most [`LONGEST_NAME`] characters, of which the ending stays.
#[must_use]
pub fn clean_name(sent: &str) -> String {
    let mut name = cleaned(sent);
    // What was cut may end in something that has to go, too.
    loop {
        let again = cleaned(&name);
        if again == name {
            return name;
        }
        name = again;
    }
}

fn cleaned(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}')
            || ('\u{200b}'..='\u{200f}').contains(&c)
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2060}'..='\u{206f}').contains(&c)
            || ('\u{fff0}'..='\u{ffff}').contains(&c)
            || ('\u{e0000}'..='\u{e0fff}').contains(&c)
    };
    let plain: String = name
        .chars()
        .filter(|c| !unseen(*c))
        .map(|c| match c {
            '"' | '<' | '>' | '|' | ':' | '*' | '?' | '%' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let plain = words.join(" ");
    let plain = plain.trim_matches(['.', ' ', '-']);
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) if !ending.is_empty() && ending.chars().count() <= 10 => {
            (stem, format!(".{ending}"))
        }
        _ => (plain, String::new()),
    };
    let room = LONGEST_NAME.saturating_sub(ending.chars().count());
    let stem: String = stem.chars().take(room).collect();
    let stem = stem.trim_end_matches(['.', ' ', '-']);
    if stem.is_empty() {
        format!("{NAMELESS}{ending}")
    } else {
        format!("{stem}{ending}")
    }
}

/// A file that was handed in, as an answer names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// Its name in addresses, which nobody can guess.
    pub id: String,
    /// Bytes.
    pub size: u64,
    /// What it is called.
    pub name: String,
}

impl Handed {
    /// Reads the value of an answer.
    #[must_use]
    pub fn read(value: &str) -> Option<Self> {
        let (id, rest) = value.split_once(' ')?;
        let (size, name) = rest.split_once(' ')?;
        let is_id = id.len() == 20
            && id
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let size = size.parse().ok()?;
        (is_id && !name.is_empty()).then(|| Self {
            id: id.to_owned(),
            size,
            name: name.to_owned(),
        })
    }

    /// The value of an answer.
    #[must_use]
    pub fn value(&self) -> String {
        format!("{} {} {}", self.id, self.size, self.name)
    }
}

/// The largest file that a question may take, in MiB.
pub const MOST_MEGABYTES: u64 = 25;
/// The most files that a question may take.
pub const MOST_FILES: usize = 20;

/// Judges the files of a question. Each was judged when it came; here they are counted.
pub(super) fn judge(key: &str, max: usize, answers: &Answers, invalid: &mut Invalid) {
    let values = answers.all(key);
    let unread = values.iter().find(|value| Handed::read(value).is_none());
    if let Some(unread) = unread {
        let name = clean_name(unread);
        invalid.add(key, Problem::Files(vec![(name, FileFault::Damaged)]));
    } else if values.len() > max {
        let name = values.last().and_then(|value| Handed::read(value));
        let name = name.map_or_else(String::new, |handed| handed.name);
        invalid.add(
            key,
            Problem::Files(vec![(name, FileFault::TooMany { max })]),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_cleaned_of_all_that_could_deceive() {
        for (sent, clean) in [
            ("letter.pdf", "letter.pdf"),
            ("Carta de la niñez.PDF", "Carta de la niñez.PDF"),
            ("../../etc/passwd", "passwd"),
            ("/etc/cron.d/x.pdf", "x.pdf"),
            ("C:\\Users\\ana\\x.docx", "x.docx"),
            ("..\\..\\x.pdf", "x.pdf"),
            ("a\0b.pdf", "ab.pdf"),
            ("a\r\nSet-Cookie: x=y.pdf", "aSet-Cookie- x=y.pdf"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("a\u{2066}b\u{200b}.pdf", "ab.pdf"),
            ("  a \t b  .pdf ", "a b.pdf"),
            ("\"><script>.pdf", "script.pdf"),
            (".htaccess", "htaccess"),
            (".pdf", "pdf"),
            ("...", "file"),
            ("", "file"),
            ("/", "file"),
            ("a%2e%2e%2fb.pdf", "a-2e-2e-2fb.pdf"),
        ] {
            assert_eq!(clean_name(sent), clean, "{sent:?}");
        }
        let long = clean_name(&format!("{}.docx", "é".repeat(500)));
        assert_eq!(long.chars().count(), LONGEST_NAME);
        assert_eq!(FileType::of_name(&long), Some(FileType::Docx));
    }

    #[test]
    fn a_name_says_what_it_is_by_its_last_ending() {
        for (name, kind) in [
            ("a.pdf", Some(FileType::Pdf)),
            ("a.JPG", Some(FileType::Jpeg)),
            ("a.jpeg", Some(FileType::Jpeg)),
            ("a.exe.png", Some(FileType::Png)),
            ("a.pdf.exe", None),
            ("a.docm", None),
            ("a.doc", None),
            ("a.svg", None),
            ("pdf", None),
            ("a.", None),
        ] {
            assert_eq!(FileType::of_name(name), kind, "{name}");
        }
        assert!(is_telephone_photo("IMG_1.HEIC") && !is_telephone_photo("IMG_1.jpg"));
        for kind in FileType::ALL {
            assert_eq!(FileType::from_word(kind.word()), Some(kind));
        }
    }

    #[test]
    fn an_answer_that_names_no_file_is_none() {
        let id = "abcdefghjkmnpqrstuvw";
        let handed = Handed {
            id: id.to_owned(),
            size: 12,
            name: "a letter.pdf".to_owned(),
        };
        assert_eq!(Handed::read(&handed.value()), Some(handed));
        for value in [
            "",
            "abc 12 a.pdf",
            "abcdefghjkmnpqrstuvw",
            "abcdefghjkmnpqrstuvw x a.pdf",
            "abcdefghjkmnpqrstuvw 12 ",
            "../defghjkmnpqrstuvw 12 a.pdf",
        ] {
            assert_eq!(Handed::read(value), None, "{value:?}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_and_leaves_no_harm(sent in "\\PC{0,300}|(?s).{0,80}") {
            let clean = clean_name(&sent);
            prop_assert_eq!(&clean_name(&clean), &clean);
            prop_assert!(!clean.is_empty() && clean.chars().count() <= LONGEST_NAME);
            let harm = |c: char| c.is_control() || "/\\\"<>\u{202e}".contains(c);
            prop_assert!(!clean.chars().any(harm));
        }
    }
}
