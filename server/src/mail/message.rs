//! A mail as it goes over the wire.

use anyhow::Context;
use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use store::mail::Mail;

/// The address mails come from.
///
/// # Errors
/// One sentence that names the setting.
pub(super) fn sender(mail_from: &str) -> anyhow::Result<Mailbox> {
    mail_from.parse().with_context(|| {
        format!(
            "TRELLIS_MAIL_FROM: '{mail_from}' is no address, such as Partnerships <partners@example.org>"
        )
    })
}

/// A mail as it goes out, with answers to the office where that has an address. Its `Message-ID` comes from its
/// id, so that one sent twice is known as one. It says that a program wrote it, so that no holiday notice answers.
pub(super) fn message(
    mail_from: &str,
    office: Option<&str>,
    mail: &Mail,
) -> anyhow::Result<Message> {
    let from = sender(mail_from)?;
    let domain = from.email.domain().to_owned();
    // A line break in a subject would begin another header.
    let subject: String = mail
        .subject
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let mut builder = Message::builder()
        .from(from)
        .to(mail
            .recipient
            .parse()
            .context("the recipient is no address")?)
        .subject(subject)
        .message_id(Some(format!("<{}@{domain}>", mail.id)))
        .header(ContentType::TEXT_PLAIN);
    if let Some(office) = office.and_then(|office| office.parse().ok()) {
        builder = builder.reply_to(office);
    }
    let mut message = builder.body(mail.body.clone())?;
    let by = HeaderName::new_from_ascii_str("Auto-Submitted");
    let by = HeaderValue::new(by, "auto-generated".to_owned());
    message.headers_mut().insert_raw(by);
    Ok(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use partnership::person::Email;

    fn mail(recipient: &str) -> Mail {
        Mail {
            id: "1".to_owned(),
            recipient: recipient.to_owned(),
            subject: "Sent\r\nBcc: x@y.org".to_owned(),
            body: "Buenos días".to_owned(),
            created_at: chrono::DateTime::UNIX_EPOCH,
            sent_at: None,
            attempts: 0,
        }
    }

    #[test]
    fn a_mail_says_who_it_is_from_that_a_program_wrote_it_and_where_answers_go() {
        let written = message(
            "Partners <p@example.org>",
            Some("office@example.org"),
            &mail("a@b.org"),
        );
        let text = String::from_utf8(written.unwrap().formatted()).unwrap();
        for line in [
            "From: Partners <p@example.org>",
            "To: a@b.org",
            "Reply-To: office@example.org",
            "Message-ID: <1@example.org>",
            "Auto-Submitted: auto-generated",
            "Subject: Sent  Bcc: x@y.org",
        ] {
            assert!(
                text.lines().any(|found| found == line),
                "{line} is missing: {text}"
            );
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
            let written = message("partners@example.org", None, &mail(email.as_str()));
            assert!(written.is_ok(), "{text:?}: {written:?}");
        }
    }
}
