//! The server as a value, asked over HTTP without a browser: one story file per capability.

mod access;
mod account;
mod apply;
mod budget;
mod decide;
mod harness;
mod secure;
