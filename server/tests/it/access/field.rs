//! Fields: each answer of an application, and each trace of a person, is shown only where its readers are.

use super::people::{COLUMNS, Who};
use crate::harness::World;
use crate::story::APPROVAL;
use partnership::person::Role;

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
const OFFICE_WORDS: [&str; 2] = ["Note between colleagues", "Finding behind the door"];

const OWNER: &str = "owner@marks.example";

/// A district with one listed partnership, whose answers all bear marks.
struct Marked {
    world: World,
    /// Field and mark.
    marks: Vec<(String, String)>,
    pages: Vec<(String, Who)>,
}

impl Marked {
    async fn new() -> Self {
        let world = World::new().await;
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
        let (owner, id) = world.sent_by(OWNER, &answers).await;
        let office = world.person("reviewer@example.org", &[Role::Office]).await;
        office.take_up(&id).await;
        office.judge(&world, &id, "met").await;
        let record = format!("/office/applications/{id}");
        let note = [("note", OFFICE_WORDS[0])];
        office.send(&record, "/api/add_note", &note).await.is(302);
        let found = [("answers[note.formal-agreement][]", OFFICE_WORDS[1])];
        office.send(&record, "/api/judge_application", &found).await;
        office.decide(&id, "approve", &APPROVAL).await;
        // A second one is still under review, so that lists have something to show.
        let second = owner.draft(&world, &answers).await;
        owner.submit(&second).await;
        let partnership = office.get(&record).await.link("/office/partnerships/");
        let listed = world
            .anonymous()
            .get("/directory")
            .await
            .link("/directory/");
        let plain = |path: &str| path.to_owned();
        let pages = vec![
            (plain("/"), Who::Anyone),
            (plain("/directory"), Who::Anyone),
            (plain("/directory?q=Marked"), Who::Anyone),
            (listed, Who::Anyone),
            (plain("/office"), Who::Figures),
            (plain("/office/partnerships"), Who::Figures),
            (plain("/office/partnerships.csv"), Who::Figures),
            (partnership, Who::Figures),
            (plain("/office/dashboard"), Who::Figures),
            (plain("/office/dashboard/schools.csv"), Who::Figures),
            (plain("/office/dashboard/areas.csv"), Who::Figures),
            (plain("/office/applications"), Who::Applications),
            (plain("/office/applications.csv"), Who::Applications),
            (record, Who::Applications),
            (plain("/applications"), Who::Owner),
            (format!("/applications/{id}/status"), Who::Owner),
            (format!("/applications/{id}/copy"), Who::Owner),
        ];
        Self {
            world,
            marks,
            pages,
        }
    }
}

#[tokio::test]
async fn each_answer_is_shown_to_its_readers_only() {
    let marked = Marked::new().await;
    assert!(marked.marks.len() > 25, "{:?}", marked.marks);
    let mut faults = Vec::new();
    let mut shown = std::collections::BTreeSet::new();
    for (column, role) in COLUMNS {
        let email = match column {
            "owner" => OWNER.to_owned(),
            _ => format!("{}@example.org", column.replace(' ', "-")),
        };
        let client = if column == "anonymous" {
            marked.world.anonymous()
        } else {
            let roles: Vec<Role> = role.into_iter().collect();
            marked.world.person(&email, &roles).await
        };
        let reads_all = Who::Applications.lets(column);
        for (path, _) in &marked.pages {
            let body = client.get(path).await.body;
            for (field, mark) in &marked.marks {
                let escaped = body.replace("&amp;", "&");
                let is_there = body.contains(mark.as_str()) || escaped.contains(mark.as_str());
                if is_there {
                    shown.insert(field.clone());
                }
                let own = column == "owner" && path.starts_with("/applications");
                let may = OPEN.contains(&field.as_str())
                    || own
                    || (reads_all && path.starts_with("/office/applications"));
                if is_there && !may {
                    faults.push(format!("{path} shows {field} to {column}"));
                }
            }
            for words in OFFICE_WORDS {
                let may = reads_all && path.starts_with("/office/applications/");
                if body.contains(words) != (may && path == &marked.pages[13].0) {
                    faults.push(format!(
                        "{path} as {column}: {words:?}, which is right only on the record"
                    ));
                }
            }
            let own = column == "owner";
            for person in [OWNER, "reviewer@example.org"] {
                // Colleagues are named in the history of a partnership; by their address until they gave a name.
                let colleague = person != OWNER && Who::Figures.lets(column);
                let may = reads_all
                    || (colleague && path.starts_with("/office/partnerships/"))
                    || (own && (person == OWNER || path.starts_with("/applications")));
                if body.contains(person) && !may {
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
