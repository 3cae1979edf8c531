//! The districts in the settings: one, or a list of them, each with its profile and its address.

use super::Config;
use anyhow::bail;
use serde::Deserialize;
use std::collections::BTreeSet;

/// One district, as the settings name it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Listed {
    /// Name of a built-in profile, or path of a profile file.
    pub profile: String,
    /// Where browsers reach the district. A path in it, such as `/seattle`, stands before all its pages.
    pub base_url: String,
    /// The address its mails come from; without one, the address of the settings for all.
    #[serde(default)]
    pub mail_from: String,
}

/// What the server itself answers under every host, so that no district can have it for a path.
const TAKEN: [&str; 5] = ["healthz", "readyz", "pkg", "api", "favicon"];

impl Config {
    /// The districts that are served: those of the list, or the one of the settings themselves.
    #[must_use]
    pub fn each(&self) -> Vec<Listed> {
        if self.districts.is_empty() {
            return vec![Listed {
                profile: self.profile.clone(),
                base_url: self.base_url.clone(),
                mail_from: self.mail_from.clone(),
            }];
        }
        let mut each = self.districts.clone();
        for district in &mut each {
            if district.mail_from.is_empty() {
                district.mail_from.clone_from(&self.mail_from);
            }
        }
        each
    }

    /// Whether the districts stand in a list, each with its own address and its own folder.
    #[must_use]
    pub fn is_list(&self) -> bool {
        !self.districts.is_empty()
    }

    /// Checks what the settings say of the districts.
    pub(super) fn check_districts(&self) -> anyhow::Result<()> {
        if !self.is_list() {
            return check_base_url("TRELLIS_BASE_URL", &self.base_url);
        }
        let usual = Self::default();
        for (name, is_set) in [
            ("TRELLIS_BASE_URL", self.base_url != usual.base_url),
            ("TRELLIS_PROFILE", self.profile != usual.profile),
        ] {
            if is_set {
                bail!("{name}: each [[district]] has its own; take this one out");
            }
        }
        for district in &self.districts {
            check_base_url("[[district]] base-url", &district.base_url)?;
        }
        check_hosts(&self.districts)
    }
}

/// Districts never meet at one address, and never share cookies.
fn check_hosts(districts: &[Listed]) -> anyhow::Result<()> {
    let mut seen: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    for district in districts {
        let url = &district.base_url;
        let (host, prefix) = split(url);
        let (name, port) = name_and_port(host);
        for (other_name, other_port, other_prefix) in &seen {
            if name != *other_name {
                continue;
            }
            if port != *other_port {
                bail!(
                    "[[district]] base-url: '{url}' differs from another district's in the port alone, and browsers keep one set of cookies for both; give each a host name or a path of its own"
                );
            }
            if prefix == *other_prefix {
                bail!("[[district]] base-url: two districts have '{url}'");
            }
            if prefix.is_empty() != other_prefix.is_empty() {
                bail!(
                    "[[district]] base-url: one district has all of '{host}' and another a path of it; give every district of a host a path, or a host of its own"
                );
            }
        }
        seen.insert((name, port, prefix));
    }
    Ok(())
}

fn check_base_url(name: &str, url: &str) -> anyhow::Result<()> {
    let (host, prefix) = split(url);
    let is_here = url.starts_with("http://") && {
        let (host, _) = name_and_port(host);
        matches!(host, "127.0.0.1" | "[::1]" | "localhost") || host.ends_with(".localhost")
    };
    if !url.starts_with("https://") && !is_here {
        bail!("{name}: '{url}' must begin with https://, because sign-ins travel over it");
    }
    let is_plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit();
    if host.is_empty() || !host.bytes().all(|c| is_plain(c) || b"-.:[]_".contains(&c)) {
        bail!("{name}: write the host of '{url}' in small letters, such as partners.example.org");
    }
    let path = prefix.trim_start_matches('/');
    if url.ends_with('/') || !path.bytes().all(|c| is_plain(c) || c == b'-') {
        bail!(
            "{name}: write '{url}' without a slash at the end, and with at most one word as its path, of small letters, digits and hyphens"
        );
    }
    if TAKEN.contains(&path) {
        bail!("{name}: '/{path}' is the server's own; take another path");
    }
    Ok(())
}

