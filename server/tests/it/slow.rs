//! Callers who are slow on purpose: over real connections, with others served meanwhile.
//!
//! `TRELLIS_LONG=1`, which `cargo xtask test --attacks` sets, lets a thousand of them come instead of some dozens, and
//! the server wait for them as long as it does for people.

mod body;
mod crowd;
mod full;
mod head;
pub mod line;
mod read;
