//! Callers who are slow on purpose: over real connections, with others served meanwhile.

mod body;
mod crowd;
mod head;
pub mod line;
mod read;
