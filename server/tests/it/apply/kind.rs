//! Every question of Durham's form with bad answers: what each of them is told.

use crate::harness::World;
use crate::story::{PARTNER, borrowed};
use app::ui::date::{grouped, number};
use partnership::form::{Kind, Question};
use partnership::text::Lang;
use std::collections::BTreeSet;

/// What is typed, by field, and the mistakes that the page then shows.
type Case = (Vec<(String, String)>, Vec<(String, String)>);

/// The bad answers to a question, whose words in a sentence are `label`.
fn cases(question: &Question, label: &str) -> Vec<Case> {
    let key = question.key.as_str();
    let one = |typed: &str, sentence: String| {
        (
            vec![(key.to_owned(), typed.to_owned())],
            vec![(key.to_owned(), sentence)],
        )
    };
    let missing = format!("Answer “{label}”");
    let choice = format!("Choose one of the answers listed in “{label}”");
    let mut cases = match &question.kind {
        Kind::ShortText { limit } | Kind::LongText { limit } => {
            let up_to = grouped(i64::try_from(*limit).unwrap());
            vec![
                one("", missing.clone()),
                one(
                    &"é".repeat(limit + 1),
                    format!("Shorten “{label}” by 1 character: it holds up to {up_to}"),
                ),
                one(
                    &"x".repeat(limit + 70),
                    format!("Shorten “{label}” by 70 characters: it holds up to {up_to}"),
                ),
            ]
        }
        Kind::Email => {
            let sentence = format!("Enter an e-mail address in “{label}”, like name@example.org");
            let bad = [
                "ana",
                "ana@example",
                "ana example.org",
                "a@b.org, c@d.org",
                "ana@example.org\nBcc: x@y.org",
            ];
            bad.iter()
                .map(|typed| one(typed, sentence.clone()))
                .chain([one("", missing.clone())])
                .collect()
        }
        Kind::Phone => {
            let sentence =
                format!("Enter a phone number with its area code in “{label}”, like 919-555-0123");
            let bad = ["12345", "call me", "919-555-012", "1234567890123456"];
            bad.iter()
                .map(|typed| one(typed, sentence.clone()))
                .chain([one("", missing.clone())])
                .collect()
        }
        Kind::Ein => {
            let sentence =
                format!("Enter the nine digits of the EIN in “{label}”, like 12-3456789");
            ["12345678", "12-345678x", "0"]
                .iter()
                .map(|typed| one(typed, sentence.clone()))
                .chain([one("", missing.clone())])
                .collect()
        }
        Kind::Web => {
            let sentence = format!("Enter a web address in “{label}”, like www.example.org");
            [
                "example",
                "javascript:alert(1)",
                "http://",
                "a b.org",
                "https://x\"y.org",
            ]
            .iter()
            .map(|typed| one(typed, sentence.clone()))
            .collect()
        }
        Kind::Whole { min, max } => vec![
            one("", missing.clone()),
            one(
                "many",
                format!("Enter a whole number in “{label}”, like 25"),
            ),
            one(
                "12.5",
                format!("Enter a whole number in “{label}”, like 25"),
            ),
            one(
                "99999999999999999999",
                format!("Enter a whole number in “{label}”, like 25"),
            ),
            one(
                &(min - 1).to_string(),
                format!("Enter {} or more in “{label}”", number(*min)),
            ),
            one(
                &(max + 1).to_string(),
                format!("Enter {} or less in “{label}”", number(*max)),
            ),
        ],
        Kind::Money => {
            let sentence = format!("Enter an amount in dollars in “{label}”, like 1,200.50");
            ["lots", "-5", "1.234", "1e6", "$"]
                .iter()
                .map(|typed| one(typed, sentence.clone()))
                .chain([one("", missing.clone())])
                .collect()
        }
        Kind::Date { .. } => date(key, label),
        Kind::YesNo | Kind::OneOf { .. } | Kind::School => {
            vec![one("", missing.clone()), one("nonsense", choice)]
        }
        Kind::ManyOf { .. } | Kind::Areas | Kind::Schools | Kind::Grades => vec![
            one("", missing.clone()),
            one("nonsense", choice.clone()),
            one("academics/none", choice),
        ],
        Kind::Address => address(key),
        Kind::Accept { .. } => {
            let sentence = format!("Check the box “{label}” if you agree");
            vec![one("", sentence.clone()), one("no", sentence)]
        }
        Kind::Group { questions, .. } => {
            let within = questions.iter().map(|inner| {
                (
                    inner.within(key, 1),
                    format!("Deliverable 1: {}", inner.label.get(Lang::En)),
                )
            });
            within
                .flat_map(|(inner, label)| self::cases(&inner, &label))
                .collect()
        }
        // Their parts have tables of their own.
        Kind::Signature { .. }
        | Kind::Person { .. }
        | Kind::Schedule { .. }
        | Kind::File { .. } => Vec::new(),
    };
    if question.optional {
        cases.retain(|(_, mistakes)| mistakes.iter().all(|(_, sentence)| *sentence != missing));
    }
    cases
}

