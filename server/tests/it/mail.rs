//! Mails: how they are handed over, and what the office does with those that wait.

mod deliver;
mod morning;
mod outbox;
pub mod postman;
mod tls;
mod words;
