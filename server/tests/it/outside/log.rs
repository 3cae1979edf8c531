//! The log: numbers of requests, routes, results and ids of people; never a name, an address or a secret.

use crate::harness::{World, encoded, pairs};
use crate::story::{APPROVAL, OFFICE, PARTNER};
use axum::http::Request;
use partnership::person::Role;
use server::config::Config;
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
    let number = text.split("tell the office this number: ").nth(1).unwrap();
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

/// Whether the message of a line begins so.
fn says(line: &serde_json::Value, start: &str) -> bool {
    line["message"]
        .as_str()
        .is_some_and(|message| message.starts_with(start))
}

#[tokio::test]
async fn signing_in_and_failing_to_are_logged_with_the_number_and_the_id() {
    let (log, _guard) = Log::start("info");
    let world = World::new().await;
    world.person(PARTNER, &[]).await;
    let id = world.id_of(PARTNER).await;
    let stranger = world.anonymous();
    let asked = stranger.send("/sign-in", "/api/ask_to_sign_in", &[("email", PARTNER)]);
    let page = asked.await.location();
    for _ in 0..6 {
        let wrong = [("code", "wrong")];
        stranger.send(&page, "/api/sign_in_with_code", &wrong).await;
    }
    let link = [("secret", "none")];
    stranger
        .call("/api/sign_in_with_link", &pairs(&link))
        .await
        .is(422);
    let lines = log.lines();
    let told: Vec<_> = lines
        .iter()
        .filter(|line| says(line, "a sign-in"))
        .map(|line| {
            let number = line["request"].as_str().unwrap();
            assert!(
                lines
                    .iter()
                    .any(|other| other["span"]["id"] == number && other["route"].is_string()),
                "{line} has no request"
            );
            let text = |name: &str| line[name].as_str().unwrap_or("nobody").to_owned();
            [
                text("message"),
                text("person"),
                text("with"),
                text("reason"),
            ]
        })
        .collect();
    let refused = |person: &str, with, reason| {
        ["a sign-in was refused", person, with, reason].map(str::to_owned)
    };
    let mut expected = vec![["a sign-in began", &id, "code", "nobody"].map(str::to_owned)];
    for _ in 0..5 {
        expected.push(refused(&id, "code", "wrong, used or too old"));
    }
    expected.push(refused(&id, "code", "too many wrong ones"));
    expected.push(refused("nobody", "link", "wrong, used or too old"));
    assert_eq!(told, expected, "{}", log.text());
}

#[tokio::test]
async fn refused_access_is_logged_with_the_number_and_the_id() {
    let (log, _guard) = Log::start("info");
    let world = World::with(Config {
        acts_per_minute: 100,
        ..World::config()
    })
    .await;
    let (_, application) = world.sent().await;
    let eve = world.person("eve@example.org", &[]).await;
    let id = world.id_of("eve@example.org").await;
    let token = eve.token().await;
    let before = log.lines().len();
    let mut numbers = Vec::new();
    for path in [
        format!("/applications/{application}"),
        "/office/people".to_owned(),
        "/office/applications.csv".to_owned(),
    ] {
        numbers.push(eve.get(&path).await.is(404).header("x-request-id"));
    }
    let fields = pairs(&[("id", &*application), ("note", "x"), ("token", &*token)]);
    for accept in ["text/html", "application/json"] {
        let act = eve.posting("/api/add_note", accept);
        let answer = eve.ask(act, &encoded(&fields)).await;
        numbers.push(answer.header("x-request-id"));
    }
    let lines = log.lines();
    let told: Vec<[String; 4]> = lines[before..]
        .iter()
        .filter(|line| line["message"] == "refused")
        .map(|line| {
            ["request", "person", "what", "reason"]
                .map(|name| line[name].as_str().unwrap().to_owned())
        })
        .collect();
    let kinds = ["page", "page", "sheet", "act", "act"];
    let expected: Vec<[String; 4]> = numbers
        .iter()
        .zip(kinds)
        .map(|(number, kind)| {
            [number, id.as_str(), kind, "not there, or not theirs"].map(str::to_owned)
        })
        .collect();
    assert_eq!(told, expected, "{}", log.text());
    // The line about the whole request names the person, too, and the route.
    for number in &numbers {
        let whole = lines
            .iter()
            .find(|line| line["span"]["id"] == number.as_str() && line["message"] == "answered");
        let whole = whole.unwrap_or_else(|| panic!("{number}: {}", log.text()));
        assert_eq!(whole["span"]["person"], id.as_str(), "{whole}");
        assert_ne!(whole["route"], "none", "{whole}");
    }
    // Those who are refused before anybody looks who they are have the number.
    let foreign = Request::post("/api/rename").header("origin", "https://evil.example");
    let foreign = eve.ask(foreign, "").await.is(403).header("x-request-id");
    let mut many = String::new();
    for _ in 0..1000 {
        let answer = eve.call("/api/rename", &pairs(&[("name", "x")])).await;
        if answer.status.as_u16() == 429 {
            many = answer.header("x-request-id");
            break;
        }
    }
    for (number, start) in [(foreign, "another site"), (many, "too many requests")] {
        assert!(
            log.lines()
                .iter()
                .any(|line| line["span"]["id"] == number.as_str() && says(line, start)),
            "{start}, {number}: {}",
            log.text()
        );
    }
}

#[tokio::test]
async fn what_others_say_is_one_line_and_names_no_address() {
    for is_json in [false, true] {
        let log = Log::default();
        let writer = log.clone();
        let to = server::log::to(move || writer.clone(), EnvFilter::new("info"), is_json);
        let _guard = tracing::dispatcher::set_default(&to);
        let said =
            "550 <ana@example.org> is unknown\r\n2026-11-26T15:00:00Z INFO all is well\u{1b}[2J";
        tracing::warn!(error = %said, "the mail server says {said}");
        let text = log.text();
        assert_eq!(text.lines().count(), 1, "{text:?}");
        assert!(
            text.ends_with('\n') && text.contains("is unknown"),
            "{text:?}"
        );
        assert!(!text.contains('@') && !text.contains('\u{1b}'), "{text:?}");
        if is_json {
            assert!(log.lines()[0]["error"].is_string());
        }
    }
}
