//! Where files stand: in the draft until they are removed, with what was sent for good, and once for each form.

use super::made::{docx, pdf, png};
use super::post::{Partner, STEP, Sent, body, file, in_folder, kind, post_bytes, sentence, world};
use chrono::TimeDelta;
use partnership::invalid::FileFault;

fn three() -> Vec<Sent> {
    vec![
        file("a.pdf", pdf("a")),
        file("b.png", png(2)),
        file("c.docx", docx()),
    ]
}

#[tokio::test]
async fn several_files_come_with_one_form_in_their_order() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let sent = partner.upload(&three()).await;
    let page = partner.client.get(&sent.location()).await;
    page.says("Your files are uploaded");
    let names: Vec<String> = partner.files().await.into_iter().map(|f| f.0).collect();
    assert_eq!(names, ["a.pdf", "b.png", "c.docx"]);
    assert_eq!(in_folder(&world), 3);
    let report = world.store.verify_files().await.unwrap();
    assert!(
        report.is_sound() && report.count == 3 && report.strays == 0,
        "{report:?}"
    );
}

#[tokio::test]
async fn of_several_files_the_good_ones_stay_and_every_other_one_is_named() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let files = [
        file("a.pdf", pdf("a")),
        file("bad.pdf", b"MZ".to_vec()),
        file("b.png", png(2)),
        file("worse.exe", b"MZ".to_vec()),
    ];
    let sent = partner.upload(&files).await;
    let told = partner.mistakes(&sent).await;
    assert_eq!(told.len(), 1, "{told:?}");
    for name in ["bad.pdf", "worse.exe"] {
        assert!(told[0].1.contains(name), "{told:?}");
    }
    let names: Vec<String> = partner.files().await.into_iter().map(|f| f.0).collect();
    assert_eq!(names, ["a.pdf", "b.png"]);
}

#[tokio::test]
async fn a_question_takes_as_many_files_as_it_says_in_one_form_and_in_several() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let four = [three(), vec![file("d.pdf", pdf("d"))]].concat();
    let sent = partner.upload(&four).await;
    let expected = sentence("d.pdf", FileFault::TooMany { max: 3 });
    assert_eq!(partner.mistakes(&sent).await, [expected]);
    assert_eq!(partner.files().await.len(), 3);
    // The page has no room for another one; a form of before may still be sent.
    let page = partner.client.get(&partner.page()).await;
    page.hides("type=\"file\"");
    let sent = partner.upload(&[file("e.pdf", pdf("e"))]).await;
    let expected = sentence("e.pdf", FileFault::TooMany { max: 3 });
    assert_eq!(partner.mistakes(&sent).await, [expected]);
    assert_eq!((partner.files().await.len(), in_folder(&world)), (3, 3));
}

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one_file() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let fields = partner.fields(&[("then", "upload:papers")]).await;
    let sent = body(&fields, &[file("a.pdf", pdf("a"))]);
    for _ in 0..3 {
        let answer = post_bytes(&partner.client, &kind(), sent.clone()).await;
        assert_eq!(partner.mistakes(&answer).await, []);
    }
    assert_eq!((partner.files().await.len(), in_folder(&world)), (1, 1));
    // At once.
    let fields = partner.fields(&[("then", "upload:papers")]).await;
    let sent = body(&fields, &[file("b.pdf", pdf("b"))]);
    let mut all = Vec::new();
    for _ in 0..12 {
        let (client, sent) = (partner.client.copy(), sent.clone());
        all.push(tokio::spawn(async move {
            post_bytes(&client, &kind(), sent).await;
        }));
    }
    for one in all {
        one.await.unwrap();
    }
    assert_eq!((partner.files().await.len(), in_folder(&world)), (2, 2));
}

