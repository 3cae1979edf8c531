//! Files beside the answers: what is taken, what is refused and why, who reads them, and that nothing stays behind.

mod broken;
mod content;
mod door;
mod group;
pub mod made;
mod name;
mod place;
pub mod post;
mod room;
mod story;

pub use post::{attach, with_question};
