//! The mail server that mails are handed over to: how it is reached, encrypted and signed in to.

use anyhow::{Context, bail};
use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use std::net::IpAddr;
use std::time::Duration;
use tokio::time::timeout;
use url::Url;

/// How long the mail server may take. The client library bounds the time to connect alone, and would wait for
/// ever for an answer: so whoever uses it bounds the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// To be reached, encrypt, and take the account.
    pub connect: Duration,
    /// To take one mail. A scanner behind it may take its time; giving up early would send the mail twice.
    pub mail: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            mail: Duration::from_secs(90),
        }
    }
}

/// How the connection is encrypted.
#[derive(Clone)]
enum Way {
    /// Not at all: to a mail server on this very machine.
    Plain,
    /// From the first byte.
    Tls(TlsParameters),
    /// After STARTTLS; nothing is handed over where that is not offered.
    StartTls(TlsParameters),
    /// After STARTTLS where that is offered.
    Offered(TlsParameters),
}

/// The mail server.
#[derive(Clone)]
pub struct Relay {
    host: String,
    port: u16,
    way: Way,
    account: Option<Credentials>,
    hello: ClientId,
    patience: Patience,
}

/// An open connection, to be used for the next mail.
pub type Line = AsyncSmtpConnection;

/// Why a mail was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What the mail server said, or that it said nothing.
    pub error: String,
    /// The same in words that name no address, for the log.
    pub reason: &'static str,
    /// Whether it makes no sense to try the same again.
    pub is_lasting: bool,
}

impl Relay {
    /// The mail server of a `TRELLIS_SMTP`; `None` when that is empty. Its certificate may be signed by the
    /// district's own authority, whose certificates stand in the file of a `TRELLIS_SMTP_CA`, if that is not empty.
    ///
    /// # Errors
    /// One sentence that names the setting.
    pub fn of(smtp: &str, authority: &str) -> anyhow::Result<Option<Self>> {
        if smtp.is_empty() {
            return Ok(None);
        }
        let own = self::authority(authority).with_context(|| {
            format!("TRELLIS_SMTP_CA: '{authority}' is no file of certificates (PEM)")
        })?;
        Self::read(smtp, own)
            .map(Some)
            .context("TRELLIS_SMTP: write it like smtps://user:password@mail.example.org")
    }

    fn read(smtp: &str, own: Option<Certificate>) -> anyhow::Result<Self> {
        let url = Url::parse(smtp)?;
        let host = url.host_str().context("it names no host")?.to_owned();
        let tls = || {
            let name = host.trim_matches(['[', ']']).to_owned();
            let tls = TlsParameters::builder(name);
            match own.clone() {
                Some(own) => tls.add_root_certificate(own),
                None => tls,
            }
            .build()
        };
        // The ports that RFC 8314 and RFC 6409 give to each way.
        let (way, usual) = match (url.scheme(), wanted(&url).as_deref()) {
            ("smtps", _) => (Way::Tls(tls()?), 465),
            ("smtp", None) => (Way::Plain, 25),
            ("smtp", Some("required")) => (Way::StartTls(tls()?), 587),
            ("smtp", Some("opportunistic")) => (Way::Offered(tls()?), 587),
            _ => bail!("it begins neither with smtps:// nor with smtp://, or its tls is unknown"),
        };
        let account = url
            .password()
            .map(|password| {
                let name = decoded(url.username())?;
                anyhow::Ok(Credentials::new(name, decoded(password)?))
            })
            .transpose()?;
        let name = url.path().trim_matches('/');
        Ok(Self {
            port: url.port().unwrap_or(usual),
            way,
            account,
            hello: if name.is_empty() {
                ClientId::default()
            } else {
                ClientId::Domain(name.to_owned())
            },
            host,
            patience: Patience::default(),
        })
    }

