//! Backing up under load and restoring, by the very steps that the README tells operators to take.

use crate::dice::Dice;
use crate::district::District;
use crate::kill::all;
use crate::life::{Life, State};
use crate::place::{Folder, rounds, say};
use crate::program::{PROGRAM, command, run, said};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::contents::fingerprint;

const README: &str = include_str!("../../../README.md");

/// The commands of the README's section, in the order of its boxes: to back up, to restore.
pub fn steps() -> Vec<&'static str> {
    let section = README.split("\n## Backup and restore\n").nth(1);
    let section = section.expect("the README tells how to back up and restore");
    let section = section.split("\n## ").next().unwrap();
    let boxes = section.split("```sh\n").skip(1);
    boxes
        .map(|rest| rest.split("```").next().unwrap())
        .collect()
}

/// Runs commands of the README as an operator does, with the program under the name it is installed by.
pub fn operate(folder: &Folder, commands: &str, backup: &Path) -> Output {
    let programs = folder.beside("programs");
    std::fs::create_dir_all(&programs).unwrap();
    let program = programs.join("trellis-server");
    if !program.exists() {
        std::os::unix::fs::symlink(PROGRAM, program).unwrap();
    }
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let prepared = command(Path::new("sh"), folder);
    let mut shell = Command::new("sh");
    for (name, value) in prepared.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    let output = shell
        .args(["-e", "-u", "-c", commands])
        .current_dir(folder.path())
        .env("PATH", path)
        .env("BACKUP", backup)
        .output()
        .unwrap();
    assert!(output.status.success(), "{commands}\n{}", said(&output));
    output
}

/// People who write until they are told to stop, or their life is over.
async fn write_until(lives: &mut [Life], stop: &AtomicBool) {
    let writers = lives.iter_mut().map(|life| async move {
        while !stop.load(Ordering::Relaxed) && !life.is_over() {
            assert!(life.go_on().await, "{}", life.told());
        }
    });
    all(writers.collect()).await;
}

