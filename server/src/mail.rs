//! Sending what waits in the out-box, and sweeping what has served its time.

use crate::Server;
use crate::config::Config;
use crate::district::District;
use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use futures_util::{StreamExt, stream};
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::net::IpAddr;
use std::time::Duration;
use url::{Host, Url};

/// How often the out-box is looked at.
const PAUSE: Duration = Duration::from_secs(2);
/// How many rounds pass between two sweeps: an hour.
const SWEEP: usize = 1800;
/// How many rounds an out-box may go without a look, where other programs may have written: a minute.
const LONGEST: u32 = 30;
/// How many districts' mails are handed over at once, so that a slow one does not keep all others waiting.
const AT_ONCE: usize = 8;

type Smtp = AsyncSmtpTransport<Tokio1Executor>;

/// What is remembered of a district's out-box between two looks.
#[derive(Default)]
struct Outbox {
    /// Mails that went out while that could not be noted, as when the disk became full meanwhile.
    gone: Vec<String>,
    /// What the store had committed at the last look.
    seen: u64,
    /// Rounds since the last look; nothing before the first.
    quiet: Option<u32>,
}

impl Outbox {
    /// Whether it is time to look: something was written since the last look, or that is long ago. However many
    /// districts there are, those where nothing happens are looked at no more often than one in each round.
    fn is_due(&mut self, store: &store::Store, all: usize) -> bool {
        let long = u32::try_from(all).unwrap_or(u32::MAX).min(LONGEST);
        let quiet = self.quiet.map_or(long, |rounds| rounds + 1);
        let commits = store.commits();
        let is_due = quiet >= long || commits != self.seen || !self.gone.is_empty();
        self.seen = commits;
        self.quiet = Some(if is_due { 0 } else { quiet });
        is_due
    }
}

/// Sweeps what has served its time, and marks what was sent before there were marks. How old a file is, the
/// machine's own clock tells.
async fn sweep(store: &store::Store, now: DateTime<Utc>) -> store::Result<()> {
    store.sweep(now).await?;
    store.sweep_files(Utc::now()).await?;
    store.mark_unmarked().await?;
    Ok(())
}

/// Sends and sweeps for as long as the server runs: one loop for all districts. Without `smtp` the mails stay
/// in the out-box, where a development server shows them.
pub async fn work(server: Server) {
    let smtp = match connect(&server.config.smtp) {
        Ok(smtp) => smtp,
        Err(error) => {
            tracing::error!("{error:#}");
            None
        }
    };
    let all = server.districts.iter().len();
    let mut round = 0_usize;
    let mut boxes: Vec<Outbox> = std::iter::repeat_with(Outbox::default).take(all).collect();
    loop {
        let mut due = Vec::new();
        for (number, (district, outbox)) in server.districts.iter().zip(&mut boxes).enumerate() {
            let store = &district.site.store;
            // Told all the time, so that a clock that is set back is noticed at once.
            if let Err(error) = store.tell_time(server.clock.now()).await {
                tracing::warn!(%error, "that the clock was set back could not be noted");
            }
            // One after the other, so that not all are swept at once.
            if (round + number).is_multiple_of(SWEEP)
                && let Err(error) = sweep(store, server.clock.now()).await
            {
                tracing::warn!(%error, "sweeping failed");
            }
            if smtp.is_some() && outbox.is_due(store, all) {
                due.push((district, outbox));
            }
        }
        if let Some(smtp) = &smtp {
            let server = &server;
            stream::iter(due)
                .for_each_concurrent(AT_ONCE, |(district, outbox)| async move {
                    send_due(server, district, smtp, &mut outbox.gone).await;
                })
                .await;
        }
        round = round.wrapping_add(1);
        tokio::time::sleep(PAUSE).await;
    }
}

