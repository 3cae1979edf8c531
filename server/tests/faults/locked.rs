//! A database or a folder that may only be read: the program reads, or says in one sentence why it does not.

use crate::answer::Answer;
use crate::client::pairs;
use crate::district::District;
use crate::place::{is_root, say};
use crate::program::{PROGRAM, Program, command};
use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;

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
        let outcome = match Program::serve_with(make, folder, district.address).await {
            Err(said) => {
                assert!(!said.contains("panic"), "{said}");
                in_one_sentence(&said);
                "refused in one sentence".to_owned()
            }
            Ok(running) => {
                let reads = reads(&district).await;
                let partner = &district.partners[0];
                let written = partner.act("/api/rename", &pairs(&[("name", "Ana")])).await;
                assert_eq!(
                    (written.status.as_u16(), written.body.as_str()),
                    (503, "\"full\""),
                    "{}",
                    case.what
                );
                let ready = partner.client.get("/readyz").await;
                assert!(ready.is(503).body.starts_with("degraded"), "{}", ready.body);
                running.calm();
                assert!(running.end().await.success());
                format!("served: {reads} pages, writes answered with 503")
            }
        };
        allow(folder.data(), 0o777);
        say(&format!("{}: {outcome}", case.what));
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
