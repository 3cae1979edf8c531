//! Overload: answers as many requests at once as it answers well, and asks the others to come back.

use crate::current::lang;
use crate::district::Found;
use crate::place::Place;
use crate::refusal::{self, refused};
use crate::{Server, door, log, public, secure};
use app::refusal::Refusal;
use axum::extract::{Request as Whole, State};
use axum::http::{Method, Request, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// How many pages are drawn at once for each core. More of them only take each other's place in its caches: with
/// sixteen times as many, a page took half as long again.
const AT_ONCE: usize = 8;
/// How many requests have room for each core, those included that wait for their turn. With four times as many, fewer are
/// answered while three times as many are asked for as can be.
const ROOM: usize = 32;

/// How many requests have room, unless the settings say otherwise.
pub(crate) fn room() -> usize {
    ROOM * cores()
}

/// How many cores the program may use.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// The pages of a server: those that are drawn, and those that found no room.
#[derive(Debug)]
pub struct Pages {
    /// The turns of those to be drawn.
    turns: Semaphore,
    /// When the log was told of refused ones, and how many there were since.
    refused: Mutex<Option<(Instant, u64)>>,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            turns: Semaphore::new(AT_ONCE * cores()),
            refused: Mutex::default(),
        }
    }
}

impl Pages {
    /// Tells the log of a page that found no room, once a second at most: a flood of requests must not become a flood of
    /// lines. The figure of requests counts each.
    fn refuse(&self, now: Instant) {
        let mut told = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, count) = told.map_or((None, 1), |(since, count)| (Some(since), count + 1));
        let is_due = since.is_none_or(|since| now.duration_since(since) >= Duration::from_secs(1));
        if is_due {
            tracing::warn!(status = 503, pages = count, "no room for pages");
        }
        *told = Some(match since {
            Some(since) if !is_due => (since, count),
            _ => (now, 0),
        });
    }
}

/// Says at once, before all layers, that there is no room for a page: where three times as many are asked for as can
/// be drawn, what each refusal costs is taken from those who are answered. Acts, files, checks of health and pages that
/// may be kept take the long way.
#[must_use]
pub fn quick<B>(server: &Server, request: &Request<B>) -> Option<Response> {
    let start = Instant::now();
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if !is_read || server.room.available_permits() > 0 {
        return None;
    }
    let path = request.uri().path();
    let host = door::host(request.headers(), request.uri());
    let Found::District(district) = server.districts.find(host.as_deref(), path) else {
        return None;
    };
    let own = path.strip_prefix(district.site.prefix()).unwrap_or(path);
    if passes(own) || public::is_public(own) {
        return None;
    }
    let query = request.uri().query().unwrap_or_default();
    let lang = lang(query, request.headers(), Some(&district.site));
    let id = store::fresh::id();
    let headers = request.headers();
    let mut answer = refusal::drawn(Refusal::Busy, Some(district), (lang, &id), headers);
    *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    secure::dress(answer.headers_mut(), district.site.is_https());
    log::number(&mut answer, &id);
    let took = start.elapsed();
    server
        .metrics
        .answered(request.method(), "none", &answer, took);
    server.pages.refuse(start);
    Some(answer)
}

/// What is answered outside of the room: the routes that the router adds after the layer that sheds.
fn passes(path: &str) -> bool {
    door::is_shared(path) || path == "/theme.css" || path.starts_with("/logo/")
}

/// Lets a request in when there is room, else says at once that it is busy: whoever waits in a long queue
/// gets nothing sooner, and makes all others wait, too. Files and the checks of health pass by outside. Pages that are let
/// in are drawn in the order they came; acts and sheets, which take longer, hold none of them up.
pub async fn shed(State(server): State<Server>, request: Whole, next: Next) -> Response {
    let Ok(_room) = server.room.try_acquire() else {
        return refused(Refusal::Busy);
    };
    let place = request.extensions().get::<Arc<Place>>().cloned();
    let _busy = place.as_ref().map(Place::busy);
    let _turn = if is_page(&request) {
        server.pages.turns.acquire().await.ok()
    } else {
        None
    };
    next.run(request).await
}

/// Whether a page is asked for, and not a sheet or a file.
fn is_page<B>(request: &Request<B>) -> bool {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    is_read && !request.uri().path().contains('.')
}
