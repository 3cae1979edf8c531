//! The parts of a schema: its keys, which of them are needed, the words it allows, the kinds it tells apart.

use super::tree::Node;
use serde_json::Value as Json;

/// The kinds of a table that differ in their keys, and the key whose value tells which of them it is.
pub(super) fn telling(schema: &Json) -> Option<(&str, &[Json])> {
    let kinds = schema["oneOf"].as_array()?;
    let (key, _) = kinds
        .iter()
        .flat_map(properties)
        .find(|(_, schema)| schema["const"].is_string())?;
    Some((key, kinds))
}

/// The keys that a schema knows, each with what it says of it.
pub(super) fn properties(schema: &Json) -> Vec<(&str, &Json)> {
    let map = schema["properties"].as_object();
    map.into_iter()
        .flatten()
        .map(|(key, schema)| (key.as_str(), schema))
        .collect()
}

/// The keys that may not be missing.
pub(super) fn needed(schema: &Json) -> Vec<&str> {
    let list = schema["required"].as_array();
    list.into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .collect()
}

/// Whether a table has all that this alternative needs.
pub(super) fn has_needed(schema: &Json, node: &Node) -> bool {
    let needed = needed(schema);
    let has = |key: &&str| node.entries().iter().any(|entry| entry.key == **key);
    !needed.is_empty() && needed.iter().all(has)
}

/// The words that a text may be, where it may not be any.
pub(super) fn words(schema: &Json) -> Vec<&str> {
    let list = schema["enum"].as_array().into_iter().flatten();
    list.chain([&schema["const"]])
        .filter_map(Json::as_str)
        .collect()
}
