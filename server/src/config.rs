//! Settings: from a TOML file and from environment variables, which win. Each is listed by `--help`.

mod district;

pub use district::Listed;

use crate::busy;
use anyhow::{Context, bail};
use ipnet::IpNet;
use serde::Deserialize;
use std::env;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// All settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Config {
    /// Folder of the database.
    pub data: PathBuf,
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Where browsers reach the program.
    pub base_url: String,
    /// `development` or `production`.
    pub mode: String,
    /// Name of a built-in profile, or path of a profile file.
    pub profile: String,
    /// Networks of the district's own proxies.
    pub proxies: Vec<IpNet>,
    /// Where mail is handed over, such as `smtps://user:password@mail.example.org`.
    pub smtp: String,
    /// The file with the certificates of the district's own authority; empty for none.
    pub smtp_ca: String,
    /// The address mails come from.
    pub mail_from: String,
    /// How many sign-in requests a caller may make in a minute.
    pub sign_ins_per_minute: u32,
    /// How many other acts a caller may make in a minute.
    pub acts_per_minute: u32,
    /// How many connections are served at once.
    pub connections: usize,
    /// How many of these one caller may hold.
    pub connections_per_caller: usize,
    /// How many requests are answered at once.
    pub requests: usize,
    /// How many MiB all files of a district may take.
    pub files: u64,
    /// The command that looks for viruses in a file, whose path is added to it; none when empty.
    pub scan: String,
    /// Where figures for Prometheus are shown.
    pub metrics: Option<SocketAddr>,
    /// Where to tell of faults in security; empty when nobody is named.
    pub security_contact: String,
    /// The districts, when there are several. Only a file can list them.
    #[serde(rename = "district")]
    pub districts: Vec<Listed>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            base_url: "http://127.0.0.1:3000".to_owned(),
            mode: "production".to_owned(),
            profile: "durham".to_owned(),
            proxies: Vec::new(),
            smtp: String::new(),
            smtp_ca: String::new(),
            mail_from: String::new(),
            sign_ins_per_minute: 30,
            acts_per_minute: 240,
            connections: 1024,
            connections_per_caller: 128,
            requests: busy::room(),
            files: 20 * 1024,
            scan: String::new(),
            metrics: None,
            security_contact: String::new(),
            districts: Vec::new(),
        }
    }
}

/// A setting: variable, what it means.
pub const SETTINGS: [(&str, &str); 18] = [
    (
        "TRELLIS_DATA",
        "data: folder of the database; default 'data'",
    ),
    (
        "TRELLIS_LISTEN",
        "listen: address and port; default 127.0.0.1:3000",
    ),
    (
        "TRELLIS_BASE_URL",
        "base-url: where browsers reach the program, https unless it is this machine; a path in it stands before every page; default http://127.0.0.1:3000",
    ),
    (
        "TRELLIS_MODE",
        "mode: production, or development with its mail box at /dev/mail; default production",
    ),
    (
        "TRELLIS_PROFILE",
        "profile: a built-in profile such as durham, or the path of a profile file; default durham",
    ),
    (
        "TRELLIS_PROXIES",
        "proxies: networks of your own proxies, whose X-Forwarded-For is believed, separated by commas; default none",
    ),
    (
        "TRELLIS_SMTP",
        "smtp: where mail is handed over, such as smtps://user:password@mail.example.org; needed in production",
    ),
    (
        "TRELLIS_SMTP_CA",
        "smtp-ca: file with the certificates (PEM) of your own authority, which the mail server's certificate may be signed by; default none",
    ),
    (
        "TRELLIS_MAIL_FROM",
        "mail-from: the address mails come from; needed in production",
    ),
    (
        "TRELLIS_SIGN_INS_PER_MINUTE",
        "sign-ins-per-minute: sign-in requests one caller may make; default 30",
    ),
    (
        "TRELLIS_ACTS_PER_MINUTE",
        "acts-per-minute: other acts one caller may make; default 240",
    ),
    (
        "TRELLIS_CONNECTIONS",
        "connections: connections served at once; default 1024",
    ),
    (
        "TRELLIS_CONNECTIONS_PER_CALLER",
        "connections-per-caller: connections one caller may hold, your own proxies aside; default 128",
    ),
    (
        "TRELLIS_REQUESTS",
        "requests: requests answered at once, files aside; whoever comes on top is asked to come back; default 32 for each core",
    ),
    ("TRELLIS_FILES", "files: MiB of all files; default 20480"),
    ("TRELLIS_SCAN", "scan: virus scanner command; default none"),
    (
        "TRELLIS_METRICS",
        "metrics: address of this machine that shows figures for Prometheus at /metrics, such as 127.0.0.1:9464; default none",
    ),
    (
        "TRELLIS_SECURITY_CONTACT",
        "security-contact: where to tell of faults in security, a mail or https address, named at /.well-known/security.txt; default none",
    ),
];

