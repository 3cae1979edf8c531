//! Two people on one page: each sees the other's change, and nothing is lost.

use crate::harness::{Client, World};
use crate::story::PARTNER;

const BEN: &str = "ben@quillfeather.example";
const ABOUT: &str = "answers[organization.about][]";

/// Ana, who gave her name, and Ben, on one application; the page that both look at.
async fn two(world: &World) -> (Client, Client, String) {
    let (ana, ben) = (
        world.person(PARTNER, &[]).await,
        world.person(BEN, &[]).await,
    );
    ana.send("/account", "/api/rename", &[("name", "Ana Ruiz")])
        .await;
    let id = ana.draft(world, &world.answers()).await;
    ben.join(world, &ana, &id).await;
    (ana, ben, format!("/applications/{id}/about"))
}

#[tokio::test]
async fn each_sees_who_changed_the_page_and_chooses() {
    let world = World::new().await;
    let (ana, ben, page) = two(&world).await;
    let open = ben.get(&page).await;
    open.says("Ana Ruiz saved this page at 10:00 a.m.");
    ana.send(&page, "/api/save_step", &[(ABOUT, "By Ana")])
        .await;
    let form = open.form("/api/save_step");
    let saved = ben
        .post("/api/save_step", &form.with(&[(ABOUT, "By Ben")]))
        .await;
    assert_eq!(saved.location(), format!("{page}?differs=1"));
    let choice = ben.get(&saved.location()).await;
    choice
        .says("Two different texts were typed for this page. Choose one.")
        .says("Ana Ruiz changed this page, November 26, 2026, 10:00 a.m.")
        .says("By Ana")
        .says("What you typed, November 26, 2026, 10:00 a.m.")
        .says("By Ben");
    ana.get(&page)
        .await
        .says("ben@quillfeather.example typed this")
        .says("By Ben");
    let forms = choice.forms("/api/choose_text");
    let own = forms
        .iter()
        .find(|form| form.value("take") != Some("stored"))
        .unwrap();
    ben.post("/api/choose_text", &own.with(&[])).await;
    ana.get(&page)
        .await
        .hides("By Ana")
        .says("By Ben")
        .says("ben@quillfeather.example saved this page");
}

#[tokio::test]
async fn the_task_list_says_who_saved_a_page_last_when_that_was_somebody_else() {
    let world = World::new().await;
    let (ana, ben, page) = two(&world).await;
    let list = page.trim_end_matches("/about");
    ben.get(list)
        .await
        .says("Ana Ruiz saved a page here, November 26, 2026, 10:00 a.m.");
    ana.get(list).await.hides("saved a page here");
    world.later(chrono::TimeDelta::minutes(5));
    ben.send(&page, "/api/save_step", &[(ABOUT, "By Ben")])
        .await;
    ana.get(list)
        .await
        .says("ben@quillfeather.example saved a page here, November 26, 2026, 10:05 a.m.");
}

#[tokio::test]
async fn three_texts_are_all_shown_and_one_is_taken() {
    let world = World::new().await;
    let (ana, ben, page) = two(&world).await;
    let (one, two) = (
        ben.get(&page).await.form("/api/save_step"),
        ben.get(&page).await.form("/api/save_step"),
    );
    ana.send(&page, "/api/save_step", &[(ABOUT, "By Ana")])
        .await;
    ben.post("/api/save_step", &one.with(&[(ABOUT, "Ben, first")]))
        .await;
    world.later(chrono::TimeDelta::seconds(1));
    ben.post("/api/save_step", &two.with(&[(ABOUT, "Ben, second")]))
        .await;
    let choice = ana.get(&page).await;
    choice
        .says("2 other texts")
        .says("By Ana")
        .says("Ben, first")
        .says("Ben, second");
    let forms = choice.forms("/api/choose_text");
    assert_eq!(forms.len(), 3);
    let taken = ana.post("/api/choose_text", &forms[2].with(&[])).await;
    ana.get(&taken.location())
        .await
        .says("Ben, second")
        .hides("Ben, first")
        .hides("By Ana");
    // What was chosen between is gone: the other one's page of before cannot choose again.
    let late = ben
        .post("/api/choose_text", &forms_of(&choice, &ben).await)
        .await;
    ben.get(&late.location())
        .await
        .says("Ben, second")
        .hides("By Ana");
}

/// The first form of somebody's page, with the token of another.
async fn forms_of(page: &crate::harness::Answer, client: &Client) -> Vec<(String, String)> {
    let mut fields = page.form("/api/choose_text").with(&[]);
    fields.retain(|(name, _)| name != "token");
    fields.push(("token".to_owned(), client.token().await));
    fields
}
