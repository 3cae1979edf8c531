//! The out-box: every mail that waits, was sent, failed, is held or was given up, and what the office does with it.

pub mod api;

#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod listing;
#[cfg(feature = "ssr")]
mod one;
#[cfg(feature = "ssr")]
mod sample;
#[cfg(feature = "ssr")]
mod texts;
#[cfg(feature = "ssr")]
mod told;

#[cfg(feature = "ssr")]
pub use list::OutboxPage;
#[cfg(feature = "ssr")]
pub use one::MailPage;
#[cfg(feature = "ssr")]
pub use texts::MailTextsPage;
