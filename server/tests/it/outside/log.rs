//! The log: numbers of requests, routes and results; never a person, an address or a secret.

use crate::harness::{World, encoded, pairs};
use crate::story::{APPROVAL, OFFICE, PARTNER};
use axum::http::Request;
use partnership::person::Role;
use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock};
use tracing::Dispatch;
use tracing_subscriber::EnvFilter;

/// What was logged by this thread, as JSON lines.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Logs everything down to this level, for as long as the guard lives.
    fn start(filter: &str) -> (Self, tracing::subscriber::DefaultGuard) {
        // With a second one about, a thread without any cannot switch lines off for all.
        static SECOND: OnceLock<Dispatch> = OnceLock::new();
        SECOND.get_or_init(|| Dispatch::new(tracing_subscriber::registry()));
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .json()
            .flatten_event(true)
            .with_env_filter(EnvFilter::new(filter))
            .with_writer(move || writer.clone())
            .finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    fn lines(&self) -> Vec<serde_json::Value> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[tokio::test]
async fn a_whole_story_leaves_no_trace_of_people_or_secrets_in_the_log() {
    let (log, _guard) = Log::start("trace");
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let rename = partner.get("/account").await.form("/api/rename");
    partner
        .post("/api/rename", &rename.with(&[("name", "Ana Quillfeather")]))
        .await
        .is(302);
    let record = format!("/office/applications/{id}");
    let typed = [("note", "A note that stays inside")];
    office.send(&record, "/api/add_note", &typed).await;
    office.decide(&id, "approve", &APPROVAL).await;
    // What goes wrong is logged, too.
    let stranger = world.anonymous();
    let typed = [("email", PARTNER)];
    let asked = stranger.send("/sign-in", "/api/ask_to_sign_in", &typed);
    let page = asked.await.location();
    let wrong = [("code", "000000")];
    stranger.send(&page, "/api/sign_in_with_code", &wrong).await;
    let link = world.link(PARTNER).await;
    world.anonymous().get(&link).await.is(200);
    world
        .anonymous()
        .send(&link, "/api/sign_in_with_link", &[])
        .await;
    partner.get("/directory?q=Quillfeather").await.is(200);
    partner.get("/office/people?person=ana").await.is(404);
    let foreign = Request::post("/api/rename?name=Ana").header("origin", "https://evil.example");
    partner
        .ask(foreign, &encoded(&pairs(&[("name", "Ana Quillfeather")])))
        .await
        .is(403);
    let chief = world
        .person("chief@example.org", &[Role::Administrator])
        .await;
    let invited = [
        ("email", "new@example.org"),
        ("role", "analyst"),
        ("lang", "en"),
    ];
    chief
        .send("/office/people", "/api/grant_role", &invited)
        .await;
    let mails = world.store.mails(1000).await.unwrap();
    world.store.close().await;
    chief.get("/directory").await.is(500);
    let fields = pairs(&[("email", PARTNER)]);
    world
        .anonymous()
        .call("/api/ask_to_sign_in", &fields)
        .await
        .is(500);

    let text = log.text();
    assert!(log.lines().len() > 50, "the story was logged: {text}");
    assert!(text.contains("/api/sign_in_with_code"), "acts are named");
    let mut secrets: Vec<String> = [
        PARTNER,
        OFFICE,
        "chief@example.org",
        "new@example.org",
        "quillfeather",
        "Quillfeather",
        "Ana",
        "A note that stays inside",
        "Saturday",
        "?",
    ]
    .map(str::to_owned)
    .to_vec();
    for client in [&partner, &office, &chief] {
        secrets.push(client.cookie("trellis"));
    }
    for mail in &mails {
        let words = mail.body.split_whitespace();
        let codes =
            words.filter(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit()));
        secrets.extend(codes.map(|code| format!("\"{code}\"")));
        let links = mail.body.split("secret=").skip(1);
        secrets.extend(links.map(|link| link.split_whitespace().next().unwrap().to_owned()));
        secrets.push(mail.subject.clone());
    }
    assert!(secrets.len() > 20);
    // A statement has question marks or dollars, and no values.
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.contains("\"target\":\"sqlx"))
        .collect();
    for secret in secrets {
        let found = lines.iter().find(|line| line.contains(&secret));
        assert!(found.is_none(), "the log holds {secret:?}: {found:?}");
    }
}

#[tokio::test]
async fn what_went_wrong_is_found_by_the_number_that_people_read() {
    let (log, _guard) = Log::start("info");
    let world = World::new().await;
    world.store.close().await;
    let page = world.anonymous().get("/directory").await;
    let text = page.is(500).text();
    let number = text.split("give this number: ").nth(1).unwrap();
    let number = number.split(' ').next().unwrap();
    let lines = log.lines();
    let own: Vec<_> = lines
        .iter()
        .filter(|line| line["span"]["id"] == number || line["request"] == number)
        .collect();
    assert!(
        own.iter().any(|line| line["message"] == "the store failed"),
        "{lines:?}"
    );
    let last = own.iter().find(|line| line["message"] == "failed").unwrap();
    assert_eq!(last["route"], "/directory");
    assert_eq!(last["status"], 500);
    assert!(last["milliseconds"].is_number());
}

#[tokio::test]
async fn acts_and_refusals_are_logged_and_pages_that_were_read_are_not() {
    let (log, _guard) = Log::start("info");
    let world = World::new().await;
    let client = world.anonymous();
    client.get("/").await.is(200);
    client.get("/directory").await.is(200);
    assert!(log.lines().is_empty(), "{}", log.text());
    client
        .get("/nowhere/ana@quillfeather.example")
        .await
        .is(404);
    client.call("/api/rename", &pairs(&[("name", "Ana")])).await;
    let lines = log.lines();
    let routes: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["route"].as_str())
        .collect();
    assert_eq!(routes, ["none", "/api/rename"], "{}", log.text());
}
