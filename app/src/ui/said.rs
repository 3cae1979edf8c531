//! A text to be read that knows which parts of it are not in the language of the page.

use leptos::prelude::*;
use partnership::text::{Lang, Text};

/// Stand for the parts while a sentence is made around them: characters that no text holds.
const MARKS: [&str; 4] = ["\u{E000}", "\u{E001}", "\u{E002}", "\u{E003}"];

/// A text, and the language of each part that is not in the language of the page.
///
/// Every text of a profile is drawn as one of these, because the district may not have translated it: what
/// is shown in another language than the page's is marked with `lang`, so that it is read out rightly.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    runs: Vec<Run>,
}

/// A stretch in one language; `None` is that of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    text: String,
    foreign: Option<Lang>,
}

impl Said {
    /// A text of a profile, which may not be translated.
    #[must_use]
    pub fn of(text: &Text, lang: Lang) -> Self {
        let (found, words) = text.find(lang);
        Self::of_lang(words, (found != lang).then_some(found))
    }

    /// A text in this language; `None` is that of the page.
    #[must_use]
    pub fn of_lang(text: impl Into<String>, foreign: Option<Lang>) -> Self {
        let text = text.into();
        let runs = if text.is_empty() {
            Vec::new()
        } else {
            vec![Run { text, foreign }]
        };
        Self { runs }
    }

    /// A text of a profile as somebody was shown it, in whichever language that was.
    #[must_use]
    pub fn shown_once(shown: &str, text: &Text, lang: Lang) -> Self {
        let in_lang = |of: &Lang| text.find(*of) == (*of, shown);
        let written = Lang::ALL.into_iter().find(in_lang);
        Self::of_lang(shown, written.filter(|of| *of != lang))
    }

    /// The words alone, for where no element can say their language: titles of windows, attributes, mails.
    #[must_use]
    pub fn words(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// The `lang` of an element that can hold nothing but words, such as an `<option>`; none when the text
    /// is in the language of the page, or partly so.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        let (first, rest) = self.runs.split_first()?;
        let same = rest.iter().all(|run| run.foreign == first.foreign);
        first.foreign.filter(|_| same).map(Lang::code)
    }

    /// The same with other words, which are made of each stretch.
    #[must_use]
    pub fn map(mut self, change: impl Fn(&str) -> String) -> Self {
        for run in &mut self.runs {
            run.text = change(&run.text);
        }
        self
    }

    /// A sentence in the language of the page with this text in it.
    #[must_use]
    pub fn within(&self, sentence: impl FnOnce(&str) -> String) -> Self {
        Self::woven([self], |[text]| sentence(text))
    }

    /// A sentence in the language of the page with these texts in it, four at most.
    #[must_use]
    pub fn woven<const N: usize>(
        parts: [&Self; N],
        sentence: impl FnOnce([&str; N]) -> String,
    ) -> Self {
        let foreign = |part: &Self| part.runs.iter().any(|run| run.foreign.is_some());
        if N > MARKS.len() || !parts.iter().any(|part| foreign(part)) {
            let words = parts.map(Self::words);
            return sentence(std::array::from_fn(|at| {
                words.get(at).map_or("", String::as_str)
            }))
            .into();
        }
        let made = sentence(std::array::from_fn(|at| {
            MARKS.get(at).copied().unwrap_or_default()
        }));
        let mut said = Self::default();
        let mut rest = made.as_str();
        while let Some((at, mark)) = rest
            .char_indices()
            .find_map(|(at, c)| Some((at, MARKS.iter().position(|mark| mark.starts_with(c))?)))
        {
            let (before, after) = rest.split_at(at);
            said.push(&before.into());
            if let Some(part) = parts.get(mark) {
                said.push(part);
            }
            rest = after
                .strip_prefix(MARKS.get(mark).copied().unwrap_or_default())
                .unwrap_or_default();
        }
        said.push(&rest.into());
        said
    }

