//! Who looks at the pages: signed in by the store's own methods, with what they need in addresses.

use anyhow::{Context, Result};
use chrono::Utc;
use http_body_util::Full;
use hyper::Request;
use hyper::body::Bytes;
use hyper::header::HeaderValue;
use partnership::district::Profile;
use partnership::form::{Form, Kind};
use partnership::person::{Email, Role};
use partnership::text::Lang;
use std::path::Path;
use store::application::Start;
use store::list::Filter;
use store::mail::NewMail;
use store::sign_in::Proof;
use store::{Asker, Store};

/// The district of every database.
const DISTRICT: &str = "durham";
/// How many drafts the partner has: one for each client that saves.
pub const DRAFTS: usize = 16;

/// Who asks for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Nobody the program knows.
    Anyone,
    /// A partner with drafts.
    Partner,
    /// A member of the office.
    Office,
    /// Who gives roles.
    Administrator,
}

/// People who are signed in, and the ids that addresses need.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Token of the office's cookie.
    pub office: String,
    /// Token of the administrator's cookie.
    pub administrator: String,
    /// Token of the partner's cookie.
    pub partner: String,
    /// The token that the partner's forms carry.
    pub form: String,
    /// Ids of the partner's drafts.
    pub drafts: Vec<String>,
    /// Id of an application that was sent.
    pub record: String,
    /// Name of a partnership in the directory.
    pub listed: String,
    /// A step that asks for one long text, and the key of its question.
    pub step: (String, String),
}

impl Visitor {
    /// Signs the office and a partner in.
    ///
    /// # Errors
    /// When the database is not a demonstration.
    pub async fn sign_in(data: &Path, profile: &Profile) -> Result<Self> {
        let store = open(data).await?;
        let office = sign_in(&store, "office@example.org").await?;
        let administrator = sign_in(&store, "administrator@example.org").await?;
        let partner = sign_in(&store, "bench@example.org").await?;
        let asker = asker(&store, "bench@example.org").await?;
        let mut drafts: Vec<String> = Vec::new();
        for application in store.own_applications(&asker).await? {
            drafts.push(application.id.as_str().to_owned());
        }
        while drafts.len() < DRAFTS {
            let start = Start {
                profile_version: profile.version,
                short_name: &profile.short_name,
                lang: Lang::En,
                answers: &[],
            };
            let id = store
                .start(&asker, start, &store::fresh::id(), Utc::now())
                .await?;
            drafts.push(id.as_str().to_owned());
        }
        let reader = self::asker(&store, "office@example.org").await?;
        let today = Utc::now().date_naive();
        let sent = store
            .applications(&reader, &Filter::default(), Some(0), today)
            .await?;
        let listed = store
            .directory(&store::search::Search::default(), today, 0)
            .await?;
        let visitor = Self {
            form: store.signed_in(&partner, Utc::now()).await?.form_token,
            office,
            administrator,
            partner,
            drafts,
            record: sent
                .rows
                .first()
                .context("nothing was sent")?
                .id
                .to_string(),
            listed: listed
                .rows
                .first()
                .context("nothing is listed")?
                .slug
                .clone(),
            step: long_text(&profile.form).context("no step asks for a long text")?,
        };
        store.close().await;
        Ok(visitor)
    }

    /// The cookie header of somebody; empty for anyone.
    #[must_use]
    pub fn cookie(&self, who: Who) -> String {
        match who {
            Who::Anyone => String::new(),
            Who::Partner => format!("trellis={}", self.partner),
            Who::Office => format!("trellis={}", self.office),
            Who::Administrator => format!("trellis={}", self.administrator),
        }
    }

    /// An address with the ids of this district in the place of `{draft}`, `{step}`, `{record}` and `{listed}`.
    #[must_use]
    pub fn path(&self, path: &str) -> String {
        path.replace("{draft}", self.drafts.first().map_or("", String::as_str))
            .replace("{step}", &self.step.0)
            .replace("{record}", &self.record)
            .replace("{listed}", &self.listed)
    }
}

/// A form of a page, sent as a browser sends it.
#[must_use]
pub fn post(base: &str, path: &'static str, cookie: &str, body: String) -> Request<Full<Bytes>> {
    let mut request = Request::new(Full::from(body));
    *request.method_mut() = hyper::Method::POST;
    *request.uri_mut() = hyper::Uri::from_static(path);
    let headers = request.headers_mut();
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set("host", base.trim_start_matches("http://"));
    set("accept", "text/html");
    set("content-type", "application/x-www-form-urlencoded");
    set("origin", base);
    set("sec-fetch-site", "same-origin");
    set("cookie", cookie);
    request
}

/// Opens the store of a folder.
///
/// # Errors
/// When there is none.
pub async fn open(data: &Path) -> Result<Store> {
    let district = partnership::id::DistrictId::parse(DISTRICT).context("the district")?;
    Ok(Store::open(&data.join("trellis.db"), district).await?)
}

/// The person of an address, as who asks.
///
/// # Errors
/// When nobody has it.
pub async fn asker(store: &Store, email: &str) -> Result<Asker> {
    let email = Email::parse(email).context("an address")?;
    let person = store.person_of(&email).await?;
    Ok(Asker {
        id: person.id,
        roles: person.roles,
    })
}

/// Signs somebody in, who is made when unknown. Gives the token of the cookie.
async fn sign_in(store: &Store, email: &str) -> Result<String> {
    let email = Email::parse(email).context("an address")?;
    if store.person_of(&email).await.is_err() {
        store
            .grant(
                None,
                &email,
                Role::Partner,
                &[],
                &store::fresh::id(),
                Utc::now(),
            )
            .await?;
    }
    let (request, link) = (store::fresh::id(), store::fresh::secret());
    let mail = NewMail {
        recipient: email.as_str().to_owned(),
        subject: "Signing in".to_owned(),
        body: String::new(),
        is_held: false,
    };
    // An address gets six links an hour, and a bench may be run more often: old ones go first.
    let at = Utc::now();
    store.sweep(at + chrono::TimeDelta::days(2)).await?;
    store
        .ask_to_sign_in(&request, &email, ("000000", &link), "/", mail, at)
        .await?;
    let begun = store
        .sign_in(Proof::Link(&link), "bench", Lang::En, at)
        .await?;
    Ok(begun.token)
}

/// The first step that asks for one long text, and the key of its question.
fn long_text(form: &Form) -> Option<(String, String)> {
    form.steps().find_map(|step| {
        let question = step.questions.first()?;
        let is_long = matches!(question.kind, Kind::LongText { .. });
        let is_always = step.show_if == partnership::form::Condition::default();
        (is_long && is_always && step.questions.len() == 1)
            .then(|| (step.slug.clone(), question.key.to_string()))
    })
}