fn date(key: &str, label: &str) -> Vec<Case> {
    let typed = |parts: [&str; 3]| {
        ["month", "day", "year"]
            .into_iter()
            .zip(parts)
            .map(|(part, value)| (format!("{key}.{part}"), value.to_owned()))
            .collect()
    };
    let not = format!(
        "Enter a day of the calendar in “{label}”, with a year of four digits, like 5 3 2027"
    );
    let incomplete = format!("Enter month, day and year in “{label}”");
    [
        (["", "", ""], "month", format!("Answer “{label}”")),
        (["5", "", "2027"], "day", incomplete.clone()),
        (["", "3", "2027"], "month", incomplete.clone()),
        (["5", "3", ""], "year", incomplete),
        (["13", "3", "2027"], "month", not.clone()),
        (["2", "30", "2027"], "day", not.clone()),
        (["5", "3", "27"], "year", not.clone()),
        (["May", "3", "2027"], "month", not.clone()),
        (["5", "0", "2027"], "day", not),
        (
            ["11", "25", "2026"],
            "month",
            format!("Enter today or a later day in “{label}”"),
        ),
    ]
    .into_iter()
    .map(|(parts, part, sentence)| (typed(parts), vec![(format!("{key}.{part}"), sentence)]))
    .collect()
}

fn address(key: &str) -> Vec<Case> {
    let field = |part: &str| format!("{key}.{part}");
    let words = [
        ("street", "Street address"),
        ("city", "City"),
        ("state", "State, two letters"),
        ("zip", "ZIP code"),
    ];
    let all_missing = words.map(|(part, word)| (field(part), format!("Answer “{word}”")));
    let one = |part: &str, typed: &str, sentence: String| {
        (
            vec![(field(part), typed.to_owned())],
            vec![(field(part), sentence)],
        )
    };
    vec![
        (
            words.map(|(part, _)| (field(part), String::new())).to_vec(),
            all_missing.to_vec(),
        ),
        one("city", "", "Answer “City”".to_owned()),
        one(
            "street",
            &"x".repeat(201),
            "Shorten “Street address” by 1 character: it holds up to 200".to_owned(),
        ),
        one(
            "state",
            "North Carolina",
            "Enter the two letters of a state in “State, two letters”, like NC".to_owned(),
        ),
        one(
            "state",
            "XX",
            "Enter the two letters of a state in “State, two letters”, like NC".to_owned(),
        ),
        one(
            "zip",
            "2770",
            "Enter a ZIP code of 5 or 9 digits in “ZIP code”, like 27701".to_owned(),
        ),
        one(
            "zip",
            "27701-12",
            "Enter a ZIP code of 5 or 9 digits in “ZIP code”, like 27701".to_owned(),
        ),
    ]
}

#[tokio::test]
async fn every_question_tells_what_to_mend_at_its_field_and_at_the_top() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let answers = world.answers();
    let id = client.draft(&world, &answers).await;
    let mut kinds = BTreeSet::new();
    let path = world.profile.form.path(&answers);
    for step in path.filter(|step| !step.is_signature()) {
        let page = format!("/applications/{id}/{}", step.slug);
        let good = client.get(&page).await.form("/api/save_step");
        for question in step.asked(&answers) {
            kinds.insert(serde_json::to_value(&question.kind).unwrap()["kind"].to_string());
            for (bad, mistakes) in cases(question, question.label.get(Lang::En)) {
                let bad: Vec<(String, String)> = bad
                    .into_iter()
                    .map(|(field, value)| (format!("answers[{field}][]"), value))
                    .collect();
                let saved = client
                    .post("/api/save_step", &good.with(&borrowed(&bad)))
                    .await;
                assert_eq!(saved.location(), format!("{page}?check=1"), "{bad:?}");
                let checked = client.get(&saved.location()).await;
                assert_eq!(checked.mistakes(), mistakes, "{bad:?}");
                for (field, sentence) in &mistakes {
                    // A day has one place for the mistakes of its three parts.
                    let whole = field.rsplit_once('.').map_or("", |(whole, _)| whole);
                    let told = checked.mistake_at(field).or(checked.mistake_at(whole));
                    assert_eq!(told.as_ref(), Some(sentence), "at {field}: {bad:?}");
                }
                let title = checked.title();
                assert!(title.starts_with("Error: "), "{title}");
            }
        }
        client.post("/api/save_step", &good.with(&[])).await;
    }
    assert!(
        kinds.len() >= 14,
        "the form asks fewer kinds of questions than this table knows: {kinds:?}"
    );
    client.submit(&id).await;
}
