//! Compares a document with the schema of profiles: what is missing, unknown, or of another kind, and which
//! texts are not translated. What is wrong is put right on the way, so that the rest can be judged, too.

use super::Finding;
use super::part::{has_needed, needed, properties, telling, words};
use super::tree::{Entry, Node, Value};
use super::word::{found, kind, listed, nearest, not_one_of, sentence, wanted};
use serde_json::Value as Json;

/// Where the schema describes a localized text.
const TEXT: &str = "#/$defs/Text";
const NOTHING: &Json = &Json::Null;

/// A document compared with the schema.
pub(super) struct Shape<'s> {
    schema: &'s Json,
    /// Whether the document could be read whole: only then is missing what is not there.
    is_whole: bool,
    pub(super) path: Vec<String>,
    /// What does not fit.
    pub(super) faults: Vec<Finding>,
    /// Texts that a language is missing of.
    pub(super) untranslated: Vec<Finding>,
    /// Dotted names of what was put right.
    pub(super) mended: Vec<String>,
}

impl<'s> Shape<'s> {
    pub(super) fn new(schema: &'s Json, is_whole: bool) -> Self {
        Self {
            schema,
            is_whole,
            path: Vec::new(),
            faults: Vec::new(),
            untranslated: Vec::new(),
            mended: Vec::new(),
        }
    }

    /// Compares the document, and gives it as it should be.
    pub(super) fn read(&mut self, document: &Node) -> toml::Value {
        self.value(self.schema, document)
    }

    pub(super) fn value(&mut self, schema: &'s Json, node: &Node) -> toml::Value {
        let is_text = schema["$ref"] == TEXT;
        let Some(fitting) = self.alternative(schema, node) else {
            return self.mend(schema);
        };
        let value = match (&node.value, kind(fitting)) {
            (Value::Table(entries), Some("object")) => self.table(fitting, node, entries),
            (Value::List(items), Some("array")) => self.list(fitting, node, items),
            (Value::Whole(number), Some("integer")) => self.whole(fitting, node, *number),
            (Value::Text(text), Some("string")) => self.text(fitting, node, text),
            (Value::Truth(truth), Some("boolean")) => toml::Value::Boolean(*truth),
            _ => {
                self.fault(
                    node.line,
                    format!("write {}, not {}", wanted(fitting), found(&node.value)),
                );
                self.mend(schema)
            }
        };
        if is_text {
            self.translations(node);
        }
        value
    }

