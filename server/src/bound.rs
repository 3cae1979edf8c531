//! How large a request may be, and how long its answer may take: more only where files come.

use crate::Server;
use crate::refusal::refused;
use crate::router::BODY_LIMIT;
use crate::upload;
use app::refusal::Refusal;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
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
    let body = match timeout(server.patience.body, read(body)).await {
        Ok(Ok(body)) => Body::from(body),
        Ok(Err(error)) if is_too_large(&error) => return refused(Refusal::TooLarge),
        Ok(Err(_)) | Err(_) => return refused(Refusal::Incomplete),
    };
    next.run(Request::from_parts(parts, body)).await
}

/// Copies a body together as it comes: each piece keeps the whole room that it was received in, so that a form of
/// single bytes would take kilobytes for each of them.
async fn read(body: Body) -> Result<Vec<u8>, axum::Error> {
    let mut body = Limited::new(body, BODY_LIMIT);
    let mut whole = Vec::new();
    while let Some(frame) = body.frame().await {
        if let Ok(piece) = frame.map_err(axum::Error::new)?.into_data() {
            whole.extend_from_slice(&piece);
        }
    }
    Ok(whole)
}

/// Refuses a request that says it is too large, and ends one that becomes so, or whose answer takes too long. Receiving
/// files has its own patience.
pub async fn size_and_time(State(server): State<Server>, request: Request, next: Next) -> Response {
    let may_bring_files = upload::may_bring_files(&request);
    let most = if may_bring_files {
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
    let request = request.map(|body| Body::new(Limited::new(body, most)));
    let answer = next.run(request);
    if may_bring_files {
        return answer.await;
    }
    match timeout(server.patience.answer, answer).await {
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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Bytes;
    use futures_util::{StreamExt, stream};
    use std::convert::Infallible;
    use std::sync::Arc;

    /// A piece of a body that shares what is held as long as any of it is.
    struct Piece(#[allow(dead_code, reason = "counted, not read")] Arc<()>);

    impl AsRef<[u8]> for Piece {
        fn as_ref(&self) -> &[u8] {
            b"n"
        }
    }

    #[tokio::test]
    async fn a_body_of_many_pieces_holds_none_of_them() {
        let held = Arc::new(());
        let counted = held.clone();
        let pieces = stream::iter(0..1000).map(move |_| {
            let held = Arc::strong_count(&counted) - 2;
            assert!(held <= 1, "{held} pieces are held");
            Ok::<_, Infallible>(Bytes::from_owner(Piece(counted.clone())))
        });
        let body = read(Body::from_stream(pieces)).await.unwrap();
        assert_eq!(body, [b'n'; 1000]);
        assert_eq!(Arc::strong_count(&held), 1);
    }
}
