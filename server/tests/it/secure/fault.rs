//! When something breaks inside: people get a sentence and a number, never the cause.

use crate::harness::{World, pairs};
use crate::story::{OFFICE, PARTNER};
use partnership::person::Role;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::{Duration, Instant};

/// Words of causes.
const CAUSES: [&str; 8] = [
    "sqlx",
    "pool",
    "Pool",
    "SQL",
    "select ",
    "panicked",
    "RUST_BACKTRACE",
    ".rs:",
];

#[tokio::test]
async fn a_page_without_its_database_shows_a_number_and_no_cause() {
    let world = World::new().await;
    let office = world.person(OFFICE, &[Role::Office]).await;
    world.store.close().await;
    let page = world.anonymous().get("/directory").await;
    page.is(500)
        .says("Something went wrong on our side, and nothing was changed.");
    let number = page
        .text()
        .split("tell the office this number: ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next())
        .unwrap_or_default()
        .to_owned();
    assert!(
        number.len() >= 10
            && number
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
        "{number:?}"
    );
    let second = world.anonymous().get("/directory").await;
    assert!(
        !second.text().contains(&number),
        "each request has a number of its own"
    );
    for path in [
        "/directory",
        "/directory/x",
        "/office",
        "/applications",
        "/office/applications.csv",
        "/",
    ] {
        for client in [&world.anonymous(), &office] {
            let answer = client.get(path).await;
            for cause in CAUSES {
                assert!(
                    !answer.text().contains(cause),
                    "{path} tells the cause: {}",
                    answer.short()
                );
            }
        }
    }
}

#[tokio::test]
async fn an_act_without_its_database_answers_with_a_number_and_no_cause() {
    let world = World::new().await;
    world.store.close().await;
    let client = world.anonymous();
    let answer = client
        .call("/api/ask_to_sign_in", &pairs(&[("email", PARTNER)]))
        .await;
    let number: serde_json::Value = serde_json::from_str(&answer.is(500).body).unwrap();
    assert!(
        number["internal"]
            .as_str()
            .is_some_and(|number| number.len() >= 10),
        "{}",
        answer.body
    );
    let plain = client
        .post("/api/ask_to_sign_in", &pairs(&[("email", PARTNER)]))
        .await;
    assert!(
        plain.location().starts_with("/sign-in?failed="),
        "{}",
        plain.location()
    );
    let page = client.get(&plain.location()).await;
    page.says("Something went wrong on our side, and nothing was changed.");
    assert!(
        page.text()
            .contains(plain.location().split('=').nth(1).unwrap()),
        "the number of the act that failed"
    );
    for cause in CAUSES {
        assert!(
            !answer.body.contains(cause) && !page.text().contains(cause),
            "{cause}: {}",
            page.short()
        );
    }
}

#[tokio::test]
async fn a_form_that_meets_a_full_disk_says_so_and_an_address_says_nothing_else() {
    let world = World::new().await;
    let client = world.anonymous();
    client
        .get("/sign-in?failed=full")
        .await
        .says("Nothing can be saved right now. What is stored is safe and can be read.");
    client
        .get("/sign-in?failed=0199-ab")
        .await
        .says("tell the office this number: 0199-ab");
    for forged in ["Call%20evil", "%3Cb%3E", "https://evil.example", "A", ""] {
        let page = client.get(&format!("/sign-in?failed={forged}")).await;
        assert!(
            !page.text().contains("went wrong") && !page.main().contains("evil"),
            "{forged}"
        );
    }
}

#[tokio::test]
async fn the_check_of_health_tells_a_broken_database_from_a_sound_one() {
    let world = World::new().await;
    let client = world.anonymous();
    assert_eq!(client.get("/healthz").await.is(200).body, "ok\n");
    assert_eq!(client.get("/readyz").await.is(200).body, "ready\n");
    world.store.close().await;
    assert_eq!(
        client.get("/healthz").await.is(503).body,
        "the database does not answer\n"
    );
}

/// Checks the database until `/readyz` says this.
async fn checked_until(world: &World, status: u16, said: &str) {
    let checks = tokio::spawn(server::health::watch(world.server.clone()));
    let begun = Instant::now();
    loop {
        let ready = world.anonymous().get("/readyz").await;
        if ready.status.as_u16() == status && ready.body.contains(said) {
            break;
        }
        let patience = Duration::from_secs(30);
        assert!(begun.elapsed() < patience, "{}", ready.body);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    checks.abort();
    drop(checks.await);
}

#[tokio::test]
async fn a_line_of_history_that_cannot_be_read_is_told_until_a_check_finds_it_mended() {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("unread-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let world = World::on_disk(World::config(), &folder).await;
    world.grant("ana@example.org", Role::Office).await;
    world.grant("ben@example.org", Role::Office).await;
    let hash = world.store.history_head().await.unwrap().unwrap().hash;
    let (copy, file) = (folder.join("copy.db"), folder.join("trellis.db"));
    world.store.backup(&copy).await.unwrap();
    world.store.close().await;
    let bytes = std::fs::read(&copy).unwrap();
    let hash = hash.as_bytes();
    let at = bytes.windows(hash.len()).position(|part| part == hash);
    let at = at.unwrap();
    // No text has such a byte.
    std::fs::write(&file, [&bytes[..at], &[0xff], &bytes[at + 1..]].concat()).unwrap();
    let world = World::on_disk(World::config(), &folder).await;
    world.anonymous().get("/readyz").await.is(200);
    checked_until(&world, 503, "the database is not sound; run verify").await;
    let mend = std::fs::File::options().write(true).open(&file).unwrap();
    mend.write_all_at(&hash[..1], at as u64).unwrap();
    // Any commit makes the connections read the file anew.
    world.store.try_writing().await.unwrap();
    checked_until(&world, 200, "ready").await;
    world.store.close().await;
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn what_people_type_is_never_taken_for_markup() {
    let world = World::new().await;
    let mut answers = world.answers();
    let evil = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'";
    for field in [
        "organization.name",
        "organization.about",
        "program.title",
        "program.summary",
        "contact.name",
        "outcomes.1.what",
    ] {
        answers.set(field, vec![evil.to_owned()]);
    }
    let (partner, id) = world.sent_by(PARTNER, &answers).await;
    let office = world.office().await;
    office.take_up(&id).await;
    office.judge(&world, &id, "met").await;
    let record = format!("/office/applications/{id}");
    office
        .send(&record, "/api/add_note", &[("note", evil)])
        .await
        .is(302);
    office
        .send(&record, "/api/send_message", &[("message", evil)])
        .await
        .is(302);
    office
        .decide(
            &id,
            "approve",
            &[
                ("level", "on-going"),
                ("agreement", "moa"),
                ("conditions", evil),
            ],
        )
        .await;
    let anonymous = world.anonymous();
    let listed = anonymous
        .get("/directory")
        .await
        .links()
        .into_iter()
        .find(|href| href.starts_with("/directory/"))
        .unwrap();
    let partnership = office
        .get(&record)
        .await
        .links()
        .into_iter()
        .find(|href| href.starts_with("/office/partnerships/"))
        .unwrap();
    let pages = [
        (&partner, "/applications".to_owned()),
        (&partner, format!("/applications/{id}/status")),
        (&partner, format!("/applications/{id}/copy")),
        (&office, record),
        (&office, "/office/applications".to_owned()),
        (
            &office,
            format!("/office/applications?words={}", app::url::encoded(evil)),
        ),
        (&office, partnership),
        (&anonymous, "/directory".to_owned()),
        (
            &anonymous,
            format!("/directory?q={}", app::url::encoded(evil)),
        ),
        (&anonymous, listed),
        (
            &anonymous,
            format!("/sign-in?go-on={}", app::url::encoded(evil)),
        ),
        (&anonymous, "/dev/mail".to_owned()),
    ];
    for (client, path) in pages {
        let page = client.get(&path).await;
        assert!(page.body.len() > 1000, "{path}");
        page.hides("<script>alert")
            .hides("<img src=x")
            .hides("=\"\"><");
    }
}

#[tokio::test]
async fn a_name_that_no_address_can_hold_is_sent_back_and_breaks_nothing() {
    let world = World::new().await;
    let partner = world.person(PARTNER, &[]).await;
    let id = partner.start().await;
    let token = partner.token().await;
    for step in [
        "\0",
        "a\r\nSet-Cookie: x=y",
        " ",
        "niño",
        "\"><b>",
        "../../office",
        "\u{202e}",
    ] {
        for client in [&partner, &world.anonymous()] {
            let fields = pairs(&[("id", &id), ("step", step), ("token", &token)]);
            for act in ["/api/save_step", "/api/choose_text"] {
                let answer = client.post(act, &fields).await;
                let leads = answer.is(302).location();
                assert!(answer.cookies().is_empty(), "{step:?}");
                assert!(
                    leads.parse::<axum::http::Uri>().is_ok(),
                    "{act} {step:?} leads to {leads:?}"
                );
                assert!(
                    !client.get(&leads).await.status.is_server_error(),
                    "{step:?}"
                );
            }
        }
    }
}
