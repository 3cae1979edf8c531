//! Serving: accepts connections, closes slow ones, and ends without losing anything.

use crate::{Server, health, mail, router};
use anyhow::Context;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// How long a connection may take for the head of a request.
const HEAD: Duration = Duration::from_secs(10);
/// How long open requests have when the server is told to end.
const DRAIN: Duration = Duration::from_secs(20);

/// Listens on the configured address.
///
/// # Errors
/// One sentence when the port is taken.
pub async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("TRELLIS_LISTEN: {address} cannot be used; another program has it, or it is not this machine's")
    })
}

/// Serves until `end` is over, then lets open requests finish.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    server: Server,
    listener: TcpListener,
    end: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let app = router(server.clone());
    let work = [
        tokio::spawn(mail::work(server.clone())),
        tokio::spawn(health::watch(server.clone())),
    ];
    let places = Arc::new(Semaphore::new(server.config.connections));
    let open = GracefulShutdown::new();
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .keep_alive(true);
    tokio::pin!(end);
    loop {
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place?,
            () = &mut end => break,
        };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut end => break,
        };
        let _ = stream.set_nodelay(true);
        let app = app.clone();
        let service = hyper::service::service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            app.clone().oneshot(request)
        });
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }
    tracing::info!("ending: open requests have {} seconds", DRAIN.as_secs());
    tokio::select! {
        () = open.shutdown() => {}
        () = tokio::time::sleep(DRAIN) => tracing::warn!("some requests did not end in time"),
    }
    work.iter().for_each(tokio::task::JoinHandle::abort);
    server.site.store.close().await;
    Ok(())
}
