//! Inviting people, giving roles and taking them away.

use crate::harness::{Client, World};
use crate::html::Form;
use chrono::TimeDelta;
use partnership::person::Role;

const CHIEF: &str = "chief@example.org";
const NEW: &str = "eva@example.org";

/// The form that takes a role away from somebody.
async fn revoking(chief: &Client, email: &str, role: &str) -> Form {
    let page = chief.get("/office/people").await;
    let rows = crate::html::pieces(&page.body);
    let row = rows
        .iter()
        .enumerate()
        .filter_map(|(at, _)| crate::html::within(&rows[at..], |tag| tag.name == "tr"))
        .find(|row| crate::html::text(row).contains(email));
    let forms =
        crate::html::forms(row.unwrap_or_else(|| panic!("no row of {email}: {}", page.short())));
    let found = forms
        .into_iter()
        .find(|form| form.value("role") == Some(role));
    found.unwrap_or_else(|| panic!("{role} of {email} cannot be taken away: {}", page.short()))
}

#[tokio::test]
async fn an_invited_person_gets_a_mail_signs_in_and_works() {
    let world = World::new().await;
    let chief = world.person(CHIEF, &[Role::Administrator]).await;
    let page = chief.get("/office/people").await;
    page.says(CHIEF).says("The last administrator stays");
    let invite = page.form("/api/grant_role").with(&[
        ("email", " Eva@Example.org "),
        ("role", "office"),
        ("lang", "es"),
    ]);
    for _ in 0..2 {
        assert_eq!(
            chief.post("/api/grant_role", &invite).await.location(),
            "/office/people?done=grant"
        );
    }
    chief
        .get("/office/people?done=grant")
        .await
        .says("The role is given")
        .says(NEW);
    let [letter] = world
        .letters_to(NEW)
        .await
        .try_into()
        .expect("one mail for one invitation");
    assert_eq!(
        letter.subject,
        "Invitación: Oficina de alianzas (Escuelas Públicas de Durham)"
    );
    assert!(
        letter
            .body
            .contains("http://127.0.0.1:3000/sign-in?go-on=%2Foffice"),
        "{}",
        letter.body
    );
    let eva = world.person(NEW, &[]).await;
    eva.get("/office/applications").await.is(200);
    eva.get("/office/people").await.is(404);
    let again = chief
        .send(
            "/office/people",
            "/api/grant_role",
            &[("email", NEW), ("role", "office")],
        )
        .await;
    assert_eq!(again.location(), "/office/people?done=grant");
    assert_eq!(
        world.letters_to(NEW).await.len(),
        1,
        "a role that is held already causes no mail"
    );
    chief
        .send(
            "/office/people",
            "/api/grant_role",
            &[("email", NEW), ("role", "analyst")],
        )
        .await;
    chief
        .get("/office/people")
        .await
        .says("Analyst")
        .says("Partnership office");
}

#[tokio::test]
async fn an_invitation_without_address_or_role_is_asked_for_again() {
    let world = World::new().await;
    let chief = world.person(CHIEF, &[Role::Administrator]).await;
    let bad = "Enter an e-mail address in “E-mail address”, like name@example.org";
    for (email, role, mistakes) in [
        (
            "",
            "",
            vec![
                ("email", "Answer “E-mail address”"),
                ("role", "Answer “Role”"),
            ],
        ),
        ("eva", "office", vec![("email", bad)]),
        (
            "eva@example.org\nBcc: x@y.org",
            "office",
            vec![("email", bad)],
        ),
        (
            NEW,
            "principal",
            vec![("role", "Choose one of the answers listed in “Role”")],
        ),
    ] {
        let answer = chief
            .send(
                "/office/people",
                "/api/grant_role",
                &[("email", email), ("role", role)],
            )
            .await;
        let page = chief.get(&answer.location()).await;
        let found = page.mistakes();
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(f, s)| (f.as_str(), s.as_str()))
            .collect();
        assert_eq!(found, mistakes, "{email:?} {role:?}");
        for (field, sentence) in mistakes {
            assert_eq!(page.mistake_at(field).as_deref(), Some(sentence));
        }
        assert_eq!(
            page.form("/api/grant_role").value("email"),
            Some(email),
            "what was typed is kept"
        );
    }
    assert!(world.letters_to(NEW).await.is_empty());
}

