//! A database or a folder that may only be read: the program reads, or says in one sentence why it does not.

use crate::answer::Answer;
use crate::client::pairs;
use crate::district::{District, open};
use crate::files::{DISTRICT, Sender, senders, serve};
use crate::place::{Folder, is_root, say};
use crate::program::{PROGRAM, Program, command, free_port};
use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};

/// The user with the fewest rights: root may write everything, whatever its permissions are.
const NOBODY: u32 = 65_534;

/// What may be written, and whether the last run was killed.
struct Case {
    what: &'static str,
    folder: bool,
    file: bool,
    was_killed: bool,
}

const CASES: [Case; 5] = [
    Case {
        what: "a file that may only be read",
        folder: true,
        file: false,
        was_killed: false,
    },
    Case {
        what: "a folder that may only be read",
        folder: false,
        file: true,
        was_killed: false,
    },
    Case {
        what: "file and folder that may only be read",
        folder: false,
        file: false,
        was_killed: false,
    },
    Case {
        what: "file and folder that may only be read, after a kill",
        folder: false,
        file: false,
        was_killed: true,
    },
    Case {
        what: "a file that may only be read, after a kill",
        folder: true,
        file: false,
        was_killed: true,
    },
];

fn allow(path: PathBuf, mode: u32) {
    if path.exists() {
        set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }
}

