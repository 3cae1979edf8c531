//! The public pages, drawn once for all who are not signed in: until what they show changes, or the day does.
//!
//! Such a page cannot carry a nonce, which must be new each time. Instead its policy names the hash of each
//! script that Trellis wrote into it, and of no other.

mod encoding;
mod hash;

use crate::district::District;
use crate::{Server, current};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDate;
use encoding::{accepts, brotli, gzip};
use hash::{policy, without_nonce};
use http_body_util::BodyExt;
use partnership::text::Lang;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::OnceCell;

/// The longest address whose page is kept.
const LONGEST: usize = 200;
/// How long a change by another program on the same database may go unseen.
const UNSEEN: Duration = Duration::from_secs(1);

/// What a page is kept for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    path: String,
    lang: Lang,
    today: NaiveDate,
}

/// What the pages show: changes by this program, and the end of the history, which other programs write, too.
type Version = (u64, i64);

/// The pages of a district that are kept.
pub struct Pages {
    kept: Mutex<Kept>,
    /// How many are kept: searches make more of them than anybody asks for twice.
    most: usize,
}

#[derive(Default)]
struct Kept {
    version: Version,
    looked: Option<Instant>,
    pages: HashMap<Key, Arc<Page>>,
}

impl Pages {
    /// Room for so many pages.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            kept: Mutex::default(),
            most,
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The version of now; pages of an older one are forgotten. Nothing when the database does not answer.
    async fn version(&self, store: &store::Store) -> Option<Version> {
        let (known, fresh) = {
            let kept = self.kept();
            let fresh = kept.looked.is_some_and(|at| at.elapsed() < UNSEEN);
            (kept.version, fresh)
        };
        let end = if fresh {
            known.1
        } else {
            store.history_end().await.ok()?
        };
        let version = (store.changes(), end);
        let mut kept = self.kept();
        if !fresh {
            kept.looked = Some(Instant::now());
        }
        if kept.version != version {
            kept.version = version;
            kept.pages.clear();
        }
        Some(version)
    }

    fn find(&self, key: &Key) -> Option<Arc<Page>> {
        self.kept().pages.get(key).cloned()
    }

    /// Keeps a page that was drawn for a version, unless that is no longer the version.
    fn keep(&self, version: Version, key: Key, page: Arc<Page>) {
        let mut kept = self.kept();
        if kept.version == version {
            if kept.pages.len() >= self.most {
                kept.pages.clear();
            }
            kept.pages.insert(key, page);
        }
    }
}

/// Answers a public page from those that are kept, or keeps it.
pub async fn page(State(server): State<Server>, mut request: Request, next: Next) -> Response {
    let Some(district) = server.district(&request) else {
        return next.run(request).await;
    };
    let Some(key) = key(&server, &district, &request) else {
        return next.run(request).await;
    };
    let pages = &district.public;
    let Some(version) = pages.version(&district.site.store).await else {
        return next.run(request).await;
    };
    if let Some(page) = pages.find(&key) {
        return page.answer(request.headers()).await;
    }
    // The page itself is wanted, whole and as it is.
    let headers = request.headers().clone();
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let response = next.run(request).await;
    match Page::read(response).await {
        Ok(page) => {
            let page = Arc::new(page);
            pages.keep(version, key, page.clone());
            page.answer(&headers).await
        }
        Err(response) => response,
    }
}

/// What the page of a request is kept for; nothing when it is no page that is the same for everybody.
fn key(server: &Server, district: &District, request: &Request) -> Option<Key> {
    let path = request.uri().path();
    let is_public =
        matches!(path, "/" | "/process" | "/directory") || path.starts_with("/directory/");
    let query = request.uri().query().unwrap_or_default();
    // The language chosen in the address is stored in a cookie; what begins with `__` tells of a form.
    let is_special = query
        .split('&')
        .any(|pair| pair.starts_with("lang") || pair.starts_with("__"));
    let headers = request.headers();
    let asked = request.uri().path_and_query()?.as_str();
    if request.method() != Method::GET
        || !is_public
        || is_special
        || asked.len() > LONGEST
        || current::cookie(headers, district.site.sign_in_cookie()).is_some()
    {
        return None;
    }
    let now = server.clock.now();
    Some(Key {
        path: asked.to_owned(),
        lang: current::cookie(headers, district.site.lang_cookie())
            .and_then(|code| Lang::from_code(&code))
            .unwrap_or_default(),
        today: now.with_timezone(&district.site.time_zone).date_naive(),
    })
}

