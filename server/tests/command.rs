//! The command line: the server program as an operator runs it.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own for each test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("trellis-command-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, &[])
    }

    fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_server"))
            .args(arguments)
            .env("TRELLIS_DATA", &self.0)
            .env("TRELLIS_MODE", "development")
            .env("TRELLIS_LOG", "error")
            .envs(variables.iter().copied())
            .output()
            .unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Fails unless the program ended in failure with one short message that holds these words.
fn refused(output: &Output, words: &[&str]) {
    let said = said(output);
    assert!(
        !output.status.success(),
        "it should have failed, but said: {said}"
    );
    for word in words {
        assert!(
            said.contains(word),
            "it should say {word:?}, but said: {said}"
        );
    }
    assert!(!said.contains("panicked"), "it panicked: {said}");
}

#[test]
fn a_built_in_profile_is_sound_and_its_samples_are_listed() {
    let output = Folder::new().run(&["profile", "check", "durham"]);
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    let (_, samples) = said.split_once("Samples").unwrap_or_default();
    for sample in ["level", "school", "plan.goal", "eligibility"] {
        let is_listed = |line: &str| line.split_whitespace().nth(1) == Some(sample);
        assert!(
            samples.lines().any(is_listed),
            "{sample} is not listed: {said}"
        );
    }
}

#[test]
fn a_broken_profile_is_refused_with_every_fault_at_once() {
    let folder = Folder::new();
    let file = folder.0.join("broken-1.toml");
    let text = include_str!("../profiles/durham-1.toml")
        .replace("slug = \"academics\"", "slug = \"Academics!\"")
        .replacen(
            "key = \"organization.name\"",
            "key = \"organization.title\"",
            1,
        );
    std::fs::write(&file, text).unwrap();
    let path = file.to_string_lossy().into_owned();
    refused(
        &folder.run(&["profile", "check", &path]),
        &["broken-1.toml", "Academics!", "organization.name"],
    );
    refused(
        &folder.run_with(&["serve"], &[("TRELLIS_PROFILE", &path)]),
        &["broken-1.toml", "Academics!"],
    );
    refused(
        &folder.run_with(&["serve"], &[("TRELLIS_PROFILE", "atlantis")]),
        &["atlantis", "durham"],
    );
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    refused(
        &Folder::new().run_with(&["serve"], &[("TRELLIS_LISTEN", &address)]),
        &["TRELLIS_LISTEN", &address],
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = Folder::new();
    let file = folder.0.join("file");
    std::fs::write(&file, "").unwrap();
    let inside = file.join("data").to_string_lossy().into_owned();
    refused(
        &folder.run_with(&["migrate"], &[("TRELLIS_DATA", &inside)]),
        &["TRELLIS_DATA", &inside],
    );
}

#[test]
fn a_database_that_is_none_is_named() {
    let folder = Folder::new();
    std::fs::write(
        folder.0.join("trellis.db"),
        "this is no database, but a text that is long enough to be taken for one",
    )
    .unwrap();
    refused(&folder.run(&["migrate"]), &["TRELLIS_DATA", "trellis.db"]);
}

#[test]
fn a_production_server_asks_for_its_mail_settings() {
    let output = Folder::new().run_with(&["serve"], &[("TRELLIS_MODE", "production")]);
    refused(&output, &["TRELLIS_SMTP", "TRELLIS_MAIL_FROM"]);
}

#[test]
fn a_demonstration_is_made_once_and_can_be_backed_up_and_verified() {
    let folder = Folder::new();
    let first = folder.run(&["demo", "--organizations", "25", "--seed", "5"]);
    assert!(
        first.status.success() && said(&first).contains("25"),
        "{}",
        said(&first)
    );
    let second = folder.run(&["demo"]);
    assert!(
        said(&second).contains("nothing was changed"),
        "{}",
        said(&second)
    );
    let copy = folder.0.join("copy.db").to_string_lossy().into_owned();
    assert!(folder.run(&["backup", &copy]).status.success());
    refused(&folder.run(&["backup", &copy]), &["is there already"]);
    let verified = folder.run(&["verify"]);
    assert!(
        verified.status.success() && said(&verified).contains("the chain is whole"),
        "{}",
        said(&verified)
    );
    let restored = Folder::new();
    std::fs::copy(&copy, restored.0.join("trellis.db")).unwrap();
    let verified_copy = restored.run(&["verify"]);
    assert_eq!(
        said(&verified_copy),
        said(&verified),
        "the copy holds the same history"
    );
}

#[test]
fn an_operator_gives_the_first_administrator_the_role() {
    let folder = Folder::new();
    let added = folder.run(&[
        "person",
        "add",
        "--email",
        "First@Example.org",
        "--role",
        "administrator",
    ]);
    assert!(
        said(&added).contains("first@example.org is now administrator"),
        "{}",
        said(&added)
    );
    refused(
        &folder.run(&["person", "add", "--email", "nobody", "--role", "office"]),
        &["--email", "nobody"],
    );
    refused(
        &folder.run(&[
            "person",
            "add",
            "--email",
            "a@example.org",
            "--role",
            "king",
        ]),
        &["--role", "king", "analyst"],
    );
}

#[test]
fn every_setting_is_listed_by_help() {
    let help = said(&Folder::new().run(&["--help"]));
    for (variable, _) in server::config::SETTINGS {
        assert!(
            help.contains(variable),
            "{variable} is not in --help: {help}"
        );
    }
}

#[test]
fn the_demonstration_goes_into_no_database_with_real_people() {
    let folder = Folder::new();
    refused(
        &folder.run_with(&["demo"], &[("TRELLIS_MODE", "production")]),
        &["TRELLIS_MODE"],
    );
    let person = [
        "person",
        "add",
        "--email",
        "real@example.edu",
        "--role",
        "office",
    ];
    assert!(folder.run(&person).status.success());
    refused(&folder.run(&["demo"]), &["TRELLIS_DATA"]);
}

#[test]
fn databases_and_copies_are_readable_for_the_user_of_the_server_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let data = folder.0.join("new/data");
    let copy = folder.0.join("copy.db");
    let name = |path: &PathBuf| path.to_string_lossy().into_owned();
    let data_name = name(&data);
    let variables = [("TRELLIS_DATA", data_name.as_str())];
    for command in [&["migrate"][..], &["backup", &name(&copy)]] {
        let output = folder.run_with(command, &variables);
        assert!(output.status.success(), "{}", said(&output));
    }
    let rights = |path: &PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for (path, expected) in [
        (&data, 0o700),
        (&data.join("trellis.db"), 0o600),
        (&copy, 0o600),
    ] {
        let found = rights(path);
        assert_eq!(found, expected, "{}: {found:o}", path.display());
    }
    let output = folder.run_with(&["verify"], &[("TRELLIS_DATA", &name(&folder.0))]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_settings_file_with_a_password_is_not_for_everybody_on_the_machine() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let file = folder.0.join("trellis.toml");
    let name = file.to_string_lossy().into_owned();
    let migrate = ["--config", name.as_str(), "migrate"];
    for (smtp, rights, fits) in [
        ("smtps://user:word@mail.example.org", 0o644, false),
        ("smtps://user:word@mail.example.org", 0o604, false),
        ("smtps://user:word@mail.example.org", 0o640, true),
        ("smtps://user:word@mail.example.org", 0o600, true),
        ("smtps://mail.example.org", 0o644, true),
    ] {
        std::fs::write(&file, format!("smtp = \"{smtp}\"\n")).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(rights)).unwrap();
        let output = folder.run(&migrate);
        if fits {
            assert!(output.status.success(), "{rights:o}: {}", said(&output));
        } else {
            refused(&output, &["trellis.toml", "chmod 600"]);
            assert!(!said(&output).contains("word@"), "it shows the password");
        }
    }
}

