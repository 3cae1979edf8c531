//! Who may reach what: every page, sheet and act, asked as everybody there is.

mod acts;
mod document;
mod extra;
mod field;
mod pages;
mod people;
mod reading;
