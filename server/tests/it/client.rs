//! A browser without scripts: keeps its cookies, fills in forms, follows nothing by itself.

use super::answer::Answer;
use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, header, request};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

/// A browser. Where the district has a path before its addresses, it puts that before each address it asks
/// for, and takes it from all it gets; an address without it fails the test.
#[derive(Clone)]
pub struct Client {
    router: axum::Router,
    /// What browsers call the origin.
    base: String,
    /// The path of the district; mostly empty.
    prefix: String,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Client {
    /// A browser without any cookie.
    pub fn new(router: axum::Router, base: &str) -> Self {
        let host = base.find("://").map_or(0, |at| at + 3);
        let at = base[host..].find('/').map_or(base.len(), |at| host + at);
        Self {
            router,
            base: base[..at].to_owned(),
            prefix: base[at..].to_owned(),
            cookies: Arc::default(),
        }
    }

    /// Another browser with the same cookies; what it gets later is its own.
    pub fn copy(&self) -> Self {
        let cookies = self.cookies.lock().unwrap().clone();
        Self {
            cookies: Arc::new(Mutex::new(cookies)),
            ..self.clone()
        }
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Answer {
        let path = format!("{}{path}", self.prefix);
        self.ask(Request::get(path).header(header::ACCEPT, "text/html"), "")
            .await
    }

    /// Fills in the first form for `action` on a page and sends it, with all that stands in it.
    pub async fn send(&self, page: &str, action: &str, typed: &[(&str, &str)]) -> Answer {
        let form = self.get(page).await.form(action);
        assert_eq!(form.method, "post", "the form for {action} on {page}");
        self.post(action, &form.with(typed)).await
    }

    /// Posts fields as a plain form does.
    pub async fn post(&self, action: &str, fields: &[(String, String)]) -> Answer {
        self.ask(self.posting(action, "text/html"), &encoded(fields))
            .await
    }

    /// Posts fields as the browser program does, which wants data back.
    pub async fn call(&self, action: &str, fields: &[(String, String)]) -> Answer {
        self.ask(self.posting(action, "application/json"), &encoded(fields))
            .await
    }

    /// The head of a post as a page of this site sends it.
    pub fn posting(&self, action: &str, accept: &str) -> request::Builder {
        Request::builder()
            .method(Method::POST)
            .uri(format!("{}{action}", self.prefix))
            .header(header::ACCEPT, accept)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, &self.base)
            .header("sec-fetch-site", "same-origin")
    }

    /// Sends a request as it is, with the cookies.
    pub async fn ask(&self, request: request::Builder, body: &str) -> Answer {
        self.ask_with(request, Body::from(body.to_owned())).await
    }

    /// Sends a request with any body.
    pub async fn ask_with(&self, request: request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = request
            .header(header::COOKIE, cookies.join("; "))
            .body(body)
            .unwrap();
        let host = self.base.split_once("://").unwrap().1;
        let named = request.headers_mut().entry(header::HOST);
        named.or_insert(HeaderValue::from_str(host).unwrap());
        let asked = format!("{} {}", request.method(), request.uri());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body
            .collect()
            .await
            .map(|body| body.to_bytes())
            .unwrap_or_default();
        let kind = parts.headers.get(header::CONTENT_TYPE);
        let is_book = kind.is_some_and(|kind| kind.as_bytes().ends_with(b"spreadsheetml.sheet"));
        // What people uploaded stays as it is.
        let book = (is_book && asked.contains("/office/")).then(|| unpacked(&bytes));
        let lossy = || String::from_utf8_lossy(&bytes).into_owned();
        let body = book.flatten().unwrap_or_else(lossy);
        let mut answer = Answer {
            asked,
            status: parts.status,
            headers: parts.headers,
            body,
            size: bytes.len(),
            bytes: bytes.to_vec(),
        };
        if !self.prefix.is_empty() {
            answer.lose(&self.prefix);
        }
        for cookie in answer.cookies() {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if cookie.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// The value of a cookie; empty when there is none.
    pub fn cookie(&self, name: &str) -> String {
        self.cookies
            .lock()
            .unwrap()
            .get(name)
            .cloned()
            .unwrap_or_default()
    }

    /// Sets a cookie, as an attacker would.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .lock()
            .unwrap()
            .insert(name.to_owned(), value.to_owned());
    }

    /// The token that the forms of this sign-in carry; empty before signing in.
    pub async fn token(&self) -> String {
        let page = self.get("/").await;
        page.forms("/api/sign_out")
            .first()
            .and_then(|form| form.value("token").map(str::to_owned))
            .unwrap_or_default()
    }
}

/// The parts of a workbook as text, each after its name; `None` when it is none.
fn unpacked(bytes: &[u8]) -> Option<String> {
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    for at in 0..book.len() {
        let mut part = book.by_index(at).ok()?;
        text.push_str(&part.name().ok()?);
        part.read_to_string(&mut text).ok()?;
    }
    Some(text)
}

/// Fields as a form is sent.
pub fn encoded(fields: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

/// Names and values as owned pairs.
pub fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}
