//! Turns `locales/<language>/*.toml` into the module `words`: one function for each sentence, checked at compile time.
//!
//! `saved_at = "Saved at {time}"` in `wizard.toml` becomes `words::wizard::saved_at(lang, time)`.
//! A table with exactly `one` and `other` becomes a function of the number `n` that picks by it.
//! A sentence that is missing in a language, or has other placeholders there, stops the build with its name.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a build script stops the build with a sentence"
)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};
use toml::{Table, Value};

/// Languages and their folders; the first is the one that the others are compared with.
const LANGS: [(&str, &str); 2] = [("En", "locales/en"), ("Es", "locales/es")];

fn main() {
    println!("cargo:rerun-if-changed=locales");
    let tables: Vec<Table> = LANGS.iter().map(|(_, file)| read(file)).collect();
    let mut faults = Vec::new();
    let mut code = String::new();
    for (module, sentences) in &tables[0] {
        let modules: Vec<&Table> = tables
            .iter()
            .filter_map(|t| t.get(module)?.as_table())
            .collect();
        let _ = writeln!(
            code,
            "/// Words of `{module}`.\npub mod {module} {{\n#[allow(unused_imports)]\nuse super::Lang;"
        );
        for key in sentences.as_table().into_iter().flat_map(Table::keys) {
            let in_langs: Vec<Option<Sentence>> = LANGS
                .iter()
                .enumerate()
                .map(|(i, _)| modules.get(i).and_then(|m| Sentence::of(m.get(key)?)))
                .collect();
            match function(key, &in_langs) {
                Ok(text) => code.push_str(&text),
                Err(fault) => faults.push(format!("{module}.{key}: {fault}")),
            }
        }
        code.push_str("}\n");
    }
    for (table, (_, file)) in tables.iter().zip(LANGS).skip(1) {
        for (module, sentences) in table {
            for key in sentences.as_table().into_iter().flat_map(Table::keys) {
                if tables[0].get(module).and_then(|m| m.get(key)).is_none() {
                    faults.push(format!("{module}.{key}: stands in {file} only"));
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "words to mend in app/locales:\n  {}\n",
        faults.join("\n  ")
    );
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("words.rs");
    fs::write(out, code).expect("the build folder is writable");
}

/// The files of a folder as one table: file name → its sentences.
fn read(folder: &str) -> Table {
    let mut modules = Table::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{folder}: {e}")) {
        let path = entry.unwrap_or_else(|e| panic!("{folder}: {e}")).path();
        let name = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default()
            .to_owned();
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let table: Table = text
            .parse()
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        modules.insert(name, Value::Table(table));
    }
    modules
}

/// A sentence, or two that are chosen by a number.
enum Sentence {
    Plain(String),
    Counted { one: String, other: String },
}

impl Sentence {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::Plain(text.clone())),
            Value::Table(table) => Some(Self::Counted {
                one: table.get("one")?.as_str()?.to_owned(),
                other: table.get("other")?.as_str()?.to_owned(),
            }),
            _ => None,
        }
    }

    fn placeholders(&self) -> BTreeMap<String, ()> {
        let texts = match self {
            Self::Plain(text) => vec![text],
            Self::Counted { one, other } => vec![one, other],
        };
        texts
            .into_iter()
            .flat_map(|text| {
                text.split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split_once('}'))
            })
            .map(|(name, _)| (name.to_owned(), ()))
            .collect()
    }
}

fn function(key: &str, langs: &[Option<Sentence>]) -> Result<String, String> {
    let mut all = Vec::new();
    for (sentence, (_, file)) in langs.iter().zip(LANGS) {
        all.push(
            sentence
                .as_ref()
                .ok_or(format!("is missing, or no text, in {file}"))?,
        );
    }
    let counted = matches!(all[0], Sentence::Counted { .. });
    let mut names = all[0].placeholders();
    for (sentence, (_, file)) in all.iter().zip(LANGS) {
        if matches!(sentence, Sentence::Counted { .. }) != counted {
            return Err(format!("has one/other in one language only; see {file}"));
        }
        if sentence
            .placeholders()
            .keys()
            .any(|k| !names.contains_key(k))
            || (!counted && sentence.placeholders() != names)
        {
            return Err(format!("has other placeholders in {file}"));
        }
    }
    if counted {
        names.remove("n");
    }
    let mut arguments = String::from("lang: Lang");
    if counted {
        arguments.push_str(", n: usize");
    }
    for name in names.keys() {
        let _ = write!(arguments, ", {name}: impl std::fmt::Display");
    }
    let is_static = !counted && names.is_empty();
    let kind = if is_static { "&'static str" } else { "String" };
    let mut arms = String::new();
    for (sentence, (lang, _)) in all.iter().zip(LANGS) {
        let body = match sentence {
            Sentence::Plain(text) if is_static => format!("{text:?}"),
            Sentence::Plain(text) => format!("format!({text:?})"),
            Sentence::Counted { one, other } => {
                format!("if n == 1 {{ format!({one:?}) }} else {{ format!({other:?}) }}")
            }
        };
        let _ = writeln!(arms, "        Lang::{lang} => {body},");
    }
    let qualifier = if is_static { "const " } else { "" };
    let shown = match all[0] {
        Sentence::Plain(text) => text.clone(),
        Sentence::Counted { other, .. } => other.clone(),
    };
    let shown = shown.replace('\n', " ").replace(['[', ']'], "");
    Ok(format!(
        "/// {shown}\n#[must_use]\n#[allow(clippy::too_many_arguments, clippy::uninlined_format_args, clippy::useless_format)]\npub {qualifier}fn {key}({arguments}) -> {kind} {{\n    match lang {{\n{arms}    }}\n}}\n"
    ))
}
