//! Evidence: what a reviewer points to for a finding, an address of the web or a file of the application.

/// The most pieces of evidence for one finding.
pub const MOST: usize = 10;
/// The longest address, in characters.
pub const LONGEST: usize = 500;

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// An address that begins with `https://`.
    Web(String),
    /// A file of the application, by its id.
    File(String),
}

impl Evidence {
    /// Reads an address or the id of a file; nothing for any other text.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("https://") {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let is_address = text.chars().count() <= LONGEST
                && host.contains('.')
                && !host.contains('@')
                && !text.chars().any(|c| c.is_whitespace() || c.is_control());
            return is_address.then(|| Self::Web(text.to_owned()));
        }
        let is_id = text.len() == 20
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        is_id.then(|| Self::File(text.to_owned()))
    }

    /// The text that is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Web(text) | Self::File(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_begins_with_https_and_a_file_is_named_by_its_id() {
        for good in ["https://example.org", "https://example.org/a?b=c#d"] {
            assert_eq!(Evidence::read(good), Some(Evidence::Web(good.to_owned())));
        }
        let id = "abcdefghjkmnpqrstuvw";
        assert_eq!(Evidence::read(id), Some(Evidence::File(id.to_owned())));
        let long = format!("https://example.org/{}", "a".repeat(LONGEST));
        for bad in [
            "",
            "http://example.org",
            "javascript:alert(1)",
            "https://",
            "https://localhost/",
            "https://user@evil.example/",
            "https://example.org/a b",
            "ABCDEFGHJKMNPQRSTUVW",
            long.as_str(),
        ] {
            assert_eq!(Evidence::read(bad), None, "{bad:?}");
        }
    }
}
