//! The harness: a server on a fresh database, a clock to turn, and people who sign in.

pub use super::answer::Answer;
pub use super::client::{Client, encoded, pairs};
use app::current::Site;
use chrono::{DateTime, TimeDelta, Utc};
use partnership::district::Profile;
use partnership::district::version::Versions;
use partnership::form::section::COMPLETED;
use partnership::form::{Answers, Facts};
use partnership::person::{Email, Role};
use server::config::{Config, Listed};
use server::district::Opened;
use server::time::Clock;
use server::{Server, profile, router};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use store::Store;
use store::mail::Mail;

/// A district with its server and nobody in it.
pub struct World {
    /// The whole server.
    pub router: axum::Router,
    /// The same, before its routes were made.
    pub server: Server,
    /// Its database.
    pub store: Store,
    /// Its profile.
    pub profile: Profile,
    base: String,
    now: Arc<Mutex<DateTime<Utc>>>,
}

impl World {
    /// Durham, on an empty database in memory, as a development server.
    pub async fn new() -> Self {
        Self::with(Self::config()).await
    }

    /// The settings of [`World::new`]: no test meets a limit that it does not ask for.
    pub fn config() -> Config {
        Config {
            sign_ins_per_minute: 100_000,
            acts_per_minute: 100_000,
            requests: 1024,
            security_contact: "security@example.org".to_owned(),
            ..Config::development()
        }
    }

    /// Durham as districts run it: over https, behind a mail server.
    pub async fn in_production() -> Self {
        let base_url = "https://partners.example.org".to_owned();
        Self::with(Config {
            mode: "production".to_owned(),
            base_url,
            ..Self::config()
        })
        .await
    }

    /// Durham with these settings.
    pub async fn with(config: Config) -> Self {
        Self::made(profile::load("durham").unwrap(), config).await
    }

    /// A district with these versions of its profile, on a database that is there already: what becomes of a
    /// server that is started anew when another version was published.
    #[allow(dead_code, reason = "the stories use it, the faults do not")]
    pub fn publishing(&self, versions: Versions) -> Self {
        let profile = Profile::clone(versions.newest());
        let (now, clock) = clock();
        *now.lock().unwrap() = self.now();
        let server = Server::new(versions, self.store.clone(), Self::config(), clock).unwrap();
        Self {
            router: router(server.clone()),
            server,
            store: self.store.clone(),
            profile,
            base: self.base.clone(),
            now,
        }
    }

    /// Another district, or Durham with other values.
    pub async fn of(profile: Profile) -> Self {
        Self::made(profile, Self::config()).await
    }

    /// Another district with these settings.
    #[allow(dead_code, reason = "the stories use it, the faults do not")]
    pub async fn of_with(profile: Profile, config: Config) -> Self {
        Self::made(profile, config).await
    }

    async fn made(profile: Profile, config: Config) -> Self {
        let store = Store::in_memory(profile.id.clone()).await.unwrap();
        Self::serving(profile, store, config)
    }

    /// Durham with these settings, on a database that is there already.
    #[allow(dead_code, reason = "the faults use it, the stories do not")]
    pub fn on(store: Store, config: Config) -> Self {
        Self::serving(profile::load("durham").unwrap(), store, config)
    }

    /// The same on a database file of this folder, as districts have it.
    #[allow(dead_code, reason = "the stories use it, the faults do not")]
    pub async fn on_disk(config: Config, folder: &Path) -> Self {
        let profile = profile::load("durham").unwrap();
        let file = folder.join("trellis.db");
        let store = Store::open(&file, profile.id.clone()).await.unwrap();
        Self::serving(profile, store, config)
    }

    /// Several districts of one process, each at its address.
    #[allow(dead_code, reason = "the stories use it, the faults do not")]
    pub async fn several(places: Vec<(Profile, &str)>) -> Vec<Self> {
        let mut config = Self::config();
        let mut opened = Vec::new();
        for (profile, base_url) in places {
            let listed = Listed {
                profile: profile.id.to_string(),
                base_url: base_url.to_owned(),
                mail_from: format!("{}@example.org", profile.id),
            };
            opened.push(Opened {
                logo: None,
                store: Store::in_memory(profile.id.clone()).await.unwrap(),
                folder: config.data.join(profile.id.as_str()),
                versions: profile.into(),
                base_url: listed.base_url.clone(),
                mail_from: listed.mail_from.clone(),
            });
            config.districts.push(listed);
        }
        let (now, clock) = clock();
        let server = Server::of(opened.clone(), config, clock).unwrap();
        let router = router(server.clone());
        let world = |of: Opened| Self {
            router: router.clone(),
            server: server.clone(),
            store: of.store,
            profile: Profile::clone(of.versions.newest()),
            base: of.base_url,
            now: now.clone(),
        };
        opened.into_iter().map(world).collect()
    }

    /// The district as the server has it.
    pub fn site(&self) -> Arc<Site> {
        let mut all = self.server.districts.iter();
        let own = all.find(|district| district.site.profile.id == self.profile.id);
        own.unwrap().site.clone()
    }

    fn serving(profile: Profile, store: Store, config: Config) -> Self {
        let (now, clock) = clock();
        let base = config.base_url.clone();
        let server = Server::new(profile.clone(), store.clone(), config, clock).unwrap();
        Self {
            router: router(server.clone()),
            server,
            store,
            profile,
            base,
            now,
        }
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap()
    }

