//! How much there may be: of a file, an answer, an application and a district; and what the virus scanner says.

use super::made::pdf;
use super::post::{Partner, file, in_folder, sentence, with_question};
use crate::harness::World;
use partnership::invalid::FileFault;
use server::config::Config;
use std::os::unix::fs::PermissionsExt;

async fn world(config: Config) -> World {
    World::of_with(with_question(), config).await
}

fn large(text: &str) -> Vec<u8> {
    [pdf(text), vec![b' '; 700 * 1024], b"%%EOF".to_vec()].concat()
}

#[tokio::test]
async fn a_district_takes_no_more_than_it_has_room_for_and_removing_makes_room() {
    let world = world(Config {
        files: 1,
        ..World::config()
    })
    .await;
    let partner = Partner::new(&world).await;
    partner.upload(&[file("a.pdf", large("a"))]).await;
    let sent = partner.upload(&[file("b.pdf", large("b"))]).await;
    let expected = sentence("b.pdf", FileFault::DistrictFull);
    assert_eq!(partner.mistakes(&sent).await, [expected]);
    assert_eq!((partner.files().await.len(), in_folder(&world)), (1, 1));
    let id = partner.files().await[0]
        .1
        .replace("/files/", "remove-file:");
    partner.press(&id, &[]).await;
    let sent = partner.upload(&[file("b.pdf", large("b"))]).await;
    assert_eq!(partner.mistakes(&sent).await, []);
}

#[tokio::test]
async fn no_more_files_are_received_at_once_than_there_is_room_for() {
    let world = world(World::config()).await;
    let partner = Partner::new(&world).await;
    let all = world
        .server
        .uploads
        .acquire_many(u32::try_from(server::upload::AT_ONCE).unwrap())
        .await
        .unwrap();
    let busy = partner.upload(&[file("a.pdf", pdf("a"))]).await;
    busy.is(503);
    assert!(!busy.header("retry-after").is_empty());
    drop(all);
    partner.upload(&[file("a.pdf", pdf("a"))]).await;
    assert_eq!(partner.files().await.len(), 1);
}

#[tokio::test]
async fn whoever_is_not_signed_in_leaves_room_for_those_who_are() {
    let world = world(World::config()).await;
    let partner = Partner::new(&world).await;
    let half = u32::try_from(server::upload::AT_ONCE / 2).unwrap();
    let stranger = world.anonymous();
    let act = server::upload::PATH;
    assert_ne!(stranger.post(act, &[]).await.status.as_u16(), 503);
    let _taken = world.server.uploads.acquire_many(half).await.unwrap();
    stranger.post(act, &[]).await.is(503);
    partner.upload(&[file("a.pdf", pdf("a"))]).await;
    assert_eq!(partner.files().await.len(), 1);
}

/// A command of two lines that ends with this code, and says in a file that it ran.
fn scanner(code: u8) -> (std::path::PathBuf, std::path::PathBuf) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let name = format!("scan-{}-{code}-{}", std::process::id(), store::fresh::id());
    let (program, seen) = (folder.join(&name), folder.join(format!("{name}.seen")));
    let text = format!("#!/bin/sh\ncp \"$2\" '{}'\nexit {code}\n", seen.display());
    std::fs::write(&program, text).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    (program, seen)
}

#[tokio::test]
async fn the_districts_scanner_sees_every_file_and_what_it_refuses_is_not_taken() {
    for (code, fault) in [(0, None), (1, Some(FileFault::Flagged))] {
        let (program, seen) = scanner(code);
        let world = world(Config {
            scan: format!("{} --quiet", program.display()),
            ..World::config()
        })
        .await;
        let partner = Partner::new(&world).await;
        let sent = partner.upload(&[file("a.pdf", pdf("scanned"))]).await;
        let expected: Vec<_> = fault
            .map(|fault| sentence("a.pdf", fault))
            .into_iter()
            .collect();
        assert_eq!(partner.mistakes(&sent).await, expected);
        assert_eq!(partner.files().await.len(), usize::from(code == 0));
        assert_eq!(std::fs::read(&seen).unwrap(), pdf("scanned"));
        std::fs::remove_file(program).unwrap();
        std::fs::remove_file(seen).unwrap();
    }
}

#[tokio::test]
async fn a_scanner_that_cannot_be_run_lets_nothing_pass() {
    let world = world(Config {
        scan: "/no/such/scanner".to_owned(),
        ..World::config()
    })
    .await;
    let partner = Partner::new(&world).await;
    let sent = partner.upload(&[file("a.pdf", pdf("a"))]).await;
    let expected = sentence("a.pdf", FileFault::Unchecked);
    assert_eq!(partner.mistakes(&sent).await, [expected]);
    assert_eq!(in_folder(&world), 0);
}
