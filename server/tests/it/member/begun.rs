//! Applications that staff begin for a partner and hand over by a link; and schools that look for one.

use crate::harness::{Client, World};
use crate::story::{OFFICE, PARTNER};
use partnership::person::Role;

/// Somebody of the district begins an application and fills in what it looks for.
async fn begin(client: &Client) -> String {
    let started = client
        .send("/office/begun", "/api/start_for_partner", &[])
        .await;
    let id = started
        .location()
        .trim_start_matches("/applications/")
        .to_owned();
    let looked_for = [
        ("program.title", "Chess at Cedar Ford"),
        ("program.summary", "We look for somebody who teaches chess."),
    ];
    client.type_into(&id, "program", &looked_for).await;
    id
}

async fn saint_paul() -> World {
    World::of(server::profile::load("saint-paul").unwrap()).await
}

#[tokio::test]
async fn staff_begin_an_application_and_the_partner_checks_completes_and_signs_it() {
    let world = World::new().await;
    let office = world.office().await;
    let home = office.get("/office").await;
    assert_eq!(home.link("/office/begun"), "/office/begun");
    let id = begin(&office).await;
    let list = format!("/applications/{id}");
    office
        .get(&list)
        .await
        .says("You fill this in for a partner");
    office
        .get("/office/begun")
        .await
        .says("Chess at Cedar Ford")
        .says("Not offered to anybody yet");
    let members = office.get(&list).await.link(&format!("{list}/members"));
    let offered = office
        .send(&members, "/api/invite_member", &[("email", PARTNER)])
        .await;
    office
        .get(&offered.location())
        .await
        .says("The link is sent")
        .says(PARTNER);
    office
        .get("/office/begun")
        .await
        .says("Offered to ana@quillfeather.example");
    let mail = world.letters_to(PARTNER).await.remove(0);
    assert_eq!(mail.subject, "Begun for you: the application DPS-2026-0001");

    // Nobody of the district signs it.
    assert!(
        office
            .get(&format!("{list}/check"))
            .await
            .links()
            .iter()
            .all(|link| !link.ends_with("/sign"))
    );
    assert_eq!(
        office.get(&format!("{list}/sign")).await.location(),
        format!("{list}/check")
    );

    let ana = world.person(PARTNER, &[]).await;
    ana.get(&list).await.is(404);
    let link = world.invitation(PARTNER).await;
    ana.get(&link)
        .await
        .says("Take over the application")
        .says(OFFICE);
    let taken = ana.send(&link, "/api/accept_invitation", &[]).await;
    ana.get(&taken.location())
        .await
        .says("Check what is filled in already");
    ana.get(&format!("{list}/program"))
        .await
        .says(
            "Durham Public Schools typed this for you on November 26, 2026: check that it is right",
        )
        .says("We look for somebody who teaches chess.");
    office.get(&list).await.is(404);
    office
        .get("/office/begun")
        .await
        .hides("Chess at Cedar Ford");
    office
        .get("/office/applications")
        .await
        .hides("Chess at Cedar Ford");
    let told = world.letters_to(OFFICE).await.remove(0);
    assert!(
        told.subject
            .starts_with("ana@quillfeather.example took over"),
        "{}",
        told.subject
    );

    let answers = world.answers();
    for step in world.profile.form.path(&answers) {
        if !step.is_signature() && step.slug != "program" {
            ana.save(&id, step, &answers).await;
        }
    }
    ana.get(&format!("{list}/check"))
        .await
        .says("One page still needs an answer");
    let program = ana
        .get(&format!("{list}/program"))
        .await
        .form("/api/save_step");
    ana.post("/api/save_step", &program.with(&[])).await;
    ana.submit(&id).await;
    office
        .get(&format!("/office/applications/{id}"))
        .await
        .says("Began the application for a partner")
        .says("Took over the application");
}