/// A page that is kept.
#[derive(Debug)]
struct Page {
    body: Bytes,
    policy: HeaderValue,
    tag: HeaderValue,
    brotli: OnceCell<Bytes>,
    gzip: OnceCell<Bytes>,
}

impl Page {
    /// Takes a page over, or gives the answer back when it is none that can be kept.
    async fn read(response: Response) -> Result<Self, Response> {
        let headers = response.headers();
        let is_page = headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let nonce = headers
            .get(header::CONTENT_SECURITY_POLICY)
            .and_then(|policy| policy.to_str().ok())
            .and_then(|policy| policy.split_once("'nonce-")?.1.split_once('\''))
            .map(|(nonce, _)| nonce.to_owned());
        let (true, StatusCode::OK, Some(nonce), false) = (
            is_page,
            response.status(),
            nonce,
            headers.contains_key(header::SET_COOKIE),
        ) else {
            return Err(response);
        };
        let (parts, body) = response.into_parts();
        let Ok(body) = body.collect().await else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        let body = body.to_bytes();
        let kept = std::str::from_utf8(&body)
            .ok()
            .and_then(|page| without_nonce(page, &nonce));
        let Some((page, hashes)) = kept else {
            return Err(Response::from_parts(parts, Body::from(body)));
        };
        let tag = URL_SAFE_NO_PAD.encode(&Sha256::digest(&page)[..15]);
        let (Ok(policy), Ok(tag)) = (
            HeaderValue::from_str(&policy(&nonce, &hashes)),
            HeaderValue::from_str(&format!("\"{tag}\"")),
        ) else {
            return Err(Response::from_parts(parts, Body::from(body)));
        };
        Ok(Self {
            body: page.into(),
            policy,
            tag,
            brotli: OnceCell::new(),
            gzip: OnceCell::new(),
        })
    }

    async fn answer(&self, headers: &HeaderMap) -> Response {
        let has_it = headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .any(|seen| seen == self.tag);
        let (encoding, mut response) = if has_it {
            (None, StatusCode::NOT_MODIFIED.into_response())
        } else {
            let (encoding, body) = self.body(headers).await;
            (encoding, Response::new(Body::from(body)))
        };
        let answer = response.headers_mut();
        let mut set = |name: HeaderName, value: HeaderValue| drop(answer.insert(name, value));
        set(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        set(header::CONTENT_SECURITY_POLICY, self.policy.clone());
        set(header::ETAG, self.tag.clone());
        // Browsers ask each time, and mostly hear that nothing has changed.
        set(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        set(
            header::VARY,
            HeaderValue::from_static("accept-encoding, cookie"),
        );
        if let Some(encoding) = encoding {
            set(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }

    /// The body as the browser takes it best; each form of it is made once.
    async fn body(&self, headers: &HeaderMap) -> (Option<&'static str>, Bytes) {
        for (encoding, made, compress) in [
            ("br", &self.brotli, brotli as fn(&[u8]) -> Option<Bytes>),
            ("gzip", &self.gzip, gzip),
        ] {
            if !accepts(headers, encoding) {
                continue;
            }
            let body = self.body.clone();
            let made = made.get_or_init(|| async move {
                let made = tokio::task::spawn_blocking(move || compress(&body)).await;
                // Empty for what cannot be compressed, which does not happen.
                made.ok().flatten().unwrap_or_default()
            });
            let made = made.await;
            if !made.is_empty() {
                return (Some(encoding), made.clone());
            }
        }
        (None, self.body.clone())
    }
}
