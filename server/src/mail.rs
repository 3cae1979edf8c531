//! Sending what waits in the out-box, and sweeping what has served its time.

use crate::Server;
use anyhow::Context;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

/// How often the out-box is looked at.
const PAUSE: Duration = Duration::from_secs(2);
/// How many rounds pass between two sweeps: an hour.
const SWEEP: u32 = 1800;

type Smtp = AsyncSmtpTransport<Tokio1Executor>;

/// Sends and sweeps for as long as the server runs. Without `smtp` the mails stay in the out-box,
/// where a development server shows them.
pub async fn work(server: Server) {
    let smtp = match connect(&server.config.smtp) {
        Ok(smtp) => smtp,
        Err(error) => {
            tracing::error!("{error:#}");
            None
        }
    };
    let mut round = 0_u32;
    let mut gone = Vec::new();
    loop {
        // Told all the time, so that a clock that is set back is noticed at once.
        if let Err(error) = server.site.store.tell_time(server.clock.now()).await {
            tracing::warn!(%error, "that the clock was set back could not be noted");
        }
        if let Some(smtp) = &smtp {
            send_due(&server, smtp, &mut gone).await;
        }
        if round.is_multiple_of(SWEEP)
            && let Err(error) = server.site.store.sweep(server.clock.now()).await
        {
            tracing::warn!(%error, "sweeping failed");
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

/// Sends what is due. `gone` holds the mails that went out while that could not be noted, as when the disk
/// became full meanwhile: they are noted as soon as it can be.
async fn send_due(server: &Server, smtp: &Smtp, gone: &mut Vec<String>) {
    let store = &server.site.store;
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
        let sent = match message(server, &mail) {
            Ok(message) => smtp
                .send(message)
                .await
                .map(drop)
                .map_err(|error| (reason(&error), error.to_string())),
            Err(error) => Err(("cannot be written", error.to_string())),
        };
        let noted = match sent {
            Ok(()) => {
                let noted = store.mail_sent(&mail.id, server.clock.now()).await;
                if noted.is_err() {
                    gone.push(mail.id);
                }
                noted
            }
            Err((reason, error)) => {
                // What a mail server answers often names the address, which no log may hold.
                tracing::warn!(mail = mail.id, reason, "a mail could not be sent");
                store.mail_failed(&mail.id, &error).await
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
fn message(server: &Server, mail: &store::mail::Mail) -> anyhow::Result<Message> {
    let from: Mailbox = server
        .config
        .mail_from
        .parse()
        .context("TRELLIS_MAIL_FROM is no address")?;
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