/// Gives the head that a command printed.
fn head(output: &Output) -> String {
    let said = said(output);
    let line = said.lines().find_map(|line| line.strip_prefix("Head: "));
    line.unwrap_or_else(|| panic!("no head: {said}")).to_owned()
}

#[test]
fn a_history_that_was_put_back_is_found_by_a_head_that_was_noted() {
    let folder = Folder::new();
    let add = |email: &str| {
        let person = ["person", "add", "--email", email, "--role", "office"];
        assert!(folder.run(&person).status.success());
    };
    add("ana@example.org");
    let copy = folder.0.join("copy.db").to_string_lossy().into_owned();
    let backup = said(&folder.run(&["backup", &copy]));
    add("ben@example.org");
    let verified = folder.run(&["verify"]);
    let noted = head(&verified);
    assert!(noted.starts_with("2:") && noted.len() == 66, "{noted}");
    let there = folder.run(&["verify", "--head", &noted]);
    assert!(there.status.success(), "{}", said(&there));
    assert!(said(&there).contains("line 2 is there"), "{}", said(&there));
    // Whoever wants to hide that Ben was given a role puts the file of yesterday back.
    let database = folder.0.join("trellis.db");
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.0.join(format!("trellis.db{end}")));
    }
    std::fs::copy(&copy, &database).unwrap();
    let alone = folder.run(&["verify"]);
    assert!(
        alone.status.success(),
        "the chain alone is whole: {}",
        said(&alone)
    );
    let old = head(&alone);
    assert!(
        backup.contains(&format!("Head of the history of durham: {old}")),
        "{backup}"
    );
    refused(
        &folder.run(&["verify", "--head", &noted]),
        &["line 2 is not there"],
    );
    // Other lines in place of those that are gone.
    add("cleo@example.org");
    refused(
        &folder.run(&["verify", "--head", &noted]),
        &["line 2 is not there"],
    );
    assert!(folder.run(&["verify", "--head", &old]).status.success());
    refused(
        &folder.run(&["verify", "--head", "2"]),
        &["--head", "1234:"],
    );
}