    /// What a schema refers to, and what is the only thing that it allows.
    pub(super) fn resolved(&self, schema: &'s Json) -> &'s Json {
        let mut schema = schema;
        // A schema refers to no schema that refers back to it without a table or a list between.
        loop {
            let only = ["anyOf", "oneOf", "allOf"].iter().find_map(|list| {
                let [only] = schema[*list].as_array()?.as_slice() else {
                    return None;
                };
                Some(only)
            });
            schema = if let Some(name) = schema["$ref"].as_str() {
                name.strip_prefix('#')
                    .and_then(|pointer| self.schema.pointer(pointer))
                    .unwrap_or(NOTHING)
            } else if let Some(only) = only {
                only
            } else {
                return schema;
            };
        }
    }

    /// The one of several alternatives that the value is meant to be; nothing, and a fault, when none fits.
    fn alternative(&mut self, schema: &'s Json, node: &Node) -> Option<&'s Json> {
        let schema = self.resolved(schema);
        let alternatives = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
        // Beside keys of its own stand the kinds of one table, which its keys tell apart.
        let Some(alternatives) = alternatives.filter(|_| schema["properties"].is_null()) else {
            return Some(schema);
        };
        let alternatives: Vec<&Json> = alternatives.iter().map(|one| self.resolved(one)).collect();
        let own = match &node.value {
            Value::Text(_) => "string",
            Value::Whole(_) => "integer",
            Value::Truth(_) => "boolean",
            Value::List(_) => "array",
            Value::Table(_) => "object",
            Value::Other => "",
        };
        let same: Vec<&Json> = alternatives
            .iter()
            .copied()
            .filter(|one| kind(one) == Some(own))
            .collect();
        let fitting = match (same.as_slice(), &node.value) {
            ([only], _) => Some(*only),
            (several, Value::Text(text)) => several
                .iter()
                .find(|one| words(one).contains(&text.as_str()))
                .copied(),
            (several, _) => several.iter().find(|one| has_needed(one, node)).copied(),
        };
        if fitting.is_none() {
            let mend = match &node.value {
                Value::Text(text) if !same.is_empty() => {
                    let known: Vec<&str> = same.iter().flat_map(|one| words(one)).collect();
                    not_one_of(text, &known)
                }
                Value::Table(entries) if !same.is_empty() => {
                    let known: Vec<&str> = same.iter().flat_map(|one| needed(one)).collect();
                    let near = entries
                        .iter()
                        .find_map(|entry| Some((&entry.key, nearest(&entry.key, &known)?)));
                    match near {
                        Some((key, near)) => format!("no such key '{key}'; did you mean '{near}'?"),
                        None => format!("write a table with one of {}", listed(&known)),
                    }
                }
                value => {
                    let mut kinds: Vec<String> =
                        alternatives.iter().map(|one| wanted(one)).collect();
                    kinds.dedup();
                    format!("write {}, not {}", kinds.join(", or "), found(value))
                }
            };
            self.fault(node.line, mend);
        }
        fitting
    }

    fn table(&mut self, schema: &'s Json, node: &Node, entries: &[Entry]) -> toml::Value {
        let mut known: Vec<(&str, &'s Json)> = properties(schema);
        let mut must = needed(schema);
        let mut table = toml::Table::new();
        let telling = telling(schema);
        if let Some((key, kinds)) = telling {
            let kind = self.kind_of(kinds, key, node);
            if let Some(kind) = kind {
                known.extend(properties(kind));
                must.extend(needed(kind));
            } else {
                // Whatever any kind takes is let pass, until the kind is known.
                known.extend(kinds.iter().flat_map(properties));
                self.mended.push(self.name());
            }
            let word = kind.or(kinds.first()).unwrap_or(NOTHING);
            table.insert(key.to_owned(), self.made_up(&word["properties"][key]));
        }
        let is_closed =
            schema["additionalProperties"] == false || schema["unevaluatedProperties"] == false;
        for entry in entries {
            if telling.is_some_and(|(key, _)| key == entry.key) {
                // Judged already.
                continue;
            }
            let find = |key: &str| known.iter().find(|(name, _)| *name == key).copied();
            self.path.push(entry.key.clone());
            if let Some((key, schema)) = find(&entry.key) {
                let value = self.value(schema, &entry.node);
                table.insert(key.to_owned(), value);
            } else if is_closed {
                let open: Vec<&str> = known
                    .iter()
                    .map(|(key, _)| *key)
                    .filter(|key| !entries.iter().any(|entry| entry.key == *key))
                    .collect();
                let near = nearest(&entry.key, &open).and_then(find);
                let mend = match near {
                    Some((near, _)) => format!("no such key; did you mean '{near}'?"),
                    None if open.is_empty() => "no such key: take it out".to_owned(),
                    None => format!("no such key; take it out, or take one of {}", listed(&open)),
                };
                self.fault(entry.line, mend);
                if let Some((key, schema)) = near {
                    let value = self.value(schema, &entry.node);
                    table.insert(key.to_owned(), value);
                }
            }
            self.path.pop();
        }
        must.retain(|key| !table.contains_key(*key));
        for key in must {
            let schema = known
                .iter()
                .find(|(name, _)| *name == key)
                .map_or(NOTHING, |(_, schema)| *schema);
            self.path.push(key.to_owned());
            if self.is_whole {
                let told = schema["description"].as_str().map(sentence);
                let told = told.unwrap_or_else(|| wanted(self.resolved(schema)));
                self.fault(node.line, format!("missing; add it: {told}"));
            }
            let value = self.mend(schema);
            table.insert(key.to_owned(), value);
            self.path.pop();
        }
        toml::Value::Table(table)
    }

    /// The kind that a table says it is, under the key that tells the kinds apart.
    fn kind_of(&mut self, kinds: &'s [Json], key: &'s str, node: &Node) -> Option<&'s Json> {
        let said = |one: &'s Json| one["properties"][key]["const"].as_str();
        let known: Vec<&str> = kinds.iter().filter_map(said).collect();
        let entry = node.entries().iter().find(|entry| entry.key == key);
        let text = entry.and_then(|entry| entry.node.text());
        let kind = kinds.iter().find(|one| text.is_some() && said(one) == text);
        if kind.is_none() {
            let (line, mend) = match (entry, text) {
                (Some(entry), Some(text)) => (entry.line, not_one_of(text, &known)),
                (Some(entry), None) => (entry.line, format!("write one of {}", listed(&known))),
                (None, _) => (node.line, format!("missing; add one of {}", listed(&known))),
            };
            self.path.push(key.to_owned());
            if entry.is_some() || self.is_whole {
                self.fault(line, mend);
            }
            self.path.pop();
        }
        kind
    }

    pub(super) fn fault(&mut self, line: usize, say: String) {
        let key = self.name();
        self.faults.push(Finding { line, key, say });
    }

    /// The dotted name of where it is: `form.sponsor.sites.sponsor.label`, as the other faults are named.
    pub(super) fn name(&self) -> String {
        let mut shown: Vec<&str> = Vec::new();
        let mut parts = self.path.iter().map(String::as_str).peekable();
        while let Some(part) = parts.next() {
            let is_inside = !shown.is_empty() && parts.peek().is_some();
            match part {
                "step" | "question" if is_inside => {}
                "section" if is_inside => {
                    // The section is named where it is spoken of itself.
                    let section = parts.next().unwrap_or_default();
                    if parts.peek() != Some(&"step") {
                        shown.push(section);
                    }
                }
                part => shown.push(part),
            }
        }
        shown.join(".")
    }
}
