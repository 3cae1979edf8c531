//! Two people who decide at once, and one who decides twice.

use crate::harness::{Client, World};
use crate::story::{APPROVAL, PARTNER};
use partnership::person::Role;

const MOVED: &str = "This can no longer be done, because the application has moved on. Look at where it stands now.";
const STALE: &str = "Somebody changed this while you were reading it. Nothing of yours was stored. Look at it as it is now, then decide again.";

/// Two of the office with an application that is ready.
async fn two(world: &World) -> (Client, Client, String) {
    let (_, office, id) = world.ready().await;
    (
        office,
        world.person("ben@example.org", &[Role::Office]).await,
        id,
    )
}

#[tokio::test]
async fn of_two_decisions_one_counts_and_the_other_is_told() {
    let world = World::new().await;
    let (olga, ben, id) = two(&world).await;
    let record = format!("/office/applications/{id}");
    let olgas = olga
        .get(&olga.write(&id, "approve", &APPROVAL).await)
        .await
        .form("/api/decide");
    let bens = ben
        .get(
            &ben.write(&id, "decline", &[("reason", "No school takes part.")])
                .await,
        )
        .await
        .form("/api/decide");
    olga.post("/api/decide", &olgas.with(&[])).await.is(302);
    let late = ben.post("/api/decide", &bens.with(&[])).await;
    assert!(
        late.location().starts_with(&format!("{record}?again=")),
        "{}",
        late.location()
    );
    ben.get(&late.location())
        .await
        .says(MOVED)
        .says("Approved it");
    assert_eq!(
        ben.call("/api/decide", &bens.with(&[])).await.body,
        "\"refused\""
    );
    let page = ben.get(&format!("{record}/decide/decline")).await;
    page.says("This can no longer be decided").says(MOVED);
    let acts = world.acts(&id).await;
    assert_eq!(
        acts.iter()
            .filter(|act| ["approve", "decline"].contains(&act.as_str()))
            .collect::<Vec<_>>(),
        ["approve"]
    );
    assert_eq!(
        world.letters_to(PARTNER).await[0].subject,
        "Approved: Quillfeather Guild (DPS-2026-0001)"
    );
    assert_eq!(world.letters_to(PARTNER).await.len(), 2);
}

#[tokio::test]
async fn many_decisions_at_once_are_one() {
    let world = World::new().await;
    let (olga, ben, id) = two(&world).await;
    let approval = olga.write(&id, "approve", &APPROVAL).await;
    let refusal = ben
        .write(&id, "decline", &[("reason", "No school takes part.")])
        .await;
    let forms = [
        (
            olga.get(&approval).await.form("/api/decide").with(&[]),
            olga,
        ),
        (ben.get(&refusal).await.form("/api/decide").with(&[]), ben),
    ];
    let mut posts = tokio::task::JoinSet::new();
    for number in 0..16 {
        let (fields, client) = forms[number % 2].clone();
        posts.spawn(async move { client.call("/api/decide", &fields).await.status.as_u16() });
    }
    let answers = posts.join_all().await;
    assert_eq!(
        answers.iter().filter(|status| **status == 200).count(),
        8,
        "the eight of one: {answers:?}"
    );
    let acts = world.acts(&id).await;
    assert_eq!(
        acts.iter()
            .filter(|act| ["approve", "decline"].contains(&act.as_str()))
            .count(),
        1,
        "{acts:?}"
    );
    assert_eq!(world.letters_to(PARTNER).await.len(), 2);
}

#[tokio::test]
async fn a_decision_that_is_sent_again_has_one_effect() {
    let world = World::new().await;
    let (olga, _, id) = two(&world).await;
    let form = olga
        .get(&olga.write(&id, "approve", &APPROVAL).await)
        .await
        .form("/api/decide")
        .with(&[]);
    for _ in 0..3 {
        let done = olga.post("/api/decide", &form).await;
        assert_eq!(
            done.location(),
            format!("/office/applications/{id}?done=approve")
        );
    }
    assert_eq!(
        olga.call("/api/decide", &form).await.is(200).location(),
        format!("/office/applications/{id}?done=approve")
    );
    assert_eq!(
        world
            .acts(&id)
            .await
            .iter()
            .filter(|act| *act == "approve")
            .count(),
        1
    );
    assert_eq!(world.letters_to(PARTNER).await.len(), 2);
    assert_eq!(olga.get("/office/partnerships").await.rows().len(), 1);
}

#[tokio::test]
async fn a_decision_on_answers_that_changed_meanwhile_is_looked_at_again() {
    let world = World::new().await;
    let (partner, olga, id) = world.ready().await;
    let ben = world.person("ben@example.org", &[Role::Office]).await;
    let old = ben
        .get(&ben.write(&id, "approve", &APPROVAL).await)
        .await
        .form("/api/decide");
    olga.decide(
        &id,
        "request-changes",
        &[("steps", "about"), ("body", "Tell us more.")],
    )
    .await;
    partner
        .type_into(&id, "about", &[("organization.about", "Something else.")])
        .await;
    partner.submit(&id).await;
    olga.take_up(&id).await;
    let late = ben.post("/api/decide", &old.with(&[])).await;
    ben.get(&late.location())
        .await
        .says(STALE)
        .says("Something else.");
    assert!(!world.acts(&id).await.contains(&"approve".to_owned()));
}

#[tokio::test]
async fn what_the_partner_takes_back_cannot_be_decided() {
    let world = World::new().await;
    let (partner, olga, id) = world.ready().await;
    let form = olga
        .get(&olga.write(&id, "approve", &APPROVAL).await)
        .await
        .form("/api/decide");
    partner
        .send(
            &format!("/applications/{id}/withdraw"),
            "/api/withdraw_application",
            &[],
        )
        .await;
    let late = olga.post("/api/decide", &form.with(&[])).await;
    olga.get(&late.location())
        .await
        .says(MOVED)
        .says("Withdrawn");
    assert_eq!(
        world.letters_to(PARTNER).await[0].subject,
        "Application withdrawn: Quillfeather Guild (DPS-2026-0001)"
    );
}
