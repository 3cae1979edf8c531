//! The public directory: who works with our schools, for everybody, without signing in.

mod json_ld;
mod list;
mod listed;
mod search;

pub use list::DirectoryPage;
pub use listed::ListedPage;
