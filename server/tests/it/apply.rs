//! The partner's side: from the advisor to a sent application, and what follows.

mod again;
mod change;
mod gap;
mod kind;
mod mistake;
mod settle;
mod sign;
mod spanish;
mod start;
mod step;
mod story;
mod stranger;
mod tab;
mod twice;
mod withdraw;
