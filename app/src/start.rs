//! The route advisor: a few plain questions, whose answers travel in the address and nowhere else.

mod ask;
mod before;
mod page;
mod result;
mod way;

pub use page::StartPage;
