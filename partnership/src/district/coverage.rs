//! Which parts of a life the steps of a district's process cover.

use serde::de::value::{SeqAccessDeserializer, StrDeserializer};
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The part of a life that a step of a district's process covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// From sending until the office takes it up.
    Intake,
    /// To the end of the vetting; from sending on, where no step before it covers the intake.
    Vet,
    /// Determining the nature and level.
    Determine,
    /// Making the agreement.
    Agreement,
    /// On-boarding.
    Onboarding,
}

impl Covers {
    /// Every part, in the order of a life.
    pub const ALL: [Self; 5] = [
        Self::Intake,
        Self::Vet,
        Self::Determine,
        Self::Agreement,
        Self::Onboarding,
    ];
}

/// The part that a step covers, or several in a row: in a profile a word, or a list of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage(Vec<Covers>);

impl Coverage {
    /// The parts, in the order of the profile.
    #[must_use]
    pub fn parts(&self) -> &[Covers] {
        &self.0
    }

    /// Whether it covers a part.
    #[must_use]
    pub fn has(&self, part: Covers) -> bool {
        self.0.contains(&part)
    }
}

impl From<Covers> for Coverage {
    fn from(part: Covers) -> Self {
        Self(vec![part])
    }
}

impl Serialize for Coverage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            several => several.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Coverage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Coverage;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a part of the process, or a list of them")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Coverage, E> {
                Covers::deserialize(StrDeserializer::new(word)).map(Into::into)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Coverage, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(Coverage)
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Coverage {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Coverage".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let part = generator.subschema_for::<Covers>();
        schemars::json_schema!({
            "description": "The part of the process that a step covers, or a list of several.",
            "anyOf": [
                { "type": "string", "enum": Covers::ALL, "title": "One part" },
                { "type": "array", "items": part, "title": "Several parts" },
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_covers_one_part_or_several() {
        let read = |text: &str| serde_json::from_str::<Coverage>(text);
        assert_eq!(read(r#""vet""#).unwrap(), Covers::Vet.into());
        let two = read(r#"["vet", "determine"]"#).unwrap();
        assert_eq!(two.parts(), [Covers::Vet, Covers::Determine]);
        assert!(two.has(Covers::Determine) && !two.has(Covers::Agreement));
        for coverage in [two, Covers::Onboarding.into()] {
            let text = serde_json::to_string(&coverage).unwrap();
            assert_eq!(read(&text).unwrap(), coverage, "{text}");
        }
        assert!(
            read(r#""vetting""#)
                .unwrap_err()
                .to_string()
                .contains("vetting")
        );
        assert!(read("7").is_err());
    }
}
