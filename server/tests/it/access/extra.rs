//! Fields that an act does not have: sending them changes nothing, whoever sends them.

use super::acts::{ACTS, Act};
use super::pages::PAGES;
use super::people::{Crowd, Who};
use super::reading::apart;
use crate::secure::method::FOREIGN;
use std::collections::BTreeSet;

/// Who does an act here.
fn doer(act: &Act) -> &'static str {
    match act.who {
        Who::Anyone => "anonymous",
        Who::Signed | Who::Owner | Who::Works | Who::Party => "owner",
        Who::Member => "member",
        Who::Figures | Who::Applications | Who::Decide | Who::Begins => "office",
        Who::People => "administrator",
        Who::Asked => "other partner",
    }
}

/// The fields of all other acts, and columns of rows that no form sets.
fn extra(act: &Act) -> Vec<(String, String)> {
    // A field that comes twice cannot be read at all: each name is added once.
    let mut names: BTreeSet<&str> = act.fields.iter().map(|(name, _)| *name).collect();
    let others = ACTS.iter().flat_map(|other| other.fields.iter().copied());
    others
        .chain(FOREIGN)
        .filter(|(name, _)| !name.starts_with("answers") && names.insert(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Does every act but signing out, and gives each answer and then every page of everybody.
async fn all(with_extra: bool) -> Vec<(String, String)> {
    let crowd = Crowd::gather().await;
    let mut seen = Vec::new();
    for act in ACTS.iter().filter(|act| act.path != "/api/sign_out") {
        let client = crowd.client(doer(act));
        let mut fields = crowd.fields(act.fields, &client.token().await);
        if with_extra {
            let extra = extra(act).into_iter();
            fields.extend(extra.map(|(name, value)| (name, crowd.real(&value))));
        }
        let answer = client.call(act.path, &fields).await;
        let leads = answer.header("location");
        let text = format!("{} {leads} {}", answer.status, answer.body);
        seen.push((act.path.to_owned(), plain(&text)));
    }
    for page in PAGES.iter().filter(|page| page.route != "/dev/mail") {
        for (column, client) in &crowd.clients {
            let answer = client.get(&crowd.real(page.path)).await;
            let nonce = answer.header("content-security-policy");
            let nonce = nonce.split('\'').find(|part| part.starts_with("nonce-"));
            let nonce = nonce.unwrap_or("nonce-none").trim_start_matches("nonce-");
            let body = plain(&answer.body.replace(nonce, "NONCE"));
            seen.push((format!("{} as {column}", page.route), body));
        }
    }
    let mails = crowd.world.store.mails(10_000).await.unwrap();
    let mails: Vec<String> = mails
        .iter()
        .filter(|mail| !mail.body.contains("/sign-in/link"))
        .map(|mail| format!("{} {}", mail.recipient, mail.subject))
        .collect();
    seen.push(("mails".to_owned(), mails.join("\n")));
    seen
}

/// Text with ids and secrets, which are new in each district, in one form.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut word = String::new();
    for sign in text.chars().chain(['\n']) {
        if sign.is_ascii_lowercase() || sign.is_ascii_digit() {
            word.push(sign);
        } else {
            plain.push_str(if matches!(word.len(), 20 | 52) {
                "ID"
            } else {
                &word
            });
            word.clear();
            plain.push(sign);
        }
    }
    plain
}

#[tokio::test]
async fn fields_of_other_acts_and_columns_of_rows_change_nothing_anywhere() {
    let (without, with) = (all(false).await, all(true).await);
    let mut faults = Vec::new();
    for ((place, one), (_, other)) in without.iter().zip(&with) {
        if one != other {
            faults.push(format!("{place}:{}", apart(one, other)));
        }
    }
    assert!(
        faults.is_empty(),
        "extra fields made a difference:\n{}",
        faults.join("\n")
    );
}
