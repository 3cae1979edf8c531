//! Confidential notes: there for their writer and those they name, and for nobody else anywhere.

use super::{colleague, record, status};
use crate::harness::{Client, World};
use partnership::person::Role;

const QUIET: &str = "Their treasurer is under investigation";

/// Keeps a confidential note that names Olga.
async fn keep(office: &Client, id: &str) {
    let page = office.get(&record(id)).await;
    let ticked = colleague(&page, "olga@example.org");
    let form = page.form("/api/add_note");
    let form = form.with(&[("note", QUIET), ("only", "yes"), ("tell", &ticked)]);
    office.post("/api/add_note", &form).await;
}

#[tokio::test]
async fn nobody_learns_of_a_confidential_note_but_its_writer_and_those_it_names() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let olga = world.person("olga@example.org", &[Role::Office]).await;
    let chief = world
        .person("chief@example.org", &[Role::Administrator])
        .await;
    let signer = world.person("signer@example.org", &[Role::Signer]).await;
    let (record, status) = (record(&id), status(&id));
    let others = [&chief, &signer];
    let pages = [
        record.clone(),
        format!("{record}/history"),
        format!("{record}/history?kind=talk"),
        format!("{record}/history.csv"),
        "/office".to_owned(),
        "/office/applications".to_owned(),
        "/office/applications?queue=notes".to_owned(),
        "/office/applications.csv".to_owned(),
        "/office/organizations".to_owned(),
        "/office/mails".to_owned(),
        format!("/office/mails?application={id}"),
    ];
    let seen = async || {
        let mut seen = Vec::new();
        for other in others {
            for page in &pages {
                seen.push(other.get(page).await.text());
            }
        }
        seen
    };
    let before = seen().await;
    keep(&office, &id).await;
    let after = seen().await;
    for (number, (before, after)) in before.iter().zip(&after).enumerate() {
        let page = &pages[number % pages.len()];
        assert_eq!(before, after, "{page} tells of the note");
    }
    olga.get("/office").await.says("1 Notes for you");
    for reader in [&office, &olga] {
        let page = reader.get(&record).await;
        page.says(QUIET).says("Confidential note");
        page.says("those named read this: olga@example.org");
        for list in ["history", "history?kind=talk", "history.csv"] {
            let page = reader.get(&format!("{record}/{list}")).await;
            page.says("Kept a confidential note").hides(QUIET);
        }
    }
    // Nobody looks at it as it stood then, either.
    let history = olga.get(&format!("{record}/history")).await;
    let moment = history.link(&format!("{record}/history?at="));
    olga.get(&moment).await.says("Kept a confidential note");
    for other in others {
        other.get(&moment).await.is(404);
    }
    for page in [status, format!("/applications/{id}/copy")] {
        partner.get(&page).await.hides(QUIET).hides("onfidential");
    }
    // Whoever is named gets a mail that leads there, without the text; no list shows that mail.
    let letters = world.letters_to("olga@example.org").await;
    assert_eq!(letters.len(), 1);
    for mail in world.store.mails(1_000).await.unwrap() {
        assert!(!mail.body.contains(QUIET) && !mail.subject.contains(QUIET));
    }
    let mail = format!("/office/mails/{}", letters[0].id);
    chief.get(&mail).await.is(404);
    let verified = world.store.verify_history().await.unwrap();
    assert!(verified.is_ok(), "the chain holds: {verified:?}");
}

#[tokio::test]
async fn a_confidential_note_that_names_nobody_comes_back_as_it_was_typed() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    world.person("olga@example.org", &[Role::Office]).await;
    let record = record(&id);
    let form = office.get(&record).await.form("/api/add_note");
    let alone = form.with(&[("note", QUIET), ("only", "yes")]);
    let refused = office.post("/api/add_note", &alone).await;
    let again = office.get(&refused.location()).await;
    assert_eq!(again.mistakes().len(), 1, "{:?}", again.mistakes());
    assert_eq!(again.mistakes()[0].0, "tell");
    let form = again.form("/api/add_note");
    assert_eq!(form.value("note"), Some(QUIET));
    assert_eq!(form.value("only"), Some("yes"), "it stays confidential");
    office.get(&record).await.hides(QUIET);
}

#[tokio::test]
async fn what_a_colleague_typed_and_was_refused_is_shown_to_nobody_else() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    let olga = world.person("olga@example.org", &[Role::Office]).await;
    let form = office.get(&record(&id)).await.form("/api/add_note");
    let alone = form.with(&[("note", QUIET), ("only", "yes")]);
    let refused = office.post("/api/add_note", &alone).await;
    olga.get(&refused.location()).await.hides(QUIET);
}
