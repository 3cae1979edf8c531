//! Who works on an application: inviting, coming and leaving, and who is the owner.

pub mod api;
#[cfg(feature = "ssr")]
mod begun;
#[cfg(feature = "ssr")]
mod card;
#[cfg(feature = "ssr")]
mod claims;
#[cfg(feature = "ssr")]
mod invitation;
#[cfg(feature = "ssr")]
mod offer;
#[cfg(feature = "ssr")]
mod people;
#[cfg(feature = "ssr")]
mod place;

#[cfg(feature = "ssr")]
pub use {begun::BegunPage, claims::ClaimsPage, invitation::InvitationPage, people::MembersPage};
