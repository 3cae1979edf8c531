//! Too much at once: a page that cannot be drawn in time is refused at once, so that the others come in time.
//!
//! Only what reads is refused. What somebody typed is always taken.

use crate::Server;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Places for pages that are being drawn.
pub type Places = Arc<Semaphore>;

/// How many pages are drawn at once for each processor. More would take turns, and all of them longer: at a
/// few milliseconds a page, the last of these waits some tenths of a second.
const PAGES: usize = 64;

/// The places of this machine.
#[must_use]
pub fn places() -> Places {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    Arc::new(Semaphore::new(PAGES * processors))
}

/// Refuses a page when too many are being drawn.
pub async fn shed(State(server): State<Server>, request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let Ok(_place) = server.drawing.try_acquire() else {
        return (
            StatusCode::SERVICE_UNAVAILABLE,
            [(header::RETRY_AFTER, "2")],
            "Many people are using this site at this moment. Wait a few seconds, then load the page again.",
        )
            .into_response();
    };
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::time::Clock;
    use crate::{Server, profile, router};
    use axum::Router;
    use axum::body::Body;
    use axum::http::{Request, StatusCode, header};
    use axum::response::Response;
    use tower::ServiceExt;

    async fn ask(router: &Router, request: Request<Body>) -> Response {
        router.clone().oneshot(request).await.unwrap()
    }

    fn page(path: &str) -> Request<Body> {
        Request::get(path).body(Body::empty()).unwrap()
    }

    #[tokio::test]
    async fn pages_are_refused_while_all_places_are_taken_and_acts_are_not() {
        let profile = profile::load("durham").unwrap();
        let store = store::Store::in_memory(profile.id.clone()).await.unwrap();
        let server = Server::new(profile, store, Config::development(), Clock::system()).unwrap();
        let router = router(server.clone());
        assert_eq!(ask(&router, page("/")).await.status(), StatusCode::OK);
        let all = u32::try_from(server.drawing.available_permits()).unwrap();
        let taken = server.drawing.acquire_many(all).await.unwrap();
        let refused = ask(&router, page("/sign-in")).await;
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(refused.headers().contains_key(header::RETRY_AFTER));
        let kept = ask(&router, page("/")).await;
        assert_eq!(
            kept.status(),
            StatusCode::OK,
            "a page that is kept needs no place"
        );
        let act = Request::post("/api/ask_to_sign_in").header("sec-fetch-site", "same-origin");
        let act = ask(&router, act.body(Body::empty()).unwrap()).await;
        assert_ne!(act.status(), StatusCode::SERVICE_UNAVAILABLE);
        drop(taken);
        assert_eq!(
            ask(&router, page("/sign-in")).await.status(),
            StatusCode::OK
        );
    }
}
