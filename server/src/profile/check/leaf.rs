//! Compares single values with the schema: lists, numbers, words and texts; and makes up what fits instead.

use super::Finding;
use super::part::{needed, words};
use super::shape::Shape;
use super::tree::{Node, Value};
use super::word::{kind, not_one_of};
use partnership::text::Lang;
use serde_json::Value as Json;

impl<'s> Shape<'s> {
    pub(super) fn list(&mut self, schema: &'s Json, node: &Node, items: &[Node]) -> toml::Value {
        let least = schema["minItems"].as_u64().unwrap_or(0);
        let most = schema["maxItems"].as_u64().unwrap_or(u64::MAX);
        let count = items.len() as u64;
        if count < least || count > most {
            self.fault(node.line, format!("write {least} values, not {count}"));
            return self.mend(schema);
        }
        let mut list = Vec::new();
        for (place, item) in items.iter().enumerate() {
            let each = match &schema["prefixItems"][place] {
                Json::Null => &schema["items"],
                own => own,
            };
            let name = item
                .name()
                .map_or_else(|| (place + 1).to_string(), str::to_owned);
            self.path.push(name);
            list.push(self.value(each, item));
            self.path.pop();
        }
        toml::Value::Array(list)
    }

    pub(super) fn whole(&mut self, schema: &'s Json, node: &Node, number: i64) -> toml::Value {
        let limit = |name: &str| schema[name].as_f64();
        let (least, most) = (limit("minimum"), limit("maximum"));
        #[allow(clippy::cast_precision_loss, reason = "limits are small")]
        let value = number as f64;
        if least.is_some_and(|least| value < least) || most.is_some_and(|most| value > most) {
            let mend = match (least, most) {
                (Some(least), Some(most)) => format!("write a number from {least} to {most}"),
                (Some(least), None) => format!("write {least} or more"),
                (_, most) => format!("write {} or less", most.unwrap_or_default()),
            };
            self.fault(node.line, mend);
            return self.mend(schema);
        }
        toml::Value::Integer(number)
    }

    pub(super) fn text(&mut self, schema: &'s Json, node: &Node, text: &str) -> toml::Value {
        let known = words(schema);
        if known.is_empty() || known.contains(&text) {
            return toml::Value::String(text.to_owned());
        }
        self.fault(node.line, not_one_of(text, &known));
        self.mend(schema)
    }

    /// Notes the languages that a text does not have.
    pub(super) fn translations(&mut self, node: &Node) {
        let written = |lang: Lang| match &node.value {
            Value::Text(text) => lang == Lang::En || text.trim().is_empty(),
            _ => node.entries().iter().any(|entry| {
                entry.key == lang.code() && entry.node.text().is_some_and(|t| !t.trim().is_empty())
            }),
        };
        for lang in Lang::ALL {
            if lang != Lang::En && !written(lang) && written(Lang::En) {
                let finding = Finding {
                    line: node.line,
                    key: self.name(),
                    say: format!("add {}: {} = \"…\"", lang.own_name(), lang.code()),
                };
                self.untranslated.push(finding);
            }
        }
    }

    /// A value that fits, in place of one that does not.
    pub(super) fn mend(&mut self, schema: &'s Json) -> toml::Value {
        self.mended.push(self.name());
        self.made_up(schema)
    }

    pub(super) fn made_up(&self, schema: &'s Json) -> toml::Value {
        let schema = self.resolved(schema);
        if let Some(word) = words(schema).first() {
            return toml::Value::String((*word).to_owned());
        }
        match kind(schema) {
            Some("string") => toml::Value::String(format!("mended-{}", self.mended.len())),
            Some("integer") => {
                toml::Value::Integer(schema["minimum"].as_i64().unwrap_or_default().max(1))
            }
            Some("boolean") => toml::Value::Boolean(false),
            Some("array") => {
                let each = schema["prefixItems"].as_array().into_iter().flatten();
                toml::Value::Array(each.map(|one| self.made_up(one)).collect())
            }
            Some("object") => {
                let mut table = toml::Table::new();
                let kinds = schema["oneOf"].as_array().and_then(|kinds| kinds.first());
                for one in [Some(schema), kinds].into_iter().flatten() {
                    for key in needed(one) {
                        table.insert(key.to_owned(), self.made_up(&one["properties"][key]));
                    }
                }
                toml::Value::Table(table)
            }
            _ => ["oneOf", "anyOf"]
                .iter()
                .find_map(|list| schema[*list].as_array()?.first())
                .map_or_else(
                    || toml::Value::String(String::new()),
                    |one| self.made_up(one),
                ),
        }
    }
}