    /// Turns the clock on.
    pub fn later(&self, by: TimeDelta) {
        *self.now.lock().unwrap() += by;
    }

    /// What judging an answer needs to know.
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            profile: &self.profile,
            today: self.now().date_naive(),
        }
    }

    /// Somebody who has not signed in.
    pub fn anonymous(&self) -> Client {
        Client::new(self.router.clone(), &self.base)
    }

    /// Somebody signed in with the code of a mail, holding these roles.
    pub async fn person(&self, email: &str, roles: &[Role]) -> Client {
        for role in roles {
            self.grant(email, *role).await;
        }
        let client = self.anonymous();
        self.sign_in(&client, email).await;
        client
    }

    /// Gives a role, as the operator does at the command line.
    pub async fn grant(&self, email: &str, role: Role) {
        let email = Email::parse(email).unwrap();
        self.store
            .grant(None, &email, role, &[], &store::fresh::id(), self.now())
            .await
            .unwrap();
    }

    /// Signs this browser in with the code of a mail.
    pub async fn sign_in(&self, client: &Client, email: &str) -> Answer {
        let asked = client
            .send("/sign-in", "/api/ask_to_sign_in", &[("email", email)])
            .await;
        let page = asked.location();
        let code = self.code(email).await;
        let done = client
            .send(&page, "/api/sign_in_with_code", &[("code", &code)])
            .await;
        assert!(
            !done.location().starts_with("/sign-in"),
            "signing in as {email}: {:?}",
            done.location()
        );
        done
    }

    /// The newest code that an address got.
    pub async fn code(&self, email: &str) -> String {
        let mails = self.mails_to(email).await;
        let subjects = mails
            .iter()
            .map(|mail| mail.subject.chars().take(6).collect::<String>());
        let mut codes =
            subjects.filter(|code| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()));
        codes
            .next()
            .unwrap_or_else(|| panic!("{email} got no code: {mails:?}"))
    }

    /// The path of the newest sign-in link that an address got.
    pub async fn link(&self, email: &str) -> String {
        let mails = self.mails_to(email).await;
        let mut words = mails.iter().flat_map(|mail| mail.body.split_whitespace());
        let link = words
            .find(|word| word.contains("/sign-in/link?"))
            .unwrap_or_else(|| panic!("{email} got no link"));
        link.strip_prefix(&self.base).unwrap().to_owned()
    }

    /// The mails to an address, the newest first.
    pub async fn mails_to(&self, email: &str) -> Vec<Mail> {
        let mut mails = self.store.mails(10_000).await.unwrap();
        mails.retain(|mail| mail.recipient == email);
        mails
    }

    /// The mails to an address that carry no code, the newest first.
    pub async fn letters_to(&self, email: &str) -> Vec<Mail> {
        let mut mails = self.mails_to(email).await;
        mails.retain(|mail| !mail.body.contains("/sign-in/link?"));
        mails
    }

    /// How many lines the whole history has. Fails when its chain is broken.
    pub async fn events(&self) -> i64 {
        self.store
            .verify_history()
            .await
            .unwrap()
            .expect("the chain of the history")
    }

    /// The acts in the history of an application, the oldest first.
    pub async fn acts(&self, application: &str) -> Vec<String> {
        let mut events = self
            .store
            .history("application", application)
            .await
            .unwrap();
        events.reverse();
        events.into_iter().map(|event| event.act).collect()
    }

    /// Every byte of the database: the same as long as nothing at all was written.
    pub async fn fingerprint(&self) -> Vec<u8> {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let file = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("{}-{number}.db", std::process::id()));
        let _ = std::fs::remove_file(&file);
        // A copy of a database in memory would be in memory too, but for the word `mode`.
        self.store
            .backup(Path::new(&format!("file:{}?mode=rwc", file.display())))
            .await
            .unwrap();
        let bytes = std::fs::read(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        bytes
    }

    /// Answers of a careful partner to every question: an on-going program that agrees to be listed.
    pub fn answers(&self) -> Answers {
        careful(&self.facts())
    }
}

/// A time to turn on, and the clock that tells it.
fn clock() -> (Arc<Mutex<DateTime<Utc>>>, Clock) {
    let now = Arc::new(Mutex::new("2026-11-26T15:00:00Z".parse().unwrap()));
    let told = now.clone();
    (now, Clock::of(move || *told.lock().unwrap()))
}

/// Answers of a careful partner to every question: an on-going program that agrees to be listed.
pub fn careful(facts: &Facts<'_>) -> Answers {
    let mut answers = server::demo::answers(facts, 3);
    for (field, value) in [
        ("organization.name", "Quillfeather Guild"),
        ("program.title", "Saturday Math Studio"),
        ("program.frequency", "ongoing"),
        ("sites.sponsor", "cedar-ford"),
        ("program.areas", "academics/tutoring"),
        ("students.online", "yes"),
        ("students.data", "yes"),
        ("money.fee", "yes"),
        ("sites.students", "40"),
        ("directory.listed", "yes"),
        // Said at the end of each section that asks it.
        (COMPLETED, "yes"),
    ] {
        answers.set(field, vec![value.to_owned()]);
    }
    answers
}