#[test]
fn what_a_check_found_is_told_although_the_head_cannot_be_read() {
    let folder = Folder::new();
    for email in ["ana@example.org", "ben@example.org"] {
        let person = ["person", "add", "--email", email, "--role", "office"];
        assert!(folder.run(&person).status.success());
    }
    let noted = head(&folder.run(&["verify"]));
    let copy = folder.0.join("copy.db");
    let to = copy.to_string_lossy().into_owned();
    assert!(folder.run(&["backup", &to]).status.success());
    let mut bytes = std::fs::read(&copy).unwrap();
    let hash = noted.strip_prefix("2:").unwrap().as_bytes();
    let at = bytes.windows(hash.len()).position(|part| part == hash);
    // No text has such a byte.
    bytes[at.unwrap()] = 0xff;
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.0.join(format!("trellis.db{end}")));
    }
    std::fs::write(folder.0.join("trellis.db"), bytes).unwrap();
    let found = [
        "History: line 2 was changed.",
        "The head of the history cannot be read",
        "not sound",
    ];
    for arguments in [vec!["verify"], vec!["verify", "--head", &noted]] {
        refused(&folder.run(&arguments), &found);
    }
}

/// Settings of two districts, by path, in a file of the folder. Gives the file's path.
fn listing(folder: &Folder, more: &str) -> String {
    let file = folder.0.join("settings.toml");
    let district = |name: &str| {
        format!("[[district]]\nprofile = '{name}'\nbase-url = 'http://127.0.0.1:3000/{name}'\n")
    };
    let text = format!("{more}\n{}{}", district("durham"), district("seattle"));
    std::fs::write(&file, text).unwrap();
    file.to_string_lossy().into_owned()
}

#[test]
fn districts_of_a_list_have_folders_of_their_own_and_are_named_where_one_is_meant() {
    let folder = Folder::new();
    let file = listing(&folder, "");
    let run = |arguments: &[&str]| folder.run(&[&["--config", &file][..], arguments].concat());
    assert!(run(&["migrate"]).status.success());
    let databases = ["durham", "seattle"].map(|name| folder.0.join(name).join("trellis.db"));
    assert!(databases.iter().all(|database| database.exists()));
    assert!(!folder.0.join("trellis.db").exists());
    let person = [
        "person",
        "add",
        "--email",
        "ana@example.org",
        "--role",
        "office",
    ];
    refused(&run(&person), &["--district", "durham, seattle"]);
    let there = [&["--district", "seattle"][..], &person].concat();
    assert!(run(&there).status.success());
    refused(
        &run(&["--district", "wake", "verify"]),
        &["wake", "durham, seattle"],
    );
    let both = said(&run(&["verify"]));
    assert!(
        both.contains("durham:\nHistory: 0 lines") && both.contains("seattle:\nHistory: 1 lines"),
        "{both}"
    );
    let copies = folder.0.join("copies").to_string_lossy().into_owned();
    assert!(run(&["backup", &copies]).status.success());
    refused(&run(&["backup", &copies]), &["is there already"]);
    let copy = folder.0.join("copy.db").to_string_lossy().into_owned();
    assert!(
        run(&["--district", "seattle", "backup", &copy])
            .status
            .success()
    );
    for copy in ["copies/durham.db", "copies/seattle.db", "copy.db"] {
        assert!(folder.0.join(copy).is_file(), "{copy}");
    }
    let filled = said(&run(&[
        "demo",
        "--organizations",
        "1",
        "--seed",
        "1",
        "--district",
        "durham",
    ]));
    assert!(filled.contains('1'), "{filled}");
}

#[test]
fn a_database_that_is_elsewhere_than_the_settings_say_is_not_taken_for_none() {
    let folder = Folder::new();
    assert!(folder.run(&["migrate"]).status.success());
    let file = listing(&folder, "");
    refused(
        &folder.run(&["--config", &file, "migrate"]),
        &["TRELLIS_DATA", "durham/trellis.db", "move it"],
    );
    let other = Folder::new();
    let file = listing(&other, "");
    assert!(other.run(&["--config", &file, "migrate"]).status.success());
    refused(
        &other.run(&["migrate"]),
        &["TRELLIS_DATA", "durham/trellis.db", "move it"],
    );
}

#[test]
fn faults_of_a_list_of_districts_are_named() {
    let folder = Folder::new();
    let file = listing(&folder, "");
    let twice = [("TRELLIS_PROFILE", "seattle")];
    refused(
        &folder.run_with(&["--config", &file, "migrate"], &twice),
        &["TRELLIS_PROFILE", "[[district]]"],
    );
    let same = "[[district]]\nprofile = 'durham'\nbase-url = 'http://127.0.0.1:3000/other'\n";
    let file = listing(&folder, same);
    let output = folder.run(&["--config", &file, "serve"]);
    refused(&output, &["'durham' is there twice"]);
}
