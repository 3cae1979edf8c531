//! Acts that were not done: the answer says by its status why, so that the log and the figures tell a mistake or
//! a full disk from a fault of the program.

use app::error::AppError;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use server_fn::error::SERVER_FN_ERROR_HEADER;

/// Seconds after which to try again.
const AGAIN: HeaderValue = HeaderValue::from_static("60");

/// The answer of a server function with the status that its error deserves. Server functions answer every
/// error alike with 500, and what is in the body tells them apart. Plain forms are sent on, and pass.
pub async fn answered(response: Response) -> Response {
    let failed = response.status() == StatusCode::INTERNAL_SERVER_ERROR
        && response.headers().contains_key(SERVER_FN_ERROR_HEADER);
    if !failed {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, crate::router::BODY_LIMIT).await else {
        return Response::from_parts(parts, Body::empty());
    };
    let error = serde_json::from_slice(&body);
    let mut response = Response::from_parts(parts, Body::from(body));
    if let Ok(error) = error {
        says(&mut response, &error);
    }
    response
}

/// Gives an answer the status of this error, and when to try again.
pub(crate) fn says(response: &mut Response, error: &AppError) {
    *response.status_mut() =
        StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if matches!(error, AppError::Full) {
        response.headers_mut().insert(header::RETRY_AFTER, AGAIN);
    }
}
