//! A TOML document as a tree that knows the line of everything in it.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and its line.
#[derive(Debug)]
pub(super) struct Node {
    /// The line it begins in, from 1; of a table under a heading, the line of the heading.
    pub(super) line: usize,
    pub(super) value: Value,
}

/// What a profile may hold.
#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    Whole(i64),
    Truth(bool),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// A number with a fraction, a day or a time: no profile holds any.
    Other,
}

/// A key of a table, with its value.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    /// The line of the key.
    pub(super) line: usize,
    pub(super) node: Node,
}

impl Node {
    /// Reads a document as far as it can be read, with each fault of its spelling and the line of that.
    pub(super) fn read(text: &str) -> (Self, Vec<(usize, String)>) {
        let lines = Lines::new(text);
        let (document, errors) = DeTable::parse_recoverable(text);
        let errors = errors
            .iter()
            .map(|error| {
                let at = error.span().map_or(0, |span| span.start);
                (lines.of(at), error.message().to_owned())
            })
            .collect();
        let root = Self {
            line: 1,
            value: table(document.get_ref(), &lines),
        };
        (root, errors)
    }

    fn of(value: &Spanned<DeValue<'_>>, lines: &Lines) -> Self {
        let node = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or(Value::Other, Value::Whole),
            DeValue::Boolean(truth) => Value::Truth(*truth),
            DeValue::Array(items) => {
                Value::List(items.iter().map(|item| Self::of(item, lines)).collect())
            }
            DeValue::Table(entries) => table(entries, lines),
            DeValue::Float(_) | DeValue::Datetime(_) => Value::Other,
        };
        Self {
            line: lines.of(value.span().start),
            value: node,
        }
    }

    /// The text, when it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The keys of a table; none for anything else.
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for anything else.
    pub(super) fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// What a table of a list is called by: its `slug`, `value` or `key`.
    pub(super) fn name(&self) -> Option<&str> {
        ["slug", "value", "key"].iter().find_map(|name| {
            let entry = self.entries().iter().find(|entry| entry.key == *name)?;
            entry.node.text()
        })
    }
}

fn table(entries: &DeTable<'_>, lines: &Lines) -> Value {
    let mut entries: Vec<Entry> = entries
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            line: lines.of(key.span().start),
            node: Node::of(value, lines),
        })
        .collect();
    entries.sort_by_key(|entry| entry.line);
    Value::Table(entries)
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(ends).collect())
    }

    /// The line of a byte, from 1.
    fn of(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_knows_its_line() {
        let text = "a = 1\n\n[b]\nc.en = \"x\"\nc.es = \"y\"\n[[d]]\nslug = \"one\"\n[[d]]\nslug = \"two\"\n";
        let (root, errors) = Node::read(text);
        assert!(errors.is_empty(), "{errors:?}");
        let entry = |key: &str| {
            root.entries()
                .iter()
                .find(|entry| entry.key == key)
                .unwrap()
        };
        assert_eq!(
            (entry("a").line, entry("b").line, entry("d").line),
            (1, 3, 6)
        );
        let localized = &entry("b").node.entries()[0];
        assert_eq!((localized.line, localized.node.entries()[1].line), (4, 5));
        let items: Vec<_> = entry("d")
            .node
            .items()
            .iter()
            .map(|item| (item.line, item.name()))
            .collect();
        assert_eq!(items, [(6, Some("one")), (8, Some("two"))]);
    }

    #[test]
    fn a_document_is_read_on_behind_a_fault_of_its_spelling() {
        let (root, errors) = Node::read("a = \nb = 2\nc = [1, 2\nd = 3\na = 4\n");
        let lines: Vec<usize> = errors.iter().map(|(line, _)| *line).collect();
        assert!(lines.len() >= 2 && lines.contains(&1), "{errors:?}");
        assert!(root.entries().iter().any(|entry| entry.key == "b"));
    }
}
