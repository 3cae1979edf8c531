//! Signing: not without a name, a consent and every answer.

use crate::harness::World;
use crate::story::{PARTNER, SIGNED};

#[tokio::test]
async fn nothing_is_sent_without_name_and_consent() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.draft(&world, &world.answers()).await;
    let page = format!("/applications/{id}/sign");
    let (name, consent) = ("answers[signature.name][]", "answers[signature.consent][]");
    let long = "a".repeat(121);
    for (typed, mistakes) in [
        (
            vec![(name, "")],
            vec![
                ("signature.name", "Answer “Your full name”"),
                (
                    "signature.consent",
                    "Check the box “I sign this electronically” if you agree",
                ),
            ],
        ),
        (
            vec![(name, "Ana Gil")],
            vec![(
                "signature.consent",
                "Check the box “I sign this electronically” if you agree",
            )],
        ),
        (
            vec![(name, " "), (consent, "yes")],
            vec![("signature.name", "Answer “Your full name”")],
        ),
        (
            vec![(name, "Ana Gil"), (consent, "no")],
            vec![(
                "signature.consent",
                "Check the box “I sign this electronically” if you agree",
            )],
        ),
        (
            vec![(name, &long), (consent, "yes")],
            vec![(
                "signature.name",
                "Shorten “Your full name” by 1 character: it holds up to 120",
            )],
        ),
    ] {
        let answer = client.send(&page, "/api/submit_application", &typed).await;
        let again = client.get(&answer.location()).await;
        let mistakes: Vec<(String, String)> = mistakes
            .iter()
            .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()))
            .collect();
        assert_eq!(again.mistakes(), mistakes, "{typed:?}");
        for (field, sentence) in &mistakes {
            assert_eq!(
                again.mistake_at(field).as_ref(),
                Some(sentence),
                "{typed:?}"
            );
        }
        assert!(again.title().starts_with("Error: "), "{}", again.title());
        assert_eq!(
            again.form("/api/submit_application").value(name),
            Some(typed[0].1),
            "what was typed is kept"
        );
    }
    assert_eq!(world.acts(&id).await, ["start"]);
}

#[tokio::test]
async fn an_application_with_gaps_cannot_be_signed_and_says_what_is_missing() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let answers = world.answers();
    let id = client.draft(&world, &answers).await;
    let home = format!("/applications/{id}");
    let form = client
        .get(&format!("{home}/sign"))
        .await
        .form("/api/submit_application")
        .with(&SIGNED);
    client
        .type_into(&id, "about", &[("organization.about", "")])
        .await;
    assert_eq!(
        client.get(&format!("{home}/sign")).await.location(),
        format!("{home}/check")
    );
    assert_eq!(
        client
            .post("/api/submit_application", &form)
            .await
            .location(),
        format!("{home}/check"),
        "an old page cannot send it either"
    );
    let check = client.get(&format!("{home}/check")).await;
    check
        .says("One page still needs an answer")
        .says("Not provided");
    let link = format!("{home}/about?check=1&from=check");
    assert!(
        check.links().contains(&link) && !check.links().contains(&format!("{home}/sign")),
        "{:?}",
        check.links()
    );
    let about = client.get(&link).await;
    assert_eq!(
        about.mistakes(),
        [(
            "organization.about".to_owned(),
            "Answer “What does your organization do?”".to_owned()
        )]
    );
    let saved = client
        .send(
            &link,
            "/api/save_step",
            &[("answers[organization.about][]", "We tutor.")],
        )
        .await;
    assert_eq!(
        saved.location(),
        format!("{home}/check"),
        "back to the check page, and nowhere else"
    );
    assert_eq!(world.acts(&id).await, ["start"]);
}
