//! Requests that are no form, or not a whole one: told, never a fault, and nothing of them stays.

use super::made::pdf;
use super::post::{ACT, BOUNDARY, Partner, body, file, in_folder, kind, post_bytes, world};
use axum::body::Body;
use axum::http::header;
use futures_util::{StreamExt, stream};
use std::convert::Infallible;
use std::io;

#[tokio::test]
async fn a_request_that_is_no_whole_form_is_refused_and_changes_nothing() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let fields = partner.fields(&[("then", "upload:papers")]).await;
    let whole = body(&fields, &[file("a.pdf", pdf("a"))]);
    let before = world.fingerprint().await;
    let cases: Vec<(&str, String, Vec<u8>)> = vec![
        ("no boundary", "multipart/form-data".into(), whole.clone()),
        (
            "an empty boundary",
            "multipart/form-data; boundary=".into(),
            whole.clone(),
        ),
        (
            "another boundary",
            "multipart/form-data; boundary=other".into(),
            whole.clone(),
        ),
        (
            "a boundary that is too long",
            format!("multipart/form-data; boundary={}", "x".repeat(5_000)),
            whole.clone(),
        ),
        ("another kind", "text/plain".into(), whole.clone()),
        ("data", "application/json".into(), b"{}".to_vec()),
        ("no kind", String::new(), whole.clone()),
        ("nothing", kind(), vec![]),
        ("zeros", kind(), vec![0; 10_000]),
        (
            "no end",
            kind(),
            whole[..whole.len() - BOUNDARY.len() - 6].to_vec(),
        ),
        ("half", kind(), whole[..whole.len() / 2].to_vec()),
        (
            "a part without a head",
            kind(),
            format!("--{BOUNDARY}\r\n\r\n\r\n").into_bytes(),
        ),
        (
            "a head without end",
            kind(),
            [
                format!("--{BOUNDARY}\r\nX: ").into_bytes(),
                vec![b'a'; 3 * 1024 * 1024],
            ]
            .concat(),
        ),
    ];
    for (case, kind, bytes) in cases {
        let answer = post_bytes(&partner.client, &kind, bytes).await;
        let status = answer.status.as_u16();
        assert!(
            matches!(status, 400 | 408 | 413),
            "{case}: {status} {}",
            answer.short()
        );
        assert_eq!(in_folder(&world), 0, "{case} left something behind");
    }
    assert!(before == world.fingerprint().await, "something was written");
    // And after all that a good one is taken.
    post_bytes(&partner.client, &kind(), whole).await;
    assert_eq!(partner.files().await.len(), 1);
}

#[tokio::test]
async fn a_body_that_says_it_is_far_too_large_is_refused_before_it_comes() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    for length in ["4294967296", "18446744073709551615", "67108865"] {
        let mut request = partner.client.posting(ACT, "text/html");
        let headers = request.headers_mut().unwrap();
        headers.insert(header::CONTENT_TYPE, kind().parse().unwrap());
        headers.insert(header::CONTENT_LENGTH, length.parse().unwrap());
        let never = stream::pending::<Result<Vec<u8>, Infallible>>();
        let answer = partner
            .client
            .ask_with(request, Body::from_stream(never))
            .await;
        answer.is(413);
    }
}

#[tokio::test]
async fn a_body_that_goes_on_for_ever_is_cut_and_leaves_nothing() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let fields = partner.fields(&[]).await;
    let head = body(&fields, &[file("a.pdf", pdf("a"))]);
    let head = head[..head.len() - BOUNDARY.len() - 8].to_vec();
    let more = stream::repeat(vec![b' '; 256 * 1024]).map(Ok::<_, Infallible>);
    let all = stream::once(async move { Ok(head) }).chain(more);
    let answer = post_bytes(&partner.client, &kind(), Body::from_stream(all)).await;
    answer.is(413);
    assert_eq!(in_folder(&world), 0);
    assert_eq!(partner.files().await, []);
}

#[tokio::test]
async fn a_connection_that_is_lost_half_way_leaves_nothing() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let fields = partner.fields(&[]).await;
    let whole = body(&fields, &[file("a.pdf", pdf("a")), file("b.pdf", pdf("b"))]);
    for end in [whole.len() / 3, whole.len() - 40, whole.len() - 3] {
        let part = whole[..end].to_vec();
        let lost = Err(io::Error::from(io::ErrorKind::ConnectionReset));
        let all = stream::iter([Ok(part), lost]);
        let answer = post_bytes(&partner.client, &kind(), Body::from_stream(all)).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
        assert_eq!(in_folder(&world), 0, "lost after {end} bytes");
        assert_eq!(partner.files().await, []);
    }
}

#[tokio::test]
async fn a_request_that_is_given_up_while_a_file_comes_leaves_nothing() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let fields = partner.fields(&[]).await;
    let whole = body(&fields, &[file("a.pdf", vec![b'x'; 100_000])]);
    let part = whole[..whole.len() - 1_000].to_vec();
    let stuck = stream::once(async move { Ok::<_, Infallible>(part) }).chain(stream::pending());
    let client = partner.client.clone();
    let asked = tokio::spawn(async move {
        post_bytes(&client, &kind(), Body::from_stream(stuck)).await;
    });
    for _ in 0..500 {
        if in_folder(&world) == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(in_folder(&world), 1, "the file is on its way");
    asked.abort();
    drop(asked.await);
    // What is written at this very moment is taken away when that is done.
    for _ in 0..500 {
        if in_folder(&world) == 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(in_folder(&world), 0);
}
