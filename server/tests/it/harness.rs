//! The harness: a server on a fresh database, a clock to turn, and clients with cookies.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::{DateTime, TimeDelta, Utc};
use http_body_util::BodyExt;
use partnership::district::Profile;
use partnership::id::ApplicationId;
use partnership::person::{Email, Role};
use server::config::Config;
use server::time::Clock;
use server::{Server, profile, router};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use store::Store;
use tower::ServiceExt;

/// Where the tests say the server is.
pub const BASE: &str = "http://127.0.0.1:3000";

/// A district with its server and nobody in it.
pub struct World {
    /// The whole server.
    pub router: axum::Router,
    /// Its database.
    pub store: Store,
    /// Its profile.
    pub profile: Profile,
    now: Arc<Mutex<DateTime<Utc>>>,
}

impl World {
    /// Durham, on an empty database in memory.
    pub async fn new() -> Self {
        let profile = profile::load("durham").unwrap();
        let store = Store::in_memory(profile.id.clone()).await.unwrap();
        let now = Arc::new(Mutex::new("2026-11-26T15:00:00Z".parse().unwrap()));
        let clock = Clock::of({
            let now = now.clone();
            move || *now.lock().unwrap()
        });
        let config = Config { sign_ins_per_minute: 100_000, acts_per_minute: 100_000, ..Config::development() };
        let server = Server::new(profile.clone(), store.clone(), config, clock).unwrap();
        Self { router: router(server), store, profile, now }
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap()
    }

    /// Turns the clock on.
    pub fn later(&self, by: TimeDelta) {
        *self.now.lock().unwrap() += by;
    }

    /// Somebody who has not signed in.
    pub fn anonymous(&self) -> Client {
        Client { router: self.router.clone(), cookies: Arc::default() }
    }

    /// Somebody signed in with the code of a mail, holding these roles.
    pub async fn person(&self, email: &str, roles: &[Role]) -> Client {
        for role in roles {
            let email = Email::parse(email).unwrap();
            self.store.grant(None, &email, *role, &[], &store::fresh::id(), self.now()).await.unwrap();
        }
        let client = self.anonymous();
        let asked = client.send("/sign-in", "/api/ask_to_sign_in", &[("email", email)]).await;
        let code_page = asked.location();
        let mail = self.mails_to(email).await.remove(0);
        let code: String = mail.subject.chars().take(6).collect();
        let done = client.send(&code_page, "/api/sign_in_with_code", &[("code", &code)]).await;
        assert_eq!(done.status, StatusCode::FOUND, "signing in as {email}: {}", done.body);
        client
    }

    /// The mails to an address, the newest first.
    pub async fn mails_to(&self, email: &str) -> Vec<store::mail::Mail> {
        let mut mails = self.store.mails(1000).await.unwrap();
        mails.retain(|mail| mail.recipient == email);
        mails
    }

    /// Answers to every step of Durham's form, by step: what a careful partner types.
    pub fn typed(&self) -> BTreeMap<String, Vec<(String, String)>> {
        let facts = partnership::form::Facts { profile: &self.profile, today: self.now().date_naive() };
        let answers = server::demo::answers(&facts, 3);
        let mut by_step = BTreeMap::new();
        for step in self.profile.form.path(&answers) {
            let fields = step
                .tidy(answers.clone())
                .into_iter()
                .flat_map(|(field, values)| values.into_iter().map(move |value| (format!("answers[{field}][]"), value)))
                .collect();
            by_step.insert(step.slug.clone(), fields);
        }
        by_step
    }
}

/// A browser: keeps its cookies, follows nothing by itself.
#[derive(Clone)]
pub struct Client {
    router: axum::Router,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: axum::http::HeaderMap,
    /// The text.
    pub body: String,
}

impl Answer {
    /// Where a redirect leads.
    pub fn location(&self) -> String {
        let location = self.headers.get(header::LOCATION);
        let location = location.unwrap_or_else(|| panic!("a redirect was expected, but {} came: {}", self.status, self.body));
        location.to_str().unwrap().to_owned()
    }

    /// The values of the hidden fields in the form with this action.
    pub fn hidden(&self, action: &str) -> Vec<(String, String)> {
        let forms: Vec<&str> = self.body.split("<form").skip(1).filter(|form| form.contains(&format!("action=\"{action}\""))).collect();
        let form = forms.first().unwrap_or_else(|| panic!("no form for {action} on the page: {}", self.text()));
        let form = form.split("</form>").next().unwrap();
        form.split("<input").skip(1).filter(|input| input.contains("type=\"hidden\"")).map(|input| {
            (attribute(input, "name"), attribute(input, "value"))
        }).collect()
    }

    /// The page without its tags, for messages of failing tests.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in self.body.chars() {
            match c {
                '<' => inside = true,
                '>' => { inside = false; text.push(' '); }
                c if !inside => text.push(c),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(3000).collect()
    }

    /// Fails unless the page says this.
    pub fn says(&self, words: &str) -> &Self {
        let text = self.text();
        assert!(text.contains(words), "the page should say {words:?}, but says: {text}");
        self
    }
}

fn attribute(tag: &str, name: &str) -> String {
    let tag = tag.split('>').next().unwrap_or_default();
    let value = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

impl Client {
    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Request::builder().method(Method::GET).uri(path).header(header::ACCEPT, "text/html"), Body::empty()).await
    }

    /// Fills in the form for `action` on the page and sends it, as a browser does: with its hidden fields.
    pub async fn send(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get(page).await;
        let mut pairs = page.hidden(action);
        pairs.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post(action, &pairs).await
    }

    /// Posts fields as a plain form does.
    pub async fn post(&self, action: &str, fields: &[(String, String)]) -> Answer {
        self.post_as(action, fields, "text/html").await
    }

    /// Posts fields as the browser program does, which wants data back.
    pub async fn call(&self, action: &str, fields: &[(String, String)]) -> Answer {
        self.post_as(action, fields, "application/json").await
    }

    async fn post_as(&self, action: &str, fields: &[(String, String)], accept: &str) -> Answer {
        let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::builder()
            .method(Method::POST)
            .uri(action)
            .header(header::ACCEPT, accept)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, BASE)
            .header("sec-fetch-site", "same-origin");
        self.ask(request, Body::from(body)).await
    }

    /// Sends a request as it is, with the cookies.
    pub async fn ask(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(header::COOKIE, cookies.join("; ")).body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
        }
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// The cookie of the sign-in; empty before signing in.
    pub fn sign_in_cookie(&self) -> String {
        self.cookies.lock().unwrap().get("trellis").cloned().unwrap_or_default()
    }

    /// Sets a cookie, as an attacker would.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// Starts an application and types every step; it is ready to be signed.
    pub async fn draft(&self, world: &World) -> ApplicationId {
        let started = self.send("/applications", "/api/start_application", &[]).await;
        let home = started.location();
        let id = ApplicationId::parse(home.rsplit('/').next().unwrap()).unwrap();
        for (step, fields) in world.typed() {
            if step == "sign" || step == "signature" {
                continue;
            }
            let page = format!("{home}/{step}");
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let saved = self.send(&page, "/api/save_step", &fields).await;
            assert!(!saved.location().contains("check="), "step {step} was not clean: {}", self.get(&saved.location()).await.text());
        }
        id
    }

    /// Signs and sends an application that is ready.
    pub async fn submit(&self, id: &ApplicationId) -> Answer {
        let fields = [("answers[signature.name][]", "Test Signer"), ("answers[signature.consent][]", "yes")];
        self.send(&format!("/applications/{id}/sign"), "/api/submit_application", &fields).await
    }
}
