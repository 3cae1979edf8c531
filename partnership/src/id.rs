//! Ids: opaque text that names one row. Ids are labels, never secrets.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": "^[a-z0-9-]{1,64}$" })
            }
        }

        impl $name {
            /// Takes text for an id: 1 to 64 lower-case letters, digits and hyphens. Anything else is `None`.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let fits = (1..=64).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                fits.then(|| Self(text.to_owned()))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A district, such as `durham`.
    DistrictId,
    /// A person who signs in.
    PersonId,
    /// An outside organization.
    OrganizationId,
    /// An application.
    ApplicationId,
    /// A partnership.
    PartnershipId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_short_and_plain() {
        assert!(ApplicationId::parse("01j9-x").is_some());
        for bad in ["", "A", "a/b", "a b", "é", "..", &"a".repeat(65)] {
            assert!(
                ApplicationId::parse(bad).is_none(),
                "{bad:?} was taken for an id"
            );
        }
    }
}
