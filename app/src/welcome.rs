//! The first page, and the page that tells the whole process. All they say is the district's profile.

mod first;
mod part;
mod process;

pub use first::WelcomePage;
pub use process::ProcessPage;
