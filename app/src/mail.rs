//! Mails: what the program writes to people. Each is composed here in the reader's language, shown
//! before it is sent where a person decides, and written into the out-box with the act that causes it.

pub mod consult;
pub mod decision;
pub mod digest;
pub mod meeting;
pub mod member;
pub mod panel;
pub mod partner;
pub mod remind;
pub mod reminder;
pub mod talk;
mod worded;
