//! Signing in and out, and one's own account.

mod code;
mod cookie;
mod device;
mod link;
