//! Whether the server is well: whether it answers, whether it can write, whether its database is sound.

use crate::Server;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// How long an answer about writing holds, so that nobody makes the server write all the time by asking.
const HOLDS: Duration = Duration::from_millis(500);
/// How often the whole database is checked.
const CHECK: Duration = Duration::from_secs(3600);

/// What is known of the server's health.
#[derive(Debug, Default)]
pub struct Health {
    /// Whether a check found damage to the file.
    is_damaged: AtomicBool,
    /// Whether a check found rows or lines of history that do not fit together.
    is_unsound: AtomicBool,
    /// Whether writing worked, and when that was tried.
    writing: Mutex<Option<(bool, Instant)>>,
}

/// `ok` when the database answers, else 503: whether the process should go on at all.
pub async fn healthz(State(server): State<Server>) -> (StatusCode, &'static str) {
    match server.site.store.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    }
}

/// `ready` when something can be written and no damage is known, else 503 with the reason: whether an
/// operator should look.
pub async fn readyz(State(server): State<Server>) -> (StatusCode, &'static str) {
    let degraded = |why| (StatusCode::SERVICE_UNAVAILABLE, why);
    if server.health.is_damaged.load(Ordering::Relaxed) {
        return degraded(
            "degraded: the database is damaged, and nothing is served; restore a backup\n",
        );
    }
    if server.health.is_unsound.load(Ordering::Relaxed) {
        return degraded("degraded: the database is not sound; run verify\n");
    }
    if !can_write(&server).await {
        return degraded(
            "degraded: nothing can be written; look whether the disk is full, and whether the data folder may be written\n",
        );
    }
    (StatusCode::OK, "ready\n")
}

/// Whether something can be written. One request tries at a time.
async fn can_write(server: &Server) -> bool {
    let mut writing = server.health.writing.lock().await;
    if let Some((can, at)) = *writing
        && at.elapsed() < HOLDS
    {
        return can;
    }
    let can = match server.site.store.try_writing().await {
        Ok(()) => true,
        Err(error) => {
            tracing::error!(%error, "nothing can be written");
            false
        }
    };
    *writing = Some((can, Instant::now()));
    can
}

/// Checks the database for as long as the server runs: at its start, and then every hour.
pub async fn watch(server: Server) {
    can_write(&server).await;
    loop {
        match server.site.store.verify().await {
            Ok(report) if report.is_sound() => {}
            Ok(report) => {
                tracing::error!(?report, "the database is not sound: restore a backup");
                let damaged = !report.integrity.is_empty();
                server.health.is_damaged.store(damaged, Ordering::Relaxed);
                server.health.is_unsound.store(true, Ordering::Relaxed);
            }
            Err(error) => tracing::warn!(%error, "the database could not be checked"),
        }
        tokio::time::sleep(CHECK).await;
    }
}

/// Stands before every page and act: out of a file that is known to be damaged nothing is served, because
/// nobody could tell what of it is true.
pub async fn sound(State(server): State<Server>, request: Request, next: Next) -> Response {
    if !server.health.is_damaged.load(Ordering::Relaxed) {
        return next.run(request).await;
    }
    (
        StatusCode::SERVICE_UNAVAILABLE,
        "Nothing can be shown right now: the data has to be restored from a backup first. Try again later.",
    )
        .into_response()
}
