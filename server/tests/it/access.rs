//! Who may reach what: every page, sheet and act, asked as everybody there is.

pub mod acts;
mod document;
mod extra;
mod field;
mod foreign;
pub mod pages;
pub mod people;
mod reading;
mod things;
