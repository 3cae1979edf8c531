//! The partner's application: the task list, one page for every step, checking, signing, and what follows.

pub mod api;
#[cfg(feature = "ssr")]
mod asked;
#[cfg(feature = "ssr")]
mod check;
#[cfg(feature = "ssr")]
mod completion;
#[cfg(feature = "ssr")]
mod confirm;
#[cfg(feature = "ssr")]
mod copy;
#[cfg(feature = "ssr")]
pub mod files;
#[cfg(feature = "ssr")]
mod group;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod open;
#[cfg(feature = "ssr")]
mod saving;
#[cfg(feature = "ssr")]
mod send;
#[cfg(feature = "ssr")]
mod sign;
#[cfg(feature = "ssr")]
mod status;
#[cfg(feature = "ssr")]
mod step;
#[cfg(feature = "ssr")]
mod task;
#[cfg(feature = "ssr")]
mod texts;
#[cfg(feature = "ssr")]
mod withdraw;

#[cfg(feature = "ssr")]
pub use {
    check::CheckPage, copy::CopyPage, list::ApplicationsPage, sign::SignPage, status::StatusPage,
    step::StepPage, task::TaskListPage, withdraw::WithdrawPage,
};