#[tokio::test]
async fn a_school_invites_an_organization_and_what_it_wrote_carries_over() {
    let world = saint_paul().await;
    let school = world.person("school@example.org", &[Role::Liaison]).await;
    let home = school.get("/office").await;
    assert_eq!(home.link("/office/begun"), "/office/begun");
    let id = begin(&school).await;
    let members = format!("/applications/{id}/members");
    school
        .send(&members, "/api/invite_member", &[("email", PARTNER)])
        .await;
    // Whoever opens the link signs in first, and comes back to it.
    let link = world.invitation(PARTNER).await;
    let ana = world.anonymous();
    let sign_in = ana.get(&link).await.link("/sign-in?");
    let asked = ana
        .send(&sign_in, "/api/ask_to_sign_in", &[("email", PARTNER)])
        .await;
    let code = world.code(PARTNER).await;
    let back = ana
        .send(
            &asked.location(),
            "/api/sign_in_with_code",
            &[("code", &code)],
        )
        .await;
    assert_eq!(back.location(), link);
    ana.send(&link, "/api/accept_invitation", &[]).await;
    let program = ana.get(&format!("/applications/{id}/program")).await;
    program.says("Saint Paul Public Schools typed this for you");
    let form = program.form("/api/save_step");
    assert_eq!(
        form.value("answers[program.title][]"),
        Some("Chess at Cedar Ford")
    );
    school.get(&format!("/applications/{id}")).await.is(404);
    school
        .get("/office/begun")
        .await
        .hides("Chess at Cedar Ford");
}

#[tokio::test]
async fn a_school_asks_the_office_which_finds_the_partner() {
    let world = saint_paul().await;
    let (school, office) = (
        world.person("school@example.org", &[Role::Liaison]).await,
        world.office().await,
    );
    let other = world.person("other@example.org", &[Role::Liaison]).await;
    let id = begin(&school).await;
    let members = format!("/applications/{id}/members");
    let asked = school.send(&members, "/api/ask_for_partner", &[]).await;
    school
        .get(&asked.location())
        .await
        .says("The office is asked to find a partner");
    let mail = world.letters_to(OFFICE).await.remove(0);
    assert!(
        mail.subject
            .contains("looks for a partner: Chess at Cedar Ford"),
        "{}",
        mail.subject
    );
    assert!(
        mail.body.contains(&format!("/applications/{id}")),
        "{}",
        mail.body
    );
    other
        .get("/office/begun")
        .await
        .hides("Chess at Cedar Ford");
    other.get(&format!("/applications/{id}")).await.is(404);
    let list = office.get("/office/begun").await;
    list.says("Chess at Cedar Ford").says("school@example.org");
    let page = office.get(&members).await;
    assert!(page.forms("/api/ask_for_partner").is_empty());
    office
        .send(&members, "/api/invite_member", &[("email", PARTNER)])
        .await;
    world.invitation(PARTNER).await;
}

#[tokio::test]
async fn a_school_begins_nothing_where_the_district_does_not_say_so() {
    let mut profile = server::profile::load("durham").unwrap();
    profile.setting.schools_begin = false;
    let world = World::of(profile).await;
    let school = world.person("school@example.org", &[Role::Liaison]).await;
    assert!(
        !school
            .get("/office")
            .await
            .links()
            .contains(&"/office/begun".to_owned())
    );
    school.get("/office/begun").await.is(404);
    let token = school.token().await;
    let fields = crate::harness::pairs(&[("token", token.as_str()), ("key", "k")]);
    let refused = school.call("/api/start_for_partner", &fields).await;
    assert_eq!(refused.body, "\"not-found\"");
}

#[tokio::test]
async fn the_pages_of_what_is_begun_speak_spanish() {
    let world = World::new().await;
    let office = world.office().await;
    let id = begin(&office).await;
    for (page, words) in [
        (
            "/office/begun?lang=es".to_owned(),
            "Solicitudes comenzadas para organizaciones",
        ),
        (
            format!("/applications/{id}"),
            "Usted la llena para una organización",
        ),
        (
            format!("/applications/{id}/members"),
            "Ofrecerla a una organización",
        ),
    ] {
        office.get(&page).await.says(words);
    }
}
