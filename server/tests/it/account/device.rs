//! The browsers that are signed in, the own name, and forms that belong to another sign-in.

use crate::harness::{Client, World, pairs};
use crate::story::PARTNER;
use axum::http::Request;
use chrono::TimeDelta;
use partnership::person::Role;

/// The names of the sign-ins that a person can end, as their account lists them.
async fn ends(client: &Client) -> Vec<String> {
    let page = client.get("/account").await;
    let forms = page.forms("/api/end_sign_in");
    forms
        .iter()
        .map(|form| form.value("id").unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_person_sees_and_ends_their_other_browsers() {
    let world = World::new().await;
    let here = world.person(PARTNER, &[]).await;
    let phone = world.person(PARTNER, &[]).await;
    world.person("ben@example.org", &[]).await;
    here.get("/account")
        .await
        .says("This is the browser you are using now.");
    let [id] = ends(&here).await.try_into().expect("one other browser");
    let form = here.get("/account").await.form("/api/end_sign_in");
    assert_eq!(form.value("id"), Some(id.as_str()));
    let done = here.post("/api/end_sign_in", &form.with(&[])).await;
    here.get(&done.location())
        .await
        .says("That browser is signed out");
    phone.get("/account").await.is(302);
    here.get("/account").await.is(200);
    assert!(ends(&here).await.is_empty());
}

#[tokio::test]
async fn the_list_names_each_browser_as_it_names_itself_and_no_markup_of_it() {
    let world = World::new().await;
    let client = world.anonymous();
    let asked = client
        .send("/sign-in", "/api/ask_to_sign_in", &[("email", PARTNER)])
        .await
        .location();
    let form = client
        .get(&asked)
        .await
        .form("/api/sign_in_with_code")
        .with(&[("code", &world.code(PARTNER).await)]);
    let request = client
        .posting("/api/sign_in_with_code", "text/html")
        .header("user-agent", "<b>Fire</b> fox");
    client
        .ask(request, &crate::harness::encoded(&form))
        .await
        .is(302);
    client
        .get("/account")
        .await
        .says("<b>Fire</b> fox")
        .hides("<b>Fire");
}

#[tokio::test]
async fn nobody_ends_the_sign_in_of_somebody_else() {
    let world = World::new().await;
    let ana = world.person(PARTNER, &[]).await;
    world.person(PARTNER, &[]).await;
    let [id] = ends(&ana).await.try_into().unwrap();
    let ben = world.person("ben@example.org", &[]).await;
    let before = world.fingerprint().await;
    for id in [id.as_str(), "no-such-sign-in", ""] {
        let fields = pairs(&[("id", id), ("token", &ben.token().await)]);
        assert_eq!(
            ben.call("/api/end_sign_in", &fields).await.body,
            "\"not-found\"",
            "{id:?}"
        );
    }
    assert!(before == world.fingerprint().await);
}

#[tokio::test]
async fn a_form_of_another_sign_in_is_refused_and_what_was_typed_is_kept() {
    let world = World::new().await;
    let ana = world.person(PARTNER, &[]).await;
    let ben = world.person("ben@example.org", &[]).await;
    let (own, foreign) = (ana.token().await, ben.token().await);
    assert_ne!(own, foreign);
    for token in ["", foreign.as_str(), &own[1..]] {
        let called = ana
            .call("/api/rename", &pairs(&[("name", "Eve"), ("token", token)]))
            .await;
        assert_eq!(called.body, "\"signed-out\"", "{token:?}");
    }
    assert_eq!(
        ana.call("/api/rename", &pairs(&[("name", "Eve")]))
            .await
            .body,
        "\"signed-out\""
    );
    let plain = ana
        .post(
            "/api/rename",
            &pairs(&[("name", "Eve"), ("token", &foreign)]),
        )
        .await;
    assert!(
        plain
            .location()
            .starts_with("/sign-in?go-on=%2Faccount%3Fagain%3D"),
        "{}",
        plain.location()
    );
    let sign_in = ana.get(&plain.location()).await;
    sign_in.says("You are signed out. Sign in to go on: what you typed is kept for one hour.");
    let go_on = sign_in
        .form("/api/ask_to_sign_in")
        .value("go_on")
        .unwrap()
        .to_owned();
    for (client, kept) in [(&ana, ""), (&ben, "Eve")] {
        let page = client.get(&go_on).await;
        assert_eq!(
            page.form("/api/rename").value("name"),
            Some(kept),
            "what was typed is kept for the person whose form it was"
        );
    }
    assert_eq!(
        ana.get("/account").await.form("/api/rename").value("name"),
        Some(""),
        "nothing was stored"
    );
}

#[tokio::test]
async fn a_name_is_stored_or_asked_for_again() {
    let world = World::new().await;
    let ana = world.person(PARTNER, &[]).await;
    for (name, sentence) in [
        ("  ", "Answer “Your name”".to_owned()),
        (
            &"a".repeat(121),
            "Shorten “Your name” by 1 character: it holds up to 120".to_owned(),
        ),
    ] {
        let answer = ana.send("/account", "/api/rename", &[("name", name)]).await;
        let page = ana.get(&answer.location()).await;
        assert_eq!(page.mistakes(), [("name".to_owned(), sentence.clone())]);
        assert_eq!(page.mistake_at("name"), Some(sentence));
        assert_eq!(page.form("/api/rename").value("name"), Some(name));
    }
    let done = ana
        .send("/account", "/api/rename", &[("name", " Ana <Gil> & Co ")])
        .await;
    ana.get(&done.location())
        .await
        .says("Your name is saved")
        .says("Ana <Gil> & Co")
        .hides("<Gil>");
}

#[tokio::test]
async fn whoever_is_signed_out_signs_in_and_comes_back() {
    let world = World::new().await;
    let client = world.anonymous();
    let sent_to = client.get("/applications?page=2").await.is(302).location();
    assert_eq!(sent_to, "/sign-in?go-on=%2Fapplications%3Fpage%3D2");
    let asked = client
        .send(&sent_to, "/api/ask_to_sign_in", &[("email", PARTNER)])
        .await;
    let code = world.code(PARTNER).await;
    let done = client
        .send(
            &asked.location(),
            "/api/sign_in_with_code",
            &[("code", &code)],
        )
        .await;
    assert_eq!(done.location(), "/applications?page=2");
    let head = client.ask(Request::head("/applications"), "").await;
    head.is(200);
}

#[tokio::test]
async fn all_other_browsers_are_signed_out_at_once() {
    let world = World::new().await;
    let (here, there) = (
        world.person(PARTNER, &[]).await,
        world.person(PARTNER, &[]).await,
    );
    let act = "/api/end_other_sign_ins";
    let done = here.send("/account", act, &[]).await;
    here.get(&done.location())
        .await
        .says("All other browsers are signed out");
    assert_eq!(there.token().await, "");
    let account = here.get("/account").await;
    assert!(account.forms(act).is_empty(), "there is no other any more");
}

#[tokio::test]
async fn an_administrator_signs_a_person_out_everywhere() {
    let world = World::new().await;
    let partner = world.person(PARTNER, &[]).await;
    let chief = world
        .person("chief@example.org", &[Role::Administrator])
        .await;
    let end = async |of: &str| {
        let done = chief
            .send("/office/people", "/api/end_sign_ins", &[("of", of)])
            .await;
        chief.get(&done.location()).await
    };
    let sentence = "If somebody was signed in with that address, they are signed out everywhere";
    end("nobody@example.org").await.says(sentence);
    assert_ne!(partner.token().await, "");
    end(PARTNER).await.says(sentence);
    assert_eq!(partner.token().await, "");
    let page = end("nobody").await;
    assert_eq!(page.mistakes()[0].0, "of");
    assert_eq!(page.form("/api/end_sign_ins").value("of"), Some("nobody"));
}

#[tokio::test]
async fn other_browsers_are_ended_only_soon_after_signing_in() {
    let world = World::new().await;
    let here = world.person(PARTNER, &[]).await;
    world.later(TimeDelta::minutes(14));
    here.get("/account").await.is(200);
    let phone = world.person(PARTNER, &[]).await;
    world.later(TimeDelta::minutes(1));
    let page = here.get("/account").await;
    let before = world.fingerprint().await;
    for act in ["/api/end_sign_in", "/api/end_other_sign_ins"] {
        let form = page.form(act).with(&[]);
        assert_eq!(here.call(act, &form).await.body, "\"confirm\"", "{act}");
    }
    assert!(before == world.fingerprint().await, "something was written");
    let form = page.form("/api/end_other_sign_ins").with(&[]);
    let asked = here.post("/api/end_other_sign_ins", &form).await.location();
    assert!(asked.starts_with("/sign-in?go-on=%2Faccount"), "{asked}");
    here.get(&asked).await.says("show once more that it is you");
    // After a new sign-in it works, and the sign-in of before is over.
    let old = here.copy();
    let code_page = here
        .send(&asked, "/api/ask_to_sign_in", &[("email", PARTNER)])
        .await
        .location();
    let code = [("code", &*world.code(PARTNER).await)];
    let done = here.send(&code_page, "/api/sign_in_with_code", &code).await;
    let page = here.get(&done.location()).await;
    assert!(!page.text().contains("show once more"), "it was shown");
    old.get("/account").await.is(302);
    assert_ne!(phone.token().await, "");
    let form = page.form("/api/end_other_sign_ins").with(&[]);
    here.post("/api/end_other_sign_ins", &form).await.is(302);
    assert_eq!(phone.token().await, "");
}
