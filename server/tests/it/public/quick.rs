//! The quick way to a kept page gives what the long way gives, and only where that is allowed.

use crate::harness::World;
use axum::body::Body;
use axum::http::{Request, header};
use axum::response::Response;
use http_body_util::BodyExt;
use server::public::quick;
use std::collections::BTreeMap;
use tower::ServiceExt;

const PAGE: &str = "/directory";

fn request(headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::get(PAGE);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

/// Status, headers and body.
async fn told(response: Response) -> (u16, BTreeMap<String, String>, Vec<u8>) {
    let (parts, body) = response.into_parts();
    let headers = parts.headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    let mut headers: BTreeMap<String, String> = headers.collect();
    // Written by whoever sends the body.
    headers.remove("content-length");
    // The quick way has no line in the log, and so no number.
    headers.remove("x-request-id");
    let body = body.collect().await.unwrap().to_bytes().to_vec();
    (parts.status.as_u16(), headers, body)
}

/// The answer of the long way, and then that of the quick one. What is kept counts as true for a second: on
/// a busy machine it takes more than one try.
async fn both(world: &World, headers: &[(&str, &str)]) -> (Response, Response) {
    for _ in 0..50 {
        let long = world
            .router
            .clone()
            .oneshot(request(headers))
            .await
            .unwrap();
        if let Some(quick) = quick(&world.server, &request(headers)) {
            return (long, quick);
        }
    }
    panic!("the page asked for with {headers:?} was never kept");
}

#[tokio::test]
async fn both_ways_give_the_same_answer() {
    let world = World::in_production().await;
    assert!(
        quick(&world.server, &request(&[])).is_none(),
        "nothing is kept yet"
    );
    let (long, _) = both(&world, &[]).await;
    let tag = long.headers()[header::ETAG].to_str().unwrap().to_owned();
    for headers in [
        &[][..],
        &[("accept-encoding", "br")],
        &[("accept-encoding", "gzip")],
        &[("accept-encoding", "zstd, identity")],
        &[("cookie", "__Host-lang=es")],
        &[("if-none-match", &tag)],
    ] {
        let (long, quick) = both(&world, headers).await;
        assert_eq!(told(quick).await, told(long).await, "{headers:?}");
    }
}

#[tokio::test]
async fn who_is_signed_in_or_sends_a_form_takes_the_long_way() {
    let world = World::new().await;
    drop(both(&world, &[]).await);
    let signed_in = request(&[("cookie", "trellis=anything")]);
    assert!(quick(&world.server, &signed_in).is_none());
    let mut form = request(&[]);
    *form.method_mut() = axum::http::Method::POST;
    assert!(quick(&world.server, &form).is_none());
    // A change of what the public sees makes the page anew.
    drop(both(&world, &[]).await);
    let mut other = request(&[]);
    *other.uri_mut() = "/directory?lang=es".parse().unwrap();
    assert!(quick(&world.server, &other).is_none());
}
