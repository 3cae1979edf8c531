//! The least a server can do: axum, and bytes that lie ready.

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

type Pages = Arc<HashMap<String, Bytes>>;

/// Serves every file of a folder by its name.
///
/// # Errors
/// When the port is taken or the folder cannot be read.
pub async fn serve(port: u16, folder: PathBuf) -> Result<()> {
    let mut pages = HashMap::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        let name = path.file_name().context("a file without a name")?;
        pages.insert(
            name.to_string_lossy().into_owned(),
            std::fs::read(&path)?.into(),
        );
    }
    let router = Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/{page}", get(page))
        .with_state(Arc::new(pages));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
        let _ = stream.set_nodelay(true);
    });
    Ok(axum::serve(listener, router).await?)
}

async fn page(State(pages): State<Pages>, Path(name): Path<String>) -> Response {
    match pages.get(&name) {
        Some(bytes) => (
            [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
            bytes.clone(),
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