fn in_one_sentence(said: &str) {
    let said = said.trim();
    assert!(
        !said.is_empty() && !said.contains('\n'),
        "one sentence: {said}"
    );
    assert!(
        said.contains("TRELLIS_DATA"),
        "it names the setting: {said}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_only_be_read_is_read_or_refused_in_one_sentence() {
    for case in &CASES {
        let district = District::new(1).await;
        let folder = &district.folder;
        if case.was_killed {
            district.start().await.kill();
        }
        // Whatever another user could not reach lies beside the data.
        let (program, profile) = (folder.beside("server"), folder.beside("durham-1.toml"));
        std::fs::copy(PROGRAM, &program).unwrap();
        std::fs::write(&profile, include_str!("../../profiles/durham-1.toml")).unwrap();
        let mode = |may_write: bool| if may_write { 0o666 } else { 0o444 };
        for name in ["trellis.db", "trellis.db-wal", "trellis.db-shm"] {
            allow(folder.data().join(name), mode(case.file));
        }
        allow(folder.data(), if case.folder { 0o777 } else { 0o555 });
        let make = || {
            let mut command = command(&program, folder);
            command.env("TRELLIS_PROFILE", &profile);
            if is_root() {
                command.uid(NOBODY).gid(NOBODY);
            }
            command
        };
        let started = Program::serve_with(make, folder, district.address).await;
        let outcome = read_or_refused(started, &district, case.what).await;
        allow(folder.data(), 0o777);
        say(&format!("{}: {outcome}", case.what));
    }
}

/// Fails unless the program said in one sentence why it does not start, or reads and answers writes with 503.
async fn read_or_refused(
    started: Result<Program, String>,
    district: &District,
    what: &str,
) -> String {
    match started {
        Err(said) => {
            assert!(!said.contains("panic"), "{said}");
            in_one_sentence(&said);
            "refused in one sentence".to_owned()
        }
        Ok(running) => {
            let reads = reads(district).await;
            let partner = &district.partners[0];
            let written = partner.act("/api/rename", &pairs(&[("name", "Ana")])).await;
            assert_eq!(
                (written.status.as_u16(), written.body.as_str()),
                (503, "\"full\""),
                "{what}"
            );
            let ready = partner.client.get("/readyz").await;
            assert!(ready.is(503).body.starts_with("degraded"), "{}", ready.body);
            running.calm();
            assert!(running.end().await.success());
            format!("served: {reads} pages, writes answered with 503")
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_may_only_be_read_is_read_or_refused_in_one_sentence() {
    for was_killed in [false, true] {
        let Some(folder) = Folder::with_disk(64) else {
            say("left out: a disk that may only be read needs the right to mount one");
            return;
        };
        let what = format!("a disk that may only be read, after a kill: {was_killed}");
        let district = District::in_folder(folder, 1).await;
        let running = district.start().await;
        let partner = &district.partners[0];
        partner
            .act("/api/rename", &pairs(&[("name", "Ana")]))
            .await
            .is(200);
        if was_killed {
            running.kill();
        } else {
            assert!(running.end().await.success());
        }
        district.folder.lock_disk(true);
        let started = Program::serve(&district.folder, district.address).await;
        let outcome = read_or_refused(started, &district, &what).await;
        say(&format!("{what}: {outcome}"));
        // Written again, nothing is missing.
        district.folder.lock_disk(false);
        let running = district.start().await;
        let account = partner.client.get("/account").await;
        account.is(200).says("Ana");
        partner
            .act("/api/rename", &pairs(&[("name", "Ana Berg")]))
            .await
            .is(200);
        assert!(running.end().await.success());
    }
}

/// What is in a folder; nothing when it is none.
fn names(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    names.sort_unstable();
    names
}

/// Everything of this folder belongs to the user as whom the program runs.
fn give_away(folder: &Path) {
    for path in names(folder) {
        give_away(&path);
    }
    chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
}

/// Sends a file, and fails unless the answer says that it cannot be saved now.
async fn refused(sender: &Sender, what: &str) {
    let client = sender.person.client.clone();
    let page = client.get(&sender.upload_refused().await.location()).await;
    page.says("Nothing can be saved right now. What is stored is safe and can be read.");
    assert!(!page.body.contains("Something went wrong"), "{what}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_files_may_not_be_written_a_file_is_refused_and_reading_goes_on() {
    for what in [
        "a folder of files that may only be read",
        "a file in place of that folder",
    ] {
        let (folder, address) = (Folder::new(), free_port());
        let profile = server::profile::load(DISTRICT).unwrap();
        let store = open(&folder, &profile).await;
        let mut sender = senders(&store, &profile, address).await.remove(0);
        let running = serve(&folder, address).await;
        sender.open_step().await;
        assert!(sender.upload().await);
        assert!(running.end().await.success());
        let there = sender.in_draft(&store).await;
        store.close().await;
        let files = folder.data().join("trellis.files");
        let is_folder = what.starts_with("a folder");
        if is_folder {
            allow(files.clone(), 0o555);
        } else {
            std::fs::rename(&files, folder.beside("away")).unwrap();
            std::fs::write(&files, "").unwrap();
        }
        let before = names(&files);
        // Whatever another user could not reach lies beside the data.
        let program = folder.beside("server");
        std::fs::copy(PROGRAM, &program).unwrap();
        if is_root() {
            give_away(&folder.data());
        }
        let make = || {
            let mut command = command(&program, &folder);
            command.env("TRELLIS_PROFILE", DISTRICT);
            if is_root() {
                command.uid(NOBODY).gid(NOBODY);
            }
            command
        };
        let running = Program::serve_with(make, &folder, address).await.unwrap();
        refused(&sender, what).await;
        // Texts are saved, and what is there is read.
        assert!(sender.save().await, "{what}");
        let client = &sender.person.client;
        client.get("/applications").await.is(200);
        client.get("/directory").await.is(200);
        if is_folder {
            let file = client.get(&format!("/files/{}", there[0].id)).await;
            assert_eq!(file.is(200).size, sender.acknowledged[&there[0].name].len());
        }
        running.calm();
        assert!(running.end().await.success());
        assert_eq!(names(&files), before, "{what}: nothing of the file stays");
        let store = open(&folder, &profile).await;
        assert_eq!(sender.in_draft(&store).await, there, "{what}");
        store.close().await;
        allow(files, 0o755);
        say(&format!(
            "{what}: a file is refused in one sentence, texts are saved"
        ));
    }
}

async fn reads(district: &District) -> usize {
    let (partner, office) = (&district.partners[0].client, &district.office.client);
    let pages = [
        (partner, "/"),
        (partner, "/directory"),
        (partner, "/applications"),
        (office, "/office"),
        (office, "/office/applications"),
        (office, "/healthz"),
    ];
    for (client, path) in pages {
        let page: Answer = client.get(path).await;
        page.is(200);
    }
    pages.len()
}
