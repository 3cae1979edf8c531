//! A browser without scripts: keeps its cookies, fills in forms, follows nothing by itself.

use super::html::{self, Form, Piece};
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header, request};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

/// A browser.
#[derive(Clone)]
pub struct Client {
    router: axum::Router,
    base: String,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked, for messages of failing tests.
    pub asked: String,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The text.
    pub body: String,
}

impl Answer {
    /// Where a redirect leads.
    pub fn location(&self) -> String {
        let location = self
            .headers
            .get(header::LOCATION)
            .or_else(|| self.headers.get("serverfnredirect"));
        let location = location.unwrap_or_else(|| {
            panic!(
                "{} should redirect, but {} came: {}",
                self.asked,
                self.status,
                self.short()
            )
        });
        location.to_str().unwrap().to_owned()
    }

    /// The value of a header; empty when there is none.
    pub fn header(&self, name: &str) -> String {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    }

    /// The cookies it sets, as written.
    pub fn cookies(&self) -> Vec<String> {
        self.headers
            .get_all(header::SET_COOKIE)
            .iter()
            .map(|line| line.to_str().unwrap().to_owned())
            .collect()
    }

    /// The tags and texts of the page.
    pub fn pieces(&self) -> Vec<Piece> {
        html::pieces(&self.body)
    }

    /// The forms with this action.
    pub fn forms(&self, action: &str) -> Vec<Form> {
        let forms = html::forms(&self.pieces());
        forms
            .into_iter()
            .filter(|form| form.action.split('?').next() == Some(action))
            .collect()
    }

    /// The first form with this action.
    pub fn form(&self, action: &str) -> Form {
        let form = self.forms(action).into_iter().next();
        form.unwrap_or_else(|| {
            panic!(
                "{} has no form for {action} ({}): {}",
                self.asked,
                self.status,
                self.short()
            )
        })
    }

    /// What people read on the page.
    pub fn text(&self) -> String {
        html::text(&self.pieces())
    }

    /// What people read in the main part of the page.
    pub fn main(&self) -> String {
        html::within(&self.pieces(), |tag| tag.name == "main")
            .map(html::text)
            .unwrap_or_default()
    }

    /// What people read in the element with this id; `None` when there is none.
    pub fn at(&self, id: &str) -> Option<String> {
        html::within(&self.pieces(), |tag| tag.get("id") == Some(id)).map(html::text)
    }

    /// The title of the page.
    pub fn title(&self) -> String {
        html::within(&self.pieces(), |tag| tag.name == "title")
            .map(html::text)
            .unwrap_or_default()
    }

    /// The mistakes that the page lists at its top: the field each one links to, and the sentence.
    pub fn mistakes(&self) -> Vec<(String, String)> {
        let pieces = self.pieces();
        let Some(summary) = html::within(&pieces, |tag| tag.has_class("error-summary__list"))
        else {
            return Vec::new();
        };
        links(summary)
            .into_iter()
            .map(|(href, text)| (href.trim_start_matches('#').to_owned(), text))
            .collect()
    }

    /// The sentence at a field.
    pub fn mistake_at(&self, field: &str) -> Option<String> {
        let text = self.at(&format!("{field}-error"))?;
        Some(
            text.split_once(": ")
                .map_or(text.clone(), |(_, sentence)| sentence.to_owned()),
        )
    }

    /// The addresses of all links.
    pub fn links(&self) -> Vec<String> {
        links(&self.pieces())
            .into_iter()
            .map(|(href, _)| href)
            .collect()
    }

    /// The beginning of the main part, for messages of failing tests.
    pub fn short(&self) -> String {
        let main = self.main();
        let text = if main.is_empty() {
            self.body.clone()
        } else {
            main
        };
        text.chars().take(1500).collect()
    }

    /// Fails unless the page says this.
    pub fn says(&self, words: &str) -> &Self {
        assert!(
            self.text().contains(words),
            "{} should say {words:?}, but says: {}",
            self.asked,
            self.short()
        );
        self
    }

    /// Fails when the page, its tags included, holds this.
    pub fn hides(&self, words: &str) -> &Self {
        assert!(
            !self.body.contains(words),
            "{} should not hold {words:?}: {}",
            self.asked,
            self.short()
        );
        self
    }

    /// Fails unless the status is this.
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{} should answer {status}: {}",
            self.asked,
            self.short()
        );
        self
    }
}

fn links(pieces: &[Piece]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Piece::Open(tag) = piece
            && tag.name == "a"
            && let Some(href) = tag.get("href")
        {
            let inside = html::within(&pieces[at..], |tag| tag.name == "a").unwrap_or_default();
            found.push((href.to_owned(), html::text(inside)));
        }
    }
    found
}

impl Client {
    /// A browser without any cookie.
    pub fn new(router: axum::Router, base: &str) -> Self {
        Self {
            router,
            base: base.to_owned(),
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
        self.ask(Request::get(path).header(header::ACCEPT, "text/html"), "")
            .await
    }

    /// Fills in the first form for `action` on a page and sends it, with all that stands in it.
    pub async fn send(&self, page: &str, action: &str, typed: &[(&str, &str)]) -> Answer {
        let form = self.get(page).await.form(action);
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
            .uri(action)
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
        let request = request
            .header(header::COOKIE, cookies.join("; "))
            .body(body)
            .unwrap();
        let asked = format!("{} {}", request.method(), request.uri());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body
            .collect()
            .await
            .map(|body| body.to_bytes())
            .unwrap_or_default();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        let answer = Answer {
            asked,
            status: parts.status,
            headers: parts.headers,
            body,
        };
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