#[tokio::test]
async fn who_loses_a_role_is_signed_out_and_keeps_the_others() {
    let world = World::new().await;
    let chief = world.person(CHIEF, &[Role::Administrator]).await;
    let eva = world.person(NEW, &[Role::Office, Role::Analyst]).await;
    let form = revoking(&chief, NEW, "office").await;
    for _ in 0..2 {
        let done = chief.post("/api/revoke_role", &form.with(&[])).await;
        assert_eq!(
            done.location(),
            "/office/people?done=revoke",
            "what is gone stays gone"
        );
    }
    chief
        .get("/office/people?done=revoke")
        .await
        .says("The role is taken away");
    assert!(
        eva.get("/office")
            .await
            .is(302)
            .location()
            .starts_with("/sign-in")
    );
    world.sign_in(&eva, NEW).await;
    eva.get("/office/applications").await.is(404);
    eva.get("/office/dashboard").await.is(200);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let world = World::new().await;
    let chief = world.person(CHIEF, &[Role::Administrator]).await;
    let ben = world
        .person("ben@example.org", &[Role::Administrator])
        .await;
    let ends_ben = revoking(&chief, "ben@example.org", "administrator").await;
    let ends_chief = revoking(&ben, CHIEF, "administrator").await;
    chief.post("/api/revoke_role", &ends_ben.with(&[])).await;
    assert_eq!(
        ben.call("/api/revoke_role", &ends_chief.with(&[]))
            .await
            .body,
        "\"signed-out\"",
        "ben is out"
    );
    let own = ends_chief.with(&[("token", &chief.token().await)]);
    assert_eq!(
        chief.call("/api/revoke_role", &own).await.body,
        "\"refused\""
    );
    let refused = chief.post("/api/revoke_role", &own).await;
    chief
        .get(&refused.location())
        .await
        .says("The role was not taken away")
        .says("The last administrator stays");
    let page = chief.get("/office/people").await;
    assert!(
        page.forms("/api/revoke_role").is_empty(),
        "there is no button for it either"
    );
}

#[tokio::test]
async fn two_administrators_who_end_each_other_at_once_leave_one() {
    let world = World::new().await;
    let chief = world.person(CHIEF, &[Role::Administrator]).await;
    let ben = world
        .person("ben@example.org", &[Role::Administrator])
        .await;
    let one = revoking(&chief, "ben@example.org", "administrator")
        .await
        .with(&[]);
    let other = revoking(&ben, CHIEF, "administrator").await.with(&[]);
    let (first, second) = tokio::join!(
        chief.call("/api/revoke_role", &one),
        ben.call("/api/revoke_role", &other)
    );
    let done = [first, second]
        .iter()
        .filter(|answer| answer.status.as_u16() == 200)
        .count();
    assert_eq!(done, 1);
    let left = [
        chief.get("/office/people").await,
        ben.get("/office/people").await,
    ];
    assert_eq!(
        left.iter()
            .filter(|page| page.status.as_u16() == 200)
            .count(),
        1
    );
}

#[tokio::test]
async fn roles_are_given_and_taken_only_soon_after_signing_in() {
    let world = World::new().await;
    let chief = world
        .person("chief@example.org", &[Role::Administrator])
        .await;
    world.grant("ben@example.org", Role::Analyst).await;
    let page = chief.get("/office/people").await;
    let (invite, take) = (
        page.form("/api/grant_role"),
        page.form("/api/revoke_role").with(&[]),
    );
    let typed = [("email", "new@example.org"), ("role", "office")];
    let invite = invite.with(&typed);
    // Working on does not count as proof: the sign-in itself has to be new.
    for _ in 0..3 {
        world.later(TimeDelta::minutes(5));
        chief.get("/office/people").await.is(200);
    }
    let before = world.fingerprint().await;
    for (act, fields) in [("/api/grant_role", &invite), ("/api/revoke_role", &take)] {
        assert_eq!(chief.call(act, fields).await.body, "\"confirm\"", "{act}");
    }
    assert!(before == world.fingerprint().await, "something was written");
    let asked = chief.post("/api/grant_role", &invite).await.location();
    assert!(asked.starts_with("/sign-in?go-on="), "{asked}");
    let sign_in = chief.get(&asked).await;
    sign_in.says("show once more that it is you");
    // After a new sign-in the form is there as it was typed, and is taken.
    let who = [("email", "chief@example.org")];
    let code_page = chief
        .send(&asked, "/api/ask_to_sign_in", &who)
        .await
        .location();
    let code = world.code("chief@example.org").await;
    let done = chief
        .send(&code_page, "/api/sign_in_with_code", &[("code", &code)])
        .await;
    let page = chief.get(&done.location()).await;
    let form = page.form("/api/grant_role");
    assert_eq!(form.value("email"), Some("new@example.org"));
    assert!(!page.text().contains("show once more"), "it was shown");
    let given = chief.post("/api/grant_role", &form.with(&typed)).await;
    assert!(
        given.location().contains("done=grant"),
        "{}",
        given.location()
    );
}
