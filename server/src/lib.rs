//! The server of Trellis: [`router`] is the whole server as a value.

pub mod asset;
pub mod backup;
pub mod ballast;
mod bound;
mod busy;
pub mod config;
pub mod csv;
pub mod current;
pub mod demo;
pub mod district;
pub mod door;
pub mod health;
pub mod html;
pub mod irs;
pub mod limit;
pub mod log;
pub mod mail;
pub mod metrics;
pub mod open;
pub mod operate;
pub mod pace;
pub mod place;
pub mod prefix;
pub mod private;
pub mod profile;
pub mod proxy;
pub mod public;
pub mod refusal;
mod router;
pub mod secure;
pub mod serve;
pub mod time;
mod unwritable;
pub mod upload;

pub use router::{Server, router};