    /// Several texts, one after the other, with this between them.
    #[must_use]
    pub fn join(parts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut said = Self::default();
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                said.push(&between.into());
            }
            said.push(&part);
        }
        said
    }

    fn push(&mut self, other: &Self) {
        for run in &other.runs {
            match self.runs.last_mut() {
                Some(last) if last.foreign == run.foreign => last.text.push_str(&run.text),
                _ => self.runs.push(run.clone()),
            }
        }
    }

    /// The words, those of another language marked with it.
    #[must_use]
    pub fn view(self) -> AnyView {
        let mut runs = self.runs.into_iter().map(|run| match run.foreign {
            Some(lang) => view! { <span lang=lang.code()>{run.text}</span> }.into_any(),
            None => run.text.into_any(),
        });
        match (runs.next(), runs.len()) {
            (Some(one), 0) => one,
            (first, _) => first.into_iter().chain(runs).collect::<Vec<_>>().into_any(),
        }
    }

    /// A text of several paragraphs, each its own.
    #[must_use]
    pub fn paragraphs(self) -> Vec<AnyView> {
        let mut lines = vec![Self::default()];
        for run in self.runs {
            for (at, line) in run.text.split('\n').enumerate() {
                if at > 0 {
                    lines.push(Self::default());
                }
                if let Some(last) = lines.last_mut() {
                    last.push(&Self::of_lang(line.trim(), run.foreign));
                }
            }
        }
        lines
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(|line| match line.code() {
                Some(code) => view! { <p lang=code>{line.words()}</p> }.into_any(),
                None => view! { <p>{line.view()}</p> }.into_any(),
            })
            .collect()
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self::of_lang(text, None)
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl<T: Into<Self>> From<Option<T>> for Said {
    fn from(text: Option<T>) -> Self {
        text.map_or_else(Self::default, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(text: &str) -> Said {
        Said::of(&Text::Plain(text.to_owned()), Lang::Es)
    }

    fn drawn(said: Said) -> String {
        view! { <p>{said.view()}</p> }.to_html()
    }

    #[test]
    fn a_sentence_marks_what_is_not_translated_in_it() {
        let said = english("Outcome").within(|name| format!("Quite {name} n.º 2"));
        assert_eq!(said.words(), "Quite Outcome n.º 2");
        assert!(drawn(said).contains(r#"Quite <span lang="en">Outcome</span> n.º 2"#));
        let translated = Said::from("Meta").within(|name| format!("Quite {name}"));
        assert_eq!(translated, "Quite Meta".into());
    }

    #[test]
    fn texts_stand_where_the_sentence_puts_them() {
        let [one, two] = [english("one"), "dos".into()];
        let said = Said::woven([&one, &two], |[one, two]| format!("{two}, {one} y {one}"));
        assert_eq!(said.words(), "dos, one y one");
        assert_eq!(
            drawn(said).matches(r#"<span lang="en">one</span>"#).count(),
            2
        );
    }

    #[test]
    fn an_element_of_words_alone_says_the_language_of_the_whole() {
        assert_eq!(english("one").code(), Some("en"));
        assert_eq!(Said::from("uno").code(), None);
        assert_eq!(
            english("one").within(|name| format!("¿{name}?")).code(),
            None
        );
        assert_eq!(
            Said::join([english("one"), english("two")], " › ").code(),
            None
        );
    }

    #[test]
    fn paragraphs_are_marked_each() {
        let html = view! { <div>{english("One.\n\nTwo.").paragraphs()}</div> }.to_html();
        assert_eq!(html.matches(r#"<p lang="en">"#).count(), 2, "{html}");
    }

    #[test]
    fn nothing_is_nothing() {
        assert!(Said::from(None::<String>).is_empty() && Said::from(" ").is_empty());
        assert_eq!(english("x").within(|_| String::new()), Said::default());
    }
}