    /// The same with other patience.
    #[must_use]
    pub fn waiting(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// Whether nobody on the way reads what is handed over: it is encrypted, or stays on this very machine.
    pub(super) fn is_private(&self) -> bool {
        match self.way {
            Way::Tls(_) | Way::StartTls(_) => true,
            Way::Plain | Way::Offered(_) => is_here(&self.host),
        }
    }

    /// Hands over one mail, by the open connection when there is one. What went well leaves it open for the next.
    ///
    /// # Errors
    /// Why the mail was not taken; or that it is not known whether it was.
    pub async fn send(&self, line: &mut Option<Line>, message: &Message) -> Result<(), Failure> {
        let mut open = match line.take() {
            Some(open) => open,
            None => match timeout(self.patience.connect, self.connect()).await {
                Ok(connected) => connected.map_err(|error| Failure::at_the_door(&error))?,
                Err(_) => return Err(Failure::silence()),
            },
        };
        let text = message.formatted();
        let sent = timeout(self.patience.mail, open.send(message.envelope(), &text));
        match sent.await {
            Ok(Ok(_)) => {
                *line = Some(open);
                Ok(())
            }
            Ok(Err(error)) => Err(Failure::of_the_mail(&error)),
            // Dropped as it is: nobody knows which answer would come next.
            Err(_) => Err(Failure::silence()),
        }
    }

    async fn connect(&self) -> Result<Line, Error> {
        let first = match &self.way {
            Way::Tls(tls) => Some(tls.clone()),
            Way::Plain | Way::StartTls(_) | Way::Offered(_) => None,
        };
        let server = (self.host.trim_matches(['[', ']']), self.port);
        let within = Some(self.patience.connect);
        let mut line =
            AsyncSmtpConnection::connect_tokio1(server, within, &self.hello, first, None).await?;
        match &self.way {
            Way::StartTls(tls) => line.starttls(tls.clone(), &self.hello).await?,
            Way::Offered(tls) if line.can_starttls() => {
                line.starttls(tls.clone(), &self.hello).await?;
            }
            Way::Offered(_) | Way::Plain | Way::Tls(_) => {}
        }
        if let Some(account) = &self.account {
            line.auth(&[Mechanism::Plain, Mechanism::Login], account)
                .await?;
        }
        Ok(line)
    }

    /// Takes leave on an open connection, without waiting for long.
    pub(super) fn leave(line: Line) {
        let mut line = line;
        tokio::spawn(async move { timeout(Duration::from_secs(5), line.quit()).await });
    }

    /// Whether an open connection still works.
    pub(super) async fn is_alive(&self, line: &mut Line) -> bool {
        timeout(self.patience.connect, line.test_connected())
            .await
            .unwrap_or(false)
    }
}

/// The certificates of a file; none when no file is named.
fn authority(file: &str) -> anyhow::Result<Option<Certificate>> {
    if file.is_empty() {
        return Ok(None);
    }
    let text = std::fs::read(file)?;
    // A text without any is read as no certificates, and without a complaint.
    let begin = b"-----BEGIN CERTIFICATE-----";
    anyhow::ensure!(
        memchr::memmem::find(&text, begin).is_some(),
        "no certificate stands in it"
    );
    Ok(Some(Certificate::from_pem(&text)?))
}

/// The `tls` of the settings; the first, should there be several.
fn wanted(url: &Url) -> Option<String> {
    url.query_pairs()
        .find(|(name, _)| name == "tls")
        .map(|(_, value)| value.into_owned())
}

fn decoded(text: &str) -> anyhow::Result<String> {
    // What form encoding reads as a blank, or as the end of a value, is a sign like others here.
    let text = text.replace('+', "%2B").replace('&', "%26");
    let mut pairs = url::form_urlencoded::parse(text.as_bytes());
    let (name, _) = pairs.next().unwrap_or_default();
    Ok(name.into_owned())
}

/// Whether a host is this very machine. The hosts of mail servers are not read as those of https are.
fn is_here(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']);
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

impl Failure {
    fn silence() -> Self {
        Self {
            error: "the mail server did not answer in time".to_owned(),
            reason: "no answer in time",
            is_lasting: false,
        }
    }

    /// The mail cannot be written as it is, such as one to an address that no mail server takes.
    pub(super) fn of_writing(error: &anyhow::Error) -> Self {
        Self {
            error: error.to_string(),
            reason: "it cannot be written",
            is_lasting: true,
        }
    }

    /// Before any mail: what is refused here says nothing about the mail.
    fn at_the_door(error: &Error) -> Self {
        Self {
            error: error.to_string(),
            reason: reason(error),
            is_lasting: false,
        }
    }

    fn of_the_mail(error: &Error) -> Self {
        // 530 to 538: it wants encryption or an account first, which is a matter of the settings.
        let of_settings = error
            .status()
            .is_some_and(|code| (530..540).contains(&u16::from(code)));
        Self {
            error: error.to_string(),
            reason: reason(error),
            is_lasting: error.is_permanent() && !of_settings,
        }
    }
}

/// Why a mail was not taken, in words without an address.
fn reason(error: &Error) -> &'static str {
    if error.is_permanent() {
        "refused for good"
    } else if error.is_transient() {
        "refused for now"
    } else if error.is_timeout() {
        "no answer in time"
    } else if error.is_tls() {
        "no secure connection"
    } else if error.is_response() || error.is_client() {
        "the mail server was not understood"
    } else {
        "the mail server was not reached"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_accounts_and_encryption_are_read_from_the_setting() {
        for (smtp, host, port, private) in [
            ("smtps://mail.example.org", "mail.example.org", 465, true),
            (
                "smtp://mail.example.org?tls=required",
                "mail.example.org",
                587,
                true,
            ),
            (
                "smtp://mail.example.org:2525?tls=required",
                "mail.example.org",
                2525,
                true,
            ),
            (
                "smtp://mail.example.org?tls=opportunistic",
                "mail.example.org",
                587,
                false,
            ),
            ("smtp://mail.example.org", "mail.example.org", 25, false),
            ("smtp://[::1]:2525", "[::1]", 2525, true),
            ("smtp://127.0.0.1", "127.0.0.1", 25, true),
        ] {
            let relay = Relay::of(smtp, "").unwrap().unwrap();
            assert_eq!(
                (relay.host.as_str(), relay.port, relay.is_private()),
                (host, port, private),
                "{smtp}"
            );
            assert!(relay.account.is_none(), "{smtp}");
        }
        let relay = Relay::of("smtps://a%40b.org:p%26&%2B+w@mail.example.org", "").unwrap();
        let account = Credentials::new("a@b.org".into(), "p&&++w".into());
        assert_eq!(relay.unwrap().account, Some(account));
        assert!(Relay::of("", "").unwrap().is_none());
        for bad in [
            "mail.example.org",
            "http://mail.example.org",
            "smtp://m.org?tls=maybe",
            "smtps://",
        ] {
            let error = Relay::of(bad, "").err().map(|error| error.to_string());
            assert!(
                error.is_some_and(|error| error.contains("TRELLIS_SMTP")),
                "{bad}"
            );
        }
        for bad in [
            "no such file",
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        ] {
            let error = Relay::of("smtps://mail.example.org", bad).err();
            let error = error.map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains("TRELLIS_SMTP_CA"), "{bad}: {error}");
        }
    }
}