fn at(lives: &[Life]) -> Vec<usize> {
    lives.iter().map(|life| life.at).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_was_made_under_load_is_restored_by_the_steps_of_the_readme() {
    let steps = steps();
    assert_eq!(steps.len(), 2, "one box to back up, one to restore");
    let mut acts = 0;
    for _ in 0..rounds(1, 10) {
        let district = District::new(4).await;
        let running = district.start().await;
        let mut lives: Vec<Life> = (0..4)
            .map(|number| Life::new(district.case(number), number))
            .collect();
        for life in &mut lives {
            for _ in 0..5 {
                assert!(life.go_on().await);
            }
        }
        // While everybody writes.
        let before = at(&lives);
        let stop = AtomicBool::new(false);
        let backup = district.folder.beside("backup.db");
        let (folder, to) = (&district.folder, &backup);
        let working = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let output = tokio::task::block_in_place(|| operate(folder, steps[0], to));
            stop.store(true, Ordering::Relaxed);
            output
        };
        tokio::join!(write_until(&mut lives, &stop), working);
        let after = at(&lives);
        // While nobody writes: the same rows, to the last one.
        let still = district.folder.beside("still.db");
        operate(&district.folder, steps[0], &still);
        assert!(running.end().await.success());
        let store = district.open().await;
        let contents = store.contents().await.unwrap();
        store.close().await;
        let copy = store::Store::open(&still, district.profile.id.clone())
            .await
            .unwrap();
        assert_eq!(copy.contents().await.unwrap(), contents);
        copy.close().await;
        // Everything is lost but the backup.
        std::fs::write(district.folder.database(), "the disk wrote this").unwrap();
        let output = operate(&district.folder, steps[1], &backup);
        let store = district.open().await;
        let print = fingerprint(&store.contents().await.unwrap());
        assert!(
            said(&output).contains(&print),
            "`verify` prints the fingerprint {print}: {}",
            said(&output)
        );
        let mails = store.mails(1_000_000).await.unwrap();
        for (number, life) in lives.iter_mut().enumerate() {
            let found = State::read(&store, life, &mails).await;
            let stands =
                (before[number]..=after[number]).find(|acts| life.expected(*acts) == found);
            let stands = stands.unwrap_or_else(|| {
                panic!("what was acknowledged before the backup began is not in it: {found:#?}, {} to {}", before[number], after[number])
            });
            life.back_to(stands);
            acts += stands;
        }
        store.close().await;
        // And life goes on from there.
        let running = district.start().await;
        write_until(&mut lives, &AtomicBool::new(false)).await;
        let store = district.open().await;
        assert_eq!(district.check(&store, &mut lives).await, 0);
        store.close().await;
        running.kill();
    }
    say(&format!(
        "backups under load, restored by the README's steps: {acts} acts in them, all rows as they were"
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_is_killed_is_never_taken_for_one() {
    let kills = rounds(10, 200);
    let folder = Folder::new();
    assert!(
        run(&folder, &["demo", "--organizations", "40"])
            .status
            .success()
    );
    let profile = server::profile::load("durham").unwrap();
    let store = crate::district::open(&folder, &profile).await;
    let contents = store.contents().await.unwrap();
    store.close().await;
    let mut dice = Dice(99);
    let mut whole = 0;
    let backup = folder.beside("backup.db");
    for _ in 0..kills {
        let mut child = command(Path::new(PROGRAM), &folder);
        let mut child = child
            .arg("backup")
            .arg(&backup)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        tokio::time::sleep(Duration::from_micros(
            u64::try_from(dice.between(5_000, 60_000)).unwrap(),
        ))
        .await;
        child.kill().unwrap();
        child.wait().unwrap();
        if backup.exists() {
            whole += 1;
            let copy = store::Store::open(&backup, profile.id.clone())
                .await
                .unwrap();
            assert_eq!(
                copy.contents().await.unwrap(),
                contents,
                "a backup with its name is whole"
            );
            copy.close().await;
            std::fs::remove_file(&backup).unwrap();
        }
    }
    // What a killed one left behind is in nobody's way.
    let output = run(&folder, &["backup", &backup.to_string_lossy()]);
    assert!(output.status.success(), "{}", said(&output));
    say(&format!(
        "{kills} killed backups: {whole} were complete and whole, the others left none"
    ));
}

/// The configuration that is shipped for continuous copies.
const LITESTREAM: &str = include_str!("../../deploy/litestream.yml");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn litestream_copies_continuously_with_the_file_that_is_shipped() {
    assert!(
        LITESTREAM.contains("${TRELLIS_DATA}/trellis.db"),
        "it names the database"
    );
    assert!(
        README.contains("server/deploy/litestream.yml"),
        "the README names it"
    );
    if Command::new("litestream").arg("version").output().is_err() {
        return say("continuous copies: left out, because there is no `litestream` on the PATH");
    }
    let district = District::new(2).await;
    let (copies, file) = (
        district.folder.beside("copies"),
        district.folder.beside("litestream.yml"),
    );
    std::fs::write(&file, LITESTREAM).unwrap();
    let litestream = |arguments: &[&str]| {
        let mut command = Command::new("litestream");
        command
            .args(arguments)
            .env("TRELLIS_DATA", district.folder.data())
            .env("TRELLIS_COPIES", &copies)
            .stdout(std::fs::File::create(district.folder.beside("litestream.log")).unwrap());
        command
    };
    let config = file.to_string_lossy().into_owned();
    let running = district.start().await;
    let mut copying = litestream(&["replicate", "-config", &config])
        .spawn()
        .unwrap();
    let mut lives: Vec<Life> = (0..2)
        .map(|number| Life::new(district.case(number), number))
        .collect();
    write_until(&mut lives, &AtomicBool::new(false)).await;
    // It promises to be a second behind; the rest is slack.
    tokio::time::sleep(Duration::from_secs(5)).await;
    running.kill();
    copying.kill().unwrap();
    copying.wait().unwrap();
    let store = district.open().await;
    let contents = store.contents().await.unwrap();
    store.close().await;
    let restored = district.folder.beside("restored.db");
    let database = district.folder.database().to_string_lossy().into_owned();
    let status = litestream(&[
        "restore",
        "-config",
        &config,
        "-o",
        &restored.to_string_lossy(),
        &database,
    ])
    .status();
    assert!(status.unwrap().success());
    let copy = store::Store::open(&restored, district.profile.id.clone())
        .await
        .unwrap();
    assert_eq!(
        copy.contents().await.unwrap(),
        contents,
        "all rows came over"
    );
    assert!(copy.verify().await.unwrap().is_sound());
    copy.close().await;
    say("continuous copies: all rows came over");
}
