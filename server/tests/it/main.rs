//! The server as a value, asked over HTTP without a browser: one story file per capability.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop"
)]

mod answer;
mod client;
mod harness;
mod html;
mod story;

mod access;
mod account;
mod apply;
mod budget;
mod decide;
mod form_use;
mod fuzz;
mod hard_case;
mod history;
mod look;
mod mail;
mod member;
mod office;
mod outside;
mod public;
mod secure;
mod slow;
mod talk;
mod tenants;
mod translation;
mod upload;
mod versions;
