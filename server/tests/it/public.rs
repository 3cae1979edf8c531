//! What everybody sees before signing in.

mod advisor;
mod directory;
mod guidance;
mod kept;
mod mail_box;
mod page;
mod quick;
