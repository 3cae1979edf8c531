//! What Trellis is compared with.

pub mod bare;
pub mod drawn;
pub mod plain;
pub mod shell;

use crate::load::{connect, send};
use crate::page::get;
use crate::program::Program;
use anyhow::{Result, ensure};
use hyper::body::Bytes;

/// The body of a page.
///
/// # Errors
/// When it does not answer 200.
pub async fn fetch(program: &Program, path: &str, cookie: &str) -> Result<Bytes> {
    let mut sender = connect(program.address).await?;
    let (status, body) = send(&mut sender, get(path, cookie)).await?;
    ensure!(status == 200, "{path} answers {status}");
    Ok(body)
}