impl Config {
    /// The settings of a development server.
    #[must_use]
    pub fn development() -> Self {
        Self {
            mode: "development".to_owned(),
            ..Self::default()
        }
    }

    /// Reads the file, when one is given, and then the environment.
    ///
    /// # Errors
    /// One sentence that names the setting.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let mut config = match file {
            None => Self::default(),
            Some(file) => {
                let text = std::fs::read_to_string(file).with_context(|| {
                    format!("the settings file {} cannot be read", file.display())
                })?;
                let read = toml::from_str(&text)
                    .with_context(|| format!("the settings file {}", file.display()))?;
                crate::secret::check(file, &read)?;
                read
            }
        };
        for (variable, _) in SETTINGS {
            if let Ok(value) = env::var(variable) {
                config.set(variable, &value)?;
            }
        }
        config.check()?;
        Ok(config)
    }

    fn set(&mut self, variable: &str, value: &str) -> anyhow::Result<()> {
        let number = || {
            value
                .parse::<u32>()
                .with_context(|| format!("{variable}: '{value}' is no whole number"))
        };
        let address = || {
            value.parse().with_context(|| {
                format!("{variable}: '{value}' is no address with a port, such as 127.0.0.1:3000")
            })
        };
        match variable {
            "TRELLIS_DATA" => self.data = PathBuf::from(value),
            "TRELLIS_LISTEN" => self.listen = address()?,
            "TRELLIS_METRICS" => self.metrics = Some(address()?),
            "TRELLIS_BASE_URL" => self.base_url = value.to_owned(),
            "TRELLIS_MODE" => self.mode = value.to_owned(),
            "TRELLIS_PROFILE" => self.profile = value.to_owned(),
            "TRELLIS_PROXIES" => {
                self.proxies = value
                    .split(',')
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                    .map(|part| {
                        part.parse().with_context(|| {
                            format!("{variable}: '{part}' is no network, such as 10.0.0.0/8")
                        })
                    })
                    .collect::<anyhow::Result<_>>()?;
            }
            "TRELLIS_SMTP" => self.smtp = value.to_owned(),
            "TRELLIS_SMTP_CA" => self.smtp_ca = value.to_owned(),
            "TRELLIS_MAIL_FROM" => self.mail_from = value.to_owned(),
            "TRELLIS_SIGN_INS_PER_MINUTE" => self.sign_ins_per_minute = number()?,
            "TRELLIS_ACTS_PER_MINUTE" => self.acts_per_minute = number()?,
            "TRELLIS_CONNECTIONS" => self.connections = number()? as usize,
            "TRELLIS_CONNECTIONS_PER_CALLER" => self.connections_per_caller = number()? as usize,
            "TRELLIS_REQUESTS" => self.requests = number()? as usize,
            "TRELLIS_SECURITY_CONTACT" => self.security_contact = value.to_owned(),
            "TRELLIS_FILES" => self.files = u64::from(number()?),
            "TRELLIS_SCAN" => self.scan = value.trim().to_owned(),
            _ => bail!("{variable} is no setting"),
        }
        Ok(())
    }

    fn check(&self) -> anyhow::Result<()> {
        if !matches!(self.mode.as_str(), "development" | "production") {
            bail!(
                "TRELLIS_MODE: '{}' is neither development nor production",
                self.mode
            );
        }
        self.check_districts()?;
        if self.is_development() && !self.listen.ip().is_loopback() {
            bail!(
                "TRELLIS_LISTEN: a development server shows its mails to everybody, so it listens on 127.0.0.1 only"
            );
        }
        if self
            .metrics
            .is_some_and(|address| !address.ip().is_loopback())
        {
            bail!(
                "TRELLIS_METRICS: the figures are for this machine only; write 127.0.0.1 and a port"
            );
        }
        crate::contact::check(&self.security_contact)?;
        for (variable, number) in [
            ("TRELLIS_CONNECTIONS", self.connections),
            (
                "TRELLIS_CONNECTIONS_PER_CALLER",
                self.connections_per_caller,
            ),
            ("TRELLIS_REQUESTS", self.requests),
            (
                "TRELLIS_SIGN_INS_PER_MINUTE",
                self.sign_ins_per_minute as usize,
            ),
            ("TRELLIS_ACTS_PER_MINUTE", self.acts_per_minute as usize),
        ] {
            if number == 0 {
                bail!("{variable}: write at least 1");
            }
        }
        Ok(())
    }

    /// Whether the settings for mail are there, which a production server needs: people sign in by mail.
    ///
    /// # Errors
    /// One sentence that names the setting.
    pub fn check_mail(&self) -> anyhow::Result<()> {
        let nobody = self.each().iter().any(|each| each.mail_from.is_empty());
        if !self.is_development() && (self.smtp.is_empty() || nobody) {
            bail!(
                "TRELLIS_SMTP and TRELLIS_MAIL_FROM: people sign in by mail, so a production server needs both"
            );
        }
        Ok(())
    }

    /// Whether this is a development server.
    #[must_use]
    pub fn is_development(&self) -> bool {
        self.mode == "development"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bad_setting_is_named() {
        for (variable, value) in [
            ("TRELLIS_LISTEN", "nowhere"),
            ("TRELLIS_PROXIES", "10.0.0.0/99"),
            ("TRELLIS_CONNECTIONS", "many"),
            ("TRELLIS_MODE", "testing"),
            ("TRELLIS_BASE_URL", "http://partners.example.org"),
            ("TRELLIS_BASE_URL", "http://127.0.0.1.evil.example"),
            ("TRELLIS_BASE_URL", "https://partners.example.org/"),
            ("TRELLIS_BASE_URL", "https://partners.example.org/a/b"),
            ("TRELLIS_ACTS_PER_MINUTE", "0"),
            ("TRELLIS_CONNECTIONS_PER_CALLER", "0"),
            ("TRELLIS_REQUESTS", "0"),
            ("TRELLIS_METRICS", "0.0.0.0:9464"),
            ("TRELLIS_METRICS", "9464"),
            ("TRELLIS_SECURITY_CONTACT", "our office"),
        ] {
            let mut config = Config::default();
            let result = config.set(variable, value).and_then(|()| config.check());
            let sentence = result.expect_err(value).to_string();
            assert!(
                sentence.contains(variable),
                "{sentence} does not name {variable}"
            );
        }
    }

    #[test]
    fn every_listed_setting_can_be_set() {
        for (variable, _) in SETTINGS {
            let known = Config::default().set(variable, "1");
            assert!(
                known.is_ok() || !known.unwrap_err().to_string().contains("is no setting"),
                "{variable}"
            );
        }
    }

    #[test]
    fn a_production_server_needs_mail() {
        assert!(Config::default().check_mail().is_err());
        assert!(Config::development().check_mail().is_ok());
    }
}
