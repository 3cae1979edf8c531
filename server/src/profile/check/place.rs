//! Where in a document a dotted name stands, such as `route.vendor.link` or `form.sponsor.sites.sponsor`.

use super::tree::{Node, Value};
use partnership::district::check::Fault;

/// Lists of a form whose names are left out between the names of their items.
const UNNAMED: [&str; 3] = ["section", "step", "question"];

/// A place in a document.
#[derive(Debug)]
pub(super) struct Place<'n> {
    /// Its dotted name.
    pub(super) name: String,
    pub(super) line: usize,
    node: &'n Node,
}

impl Place<'_> {
    /// The text that stands here, when it is one.
    pub(super) fn text(&self) -> Option<&str> {
        self.node.text()
    }

    /// How many items stand here: 1 where it is no list.
    pub(super) fn count(&self) -> usize {
        match &self.node.value {
            Value::List(items) => items.len(),
            _ => 1,
        }
    }
}

/// Every place of a dotted name. The items of a list are called by their slug, value or key; a name without
/// it stands for each of them: `route.link` is the link of every route.
pub(super) fn find<'n>(root: &'n Node, name: &str) -> Vec<Place<'n>> {
    let mut found = Vec::new();
    below(root, root.line, name, String::new(), &mut found);
    found
}

fn below<'n>(node: &'n Node, line: usize, rest: &str, name: String, found: &mut Vec<Place<'n>>) {
    if rest.is_empty() {
        found.push(Place { name, line, node });
        return;
    }
    for entry in node.entries() {
        if let Some(rest) = after(rest, &entry.key) {
            let name = joined(&name, &entry.key);
            below(&entry.node, entry.line, rest, name, found);
        } else if UNNAMED.contains(&entry.key.as_str()) {
            below(&entry.node, entry.line, rest, name.clone(), found);
        }
    }
    for (place, item) in node.items().iter().enumerate() {
        let own = item
            .name()
            .map_or_else(|| (place + 1).to_string(), str::to_owned);
        if let Some(rest) = after(rest, &own) {
            below(item, item.line, rest, joined(&name, &own), found);
        }
        below_item(item, rest, joined(&name, &own), found);
    }
}

/// The keys of one item of a list, whose name was left out.
fn below_item<'n>(item: &'n Node, rest: &str, name: String, found: &mut Vec<Place<'n>>) {
    if !item.entries().is_empty() {
        below(item, item.line, rest, name, found);
    }
}

/// What is left of a name behind a key.
fn after<'a>(name: &'a str, key: &str) -> Option<&'a str> {
    let rest = name.strip_prefix(key)?;
    if rest.is_empty() {
        Some(rest)
    } else {
        rest.strip_prefix('.')
    }
}

fn joined(name: &str, key: &str) -> String {
    if name.is_empty() {
        key.to_owned()
    } else {
        format!("{name}.{key}")
    }
}

/// The line of a fault: of the value that its mend quotes, or else of the nearest thing around it.
pub(super) fn line_of(root: &Node, fault: &Fault) -> usize {
    let mut name = fault.at.as_str();
    let places = loop {
        let places = find(root, name);
        if !places.is_empty() {
            break places;
        }
        match name.rsplit_once('.') {
            Some((start, _)) => name = start,
            None => return 1,
        }
    };
    let nth = usize::from(fault.mend.contains("twice"));
    let quoted = fault.mend.split('\'').nth(1).unwrap_or_default();
    let mut values = Vec::new();
    for place in &places {
        texts(place.node, 0, &mut values);
    }
    let mut lines: Vec<(usize, usize)> = values
        .into_iter()
        .filter(|(_, _, text)| *text == quoted)
        .map(|(depth, line, _)| (depth, line))
        .collect();
    lines.sort_unstable();
    let of_value = lines.iter().enumerate().find_map(|(at, (depth, _))| {
        let (same, line) = lines.get(at + nth)?;
        (same == depth).then_some(*line)
    });
    of_value
        .or_else(|| places.iter().map(|place| place.line).max())
        .unwrap_or(1)
}

/// Every text inside, with its depth and its line.
fn texts<'n>(node: &'n Node, depth: usize, found: &mut Vec<(usize, usize, &'n str)>) {
    match &node.value {
        Value::Text(text) => found.push((depth, node.line, text)),
        Value::List(items) => {
            for item in items {
                texts(item, depth + 1, found);
            }
        }
        Value::Table(entries) => {
            for entry in entries {
                texts(&entry.node, depth + 1, found);
            }
        }
        Value::Whole(_) | Value::Truth(_) | Value::Other => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
[[route]]
slug = "vendor"
link = "https://a.example"
[[route]]
slug = "partner"
link = "https://b.example"
[[route]]
slug = "vendor"
[[form.section]]
slug = "where"
[[form.section.step]]
slug = "sponsor"
[[form.section.step.question]]
key = "sites.sponsor"
show-if = { is = ["a", "b"] }
"#;

    #[test]
    fn a_name_is_found_where_it_stands_and_a_name_without_an_item_in_each() {
        let (root, _) = Node::read(TEXT);
        let at = |name: &str| -> Vec<(String, usize)> {
            find(&root, name)
                .into_iter()
                .map(|place| (place.name, place.line))
                .collect()
        };
        assert_eq!(
            at("route.partner.link"),
            [("route.partner.link".to_owned(), 7)]
        );
        assert_eq!(
            at("route.link"),
            [
                ("route.vendor.link".to_owned(), 4),
                ("route.partner.link".to_owned(), 7)
            ]
        );
        assert_eq!(
            at("form.sponsor.sites.sponsor.show-if"),
            [("form.where.sponsor.sites.sponsor.show-if".to_owned(), 16)]
        );
        assert!(at("route.nobody").is_empty());
    }

    #[test]
    fn a_fault_stands_where_the_value_stands_that_it_quotes() {
        let (root, _) = Node::read(TEXT);
        let line = |at: &str, mend: &str| {
            line_of(
                &root,
                &Fault {
                    at: at.to_owned(),
                    mend: mend.to_owned(),
                },
            )
        };
        assert_eq!(line("route", "'vendor' stands twice"), 9);
        assert_eq!(
            line(
                "form.sponsor.sites.sponsor.show-if",
                "'b' is no answer to 'a'"
            ),
            16
        );
        assert_eq!(line("route.partner.owner", "say who answers"), 5);
        assert_eq!(line("nothing.at.all", "add it"), 1);
    }
}
