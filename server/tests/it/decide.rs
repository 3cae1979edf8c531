//! The office's side of an application: reviewing, writing, deciding, and what a decision causes.

mod alike;
mod approve;
pub mod consult;
mod decline;
pub mod meeting;
mod panel;
mod partnership;
mod preview;
mod question;
mod race;
mod review;
mod talk;
mod term;
