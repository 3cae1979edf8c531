//! A step with files as people use it, without scripts: no button costs a typed word or a chosen file.

use super::made::pdf;
use super::post::{ACT, Partner, STEP, body, file, in_folder, kind, post_bytes, world};

const ABOUT: &str = "answers[organization.about][]";

#[tokio::test]
async fn whichever_button_is_pressed_what_was_typed_and_chosen_is_saved() {
    for (then, leads) in [
        ("upload:papers", "files=added"),
        ("", ""),
        ("later", "done=later"),
        ("lang:es", "lang=es"),
    ] {
        let world = world().await;
        let partner = Partner::new(&world).await;
        let fields = partner
            .fields(&[("then", then), (ABOUT, "We read with children")])
            .await;
        let sent = post_bytes(
            &partner.client,
            &kind(),
            body(&fields, &[file("a.pdf", pdf("a"))]),
        )
        .await;
        assert!(
            sent.location().contains(leads),
            "{then}: {}",
            sent.location()
        );
        let page = partner.client.get(&partner.page()).await;
        let form = page.form(ACT);
        assert_eq!(form.value(ABOUT), Some("We read with children"), "{then}");
        assert_eq!(partner.files().await.len(), 1, "{then}");
    }
}

#[tokio::test]
async fn a_refused_file_costs_no_typed_word_and_the_summary_leads_to_the_control() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let fields = partner.fields(&[(ABOUT, "We read with children")]).await;
    let sent = body(&fields, &[file("a.exe", b"MZ".to_vec())]);
    let sent = post_bytes(&partner.client, &kind(), sent).await;
    let page = partner.client.get(&sent.location()).await;
    assert_eq!(page.form(ACT).value(ABOUT), Some("We read with children"));
    let (field, told) = page.mistakes().remove(0);
    assert_eq!(field, "papers");
    assert!(page.body.contains("id=\"papers\""), "{}", page.short());
    assert_eq!(page.mistake_at("papers--files"), Some(told));
    assert!(page.title().starts_with("Error: "));
}

#[tokio::test]
async fn pressing_upload_without_a_file_says_so() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let mut none = file("", Vec::new());
    for files in [vec![], vec![none.clone()]] {
        let sent = partner.upload(&files).await;
        let told = partner.mistakes(&sent).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].1.contains("Choose a file"), "{told:?}");
    }
    none.name = "a.pdf".to_owned();
    let sent = partner.upload(&[none]).await;
    assert!(partner.mistakes(&sent).await[0].1.contains("a.pdf"));
}

#[tokio::test]
async fn the_form_works_as_any_other_when_it_comes_without_parts() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let sent = partner
        .client
        .send(&partner.page(), ACT, &[(ABOUT, "Plain"), ("then", "later")])
        .await;
    assert!(sent.location().ends_with("?done=later"));
    let page = partner.client.get(&partner.page()).await;
    assert_eq!(page.form(ACT).value(ABOUT), Some("Plain"));
}

#[tokio::test]
async fn saving_in_between_and_a_second_tab_leave_the_files_alone() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let old_tab = partner.fields(&[(ABOUT, "Typed in another tab")]).await;
    partner.upload(&[file("a.pdf", pdf("a"))]).await;
    let fields = partner.fields(&[(ABOUT, "Saved in between")]).await;
    partner
        .client
        .call("/api/autosave_step", &fields)
        .await
        .is(200);
    assert_eq!(partner.files().await.len(), 1);
    // The other tab is told that the texts differ; its file is taken all the same.
    let sent = body(&old_tab, &[file("b.pdf", pdf("b"))]);
    let sent = post_bytes(&partner.client, &kind(), sent).await;
    assert!(sent.location().contains("differs=1"), "{}", sent.location());
    let page = partner.client.get(&partner.page()).await;
    page.says("Typed in another tab");
    let choose = page.forms("/api/choose_text");
    let other = choose
        .iter()
        .find(|form| form.value("take") != Some("stored"));
    partner
        .client
        .post("/api/choose_text", &other.unwrap().fields)
        .await;
    assert_eq!(partner.files().await.len(), 2);
    assert_eq!(in_folder(&world), 2);
}

#[tokio::test]
async fn files_are_told_on_the_check_page_and_the_copy() {
    let world = world().await;
    let client = world.person("ana@quillfeather.example", &[]).await;
    let id = client.draft(&world, &world.answers()).await;
    let partner = Partner { client, id };
    partner.upload(&[file("a letter.pdf", pdf("a"))]).await;
    let href = partner.files().await[0].1.clone();
    for page in ["check", "copy"] {
        let page = format!("/applications/{}/{page}", partner.id);
        let page = partner.client.get(&page).await;
        page.says("a letter.pdf");
        assert_eq!(page.link("/files/"), href);
    }
    assert!(partner.page().ends_with(STEP));
}
