//! The load generator: so many connections, each with one request after the other.

use anyhow::{Context, Result};
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::net::TcpSocket;
use tokio::task::JoinSet;

/// A request to send: given the number of the connection and of the request on it.
pub type Ask = Rc<dyn Fn(usize, u64) -> Request<Full<Bytes>>>;

/// When to stop.
#[derive(Debug, Clone, Copy)]
pub enum Until {
    /// After this time.
    Time(Duration),
    /// After so many requests on each connection.
    Count(u64),
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Microseconds of every request that was answered as it should be, in rising order.
    pub micros: Vec<u32>,
    /// Answers with another status than 200, and requests without an answer.
    pub failed: u64,
    /// How long it took.
    pub time: Duration,
    /// Bytes of the last body.
    pub bytes: usize,
}

impl Outcome {
    /// The value below which this share (0 to 1) of the requests lies.
    #[must_use]
    pub fn percentile(&self, share: f64) -> f64 {
        let last = self.micros.len().saturating_sub(1);
        let at = (share * last as f64).round() as usize;
        self.micros.get(at).copied().map_or(0.0, f64::from)
    }

    /// Requests per second that were answered as they should be.
    #[must_use]
    pub fn per_second(&self) -> f64 {
        self.micros.len() as f64 / self.time.as_secs_f64()
    }
}

/// A connection to a server.
///
/// # Errors
/// When it cannot be made.
pub async fn connect(address: SocketAddr) -> Result<SendRequest<Full<Bytes>>> {
    connect_from(Ipv4Addr::LOCALHOST, address).await
}

/// A connection to a server from one of this machine's own addresses.
///
/// # Errors
/// When it cannot be made.
pub async fn connect_from(
    source: Ipv4Addr,
    address: SocketAddr,
) -> Result<SendRequest<Full<Bytes>>> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((source, 0).into())?;
    let stream = socket
        .connect(address)
        .await
        .with_context(|| format!("{address} does not answer"))?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::task::spawn_local(connection);
    Ok(sender)
}

/// Sends a request and reads the answer to its end: status and body.
///
/// # Errors
/// When the connection breaks.
pub async fn send(
    sender: &mut SendRequest<Full<Bytes>>,
    request: Request<Full<Bytes>>,
) -> Result<(u16, Bytes)> {
    let answer = sender.send_request(request).await?;
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await?.to_bytes();
    Ok((status, body))
}

/// Loads a server. Must run on a [`tokio::task::LocalSet`].
///
/// # Errors
/// When a connection cannot be made at first.
pub async fn load(
    address: SocketAddr,
    connections: usize,
    until: Until,
    ask: Ask,
) -> Result<Outcome> {
    let mut senders = Vec::new();
    for _ in 0..connections {
        senders.push(connect(address).await?);
    }
    let begin = Instant::now();
    let mut works = JoinSet::new();
    for (number, sender) in senders.into_iter().enumerate() {
        works.spawn_local(work(sender, number, until, ask.clone()));
    }
    let mut outcome = Outcome::default();
    while let Some(part) = works.join_next().await {
        let part = part?;
        outcome.micros.extend(part.micros);
        outcome.failed += part.failed;
        outcome.bytes = outcome.bytes.max(part.bytes);
    }
    outcome.time = begin.elapsed();
    outcome.micros.sort_unstable();
    Ok(outcome)
}

async fn work(
    mut sender: SendRequest<Full<Bytes>>,
    number: usize,
    until: Until,
    ask: Ask,
) -> Outcome {
    let mut outcome = Outcome::default();
    let begin = Instant::now();
    for request in 0.. {
        let over = match until {
            Until::Time(time) => begin.elapsed() >= time,
            Until::Count(count) => request >= count,
        };
        if over {
            break;
        }
        let sent = Instant::now();
        match send(&mut sender, ask(number, request)).await {
            Ok((200, body)) => {
                outcome
                    .micros
                    .push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
                outcome.bytes = body.len();
            }
            Ok(_) => outcome.failed += 1,
            Err(_) => {
                outcome.failed += 1;
                break;
            }
        }
    }
    outcome
}
