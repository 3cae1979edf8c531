//! The format of profiles as a JSON Schema, made from the types that read them.

use partnership::district::Profile;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// The schema that editors read: draft 7, which the common ones know whole.
#[must_use]
pub fn for_editors() -> Value {
    let mut schema = made(SchemaSettings::draft07());
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("title".to_owned(), "Profile of a district".into());
    }
    schema
}

/// The schema that a profile is checked by: draft 2020-12, which also says what belongs to which kind of question.
#[must_use]
pub fn whole() -> Value {
    made(SchemaSettings::draft2020_12())
}

fn made(settings: SchemaSettings) -> Value {
    let schema = settings.into_generator().into_root_schema_for::<Profile>();
    let mut schema = Value::from(schema);
    without_null(&mut schema);
    schema
}

/// TOML knows no null: what may be left out is left out.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(default)) = map.get_mut("default") {
                default.retain(|_, value| !value.is_null());
            }
            if map.get("default") == Some(&Value::Null) {
                map.remove("default");
            }
            if let Some(Value::Array(kinds)) = map.get_mut("type") {
                kinds.retain(|kind| kind != "null");
                if let [only] = kinds.as_slice() {
                    let only = only.clone();
                    map.insert("type".to_owned(), only);
                }
            }
            for list in ["anyOf", "oneOf"] {
                if let Some(Value::Array(alternatives)) = map.get_mut(list) {
                    alternatives.retain(|alternative| alternative["type"] != "null");
                }
            }
            map.values_mut().for_each(without_null);
        }
        Value::Array(list) => list.iter_mut().for_each(without_null),
        _ => {}
    }
}
