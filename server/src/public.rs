//! The public pages, drawn once for all who are not signed in: until what they show changes, or the day does.
//!
//! Such a page cannot carry a nonce, which must be new each time. Instead its policy names the hash of each
//! script that Trellis wrote into it, and of no other.

mod encoding;
mod hash;
mod page;
mod quick;

use crate::district::District;
use crate::{Server, current, log};
use axum::extract::{Request as Whole, State};
use axum::http::{Method, Request, header};
use axum::middleware::Next;
use axum::response::Response;
use chrono::NaiveDate;
use page::Page;
use partnership::text::Lang;
pub use quick::quick;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

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

    /// A page that is kept, when it is known without asking the database that it shows what is true.
    fn at_once(&self, store: &store::Store, key: &Key) -> Option<Arc<Page>> {
        let kept = self.kept();
        let is_fresh = kept.looked.is_some_and(|at| at.elapsed() < UNSEEN);
        let is_true = is_fresh && kept.version.0 == store.changes();
        kept.pages.get(key).filter(|_| is_true).cloned()
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
pub async fn page(State(server): State<Server>, request: Whole, next: Next) -> Response {
    let district = server.district(&request);
    let key = district
        .as_ref()
        .and_then(|district| key(&server, district, &request));
    match district.zip(key) {
        // In a place of its own, so that all other requests take no room for it.
        Some((district, key)) => Box::pin(kept(&district, key, request, next)).await,
        None => next.run(request).await,
    }
}

async fn kept(district: &District, key: Key, mut request: Whole, next: Next) -> Response {
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
    let route = log::route(&request);
    let response = next.run(request).await;
    match Page::read(response, route).await {
        Ok(page) => {
            let page = Arc::new(page);
            pages.keep(version, key, page.clone());
            page.answer(&headers).await
        }
        Err(response) => response,
    }
}

/// Whether the page at this path is the same for everybody who is not signed in.
pub(crate) fn is_public(path: &str) -> bool {
    matches!(path, "/" | "/process" | "/directory") || path.starts_with("/directory/")
}

/// What the page of a request is kept for; nothing when it is no page that is the same for everybody.
fn key<B>(server: &Server, district: &District, request: &Request<B>) -> Option<Key> {
    let path = request.uri().path();
    let query = request.uri().query().unwrap_or_default();
    // The language chosen in the address is stored in a cookie; what begins with `__` tells of a form.
    let is_special = query
        .split('&')
        .any(|pair| pair.starts_with("lang") || pair.starts_with("__"));
    let headers = request.headers();
    let asked = request.uri().path_and_query()?.as_str();
    if request.method() != Method::GET
        || !is_public(path)
        || is_special
        || asked.len() > LONGEST
        || district.soundness.is_damaged()
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
