//! Whether the server is well: whether it answers, whether it can write, whether its databases are sound.

use crate::Server;
use crate::district::District;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// How long an answer about writing holds for each district, so that nobody makes the server write all the
/// time by asking.
const HOLDS: Duration = Duration::from_millis(50);
/// The least time that it holds.
const HOLDS_LEAST: Duration = Duration::from_millis(500);
/// How often each whole database is checked.
const CHECK: Duration = Duration::from_secs(3600);

/// What is known of a database.
#[derive(Debug, Default)]
pub struct Soundness {
    /// Whether a check found damage to the file.
    is_damaged: AtomicBool,
    /// Whether a check found rows or lines of history that do not fit together.
    is_unsound: AtomicBool,
}

impl Soundness {
    /// Whether a check found damage to the file: then nothing is served out of it.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Relaxed)
    }
}

/// In how many districts nothing could be written, and when that was tried.
#[derive(Debug, Default)]
pub struct Writing(Mutex<Option<(usize, Instant)>>);

/// `ok` when every database answers, else 503: whether the process should go on at all.
pub async fn healthz(State(server): State<Server>) -> (StatusCode, &'static str) {
    for district in server.districts.iter() {
        if let Err(error) = district.site.store.ping().await {
            tracing::error!(%error, district = name(district), "the database does not answer");
            return (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            );
        }
    }
    (StatusCode::OK, "ok\n")
}

/// `ready` when something can be written everywhere and no damage is known, else 503 with the reason: whether
/// an operator should look. It names no district; the log does.
pub async fn readyz(State(server): State<Server>) -> (StatusCode, String) {
    let known = |flag: fn(&Soundness) -> &AtomicBool| {
        let flags = server.districts.iter().map(|of| flag(&of.soundness));
        flags.filter(|flag| flag.load(Ordering::Relaxed)).count()
    };
    let damaged = known(|of| &of.is_damaged);
    let unsound = known(|of| &of.is_unsound);
    let (count, why) = if damaged > 0 {
        (
            damaged,
            "the database is damaged, and nothing is served; restore a backup",
        )
    } else if unsound > 0 {
        (unsound, "the database is not sound; run verify")
    } else {
        (
            unwritable(&server).await,
            "nothing can be written; look whether the disk is full, and whether the data folder may be written",
        )
    };
    let all = server.districts.iter().len();
    match (count, all) {
        (0, _) => (StatusCode::OK, "ready\n".to_owned()),
        (_, 1) => (
            StatusCode::SERVICE_UNAVAILABLE,
            format!("degraded: {why}\n"),
        ),
        _ => {
            let text =
                format!("degraded: in {count} of {all} districts {why}; the log says which\n");
            (StatusCode::SERVICE_UNAVAILABLE, text)
        }
    }
}

/// In how many districts nothing can be written. One request tries at a time.
async fn unwritable(server: &Server) -> usize {
    let mut writing = server.writing.0.lock().await;
    let all = u32::try_from(server.districts.iter().len()).unwrap_or(u32::MAX);
    let holds = HOLDS.saturating_mul(all).max(HOLDS_LEAST);
    if let Some((count, at)) = *writing
        && at.elapsed() < holds
    {
        return count;
    }
    let mut count = 0;
    for district in server.districts.iter() {
        if let Err(error) = district.site.store.try_writing().await {
            tracing::error!(%error, district = name(district), "nothing can be written");
            count += 1;
        }
    }
    *writing = Some((count, Instant::now()));
    count
}

/// Checks the databases for as long as the server runs, one after the other: at its start, and then every hour.
pub async fn watch(server: Server) {
    unwritable(&server).await;
    loop {
        for district in server.districts.iter() {
            check(district).await;
        }
        tokio::time::sleep(CHECK).await;
    }
}

/// Checks one database, and notes what is known of it from now on.
async fn check(district: &District) {
    let name = name(district);
    match district.site.store.verify().await {
        Ok(report) => {
            let soundness = &district.soundness;
            let damaged = !report.integrity.is_empty();
            soundness.is_damaged.store(damaged, Ordering::Relaxed);
            let is_sound = report.is_sound();
            soundness.is_unsound.store(!is_sound, Ordering::Relaxed);
            if is_sound {
                note_head(district).await;
                return;
            }
            tracing::error!(
                ?report,
                district = name,
                "the database is not sound: restore a backup"
            );
        }
        // Busy, or out of reach for a moment: what was known of it still is.
        Err(error) => {
            tracing::warn!(%error, district = name, "the database could not be checked");
        }
    }
}

/// Notes the head of the history in the log, which is sent away: whoever cuts off its end later is found by it.
async fn note_head(district: &District) {
    match district.site.store.history_head().await {
        Ok(Some(head)) => {
            tracing::info!(head = %head, district = name(district), "the head of the history");
        }
        Ok(None) => {}
        Err(error) => tracing::warn!(%error, "the head of the history could not be read"),
    }
}

fn name(district: &District) -> &str {
    district.site.profile.id.as_str()
}

/// Stands before every page and act: out of a file that is known to be damaged nothing is served, because
/// nobody could tell what of it is true.
pub async fn sound(State(server): State<Server>, request: Request, next: Next) -> Response {
    let is_damaged = |of: Arc<District>| of.soundness.is_damaged();
    if !server.district(&request).is_some_and(is_damaged) {
        return next.run(request).await;
    }
    (
        StatusCode::SERVICE_UNAVAILABLE,
        "Nothing can be shown right now: the data has to be restored from a backup first. Try again later.",
    )
        .into_response()
}
