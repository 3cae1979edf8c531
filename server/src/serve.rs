//! Serving: accepts connections, closes slow ones, and ends without losing anything.

use crate::pace::Paced;
use crate::place::{Place, Places};
use crate::{Server, busy, form_use, health, mail, metrics, public, router};
use anyhow::Context;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::future::{Either, ready};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tower::ServiceExt;

/// How much of an answer the system keeps for somebody who does not read it yet. The system's own choice
/// grows to megabytes, of which a thousand slow readers would take gigabytes.
const SEND_BUFFER: u32 = 128 * 1024;

/// How long the server waits for those it speaks with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the head of a request, and between two requests of a connection.
    pub head: Duration,
    /// For the whole body of a request.
    pub body: Duration,
    /// For the whole body of a step with files, of which each piece has as long as a whole body else.
    pub upload: Duration,
    /// For 16 KiB of an answer to be read.
    pub read: Duration,
    /// For an answer to be made.
    pub answer: Duration,
    /// For open requests when the server is told to end.
    pub drain: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(12),
            upload: Duration::from_secs(600),
            read: Duration::from_secs(8),
            answer: Duration::from_secs(30),
            drain: Duration::from_secs(20),
        }
    }
}

/// Listens on the configured address.
///
/// # Errors
/// One sentence when the port is taken.
#[allow(
    clippy::unused_async,
    reason = "a listener is made inside a runtime only"
)]
pub async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let bind = || {
        let socket = if address.is_ipv4() {
            TcpSocket::new_v4()?
        } else {
            TcpSocket::new_v6()?
        };
        socket.set_reuseaddr(true)?;
        socket.set_send_buffer_size(SEND_BUFFER)?;
        socket.bind(address)?;
        socket.listen(1024)
    };
    bind().with_context(|| {
        format!("TRELLIS_LISTEN: {address} cannot be used; another program has it, or it is not this machine's")
    })
}

/// Serves until `end` is over, then lets open requests finish.
///
/// # Errors
/// When the listener fails, or the address for the figures cannot be used.
pub async fn serve(
    server: Server,
    listener: TcpListener,
    end: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let app = router(server.clone());
    let mut work = vec![
        tokio::spawn(mail::work(server.clone())),
        tokio::spawn(health::watch(server.clone())),
        tokio::spawn(form_use::work(server.clone())),
    ];
    if let Some(address) = server.config.metrics {
        work.push(tokio::spawn(metrics::show(server.clone(), address).await?));
    }
    server.metrics.started(server.clock.now());
    let config = &server.config;
    let (total, per_caller) = (config.connections, config.connections_per_caller);
    let places = Places::new(total, per_caller, config.proxies.clone());
    let open = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(server.patience.head)
        .keep_alive(true);
    tokio::pin!(end);
    loop {
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
        let Some(place) = places.take(peer.ip()) else {
            server.metrics.connection_refused();
            continue;
        };
        let stream = Paced::new(stream, server.patience.read);
        accept(&http, &open, (&server, &app), stream, peer, Arc::new(place));
    }
    let drain = server.patience.drain;
    tracing::info!("ending: open requests have {} seconds", drain.as_secs());
    drop(listener);
    tokio::select! {
        () = open.shutdown() => {}
        () = tokio::time::sleep(drain) => tracing::warn!("some requests did not end in time"),
    }
    for task in work {
        task.abort();
        // Over, so that nothing of it still uses the database or a port.
        drop(task.await);
    }
    for district in server.districts.iter() {
        district.site.store.close().await;
    }
    Ok(())
}

/// Draws a page to its end, also when the caller has hung up meanwhile: one that is dropped while it is drawn takes
/// its values from under the task that draws it, which then panics. Layers within bound how long that may last, and the
/// room that is taken is kept until then. An act has a body, of which the rest would never come, and is given up whole.
async fn to_its_end(
    answer: impl Future<Output = Result<Response, Infallible>> + Send + 'static,
) -> Result<Response, Infallible> {
    tokio::spawn(answer).await.unwrap_or_else(|error| {
        tracing::error!(%error, "an answer broke off");
        Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response())
    })
}

/// Answers the requests of a connection, until it ends or has to give way to another.
fn accept(
    http: &http1::Builder,
    open: &GracefulShutdown,
    (server, app): (&Server, &Router),
    stream: Paced<TcpStream>,
    peer: SocketAddr,
    place: Arc<Place>,
) {
    let connected = server.metrics.connected();
    let (server, app, own) = (server.clone(), app.clone(), place.clone());
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        own.touch();
        let quick = public::quick(&server, &request).or_else(|| busy::quick(&server, &request));
        if let Some(answer) = quick {
            return Either::Left(ready(Ok(answer)));
        }
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(own.clone());
        let draws = matches!(*request.method(), Method::GET | Method::HEAD);
        let answer = app.clone().oneshot(request);
        Either::Right(if draws {
            Either::Left(to_its_end(answer))
        } else {
            Either::Right(answer)
        })
    });
    let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
    tokio::spawn(async move {
        tokio::select! {
            ended = connection => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection ended early");
                }
            }
            () = place.given_away() => tracing::debug!("an idle connection gave way"),
        }
        drop(connected);
    });
}
