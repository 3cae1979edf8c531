//! Faults: what becomes of the data when the program is killed, the disk is full, a page of the file is
//! damaged, many do the same at once, or the clock jumps.
//!
//! Each test has a short round, which runs with all other tests, and a long one, which
//! `cargo xtask test --faults` runs. `life.rs` holds the table of acts: one more line there, and the act is
//! killed, posted a hundred times at once, and counted.
//!
//! Kills, stops, disks, damage, migrations and copies meet the program itself, as a process of its own (`program.rs`).
//! Races, doubles, the random walk and the clock need its clock in their hands, or ten thousand rounds: they drive the
//! same routes and the same store, on a real file, in the process of the test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop"
)]

// The browser and the pages of the stories over HTTP.
#[allow(dead_code)]
#[path = "../it/answer.rs"]
mod answer;
#[allow(dead_code)]
#[path = "../it/client.rs"]
mod client;
#[allow(dead_code, unused_imports)]
#[path = "../it/harness.rs"]
mod harness;
#[allow(dead_code)]
#[path = "../it/html.rs"]
mod html;
#[allow(dead_code)]
#[path = "../it/story.rs"]
mod story;

mod consult;
mod dice;
mod district;
mod life;
mod person;
mod place;
mod program;
mod wire;

mod clock;
mod damage;
mod disk;
mod files;
mod handed;
mod hang_up;
mod kill;
mod locked;
mod migrate;
mod race;
mod restore;
mod stop;
mod twice;
mod walk;
