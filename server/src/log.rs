//! What is noted of each request: its number, its route, how it went, how long it took, and the id of whoever
//! is signed in. Never a name, an address, nor what stood in the address line or the body: a log holds no
//! personal data and no secrets.

mod line;

pub use line::Line;

use crate::Server;
use crate::current::RequestId;
use app::current::Signed;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use std::io::Write;
use std::time::Instant;
use tracing::field::Empty;
use tracing::{Dispatch, Instrument, Span};
use tracing_subscriber::EnvFilter;

/// The header that tells the number of a request to the proxy, whose own log can name it beside the caller.
const NUMBER: HeaderName = HeaderName::from_static("x-request-id");

/// The route of a request that leads nowhere.
const NOWHERE: &str = "none";

/// Starts the log of the program on standard error. `TRELLIS_LOG` says what is noted, such as `debug`;
/// `TRELLIS_LOG_FORMAT=json` writes one JSON object per line.
pub fn start() {
    let filter = EnvFilter::try_from_env("TRELLIS_LOG").unwrap_or_else(|_| "info,sqlx=warn".into());
    let is_json = std::env::var("TRELLIS_LOG_FORMAT").is_ok_and(|format| format == "json");
    let log = to(std::io::stderr, filter, is_json);
    // Only a second log of one process is refused, and there is none.
    let _ = tracing::dispatcher::set_global_default(log);
}

/// A log that writes each event as one clean line, as text or as JSON.
#[must_use]
pub fn to<W: Write + 'static>(
    writer: impl Fn() -> W + Send + Sync + 'static,
    filter: EnvFilter,
    is_json: bool,
) -> Dispatch {
    let log = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_env_filter(filter)
        .with_writer(move || Line(writer()));
    if is_json {
        Dispatch::new(log.json().flatten_event(true).finish())
    } else {
        Dispatch::new(log.finish())
    }
}

/// Notes the id of whoever is signed in, for every line about this request.
pub fn asks(person: Option<&Signed>) {
    if let Some(person) = person {
        Span::current().record("person", person.id.as_str());
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
    let span = tracing::info_span!("request", id, person = Empty, district = Empty);
    if server.config.is_list()
        && let Some(district) = server.district(&request)
    {
        span.record("district", district.site.profile.id.as_str());
    }
    let mut response = next.run(request).instrument(span.clone()).await;
    number(&mut response, &id);
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

/// Tells the number of a request with its answer.
pub(crate) fn number(response: &mut Response, id: &str) {
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(NUMBER, id);
    }
}

/// The route of a request, as log and figures name it.
pub(crate) fn route(request: &Request) -> String {
    let path = request.extensions().get::<MatchedPath>();
    path.map_or(NOWHERE, MatchedPath::as_str).to_owned()
}