/// Host with port, and path.
fn split(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.find('/').map_or((rest, ""), |at| rest.split_at(at))
}

/// Host, and port or nothing. What stands in brackets is an address with colons of its own.
fn name_and_port(host: &str) -> (&str, &str) {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port),
        _ => (host, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(settings: &str) -> Result<(), String> {
        let config: Config = toml::from_str(settings).map_err(|error| error.to_string())?;
        config.check().map_err(|error| error.to_string())
    }

    fn listed(urls: &[&str]) -> Result<(), String> {
        let lines = urls
            .iter()
            .map(|url| format!("[[district]]\nprofile = 'durham'\nbase-url = '{url}'\n"));
        checked(&lines.collect::<String>())
    }

    #[test]
    fn districts_have_hosts_or_paths_of_their_own() {
        for urls in [
            &["https://durham.example.org", "https://seattle.example.org"][..],
            &["https://p.example.org/sea", "https://p.example.org/seattle"],
            &["http://durham.localhost:3000", "http://127.0.0.1:3000/x-1"],
            &["http://[::1]:3000", "https://p.example.org:8443"],
        ] {
            assert_eq!(listed(urls), Ok(()), "{urls:?}");
        }
    }

    #[test]
    fn each_fault_of_the_list_is_one_sentence() {
        for (urls, part) in [
            (&["https://a.org", "https://a.org"][..], "two districts"),
            (&["https://a.org/x", "https://a.org/x"], "two districts"),
            (&["https://a.org", "https://a.org/x"], "another a path"),
            (&["https://a.org/x", "https://a.org"], "another a path"),
            (&["https://a.org", "https://a.org:8443"], "port alone"),
            (&["https://A.org"], "small letters"),
            (&["https://"], "small letters"),
            (&["https://a.org/x/y"], "one word"),
            (&["https://a.org/X"], "one word"),
            (&["https://a.org/x/"], "slash at the end"),
            (&["https://a.org/"], "slash at the end"),
            (&["https://a.org/x?y"], "one word"),
            (&["https://a@b.org"], "small letters"),
            (&["https://a.org/pkg"], "server's own"),
            (&["http://a.org"], "https://"),
            (&["http://localhost.a.org"], "https://"),
            (&["ftp://localhost"], "https://"),
            (&["a.org"], "https://"),
        ] {
            let sentence = listed(urls).expect_err(part);
            assert!(
                sentence.contains(part) && !sentence.contains('\n'),
                "{urls:?}: {sentence}"
            );
        }
    }

    #[test]
    fn settings_of_one_district_beside_a_list_are_refused() {
        let list = "[[district]]\nprofile = 'durham'\nbase-url = 'https://a.org'\n";
        for (line, name) in [
            ("base-url = 'https://b.org'\n", "TRELLIS_BASE_URL"),
            ("profile = 'seattle'\n", "TRELLIS_PROFILE"),
        ] {
            let sentence = checked(&format!("{line}{list}")).expect_err(name);
            assert!(sentence.contains(name), "{sentence}");
        }
        let sentence = checked(&format!("{list}mail = 'x'\n")).expect_err("unknown");
        assert!(sentence.contains("mail"), "{sentence}");
    }

    #[test]
    fn without_a_list_the_settings_themselves_are_one_district() {
        let config = Config::development();
        assert!(!config.is_list());
        let [only] = config.each().try_into().expect("one");
        assert_eq!(
            (only.profile, only.base_url),
            (config.profile, config.base_url)
        );
    }
}
