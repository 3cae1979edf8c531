//! The district's look: its colours and its logo, as the administrator sets them.

pub mod api;

#[cfg(feature = "ssr")]
mod colors;
#[cfg(feature = "ssr")]
mod logo;
#[cfg(feature = "ssr")]
mod page;

#[cfg(feature = "ssr")]
pub use page::LookPage;
