//! An act that could not be done because nothing can be written now: it is answered with 503, not as a fault.
//! One that was refused is told apart from a fault, too, for the log.

use app::error::AppError;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use server_fn::error::SERVER_FN_ERROR_HEADER;

/// Seconds after which to try again.
pub(crate) const AGAIN: HeaderValue = HeaderValue::from_static("60");

/// Marks the answer to an act that was refused, which no fault of the program is.
#[derive(Debug, Clone, Copy)]
pub struct Refused;

/// The answer of a server function with the status that its error deserves. Server functions answer every
/// error alike with 500, and what is in the body tells them apart.
pub async fn answered(response: Response) -> Response {
    let failed = response.status() == StatusCode::INTERNAL_SERVER_ERROR
        && response.headers().contains_key(SERVER_FN_ERROR_HEADER);
    if !failed {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, crate::router::BODY_LIMIT).await else {
        return Response::from_parts(parts, Body::empty());
    };
    match serde_json::from_slice(&body) {
        Ok(AppError::Full) => {
            parts.status = StatusCode::SERVICE_UNAVAILABLE;
            parts.headers.insert(header::RETRY_AFTER, AGAIN);
        }
        Ok(AppError::Internal(_)) | Err(_) => {}
        Ok(_) => drop(parts.extensions.insert(Refused)),
    }
    Response::from_parts(parts, Body::from(body))
}
