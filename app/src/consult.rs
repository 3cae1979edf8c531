//! The page of whoever of another office is asked about an application: the question, and what was allowed.

pub mod api;
#[cfg(feature = "ssr")]
mod page;

#[cfg(feature = "ssr")]
pub use page::ConsultPage;
