//! One event of the log is one line, whatever others say in it: what a mail server, the database or a browser
//! said can neither begin a line of its own nor bring an address or a password into the log.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{Result, Write};

/// What stands in place of an address, or of anything else with an at sign.
const ADDRESS: &str = "(address)";

/// Writes each event as one clean line. The log hands over an event whole, with its line break at the end.
#[derive(Debug)]
pub struct Line<W>(pub W);

impl<W: Write> Write for Line<W> {
    fn write(&mut self, event: &[u8]) -> Result<usize> {
        let text = String::from_utf8_lossy(event);
        let line = match text.strip_suffix('\n') {
            Some(text) => clean(text).into_owned() + "\n",
            None => clean(&text).into_owned(),
        };
        // At once: between two writes, another thread's line could come.
        self.0.write_all(line.as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.0.flush()
    }
}

/// The text without signs that a terminal or a reader of logs would act upon, and without addresses. Signs are
/// written as JSON writes them, so that a line of JSON stays one.
fn clean(text: &str) -> Cow<'_, str> {
    let text = if text.chars().any(is_active) {
        let mut written = String::with_capacity(text.len() + 16);
        for sign in text.chars() {
            if is_active(sign) {
                let _ = write!(written, "\\u{:04x}", u32::from(sign));
            } else {
                written.push(sign);
            }
        }
        Cow::Owned(written)
    } else {
        Cow::Borrowed(text)
    };
    if text.contains('@') {
        Cow::Owned(without_addresses(&text))
    } else {
        text
    }
}

/// Whether a sign ends a line, steers a terminal, or turns the direction of what follows.
fn is_active(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with every word that has an at sign in it taken out: addresses, and links with a password. A
/// backslash belongs to what follows it, which JSON needs whole.
fn without_addresses(text: &str) -> String {
    let is_word = |sign: char| !sign.is_whitespace() && !"\"<>(),;[]".contains(sign);
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, after) = rest.split_at(at);
        written.push_str(before.trim_end_matches(is_word));
        written.push_str(ADDRESS);
        rest = after.trim_start_matches(|sign| is_word(sign) && sign != '\\');
    }
    written.push_str(rest);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_event_is_one_line_without_addresses() {
        for (event, line) in [
            ("all is well\n", "all is well\n"),
            (
                "a\r\n2026-01-01 INFO forged\n",
                "a\\u000d\\u000a2026-01-01 INFO forged\n",
            ),
            (
                "\u{1b}[31mred\u{9b}31m\u{2028}x\u{202e}y\n",
                "\\u001b[31mred\\u009b31m\\u2028x\\u202ey\n",
            ),
            ("no end", "no end"),
            (
                "550 <ana@example.org>: unknown\n",
                "550 <(address)>: unknown\n",
            ),
            (
                "o'neil+x@example.org, b@c.d gone\n",
                "(address), (address) gone\n",
            ),
            (
                "{\"error\":\"to ana@example.org\"}\n",
                "{\"error\":\"to (address)\"}\n",
            ),
            (
                "smtps://user:pass@mail.example.org fails\n",
                "(address) fails\n",
            ),
            ("a@b@c @ d@\n", "(address) (address) (address)\n"),
        ] {
            let mut log = Vec::new();
            let mut writer = Line(&mut log);
            writer.write_all(event.as_bytes()).unwrap();
            writer.flush().unwrap();
            assert_eq!(String::from_utf8(log).unwrap(), line, "{event:?}");
        }
    }

    #[test]
    fn an_event_is_written_at_once() {
        struct Writes(Vec<Vec<u8>>);
        impl Write for Writes {
            fn write(&mut self, bytes: &[u8]) -> Result<usize> {
                self.0.push(bytes.to_vec());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
        }
        let mut log = Writes(Vec::new());
        Line(&mut log).write_all(b"all is well\n").unwrap();
        assert_eq!(log.0, [b"all is well\n"]);
    }

    #[test]
    fn json_stays_json_whatever_was_said() {
        for said in ["\u{7f}\u{85}\u{2028}\n\t\"", "a\u{202e}@b.org\\\"x"] {
            let event = serde_json::json!({ "error": said }).to_string() + "\n";
            let mut log = Vec::new();
            Line(&mut log).write_all(event.as_bytes()).unwrap();
            let text = String::from_utf8(log).unwrap();
            assert_eq!(text.matches('\n').count(), 1, "{text:?}");
            assert!(
                serde_json::from_str::<serde_json::Value>(&text).is_ok(),
                "{text:?}"
            );
        }
    }
}
