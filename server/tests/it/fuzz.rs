//! Anything at all, sent to everything that reads it: no panic, and no fault of the server.
//!
//! `TRELLIS_FUZZ=100000` tries as many cases of each kind instead of a few hundred; `cargo xtask test --attacks` tries
//! ten thousand.

mod page;
mod post;
mod profile;
mod stored;
mod text;

use crate::access::people::Crowd;
use crate::harness::{Answer, Client};
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::fmt::Debug;
use tokio::runtime::Runtime;

/// How many cases are tried.
fn cases(few: u32) -> u32 {
    let many = std::env::var("TRELLIS_FUZZ").ok();
    many.and_then(|many| many.parse().ok()).unwrap_or(few)
}

/// Tries cases of a kind, and fails with the smallest that is judged wrong.
fn try_all<T: Debug>(
    few: u32,
    strategy: &impl Strategy<Value = T>,
    judge: impl Fn(&T) -> Result<(), String>,
) {
    let config = Config {
        cases: cases(few),
        failure_persistence: None,
        max_shrink_iters: 500,
        ..Config::default()
    };
    let judged =
        TestRunner::new(config).run(strategy, |case| judge(&case).map_err(TestCaseError::fail));
    if let Err(fault) = judged {
        panic!("{fault}");
    }
}

/// A crowd to send things to, and the runtime in which it lives.
struct Target {
    runtime: Runtime,
    crowd: Crowd,
    tokens: Vec<String>,
}

impl Target {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let (crowd, tokens) = runtime.block_on(async {
            let mut crowd = Crowd::gather().await;
            let owner = crowd.client("owner").clone();
            let answers = crowd.world.answers();
            let draft = owner.draft(&crowd.world, &answers).await;
            crowd.ids.push(("DRAFT", draft));
            let mut tokens = Vec::new();
            for (_, client) in &crowd.clients {
                tokens.push(client.token().await);
            }
            (crowd, tokens)
        });
        Self {
            runtime,
            crowd,
            tokens,
        }
    }

    /// The browser of a column, by number, and its token.
    fn client(&self, number: usize) -> (&Client, &str) {
        let number = number % self.crowd.clients.len();
        (&self.crowd.clients[number].1, &self.tokens[number])
    }
}

/// What is wrong with an answer: a fault of the server, however it is told.
fn fault(answer: &Answer) -> Result<(), String> {
    let leads = answer.header("location");
    let status = answer.status.as_u16();
    let is_data = answer
        .header("content-type")
        .starts_with("application/json");
    // A page says what its address claims: that, and only that, is no fault.
    let claimed = status < 400 && answer.asked.contains("failed=");
    let says = [
        "Something went wrong on our side",
        "Algo falló de nuestro lado",
    ];
    let broken = answer.body.contains("{\"internal\"")
        || (!claimed && says.iter().any(|words| answer.body.contains(words)))
        || (!claimed && leads.contains("failed="))
        || (status >= 500 && !is_data)
        || status > 500;
    if broken {
        return Err(format!(
            "{}: {status} {leads} {}",
            answer.asked,
            answer.short()
        ));
    }
    Ok(())
}
