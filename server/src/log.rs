//! What is noted of each request: its number, its route, how it went and how long it took. Never who asked,
//! nor what stood in the address or the body: a log holds no personal data and no secrets.

use crate::Server;
use crate::current::RequestId;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;
use tracing::Instrument;

/// The route of a request that leads nowhere.
const NOWHERE: &str = "none";

/// Starts the log of the program on standard error. `TRELLIS_LOG` says what is noted, such as `debug`;
/// `TRELLIS_LOG_FORMAT=json` writes one JSON object per line.
pub fn start() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("TRELLIS_LOG")
        .unwrap_or_else(|_| "info,sqlx=warn".into());
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::env::var("TRELLIS_LOG_FORMAT").is_ok_and(|format| format == "json") {
        log.json().flatten_event(true).init();
    } else {
        log.init();
    }
}

/// Gives each request a number, and notes how it went: acts, refusals and failures always, pages that were
/// read only at the level `debug`.
pub async fn note(State(server): State<Server>, mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let route = route(&request);
    let id = store::fresh::id();
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", id, district = tracing::field::Empty);
    if server.config.is_list()
        && let Some(district) = server.district(&request)
    {
        span.record("district", district.site.profile.id.as_str());
    }
    let response = next.run(request).instrument(span.clone()).await;
    let took = start.elapsed();
    server.metrics.answered(&method, &route, &response, took);
    let status = response.status().as_u16();
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| {
        if status >= 500 {
            tracing::warn!(%method, route, status, milliseconds, "failed");
        } else if method == Method::POST || status >= 400 {
            tracing::info!(%method, route, status, milliseconds, "answered");
        } else {
            tracing::debug!(%method, route, status, milliseconds, "answered");
        }
    });
    response
}

/// The route of a request, as log and figures name it.
pub(crate) fn route(request: &Request) -> String {
    let path = request.extensions().get::<MatchedPath>();
    path.map_or(NOWHERE, MatchedPath::as_str).to_owned()
}