/// The connection to the mail server; `None` when none is configured.
///
/// # Errors
/// One sentence that names the setting.
pub fn connect(url: &str) -> anyhow::Result<Option<Smtp>> {
    if url.is_empty() {
        return Ok(None);
    }
    let smtp = Smtp::from_url(url)
        .context("TRELLIS_SMTP: write it like smtps://user:password@mail.example.org")?
        .timeout(Some(Duration::from_secs(20)))
        .build();
    Ok(Some(smtp))
}

/// Whether mail can be sent with these settings, as far as that shows without sending: a production
/// server hands mail over encrypted, unless the mail server is on this very machine.
///
/// # Errors
/// One sentence that names the setting.
pub fn check(config: &Config) -> anyhow::Result<()> {
    config.check_mail()?;
    connect(&config.smtp)?;
    for district in config.each() {
        if !district.mail_from.is_empty() {
            sender(&district.mail_from)?;
        }
    }
    if config.smtp.is_empty() || config.is_development() || is_private(&config.smtp)? {
        return Ok(());
    }
    bail!(
        "TRELLIS_SMTP: sign-in codes would travel in the open; write smtps://… or smtp://…?tls=required"
    )
}

/// Whether nobody on the way reads what is handed over to this mail server.
fn is_private(smtp: &str) -> anyhow::Result<bool> {
    let smtp = Url::parse(smtp).context("TRELLIS_SMTP is no address")?;
    let is_here = match smtp.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        // The addresses of mail servers are not http: their numbers are not read as such.
        Some(Host::Domain(name)) => {
            name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
        }
        None => false,
    };
    let starts_encrypted = smtp
        .query_pairs()
        .find(|(name, _)| name == "tls")
        .is_some_and(|(_, value)| value == "required");
    Ok(is_here || smtp.scheme() == "smtps" || starts_encrypted)
}

/// The address mails come from.
fn sender(mail_from: &str) -> anyhow::Result<Mailbox> {
    mail_from.parse().with_context(|| {
        format!(
            "TRELLIS_MAIL_FROM: '{mail_from}' is no address, such as Partnerships <partners@example.org>"
        )
    })
}

/// Sends what is due. `gone` holds the mails that went out while that could not be noted, as when the disk
/// became full meanwhile: they are noted as soon as it can be.
async fn send_due(server: &Server, district: &District, smtp: &Smtp, gone: &mut Vec<String>) {
    let store = &district.site.store;
    while let Some(id) = gone.last() {
        match store.mail_sent(id, server.clock.now()).await {
            Ok(()) => drop(gone.pop()),
            Err(error) => return tracing::warn!(%error, "the out-box cannot be written"),
        }
    }
    let mails = match store.take_mails(server.clock.now(), 20).await {
        Ok(mails) => mails,
        Err(error) => return tracing::warn!(%error, "the out-box cannot be written"),
    };
    for mail in mails {
        let message = match message(&district.mail_from, &mail) {
            Ok(message) => message,
            Err(error) => {
                tracing::warn!(mail = mail.id, "a mail cannot be written and is given up");
                let given_up = store
                    .mail_given_up(&mail.id, &error.to_string(), server.clock.now())
                    .await;
                if let Err(error) = given_up {
                    tracing::warn!(%error, "the out-box cannot be written");
                }
                continue;
            }
        };
        let noted = match smtp.send(message).await {
            Ok(_) => {
                let noted = store.mail_sent(&mail.id, server.clock.now()).await;
                if noted.is_err() {
                    gone.push(mail.id);
                }
                noted
            }
            Err(error) => {
                // What a mail server answers often names the address, which no log may hold.
                tracing::warn!(
                    mail = mail.id,
                    reason = reason(&error),
                    "a mail could not be sent"
                );
                store.mail_failed(&mail.id, &error.to_string()).await
            }
        };
        if let Err(error) = noted {
            tracing::warn!(%error, "the out-box cannot be written");
        }
    }
}

/// Why a mail was not taken, in words without an address.
fn reason(error: &lettre::transport::smtp::Error) -> &'static str {
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

