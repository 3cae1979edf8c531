//! Requests to a program that runs beside the test, over a connection that may break at any moment.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// The status of an answer that did not come, or not to its end. No server sends it.
pub const LOST: u16 = 599;

/// A router that sends every request to this address.
pub fn router(address: SocketAddr) -> Router {
    Router::new().fallback(forward).with_state(address)
}

async fn forward(State(address): State<SocketAddr>, request: Request) -> Response {
    match send(address, request).await {
        Ok(response) => response,
        Err(_) => StatusCode::from_u16(LOST).unwrap().into_response(),
    }
}

/// After how long an answer counts as lost. The program promises one within 30 seconds; the rest is
/// slack for a slow machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// Sends one request over a connection of its own.
pub async fn send(address: SocketAddr, request: Request) -> io::Result<Response> {
    timeout(PATIENCE, exchange(address, request)).await?
}

async fn exchange(address: SocketAddr, request: Request) -> io::Result<Response> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(io::Error::other)?;
    let mut head = format!("{} {} HTTP/1.1\r\n", parts.method, parts.uri);
    for (name, value) in &parts.headers {
        head += &format!("{name}: {}\r\n", value.to_str().map_err(io::Error::other)?);
    }
    head += &format!(
        "host: {address}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await?;
    // Where nobody listens yet, a socket now and then gets that very port and meets itself.
    if stream.local_addr()? == address {
        return Err(io::ErrorKind::ConnectionRefused.into());
    }
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&body).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    read(&bytes).ok_or_else(|| io::Error::other("the answer is not whole"))
}

/// The answer that these bytes are, when they are one from its beginning to its end.
fn read(bytes: &[u8]) -> Option<Response> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?;
    let mut response = Response::builder().status(status);
    let (mut length, mut is_chunked) = (None, false);
    for line in lines {
        let (name, value) = line.split_once(':')?;
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = Some(value.parse::<usize>().ok()?),
            "transfer-encoding" => is_chunked = value == "chunked",
            _ => response = response.header(name, value),
        }
    }
    let rest = &bytes[end + 4..];
    let body = match length {
        _ if is_chunked => whole(rest)?,
        Some(length) if rest.len() != length => return None,
        _ => rest.to_vec(),
    };
    response.body(Body::from(body)).ok()
}

/// The parts of a body that is sent in parts, when the last one is there.
fn whole(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..end]).ok()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        let part = rest.get(end + 2..end + 2 + size)?;
        rest = rest.get(end + 2 + size + 2..)?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(part);
    }
}

/// Whether an answer came to its end.
pub fn came(answer: &crate::answer::Answer) -> bool {
    answer.status.as_u16() != LOST
}

/// Asks for a page; gives status and text.
pub async fn get(address: SocketAddr, path: &str) -> io::Result<(u16, String)> {
    let request = Request::get(path)
        .header(header::ACCEPT, "text/html")
        .body(Body::empty())
        .map_err(io::Error::other)?;
    let response = send(address, request).await?;
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), usize::MAX)
        .await
        .map_err(io::Error::other)?;
    Ok((status, String::from_utf8_lossy(&body).into_owned()))
}

#[test]
fn an_answer_that_is_cut_off_is_no_answer() {
    let sized = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
    let parts = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    for answer in [sized, parts] {
        assert!(read(answer.as_bytes()).is_some(), "{answer}");
        for end in 0..answer.len() {
            assert!(read(&answer.as_bytes()[..end]).is_none(), "{end}: {answer}");
        }
    }
}
