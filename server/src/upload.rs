//! Files that partners send: a step of the form with files comes here, and here they are read again.

pub mod content;
mod disposition;
pub mod package;
mod picture;
mod receive;
pub mod scan;

use crate::Server;
use crate::place::Place;
use crate::refusal::refused;
use crate::router::not_found;
use app::application::files::{Came, save};
use app::current::Current;
use app::error::AppError;
use app::refusal::Refusal;
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
/// The largest body of such a step, with all its files: 64 MiB.
pub const BODY_LIMIT: usize = 64 * 1024 * 1024;
/// How many such steps are received at once.
pub const AT_ONCE: usize = 32;
/// How many files are checked at once: that takes the processor.
pub const CHECKS: usize = 2;
/// The most bytes of all files of one application: 200 MiB.
const OF_APPLICATION: u64 = 200 * 1024 * 1024;

/// What is served may do nothing in a browser, even if it were opened in one.
const POLICY: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

/// What is packed on its way: not what is packed already.
pub fn worth_packing() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/vnd."))
}

/// Saves a step whose page takes files: the typed answers as any step, and the files beside them. Whoever
/// sends, and with which form, is asked before a byte of a file is kept.
pub async fn send(
    State(server): State<Server>,
    Extension(current): Extension<Current>,
    request: Request,
) -> Response {
    let Ok(_room) = server.uploads.try_acquire() else {
        return refused(Refusal::Busy);
    };
    let place = request.extensions().get::<Arc<Place>>().cloned();
    let _busy = place.as_ref().map(Place::busy);
    let wants_page = wants_page(request.headers());
    let patience = if current.person.is_some() {
        server.patience.upload
    } else {
        server.patience.body
    };
    let received = timeout(patience, receive::all(&server, &current, request)).await;
    let came = match received {
        Ok(Ok(came)) => came,
        Ok(Err(Broken::TooLarge)) => return refused(Refusal::TooLarge),
        Ok(Err(Broken::Incomplete)) | Err(_) => return refused(Refusal::Incomplete),
    };
    answer(&server, &current, came, wants_page).await
}

async fn answer(server: &Server, current: &Current, came: Came, wants_page: bool) -> Response {
    let room = Room {
        application: OF_APPLICATION,
        district: server.config.files.saturating_mul(1024 * 1024),
    };
    let (form, result) = save(current, came, room).await;
    if let Err(error) = &result {
        error.note("act", Some(current));
    }
    let next = match result {
        Ok(next) => next,
        Err(error) if wants_page => form.again(current, error).await,
        Err(error) => {
            let status = match error {
                AppError::SignedOut => StatusCode::UNAUTHORIZED,
                AppError::NotFound => StatusCode::NOT_FOUND,
                AppError::Full => StatusCode::SERVICE_UNAVAILABLE,
                AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
                _ => StatusCode::BAD_REQUEST,
            };
            return (status, Json(error)).into_response();
        }
    };
    Redirect::to(&app::url::sendable(&next)).into_response()
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

fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}
