//! The profiles of the districts: golden cases of each one, and what every one must keep.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod charlotte_mecklenburg;
mod document;
mod durham;
mod every;
mod notice;
mod providence;
mod providence_words;
mod read;
mod saint_paul;
mod saint_paul_words;
mod seattle;
mod sentence;
mod wording;
