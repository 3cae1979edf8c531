//! Files within the things of a list: each thing has its own, and they go and move with it.

use super::made::pdf;
use super::post::{ACT, Sent, body, in_folder, kind, post_bytes};
use crate::harness::{Answer, Client, World};
use crate::story::PARTNER;
use partnership::district::Profile;
use partnership::form::Kind;
use server::profile;

const STEP: &str = "outcomes";

/// Durham, where each outcome may have files.
fn with_files() -> Profile {
    let mut profile = profile::load("durham").unwrap();
    let steps = profile.form.sections.iter_mut().flat_map(|s| &mut s.steps);
    let mut questions = steps.flat_map(|step| &mut step.questions);
    let group = questions.find(|q| q.key == "outcomes").unwrap();
    let Kind::Group { questions, .. } = &mut group.kind else {
        panic!("the outcomes are no group");
    };
    let evidence =
        "key = \"evidence\"\nlabel = \"Evidence\"\nkind = \"file\"\noptional = true\nmax = 1";
    questions.push(toml::from_str(evidence).unwrap());
    assert_eq!(profile.faults(), []);
    profile
}

fn of_item(number: usize, name: &str) -> Sent {
    Sent {
        field: format!("files[outcomes.{number}.evidence]"),
        name: name.to_owned(),
        bytes: pdf(name),
    }
}

async fn press(client: &Client, page: &str, typed: &[(&str, &str)], files: &[Sent]) -> Answer {
    let fields = client.get(page).await.form(ACT).with(typed);
    post_bytes(client, &kind(), body(&fields, files)).await
}

/// The names of the files on the page.
async fn names(client: &Client, page: &str) -> Vec<String> {
    let ways = client.get(page).await.ways();
    ways.into_iter()
        .filter(|(href, _)| href.starts_with("/files/"))
        .map(|(_, name)| name)
        .collect()
}

#[tokio::test]
async fn the_files_of_an_item_go_with_it_and_the_others_move_up() {
    let world = World::of(with_files()).await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let page = format!("/applications/{id}/{STEP}");
    press(&client, &page, &[("then", "add:outcomes")], &[]).await;
    let two = [of_item(1, "one.pdf"), of_item(2, "two.pdf")];
    let what = ("answers[outcomes.2.what][]", "They read");
    let sent = press(
        &client,
        &page,
        &[("then", "upload:outcomes.2.evidence"), what],
        &two,
    )
    .await;
    assert!(
        sent.location().ends_with("files=added#outcomes.2.evidence"),
        "{}",
        sent.location()
    );
    assert_eq!(names(&client, &page).await, ["one.pdf", "two.pdf"]);

    // A file too many is told at its own item.
    let more = press(&client, &page, &[], &[of_item(2, "more.pdf")]).await;
    let told = client.get(&more.location()).await.mistakes();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "outcomes.2.evidence");
    assert!(
        told[0].1.contains("Deliverable 2") && told[0].1.contains("more.pdf"),
        "{told:?}"
    );

    // The first item holds nothing but a file: it goes only when the partner was asked.
    let asked = press(&client, &page, &[("then", "remove:outcomes:1")], &[]).await;
    assert!(
        asked.location().contains("remove=outcomes:1"),
        "{}",
        asked.location()
    );
    let fields = client
        .get(&page)
        .await
        .form(ACT)
        .with(&[("then", "removed:outcomes:1")]);
    // A second click sends the same form again.
    for _ in 0..2 {
        let gone = post_bytes(&client, &kind(), body(&fields, &[])).await;
        assert!(
            gone.location().ends_with("#outcomes"),
            "{}",
            gone.location()
        );
        assert_eq!(names(&client, &page).await, ["two.pdf"]);
    }
    let shown = client.get(&page).await;
    assert_eq!(
        shown.form(ACT).value("answers[outcomes.1.what][]"),
        Some("They read")
    );
    assert_eq!(in_folder(&world), 1, "the bytes went with the item");
    let check = client.get(&format!("/applications/{id}/check")).await;
    assert!(
        check
            .ways()
            .iter()
            .any(|(href, name)| href.starts_with("/files/") && name == "two.pdf"),
        "{}",
        check.short()
    );
}

#[tokio::test]
async fn a_typed_value_names_no_file_of_an_item() {
    let world = World::of(with_files()).await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let page = format!("/applications/{id}/{STEP}");
    let forged = (
        "answers[outcomes.1.evidence][]",
        "aaaaaaaaaaaaaaaaaaaa 5 forged.pdf",
    );
    let mut fields = client.get(&page).await.form(ACT).with(&[]);
    fields.push((forged.0.to_owned(), forged.1.to_owned()));
    post_bytes(&client, &kind(), body(&fields, &[])).await;
    assert_eq!(names(&client, &page).await, [""; 0]);
    client.get(&page).await.hides("forged.pdf");
}
