//! Whether the server is well.

use crate::Server;
use axum::extract::State;
use axum::http::StatusCode;

/// `ok` when the database answers, else 503.
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
