//! Localized text: one sentence in every language the district wrote it in.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A language of the interface.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, the language every text must exist in.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Lang {
    /// Every language, in the order of the language switch.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// The BCP 47 code, as in `<html lang>`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// The language's name in the language itself, as the switch shows it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
        }
    }

    /// The language of a code; `None` for any other string.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

/// A text in one or more languages. In a profile it is a plain string (English) or a table of language → text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// Nothing written.
    #[default]
    Empty,
    /// English only.
    Plain(String),
    /// Language → text; English must be there.
    Localized(BTreeMap<Lang, String>),
}

impl Text {
    /// The text in `lang`, or in English where the district has not translated it.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        self.find(lang).1
    }

    /// The text, with the language it really is in, for the `lang` attribute of untranslated text.
    #[must_use]
    pub fn find(&self, lang: Lang) -> (Lang, &str) {
        match self {
            Self::Empty => (lang, ""),
            Self::Plain(text) => (Lang::En, text),
            Self::Localized(texts) => texts.get(&lang).map_or_else(
                || (Lang::En, texts.get(&Lang::En).map_or("", String::as_str)),
                |text| (lang, text),
            ),
        }
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.get(Lang::En).trim().is_empty()
    }

    /// Whether the district wrote the text in `lang`.
    #[must_use]
    pub fn has(&self, lang: Lang) -> bool {
        self.find(lang).0 == lang
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut languages = schemars::json_schema!({});
        for lang in Lang::ALL {
            let text = schemars::json_schema!({ "type": "string", "title": lang.own_name() });
            languages.insert(lang.code().to_owned(), text.to_value());
        }
        schemars::json_schema!({
            "description": "A text: in English alone, or in each language, such as { en = \"Tutoring\", es = \"Tutoría\" }.",
            "anyOf": [
                { "type": "string", "title": "English alone" },
                {
                    "type": "object",
                    "title": "In each language",
                    "properties": languages,
                    "required": [Lang::En.code()],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_untranslated_text_falls_back_to_english_and_says_so() {
        let text = Text::from("Tutoring");
        assert_eq!(text.find(Lang::Es), (Lang::En, "Tutoring"));
        let both: Text = serde_json::from_str(r#"{"en":"Tutoring","es":"Tutoría"}"#).unwrap();
        assert_eq!(both.find(Lang::Es), (Lang::Es, "Tutoría"));
        assert!(both.has(Lang::Es) && !text.has(Lang::Es));
    }

    #[test]
    fn a_language_is_found_by_its_code_only() {
        assert_eq!(Lang::from_code("es"), Some(Lang::Es));
        assert_eq!(Lang::from_code("ES"), None);
        assert_eq!(Lang::from_code("../en"), None);
    }
}
