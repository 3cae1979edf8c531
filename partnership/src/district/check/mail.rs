//! Checking a district's words for mails: names in braces that the program knows, and subjects that tell mails apart.

use super::Faults;
use crate::district::reminder::Reminder;
use crate::mail::template::{Template, names};
use crate::text::{Lang, Text};
use chrono::NaiveDate;

/// Checks when people are reminded.
pub(super) fn check_reminder(reminder: &Reminder, faults: &mut Faults) {
    faults.when(
        reminder.hour > 23,
        "reminder.hour",
        "write an hour from 0 to 23",
    );
    for day in &reminder.holidays {
        // Compared as text, so that it has to be written in the one way.
        let is_day = day
            .parse::<NaiveDate>()
            .is_ok_and(|read| read.to_string() == *day);
        faults.when(
            !is_day,
            "reminder.holidays",
            &format!("'{day}' is no day; write one such as 2026-12-25"),
        );
    }
}

/// Checks them all.
pub(super) fn check(mails: &[Template], faults: &mut Faults) {
    faults.unique("mail.act", mails.iter().map(|mail| mail.act.word()));
    for mail in mails {
        let word = mail.act.word();
        let at = format!("mail.{word}");
        for (part, text) in [("subject", &mail.subject), ("body", &mail.body)] {
            let at = format!("{at}.{part}");
            faults.when(text.is_empty(), &at, "write it, or take the whole mail out");
            for lang in Lang::ALL.into_iter().filter(|lang| text.has(*lang)) {
                check_names(mail, &at, text, lang, faults);
            }
        }
        for lang in Lang::ALL.into_iter().filter(|lang| mail.subject.has(*lang)) {
            let subject = mail.subject.get(lang);
            faults.when(
                !names(subject).any(|name| name == "organization"),
                &format!("{at}.subject"),
                "write {organization} into it, so that its reader tells one mail from another",
            );
            faults.when(
                subject.contains('\n'),
                &format!("{at}.subject"),
                "write it on one line",
            );
        }
    }
}

/// Every name is one that this kind of mail has, and every language says the same.
fn check_names(mail: &Template, at: &str, text: &Text, lang: Lang, faults: &mut Faults) {
    let known: Vec<&str> = mail.act.places().collect();
    for name in names(text.get(lang)).filter(|name| !known.contains(name)) {
        faults.when(
            true,
            at,
            &format!(
                "nothing is known for {{{name}}}; take one of: {}",
                known.join(", ")
            ),
        );
    }
    for name in names(text.get(Lang::En)) {
        faults.when(
            !names(text.get(lang)).any(|other| other == name),
            at,
            &format!(
                "{{{name}}} stands in English only; write it in {} too",
                lang.own_name()
            ),
        );
    }
}
