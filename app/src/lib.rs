//! The application. Compiled twice: for the server (feature `ssr`), which draws every page, and for
//! the browser (feature `hydrate`), which wakes up the islands in them.
//!
//! One folder per capability, with its server functions (`api`) beside its pages. No capability
//! knows another: shared thought lives in the crate `partnership`, shared looks in [`ui`], links in [`url`].

pub mod account;
pub mod application;
pub mod consult;
pub mod error;
pub mod island;
pub mod look;
pub mod member;
pub mod office;
pub mod outbox;

#[cfg(feature = "ssr")]
pub mod act;
#[cfg(feature = "ssr")]
pub mod brand;
#[cfg(feature = "ssr")]
pub mod current;
#[cfg(feature = "ssr")]
pub mod dashboard;
#[cfg(feature = "ssr")]
pub mod development;
#[cfg(feature = "ssr")]
pub mod directory;
#[cfg(feature = "ssr")]
pub mod form_use;
#[cfg(feature = "ssr")]
pub mod guidance;
#[cfg(feature = "ssr")]
pub mod logo;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod platform;
#[cfg(feature = "ssr")]
pub mod published;
#[cfg(feature = "ssr")]
pub mod refusal;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod sheet;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod start;
#[cfg(feature = "ssr")]
pub mod talk;
#[cfg(feature = "ssr")]
pub mod tracker;
#[cfg(feature = "ssr")]
pub mod ui;
#[cfg(feature = "ssr")]
pub mod url;
#[cfg(feature = "ssr")]
pub mod welcome;
#[cfg(feature = "ssr")]
pub mod words;
