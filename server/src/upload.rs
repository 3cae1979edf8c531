//! Files that people send: a form with files comes here, and here they are read again.

pub mod content;
mod desk;
mod disposition;
pub mod package;
mod picture;
mod receive;
pub mod scan;
mod slowly;

use crate::Server;
use crate::place::Place;
use crate::refusal::refused;
use crate::router::not_found;
use app::act::Came;
use app::application::files::save;
use app::current::Current;
use app::error::AppError;
use app::refusal::Refusal;
use app::talk::{self, Kind};
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Json};
use receive::Broken;
use std::sync::Arc;
use store::upload::Room;
use tokio::time::timeout;
use tokio_util::io::ReaderStream;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

/// The address that steps with files are sent to.
pub const PATH: &str = "/api/save_step_with_files";
/// Whether a request may bring files, which go to the disk as they come. A form that has no parts for files is read
/// whole before it takes room, wherever it is sent.
#[must_use]
pub fn may_bring_files<B>(request: &Request<B>) -> bool {
    let path = request.uri().path();
    (path == PATH || Kind::of(path).is_some()) && !is_plain(request.headers())
}

/// The largest body of such a form, with all its files: 64 MiB.
pub const BODY_LIMIT: usize = 64 * 1024 * 1024;
/// How many such forms are received at once.
pub const AT_ONCE: usize = 32;
/// How many files are checked at once: that takes the processor.
pub const CHECKS: usize = 2;
/// The most bytes of all files of one application: 200 MiB.
const OF_APPLICATION: u64 = 200 * 1024 * 1024;

/// The type of a form that brings no file.
const PLAIN: &str = "application/x-www-form-urlencoded";

/// What is served may do nothing in a browser, even if it were opened in one.
const POLICY: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

/// What is packed on its way: not what is packed already.
pub fn worth_packing() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/vnd."))
}

/// Takes a form with files: a step of an application, a message, or a note. Whoever sends, and with which form, is
/// asked before a byte of a file is kept.
pub async fn send(
    State(server): State<Server>,
    Extension(current): Extension<Current>,
    request: Request,
) -> Response {
    let kind = Kind::of(request.uri().path());
    // A message or a note that comes without the parts of files was read before, as any act.
    let is_plain = kind.is_some() && is_plain(request.headers());
    // Whoever is not signed in gets no file kept, and so may not take the room of those who are.
    let is_full = current.person.is_none() && server.uploads.available_permits() <= AT_ONCE / 2;
    let _room = match server.uploads.try_acquire() {
        _ if is_plain => None,
        Ok(room) if !is_full => Some(room),
        _ => return refused(Refusal::Busy),
    };
    let place = request.extensions().get::<Arc<Place>>().cloned();
    let _busy = place.as_ref().map(Place::busy);
    let asked = Asked {
        kind,
        wants_page: wants_page(request.headers()),
        before: text(request.headers(), &header::REFERER),
    };
    let patience = if current.person.is_some() {
        server.patience.upload
    } else {
        server.patience.body
    };
    let received = timeout(
        patience,
        receive::all(&server, &current, asked.kind, request),
    )
    .await;
    let came = match received {
        Ok(Ok(came)) => came,
        Ok(Err(Broken::TooLarge)) => return refused(Refusal::TooLarge),
        Ok(Err(Broken::Incomplete)) | Err(_) => return refused(Refusal::Incomplete),
    };
    answer(&server, &current, came, asked).await
}

/// What is sent, and how its answer is wanted.
struct Asked {
    /// The message or note; nothing for a step.
    kind: Option<Kind>,
    wants_page: bool,
    /// The page before.
    before: String,
}

async fn answer(server: &Server, current: &Current, came: Came, asked: Asked) -> Response {
    let room = Room {
        application: OF_APPLICATION,
        district: server.config.files.saturating_mul(1024 * 1024),
    };
    let (form, result) = match asked.kind {
        Some(kind) => talk::write(current, kind, came, room).await,
        None => save(current, came, room).await,
    };
    if let Err(error) = &result {
        error.note("act", Some(current));
    }
    let next = match result {
        Ok(next) => next,
        Err(error) if asked.wants_page => form.again(current, error).await,
        Err(error) => {
            let mut response = Json(&error).into_response();
            crate::undone::says(&mut response, &error);
            return response;
        }
    };
    let next = app::act::with_list(&next, &asked.before);
    let next = app::url::sendable(&next);
    match asked.kind {
        // As the acts are answered that bring no files.
        Some(_) if asked.wants_page => {
            (StatusCode::FOUND, [(header::LOCATION, next)]).into_response()
        }
        Some(_) => ([(header::LOCATION, next)], Json(())).into_response(),
        None => Redirect::to(&next).into_response(),
    }
}

/// A file, as it came, to be put away: never shown inside a page.
pub async fn read(
    server: State<Server>,
    Extension(current): Extension<Current>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let Ok(asker) = current.asker() else {
        return Redirect::to(&app::url::sign_in(&current.path)).into_response();
    };
    let upload = match current.site.store.file(&asker, &id).await {
        Ok(upload) => upload,
        Err(store::Error::NotFound) => {
            AppError::NotFound.note("file", Some(&current));
            return not_found(server, request).await;
        }
        Err(error) => {
            tracing::error!(%error, "a file could not be read");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let head = [
        (header::CONTENT_TYPE, upload.kind.media().to_owned()),
        (header::CONTENT_LENGTH, upload.size.to_string()),
        (
            header::CONTENT_DISPOSITION,
            disposition::attachment(&upload.name),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let own = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (
            HeaderName::from_static("x-content-type-options"),
            HeaderValue::from_static("nosniff"),
        ),
    ];
    (head, own, Body::from_stream(ReaderStream::new(upload.file))).into_response()
}

fn is_plain(headers: &HeaderMap) -> bool {
    text(headers, &header::CONTENT_TYPE).starts_with(PLAIN)
}

fn wants_page(headers: &HeaderMap) -> bool {
    text(headers, &header::ACCEPT).contains("text/html")
}

/// A header as text; blank when it is none.
fn text(headers: &HeaderMap, name: &HeaderName) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}
