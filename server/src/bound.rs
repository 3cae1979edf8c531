//! How large a request may be, and how long its answer may take: more only where files come.

use crate::Server;
use crate::refusal::refused;
use crate::router::BODY_LIMIT;
use crate::upload;
use app::refusal::Refusal;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{LengthLimitError, Limited};
use std::error::Error;
use tokio::time::timeout;

/// Reads the body of an act whole, before the act takes room in the server: one that is too large or comes
/// too slowly is told so.
pub async fn whole(State(server): State<Server>, request: Request, next: Next) -> Response {
    // Files go to the disk as they come.
    if request.method() != Method::POST || upload::may_bring_files(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let body = match timeout(server.patience.body, to_bytes(body, BODY_LIMIT)).await {
        Ok(Ok(body)) => Body::from(body),
        Ok(Err(error)) if is_too_large(&error) => return refused(Refusal::TooLarge),
        Ok(Err(_)) | Err(_) => return refused(Refusal::Incomplete),
    };
    next.run(Request::from_parts(parts, body)).await
}

/// Refuses a request that says it is too large, and ends one that becomes so.
pub async fn size(request: Request, next: Next) -> Response {
    let most = if upload::may_bring_files(&request) {
        upload::BODY_LIMIT
    } else {
        BODY_LIMIT
    };
    let said = request.headers().get(header::CONTENT_LENGTH);
    let said = said
        .and_then(|length| length.to_str().ok())
        .map(|length| length.parse::<u64>().unwrap_or(u64::MAX));
    if said.is_some_and(|said| said > most as u64) {
        return refused(Refusal::TooLarge);
    }
    next.run(request.map(|body| Body::new(Limited::new(body, most))))
        .await
}

/// Ends what takes too long. Receiving files has its own patience.
pub async fn time(State(server): State<Server>, request: Request, next: Next) -> Response {
    if upload::may_bring_files(&request) {
        return next.run(request).await;
    }
    match timeout(server.patience.answer, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Whether a body could not be read because it is larger than it may be.
pub fn is_too_large(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return true;
        }
        cause = error.source();
    }
    false
}