#[tokio::test]
async fn a_file_that_is_removed_from_a_draft_is_gone_with_its_bytes() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    partner.upload(&three()).await;
    let href = partner.files().await[1].1.clone();
    let id = href.trim_start_matches("/files/");
    let then = format!("remove-file:{id}");
    let fields = partner.fields(&[("then", &then)]).await;
    for _ in 0..2 {
        let removed = post_bytes(&partner.client, &kind(), body(&fields, &[])).await;
        let page = partner.client.get(&removed.location()).await;
        page.says("The file is removed");
    }
    assert_eq!((partner.files().await.len(), in_folder(&world)), (2, 2));
    partner.client.get(&href).await.is(404);
    // One of another application is not there to be removed.
    let other = world.person("eve@elsewhere.example", &[]).await;
    let id = other.start().await;
    let eve = Partner { client: other, id };
    let own = partner.files().await[0].1.clone();
    let then = format!("remove-file:{}", own.trim_start_matches("/files/"));
    eve.press(&then, &[]).await;
    assert_eq!((partner.files().await.len(), in_folder(&world)), (2, 2));
}

#[tokio::test]
async fn a_file_that_was_sent_stays_with_what_was_sent_when_a_later_draft_drops_it() {
    let world = world().await;
    let client = world.person("ana@quillfeather.example", &[]).await;
    let id = client.draft(&world, &world.answers()).await;
    let partner = Partner { client, id };
    partner.upload(&[file("first.pdf", pdf("first"))]).await;
    let first = partner.files().await[0].1.clone();
    partner.client.submit(&partner.id).await;
    let office = world.office().await;
    office.take_up(&partner.id).await;
    let changes = [
        ("steps", STEP),
        ("body", "Send the newer one."),
        ("due.month", "12"),
        ("due.day", "20"),
        ("due.year", "2026"),
    ];
    office
        .decide(&partner.id, "request-changes", &changes)
        .await;
    world.later(TimeDelta::minutes(1));
    let then = format!("remove-file:{}", first.trim_start_matches("/files/"));
    partner.press(&then, &[]).await;
    partner.upload(&[file("second.pdf", pdf("second"))]).await;
    let second = partner.files().await[0].1.clone();
    assert_eq!(partner.files().await.len(), 1);
    // Not yet sent: not yet the office's.
    office.get(&second).await.is(404);
    office.get(&first).await.is(200);
    partner.client.submit(&partner.id).await;
    office.get(&second).await.is(200);
    office.get(&first).await.is(200);
    let record = office
        .get(&format!("/office/applications/{}", partner.id))
        .await;
    record.says("first.pdf").says("second.pdf");
    assert_eq!(in_folder(&world), 2);
}

#[tokio::test]
async fn files_that_belong_to_nothing_are_swept_after_an_hour_and_others_never() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    partner.upload(&[file("a.pdf", pdf("a"))]).await;
    let folder = world.store.files_path();
    std::fs::write(folder.join(store::fresh::id()), "left behind").unwrap();
    std::fs::write(folder.join(format!("{}.part", store::fresh::id())), "half").unwrap();
    let now = chrono::Utc::now();
    let swept = |later| world.store.sweep_files(now + later);
    assert_eq!(swept(TimeDelta::minutes(50)).await.unwrap(), 0);
    assert_eq!(world.store.verify_files().await.unwrap().strays, 2);
    assert_eq!(swept(TimeDelta::minutes(70)).await.unwrap(), 2);
    assert_eq!(swept(TimeDelta::days(900)).await.unwrap(), 0);
    assert_eq!(in_folder(&world), 1);
}

#[tokio::test]
async fn a_check_finds_bytes_that_are_missing_or_changed() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    partner.upload(&three()).await;
    let files = partner.files().await;
    let path = |at: usize| {
        let id = files[at].1.trim_start_matches("/files/").to_owned();
        (world.store.files_path().join(&id), id)
    };
    let (missing, missing_id) = path(0);
    std::fs::remove_file(missing).unwrap();
    let (changed, changed_id) = path(1);
    let mut bytes = std::fs::read(&changed).unwrap();
    bytes[20] ^= 1;
    std::fs::remove_file(&changed).unwrap();
    std::fs::write(&changed, bytes).unwrap();
    let report = world.store.verify_files().await.unwrap();
    assert!(!report.is_sound());
    assert_eq!(report.missing, [missing_id]);
    assert_eq!(report.differing, [changed_id]);
    assert_eq!(report.count, 1);
    partner.client.get(&files[0].1).await.is(404);
}
