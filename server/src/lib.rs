//! The server of Trellis: [`router`] is the whole server as a value.

pub mod asset;
pub mod config;
pub mod csv;
pub mod current;
pub mod demo;
pub mod health;
pub mod html;
pub mod limit;
pub mod mail;
pub mod profile;
pub mod public;
mod router;
pub mod secure;
pub mod serve;
pub mod shed;
pub mod time;

pub use router::{Server, router};
