//! The conversation around an application: what is new, whom a note names, confidential notes, files, and its mails.

mod confidential;
mod file;
mod mails;
mod read;
mod tell;

use crate::harness::{Answer, Client};
use std::time::Duration;

/// The record of an application.
fn record(id: &str) -> String {
    format!("/office/applications/{id}")
}

/// The page of an application where a partner reads messages.
fn status(id: &str) -> String {
    format!("/applications/{id}/status")
}

/// A page once nothing on it is new: that somebody read it is written beside the answer.
async fn settled(client: &Client, page: &str) -> Answer {
    for _ in 0..400 {
        let answer = client.get(page).await;
        if !answer.body.contains("tag--unread") {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("{page} should say nothing is new after it was opened");
}

/// The value with which a colleague is ticked beside a note.
fn colleague(page: &Answer, name: &str) -> String {
    let before = page.body.split(&format!(">{name}</label>")).next().unwrap();
    let value = before.rsplit("value=\"").next().unwrap();
    value.split('"').next().unwrap().to_owned()
}