/// A mail as it goes out. Its `Message-ID` comes from its id, so that one sent twice is known as one.
fn message(mail_from: &str, mail: &store::mail::Mail) -> anyhow::Result<Message> {
    let from = sender(mail_from)?;
    let domain = from.email.domain().to_owned();
    // A line break in a subject would begin another header.
    let subject: String = mail
        .subject
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    Ok(Message::builder()
        .from(from)
        .to(mail
            .recipient
            .parse()
            .context("the recipient is no address")?)
        .subject(subject)
        .message_id(Some(format!("<{}@{domain}>", mail.id)))
        .header(ContentType::TEXT_PLAIN)
        .body(mail.body.clone())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use partnership::person::Email;

    fn production(smtp: &str, mail_from: &str) -> Config {
        Config {
            smtp: smtp.to_owned(),
            mail_from: mail_from.to_owned(),
            ..Config::default()
        }
    }

    // The pool of connections wants a runtime.
    #[tokio::test]
    async fn a_production_server_hands_mail_over_encrypted_or_to_itself() {
        let from = "Partnerships <partners@example.org>";
        for (smtp, fits) in [
            ("smtps://user:word@mail.example.org", true),
            ("smtp://user:word@mail.example.org:587?tls=required", true),
            ("smtp://127.0.0.1:2525", true),
            ("smtp://[::1]:2525", true),
            ("smtp://localhost", true),
            ("smtp://mail.example.org", false),
            ("smtp://mail.example.org?tls=opportunistic", false),
            (
                "smtp://mail.example.org?tls=opportunistic&tls=required",
                false,
            ),
            ("smtp://127.0.0.1.evil.example", false),
            ("smtp://localhost@mail.example.org", false),
            ("http://mail.example.org", false),
            ("mail.example.org", false),
        ] {
            let checked = check(&production(smtp, from));
            assert_eq!(checked.is_ok(), fits, "{smtp}: {checked:?}");
            if let Err(error) = checked {
                assert!(format!("{error:#}").contains("TRELLIS_SMTP"), "{error:#}");
            }
            let development = Config {
                mode: "development".to_owned(),
                ..production(smtp, "")
            };
            assert!(check(&development).is_ok() || !smtp.starts_with("smtp"));
        }
    }

    // The pool of connections wants a runtime.
    #[tokio::test]
    async fn the_address_of_the_sender_is_checked_at_the_start() {
        for from in ["partners", "Partnerships <partners@>", "a@b.org, c@d.org"] {
            let error = check(&production("smtps://mail.example.org", from)).unwrap_err();
            assert!(error.to_string().contains("TRELLIS_MAIL_FROM"), "{error}");
        }
    }

    #[test]
    fn every_address_that_is_taken_can_be_written_to() {
        for text in [
            "ana@example.org",
            "a.b+c@example.org",
            "o'neil@example.org",
            "josé@example.org",
            "ana@bücher.example",
            ".ana@example.org",
            "ana.@example.org",
            "a..b@example.org",
            "a@b@example.org",
            "a\u{2028}b@example.org",
            "a\u{200b}b@example.org",
            "ana@exa_mple.org",
            "ana@-example.org",
            "ana@example-.org",
            "ana@example.-org",
            "{a}|b~`^%$#!*?/=&@example.org",
            &format!("ana@{}.org", "e".repeat(64)),
            &format!("{}@example.org", "a".repeat(64)),
        ] {
            let Some(email) = Email::parse(text) else {
                continue;
            };
            let mail = store::mail::Mail {
                id: "1".to_owned(),
                recipient: email.as_str().to_owned(),
                subject: String::new(),
                body: String::new(),
                created_at: chrono::DateTime::UNIX_EPOCH,
                sent_at: None,
                attempts: 0,
            };
            let written = message("partners@example.org", &mail);
            assert!(written.is_ok(), "{text:?}: {written:?}");
        }
    }
}
