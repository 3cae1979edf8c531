//! People and their roles.

pub mod api;

#[cfg(feature = "ssr")]
mod cells;
#[cfg(feature = "ssr")]
mod held;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod staff;

#[cfg(feature = "ssr")]
pub(super) use {
    cells::written,
    list::{Listed, chips},
};

#[cfg(feature = "ssr")]
pub use held::{RolesPage, roles_csv};
#[cfg(feature = "ssr")]
pub use staff::PeoplePage;
