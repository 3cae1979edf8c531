//! Signing in and out, and one's own account.

mod ask;
mod code;
mod cookie;
mod device;
mod flood;
mod link;
mod token;
mod work;
