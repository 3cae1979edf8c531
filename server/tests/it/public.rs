//! What everybody sees before signing in.

mod advisor;
mod directory;
mod kept;
mod mail_box;
mod page;
