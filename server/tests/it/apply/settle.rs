//! Asking before typed answers go, and whether a section is complete.

use crate::harness::World;
use crate::story::PARTNER;

#[tokio::test]
async fn an_answer_that_closes_pages_asks_before_their_answers_go() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let answers = world.answers();
    let id = client.draft(&world, &answers).await;
    let home = format!("/applications/{id}");
    let page = format!("{home}/money");
    let asked = client
        .send(&page, "/api/save_step", &[("answers[money.fee][]", "no")])
        .await;
    assert_eq!(asked.location(), format!("{page}?closes=1"));
    let question = client.get(&asked.location()).await;
    let fee = world.profile.form.step("fee").unwrap();
    question
        .says("Your answer leaves out a page that you have filled in")
        .says(fee.title.get(partnership::text::Lang::En));
    assert!(
        question
            .form("/api/save_step")
            .buttons
            .contains(&("then".to_owned(), "drop".to_owned())),
        "the button that removes the answers sends the form"
    );
    // Nothing is lost by a change of mind.
    client
        .send(&page, "/api/save_step", &[("answers[money.fee][]", "yes")])
        .await;
    let kept = client
        .get(&format!("{home}/fee"))
        .await
        .form("/api/save_step");
    assert_ne!(kept.value("answers[money.fee-amount][]"), Some(""));
    // Agreed to, the answers are gone, and nobody is asked again.
    let dropped = client
        .send(
            &page,
            "/api/save_step",
            &[("answers[money.fee][]", "no"), ("then", "drop")],
        )
        .await;
    assert_eq!(dropped.location(), home);
    assert_eq!(
        client.send(&page, "/api/save_step", &[]).await.location(),
        home
    );
    client
        .send(&page, "/api/save_step", &[("answers[money.fee][]", "yes")])
        .await;
    let gone = client
        .get(&format!("{home}/fee"))
        .await
        .form("/api/save_step");
    assert_eq!(gone.value("answers[money.fee-amount][]"), Some(""));
}

#[tokio::test]
async fn a_section_is_complete_when_the_partner_says_so() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let answers = world.answers();
    let id = client.draft(&world, &answers).await;
    let home = format!("/applications/{id}");
    let page = format!("{home}/growth");
    client
        .get(&page)
        .await
        .says("Have you completed this section?");
    client
        .get(&format!("{home}/need"))
        .await
        .hides("Have you completed this section?");
    client
        .get(&format!("{home}/directory"))
        .await
        .hides("Have you completed this section?");
    // Not yet: like saving to finish later, even with a gap.
    let later = client
        .send(
            &page,
            "/api/save_step",
            &[
                ("answers[completed][]", "no"),
                ("answers[program.growth][]", ""),
            ],
        )
        .await;
    assert_eq!(later.location(), format!("{home}?done=later"));
    client
        .send(
            &page,
            "/api/save_step",
            &[("answers[program.growth][]", "They grow.")],
        )
        .await;
    client
        .get(&home)
        .await
        .says("In progress")
        .says("Cannot start yet");
    client
        .get(&format!("{home}/check"))
        .await
        .says("still needs");
    assert_eq!(
        client.get(&format!("{home}/sign")).await.location(),
        format!("{home}/check")
    );
    // Without an answer, the page asks for one.
    let silent = client
        .send(&page, "/api/save_step", &[("answers[completed][]", "")])
        .await;
    assert_eq!(silent.location(), format!("{page}?check=1"));
    assert_eq!(
        client.get(&silent.location()).await.mistakes(),
        [(
            "completed".to_owned(),
            "Choose whether you have completed this section".to_owned()
        )]
    );
    client
        .send(&page, "/api/save_step", &[("answers[completed][]", "yes")])
        .await;
    client.get(&home).await.hides("In progress");
    client.submit(&id).await;
    client
        .get(&format!("{home}/copy"))
        .await
        .hides("Have you completed this section?");
}

#[tokio::test]
async fn the_language_changes_with_everything_typed_and_without_scripts() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let page = format!("/applications/{id}/contact");
    let switched = client
        .send(
            &page,
            "/api/save_step",
            &[
                ("answers[contact.name][]", "Ana Gil"),
                ("answers[contact.email][]", "ana@"),
                ("then", "lang:es"),
            ],
        )
        .await;
    assert_eq!(switched.location(), format!("{page}?lang=es"));
    let spanish = client.get(&switched.location()).await;
    spanish.says("Persona de contacto");
    assert!(
        spanish.mistakes().is_empty(),
        "nothing is judged by a switch"
    );
    let form = spanish.form("/api/save_step");
    assert_eq!(form.value("answers[contact.name][]"), Some("Ana Gil"));
    assert_eq!(form.value("answers[contact.email][]"), Some("ana@"));
    assert!(
        form.buttons
            .contains(&("then".to_owned(), "lang:en".to_owned())),
        "{:?}",
        form.buttons
    );
}
