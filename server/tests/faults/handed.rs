//! Files that partners handed in: they come back with a backup that was made while others came and went, by the steps
//! of the README.

use crate::district::open;
use crate::files::{DISTRICT, senders, serve, whole};
use crate::place::{Folder, rounds, say};
use crate::program::{free_port, said};
use crate::restore::{operate, steps};
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::contents::fingerprint;

/// The steps of the README, for the district that asks for files.
fn of_the_district(commands: &str) -> String {
    format!("export TRELLIS_PROFILE={DISTRICT}\n{commands}")
}

/// Loses all files but one of them, whose bytes the disk changes.
fn lose(folder: &Folder, kept: &str) {
    for entry in std::fs::read_dir(folder.data().join("trellis.files")).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with(kept) {
            std::fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
            std::fs::write(&path, "the disk wrote this").unwrap();
            std::fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
        } else {
            std::fs::remove_file(path).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_come_back_with_a_backup_that_was_made_while_others_came_and_went() {
    let steps: Vec<String> = steps().into_iter().map(of_the_district).collect();
    let mut files = 0;
    for _ in 0..rounds(1, 10) {
        let (folder, address) = (Folder::new(), free_port());
        let profile = server::profile::load(DISTRICT).unwrap();
        let store = open(&folder, &profile).await;
        let mut senders = senders(&store, &profile, address).await;
        let running = serve(&folder, address).await;
        for sender in &mut senders {
            assert!(sender.upload().await && sender.upload().await);
        }
        // The last partner rests: whatever else comes and goes, those files are in every backup.
        let mut quiet = senders.pop().unwrap();
        let stop = AtomicBool::new(false);
        let backup = folder.beside("backup.db");
        let writers = senders.iter_mut().map(|sender| sender.go_on(&store, &stop));
        let writing = crate::kill::all(writers.collect());
        let working = async {
            tokio::time::sleep(Duration::from_millis(200)).await;
            tokio::task::block_in_place(|| operate(&folder, &steps[0], &backup));
            stop.store(true, Ordering::Relaxed);
        };
        tokio::join!(writing, working);
        let kept = quiet.in_draft(&store).await;
        assert_eq!(kept.len(), 2, "{kept:?}");
        store.close().await;
        assert!(running.end().await.success());

        std::fs::write(folder.database(), "the disk wrote this").unwrap();
        lose(&folder, &kept[0].id);
        let output = operate(&folder, &steps[1], &backup);
        let store = open(&folder, &profile).await;
        let print = fingerprint(&store.contents().await.unwrap());
        assert!(said(&output).contains(&print), "{print}: {}", said(&output));
        assert!(store.verify().await.unwrap().is_sound());
        let report = store.verify_files().await.unwrap();
        assert!(report.is_sound() && report.strays == 0, "{report:?}");
        assert_eq!(
            quiet.in_draft(&store).await,
            kept,
            "the rows are as they were"
        );
        senders.push(quiet);
        let found = whole(&senders, &store, &folder).await;
        assert_eq!(report.count, found as u64, "every file has its row");
        files += found;
        quiet = senders.pop().unwrap();

        // And partners read them, and send others.
        let running = serve(&folder, address).await;
        for handed in &kept {
            let bytes = &quiet.acknowledged[&handed.name];
            let path = format!("/files/{}", handed.id);
            let read = quiet.person.client.get(&path).await;
            assert_eq!(read.is(200).size, bytes.len());
        }
        assert!(quiet.upload().await);
        assert_eq!(quiet.in_draft(&store).await.len(), 3);
        store.close().await;
        running.kill();
    }
    say(&format!(
        "backups while files came and went, restored by the README's steps: {files} files in them, each with its bytes"
    ));
}
