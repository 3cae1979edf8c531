//! Queues: each count leads to exactly that many rows.

use crate::harness::{Client, World};
use crate::story::OFFICE;
use chrono::TimeDelta;
use partnership::person::Role;

const QUEUES: [(&str, &str); 8] = [
    ("finding", "Waiting for your finding"),
    ("new", "New"),
    ("mine", "Assigned to you"),
    ("notes", "Notes for you"),
    ("unassigned", "Assigned to nobody"),
    ("partner", "Waiting for the partner"),
    ("overdue", "Overdue"),
    ("stalled", "Stalled drafts"),
];

/// The counts of the queues as the first page of the office shows them.
async fn counts(client: &Client) -> Vec<(String, usize)> {
    let page = client.get("/office").await;
    let text = page.text();
    let shown = |label: &str| {
        let before = text.split(&format!(" {label} ")).next()?;
        before.rsplit(' ').next()?.parse().ok()
    };
    let queues = QUEUES.iter().filter(|(word, _)| {
        page.links()
            .contains(&format!("/office/applications?queue={word}"))
    });
    queues
        .map(|(word, label)| {
            (
                (*word).to_owned(),
                shown(label).unwrap_or_else(|| panic!("{label}: {text}")),
            )
        })
        .collect()
}

#[tokio::test]
async fn every_count_leads_to_exactly_its_rows() {
    let world = World::new().await;
    server::demo::fill(&world.profile, &world.store, 60, 7, world.now())
        .await
        .unwrap();
    let office = world.person(OFFICE, &[]).await;
    let queues = counts(&office).await;
    assert_eq!(queues.len(), QUEUES.len(), "{queues:?}");
    assert!(
        queues.iter().filter(|(_, count)| *count > 0).count() >= 4,
        "the queues hold something: {queues:?}"
    );
    for (word, count) in queues {
        let list = format!("/office/applications?queue={word}");
        let page = office.get(&list).await;
        assert_eq!(page.rows().len(), count, "{word}");
        let sheet = office
            .get(&format!("/office/applications.csv?queue={word}"))
            .await;
        assert_eq!(sheet.body.lines().count(), count + 1, "{word}");
    }
}

#[tokio::test]
async fn an_application_moves_from_queue_to_queue() {
    let world = World::new().await;
    let (partner, id) = world.sent().await;
    let office = world.office().await;
    let colleague = world.person("ben@example.org", &[Role::Office]).await;
    let of = |client: Client| async move {
        let all = counts(&client).await;
        all.into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(word, _)| word)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(office.clone()).await, ["new", "unassigned"]);
    office.take_up(&id).await;
    assert_eq!(of(office.clone()).await, ["mine"]);
    assert!(
        of(colleague.clone()).await.is_empty(),
        "what is another's is nobody else's"
    );
    colleague.get("/office").await.says("Nothing is waiting");
    office
        .get("/office")
        .await
        .says("Yours, soonest due first")
        .says("Quillfeather Guild");
    office
        .decide(
            &id,
            "request-changes",
            &[("steps", "about"), ("body", "Tell us more.")],
        )
        .await;
    assert_eq!(of(office.clone()).await, ["partner"]);
    world.later(TimeDelta::days(11));
    world.sign_in(&office, OFFICE).await;
    world.sign_in(&partner, crate::story::PARTNER).await;
    assert_eq!(of(office.clone()).await, ["partner", "overdue"]);
    partner
        .type_into(&id, "about", &[("organization.about", "More.")])
        .await;
    partner.submit(&id).await;
    assert_eq!(
        of(office.clone()).await,
        ["new", "mine"],
        "it comes back to whoever had it"
    );
    partner
        .send(
            &format!("/applications/{id}/withdraw"),
            "/api/withdraw_application",
            &[],
        )
        .await;
    assert!(of(office.clone()).await.is_empty());
}

#[tokio::test]
async fn who_decides_nothing_has_no_queue_of_their_own() {
    let world = World::new().await;
    world.sent().await;
    let signer = world.person("signer@example.org", &[Role::Signer]).await;
    let words: Vec<String> = counts(&signer)
        .await
        .into_iter()
        .map(|(word, _)| word)
        .collect();
    assert_eq!(
        words,
        ["new", "unassigned", "partner", "overdue", "stalled"]
    );
    let analyst = world.person("analyst@example.org", &[Role::Analyst]).await;
    assert!(counts(&analyst).await.is_empty());
    analyst
        .get("/office")
        .await
        .says("The district's partnerships, in lists and in figures");
}
