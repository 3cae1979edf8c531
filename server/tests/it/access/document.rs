//! The matrix as a page to read: `docs/access.md`.

use super::acts::ACTS;
use super::pages::PAGES;
use super::people::{COLUMNS, Who};
use std::fmt::Write;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/access.md");

#[test]
fn the_page_about_access_says_what_the_matrix_says() {
    let text = document();
    if std::env::var("UPDATE").is_ok() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs")).unwrap();
        std::fs::write(FILE, &text).unwrap();
    }
    let stored = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        stored == text,
        "docs/access.md differs from the access matrix: run with UPDATE=1 cargo test -p server --test it access"
    );
}

#[test]
fn the_page_about_security_agrees_with_the_matrix() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/security.md");
    let text = std::fs::read_to_string(file).unwrap();
    assert_eq!(COLUMNS.len(), 9);
    assert!(text.contains("for nine kinds of people"));
    let who = |path: &str| ACTS.iter().find(|act| act.path == path).unwrap().who;
    for (thing, act) in [
        ("What is typed and not sent", "/api/autosave_step"),
        ("Files of a draft", "/api/save_step_with_files"),
        ("Messages, with their files", "/api/send_message_to_office"),
    ] {
        let start = format!("| {thing} |");
        let row = text.lines().find(|line| line.starts_with(&start)).unwrap();
        for cell in row.trim_matches('|').split('|').skip(1) {
            let told = cell.contains("its owner and members");
            assert_eq!(told, who(act) == Who::Works, "{row}");
        }
    }
}

fn document() -> String {
    let mut text = String::from(
        "# Who may reach what\n\n\
         The server's tests write this page from the access matrix (`server/tests/it/access/`), which asks for every page\n\
         and does every act as everybody below. To change it, change the matrix and run\n\
         `UPDATE=1 cargo test -p server --test it access`.\n\n\
         *owner* is the partner whose application it is, *member* works on it too. What the district began for\n\
         a partner is the office's until the partner takes it over, and the school's that began it where the profile lets schools\n\
         begin. A question to another office is answered, and a platform's password read, by the person whose address is named, whatever their roles; here that is\n\
         the *other partner*. Nobody decides on their own. Whoever may not see a thing gets\n\
         the same answer as for a thing that does not exist; whoever is not signed in is sent to sign in.\n\n\
         ## Pages and sheets\n\n",
    );
    table(
        &mut text,
        "page",
        PAGES.iter().map(|page| (page.route, page.who)),
    );
    text.push_str("\n`/dev/mail` exists on a development server only.\n\n## Acts\n\n");
    text.push_str("Each also needs the form token of the sign-in, and a request that a page of this very site sent.\n\n");
    table(&mut text, "act", ACTS.iter().map(|act| (act.path, act.who)));
    text
}

fn table(text: &mut String, first: &str, rows: impl Iterator<Item = (&'static str, Who)>) {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(text, "| {first} | {} |", names.join(" | "));
    let _ = writeln!(text, "|---|{}", "---|".repeat(names.len()));
    for (path, who) in rows {
        let cells: Vec<&str> = names
            .iter()
            .map(|column| if who.lets(column) { "yes" } else { "–" })
            .collect();
        let _ = writeln!(text, "| `{path}` | {} |", cells.join(" | "));
    }
}
