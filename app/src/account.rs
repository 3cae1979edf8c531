//! Signing in by mail and out, and one's own account. No passwords.

pub mod api;
#[cfg(feature = "ssr")]
mod code;
#[cfg(feature = "ssr")]
mod link;
#[cfg(feature = "ssr")]
mod noted;
#[cfg(feature = "ssr")]
mod own;
#[cfg(feature = "ssr")]
mod sign_in;
pub mod wish;
#[cfg(feature = "ssr")]
mod wishes;

#[cfg(feature = "ssr")]
pub use {code::CodePage, link::LinkPage, own::AccountPage, sign_in::SignInPage};
