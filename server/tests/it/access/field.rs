//! Fields: each answer of an application, and each trace of a person, is shown only where its readers are.

use super::pages::PAGES;
use super::people::{Crowd, Who};
use crate::harness::World;
use std::collections::BTreeSet;

/// Answers that a partnership shows to whoever reads partnerships and figures, and to the public when the
/// partner agreed to be listed. No other answer leaves the application.
const OPEN: [&str; 5] = [
    "organization.name",
    "organization.about",
    "organization.web",
    "program.title",
    "program.summary",
];

/// What only the office reads, and whoever signs: words of the office about an application.
const OFFICE_WORDS: [&str; 2] = ["Only the office reads this note", "Finding behind the door"];

const OWNER: &str = "owner@quillfeather.example";
const REVIEWER: &str = "reviewer@example.org";

/// Everybody, and a listed partnership and an application in review whose answers all bear marks.
struct Marked {
    crowd: Crowd,
    /// Field and mark.
    marks: Vec<(String, String)>,
    /// Addresses.
    pages: Vec<String>,
}

impl Marked {
    async fn new() -> Self {
        let world = World::of(crate::decide::meeting::profile()).await;
        let mut answers = world.answers();
        let mut marks = Vec::new();
        let typed: Vec<(String, Vec<String>)> = answers
            .iter()
            .map(|(field, values)| (field.to_owned(), values.to_vec()))
            .collect();
        let summary = answers.text("program.summary").to_owned();
        for (number, (field, values)) in typed.into_iter().enumerate() {
            let mark = match values.first().map(String::as_str) {
                Some("As agreed with the school") => format!("Mark {number} of {field}"),
                Some(text) if text == summary => format!("Mark {number} of {field}"),
                Some("contact@example.com") => format!("mark-{number}@example.com"),
                Some("(919) 555-0123") => format!("(919) 555-{:04}", 4000 + number),
                _ if field == "organization.web" => format!("https://www.mark-{number}.example"),
                Some("100 Example Street") => format!("{number} Mark Street"),
                _ if field == "organization.name" => "Marked Guild".to_owned(),
                _ if field == "program.title" => "Marked Studio".to_owned(),
                _ if field == "money.value" || field == "money.fee-amount" => {
                    format!("70,{}", 100 + number)
                }
                _ => continue,
            };
            answers.set(&field, vec![mark.clone()]);
            marks.push((field, mark));
        }
        let crowd = Crowd::answering(world, &answers).await;
        let reviewer = crowd.world.person(REVIEWER, &[]).await;
        let record = crowd.real("/office/applications/APPLICATION");
        let found = [
            ("answers[finding.formal-agreement][]", "met"),
            ("answers[note.formal-agreement][]", OFFICE_WORDS[1]),
        ];
        let judged = reviewer.send(&record, "/api/judge_application", &found);
        judged.await.is(302);
        // The mails of everybody are shown on a development server only.
        let all = PAGES.iter().filter(|page| page.route != "/dev/mail");
        let more = [
            "/directory?q=Marked",
            "/office/partnerships?words=Marked",
            "/office/applications?words=Marked",
            "/office/organizations?words=Marked",
            "/office/dashboard/areas.csv",
        ];
        let pages = all.map(|page| page.path).chain(more);
        let pages = pages.map(|path| crowd.real(path)).collect();
        Self {
            crowd,
            marks,
            pages,
        }
    }

    /// Whether somebody may read the answers of the application on a page, other than the open ones.
    fn reads(&self, column: &str, path: &str) -> bool {
        (Who::Works.lets(column) && path.starts_with("/applications"))
            || (Who::Applications.lets(column) && path.starts_with("/office/applications"))
    }

    /// Whether somebody may read the name of the owner, or of the reviewer, on a page.
    fn meets(&self, person: &str, column: &str, path: &str) -> bool {
        // Colleagues are named in the history of a partnership; by their address until they gave a name.
        let later = ["/office/partnerships/", "/office/organizations/"];
        let colleague = person == REVIEWER
            && Who::Figures.lets(column)
            && later.iter().any(|start| path.starts_with(start));
        // Whoever is asked reads who asks.
        let asks = person == REVIEWER && Who::Asked.lets(column) && path.starts_with("/consult/");
        Who::Applications.lets(column)
            || colleague
            || asks
            || (column == "owner" && person == OWNER)
            || (Who::Works.lets(column) && path.starts_with("/applications"))
    }
}

#[tokio::test]
async fn each_answer_is_shown_to_its_readers_only() {
    let marked = Marked::new().await;
    assert!(marked.marks.len() > 20, "{:?}", marked.marks);
    let record = marked.crowd.real("/office/applications/APPLICATION");
    let mut faults = Vec::new();
    let mut shown = BTreeSet::new();
    for (column, client) in &marked.crowd.clients {
        let reads_all = Who::Applications.lets(column);
        for path in &marked.pages {
            let body = client.get(path).await.body;
            let escaped = body.replace("&amp;", "&");
            for (field, mark) in &marked.marks {
                if !body.contains(mark.as_str()) && !escaped.contains(mark.as_str()) {
                    continue;
                }
                shown.insert(field.clone());
                if !OPEN.contains(&field.as_str()) && !marked.reads(column, path) {
                    faults.push(format!("{path} shows {field} to {column}"));
                }
            }
            for words in OFFICE_WORDS {
                let is_there = body.contains(words);
                let may = reads_all && path.starts_with("/office/applications/");
                if is_there && !may {
                    faults.push(format!("{path} shows {words:?} to {column}"));
                }
                if reads_all && *path == record && !is_there {
                    faults.push(format!("{path} hides {words:?} from {column}"));
                }
            }
            for person in [OWNER, REVIEWER] {
                if body.contains(person) && !marked.meets(person, column, path) {
                    faults.push(format!("{path} shows {person} to {column}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    let hidden: Vec<_> = marked
        .marks
        .iter()
        .filter(|(field, _)| !shown.contains(field))
        .collect();
    assert!(
        hidden.is_empty(),
        "nobody can read these, so nothing is proved about them: {hidden:?}"
    );
}
