//! For each kind of question: answers, and exactly what is wrong with each.

use super::{answers, facts, small};
use crate::form::{Answers, Kind, Question, judge};
use crate::invalid::{FileFault, Invalid, Problem};
use std::collections::BTreeSet;

use Problem::{
    DateIncomplete, DatePast, EndsBefore, Files, Missing, NotAccepted, NotChoice, NotDate, NotEin,
    NotEmail, NotMoney, NotPhone, NotState, NotTime, NotWeb, NotWhole, NotZip, TooLarge, TooLong,
    TooMany, TooSmall,
};

/// One row: what was typed, by the name after the key, and what is wrong with it.
struct Row(Vec<(&'static str, String)>, Vec<(&'static str, Problem)>);

fn good(value: impl Into<String>) -> Row {
    Row(vec![("", value.into())], vec![])
}

fn bad(value: impl Into<String>, problem: Problem) -> Row {
    Row(vec![("", value.into())], vec![("", problem)])
}

fn blank(problem: Problem) -> Row {
    Row(vec![], vec![("", problem)])
}

fn row(typed: &[(&'static str, &str)], wrong: &[(&'static str, Problem)]) -> Row {
    Row(
        typed.iter().map(|(f, v)| (*f, (*v).to_owned())).collect(),
        wrong.to_vec(),
    )
}

fn date(month: &str, day: &str, year: &str, wrong: &[(&'static str, Problem)]) -> Row {
    row(&[(".month", month), (".day", day), (".year", year)], wrong)
}

fn address(state: &str, zip: &str, wrong: &[(&'static str, Problem)]) -> Row {
    row(
        &[
            (".street", "1 Elm St"),
            (".city", "Durham"),
            (".state", state),
            (".zip", zip),
        ],
        wrong,
    )
}

fn person(
    name: &str,
    role: &str,
    email: &str,
    phone: &str,
    wrong: &[(&'static str, Problem)],
) -> Row {
    let parts = [
        (".name", name),
        (".role", role),
        (".email", email),
        (".phone", phone),
    ];
    row(&parts, wrong)
}

const CHOICES: &str = r#"choices = [{ value = "a", label = "A" }, { value = "b", label = "B" }]"#;

fn table() -> Vec<(String, Vec<Row>)> {
    let long = |n: usize| "é".repeat(n);
    let over = |over, limit| TooLong { over, limit };
    let plain = |kind: &str| format!("kind = \"{kind}\"");
    vec![
        (
            "kind = \"short-text\"\nlimit = 5".into(),
            vec![
                good("abcde"),
                good(long(5)),
                bad(long(7), over(2, 5)),
                blank(Missing),
            ],
        ),
        (
            plain("short-text"),
            vec![good(long(200)), bad(long(201), over(1, 200))],
        ),
        (
            plain("long-text"),
            vec![
                good("a\nb"),
                good(long(2000)),
                bad(long(2001), over(1, 2000)),
                blank(Missing),
            ],
        ),
        (
            plain("email"),
            vec![
                good("ana@example.org"),
                good("Ana.Maria+x@Escuela.edu"),
                bad("ana", NotEmail),
                bad("ana@example", NotEmail),
                bad("ana@example.org bob@example.org", NotEmail),
                bad("ana@example.org\nBcc: x@example.org", NotEmail),
                bad(format!("{}@example.org", "a".repeat(250)), NotEmail),
                blank(Missing),
            ],
        ),
        (
            plain("phone"),
            vec![
                good("(919) 555-0100"),
                good("919.555.0100"),
                good("1 919 555 0100"),
                good("+52 55 1234 5678"),
                good("919-555-0100 ext. 12"),
                good("919 555 0100 x12"),
                bad("555-0100", NotPhone),
                bad("919-555-010O", NotPhone),
                bad("29195550100", NotPhone),
                bad("+1234567", NotPhone),
                bad("+1234567890123456", NotPhone),
                bad("x12", NotPhone),
                bad("call me", NotPhone),
                bad(format!("{}919 555 0100", "-".repeat(1000)), NotPhone),
                blank(Missing),
            ],
        ),
        (
            plain("ein"),
            vec![
                good("12-3456789"),
                good("EIN 12 345 6789"),
                good("07-3456789"),
                bad("12-345678", NotEin),
                bad("00-0000000", NotEin),
                bad("123-45-6789x", NotEin),
                blank(Missing),
            ],
        ),
        (
            plain("person"),
            vec![
                person("Ana", "Director", "ana@example.org", "(919) 555-0100", &[]),
                person(
                    "",
                    "Director",
                    "ana",
                    "12",
                    &[
                        (".name", Missing),
                        (".email", NotEmail),
                        (".phone", NotPhone),
                    ],
                ),
                person(
                    &"a".repeat(201),
                    &"b".repeat(203),
                    "ana@example.org",
                    "919-555-0100 x5",
                    &[(".name", over(1, 200)), (".role", over(3, 200))],
                ),
                row(
                    &[],
                    &[
                        (".name", Missing),
                        (".role", Missing),
                        (".email", Missing),
                        (".phone", Missing),
                    ],
                ),
            ],
        ),
        (
            "kind = \"person\"\nneeded = [\"name\", \"email\"]".into(),
            vec![
                person("Ana", "", "ana@example.org", "", &[]),
                person(
                    "Ana",
                    "",
                    "",
                    "x",
                    &[(".email", Missing), (".phone", NotPhone)],
                ),
                row(&[], &[(".name", Missing), (".email", Missing)]),
            ],
        ),
        (
            "kind = \"schedule\"\nmax = 3".into(),
            vec![
                row(
                    &[
                        (".1.days", "monday"),
                        (".1.days", "wednesday"),
                        (".1.start", "3:15 pm"),
                        (".1.end", "4:30 pm"),
                        (".items", "3"),
                    ],
                    &[],
                ),
                row(
                    &[
                        (".2.days", "monday"),
                        (".2.start", "11:30"),
                        (".2.end", "noon"),
                    ],
                    &[],
                ),
                row(
                    &[
                        (".1.days", "monday"),
                        (".1.start", "4:30 pm"),
                        (".1.end", "4:30 pm"),
                    ],
                    &[(".1.end", EndsBefore)],
                ),
                row(
                    &[(".1.days", "someday"), (".1.start", "3:15")],
                    &[
                        (".1.days", NotChoice),
                        (".1.start", NotTime),
                        (".1.end", Missing),
                    ],
                ),
                row(
                    &[(".3.start", "3 pm")],
                    &[(".3.days", Missing), (".3.end", Missing)],
                ),
                row(
                    &[],
                    &[
                        (".1.days", Missing),
                        (".1.start", Missing),
                        (".1.end", Missing),
                    ],
                ),
            ],
        ),
        (
            "kind = \"file\"\nmax = 1".into(),
            vec![
                good("abcdefghjkmnpqrstuvw 12 a.pdf"),
                bad(
                    "/etc/passwd",
                    Files(vec![("passwd".into(), FileFault::Damaged)]),
                ),
                row(
                    &[
                        ("", "abcdefghjkmnpqrstuvw 12 a.pdf"),
                        ("", "abcdefghjkmnpqrstuvx 12 b.pdf"),
                    ],
                    &[(
                        "",
                        Files(vec![("b.pdf".into(), FileFault::TooMany { max: 1 })]),
                    )],
                ),
                blank(Missing),
            ],
        ),
        (
            plain("grades"),
            vec![
                row(&[("", "k"), ("", "elementary")], &[]),
                bad("13", NotChoice),
                bad("Kindergarten", NotChoice),
                blank(Missing),
            ],
        ),
        (
            plain("web"),
            vec![
                good("example.org"),
                good("https://www.example.org/a?b=c#d"),
                good("Https://Example.org"),
                good("http://example.org:8080"),
                good("niñez.org"),
                bad("example", NotWeb),
                bad("https://", NotWeb),
                bad("//example.org", NotWeb),
                bad("ftp://example.org", NotWeb),
                bad("example..org", NotWeb),
                bad("javascript:alert(1)", NotWeb),
                bad("example.org/\"onclick=", NotWeb),
                bad("my example.org", NotWeb),
                bad(format!("example.org/{}", "a".repeat(500)), NotWeb),
                blank(Missing),
            ],
        ),
        (
            "kind = \"whole\"\nmin = 1\nmax = 2000".into(),
            vec![
                good("1"),
                good("2,000"),
                good("1 200"),
                bad("0", TooSmall { min: 1 }),
                bad("-3", TooSmall { min: 1 }),
                bad("2001", TooLarge { max: 2000 }),
                bad("1.5", NotWhole),
                bad("about 20", NotWhole),
                bad("99999999999999999999", NotWhole),
                blank(Missing),
            ],
        ),
        (
            plain("whole"),
            vec![
                good("0"),
                bad("-1", TooSmall { min: 0 }),
                bad("1000000001", TooLarge { max: 1_000_000_000 }),
            ],
        ),
        (
            plain("money"),
            vec![
                good("0"),
                good("$1,200.50"),
                good("1200"),
                bad("-5", NotMoney),
                bad("1.234", NotMoney),
                bad("a lot", NotMoney),
                bad("$", NotMoney),
                bad("9999999999999", NotMoney),
                blank(Missing),
            ],
        ),
        (
            plain("date"),
            vec![
                date("2", "29", "2028", &[]),
                date("02", "09", "1999", &[]),
                date("2", "29", "2027", &[(".day", NotDate)]),
                date("13", "1", "2027", &[(".month", NotDate)]),
                date("+1", "1", "2027", &[(".month", NotDate)]),
                date("March", "1", "2027", &[(".month", NotDate)]),
                date("3", "0", "2027", &[(".day", NotDate)]),
                date("3", "1", "27", &[(".year", NotDate)]),
                date("3", "1", "02027", &[(".year", NotDate)]),
                date("3", "", "2027", &[(".day", DateIncomplete)]),
                date("", "1", "2027", &[(".month", DateIncomplete)]),
                row(&[], &[(".month", Missing)]),
            ],
        ),
        (
            "kind = \"date\"\ncoming = true".into(),
            vec![
                date("11", "26", "2026", &[]),
                date("11", "25", "2026", &[(".month", DatePast)]),
            ],
        ),
        (
            plain("yes-no"),
            vec![
                good("yes"),
                good("no"),
                bad("Yes", NotChoice),
                bad("on", NotChoice),
                blank(Missing),
            ],
        ),
        (
            format!("kind = \"one-of\"\n{CHOICES}"),
            vec![
                good("a"),
                bad("c", NotChoice),
                bad("A", NotChoice),
                blank(Missing),
            ],
        ),
        (
            format!("kind = \"many-of\"\nmax = 1\n{CHOICES}"),
            vec![
                good("b"),
                row(&[("", "a"), ("", "b")], &[("", TooMany { max: 1 })]),
                row(&[("", "a"), ("", "c")], &[("", NotChoice)]),
                blank(Missing),
            ],
        ),
        (
            plain("areas"),
            vec![
                row(
                    &[("", "academics/tutoring"), ("", "academics/reading")],
                    &[],
                ),
                bad("academics", NotChoice),
                bad("academics/", NotChoice),
                bad("academics/cooking", NotChoice),
                bad("arts/tutoring", NotChoice),
                blank(Missing),
            ],
        ),
        (
            plain("schools"),
            vec![
                row(&[("", "oak"), ("", "elm")], &[]),
                row(&[("", "oak"), ("", "ash")], &[("", NotChoice)]),
                blank(Missing),
            ],
        ),
        (
            plain("school"),
            vec![
                good("oak"),
                bad("ash", NotChoice),
                bad("Oak School", NotChoice),
                blank(Missing),
            ],
        ),
        (
            plain("address"),
            vec![
                address("NC", "27701", &[]),
                address("nc", "27701-1234", &[]),
                address("PR", "277011234", &[]),
                address("North Carolina", "27701", &[(".state", NotState)]),
                address("XX", "2770", &[(".state", NotState), (".zip", NotZip)]),
                address("é", "2770a", &[(".state", NotState), (".zip", NotZip)]),
                row(
                    &[
                        (".street", &"a".repeat(201)),
                        (".state", "NC"),
                        (".zip", "27701"),
                    ],
                    &[(".street", over(1, 200)), (".city", Missing)],
                ),
                row(
                    &[],
                    &[
                        (".street", Missing),
                        (".city", Missing),
                        (".state", Missing),
                        (".zip", Missing),
                    ],
                ),
            ],
        ),
        (
            "kind = \"accept\"\nstatement = \"I do.\"".into(),
            vec![
                good("yes"),
                bad("no", NotAccepted),
                bad("on", NotAccepted),
                blank(NotAccepted),
            ],
        ),
        (
            "kind = \"signature\"\nstatement = \"I sign.\"".into(),
            vec![
                row(&[(".name", "Ana"), (".consent", "yes")], &[]),
                row(&[(".name", "Ana")], &[(".consent", NotAccepted)]),
                row(
                    &[(".name", "Ana"), (".consent", "no")],
                    &[(".consent", NotAccepted)],
                ),
                row(&[(".consent", "yes")], &[(".name", Missing)]),
                row(
                    &[(".name", &"a".repeat(123)), (".consent", "yes")],
                    &[(".name", over(3, 120))],
                ),
                row(&[], &[(".name", Missing), (".consent", NotAccepted)]),
            ],
        ),
        (
            "kind = \"group\"\nitem = \"I\"\nmin = 2\nmax = 3\n\
             question = [{ key = \"n\", label = \"N\", kind = \"whole\" }]"
                .into(),
            vec![
                row(&[(".1.n", "1"), (".2.n", "2")], &[]),
                row(&[(".1.n", "1"), (".2.n", "2"), (".items", "3")], &[]),
                row(
                    &[(".1.n", "x"), (".3.n", "y")],
                    &[(".1.n", NotWhole), (".2.n", Missing), (".3.n", NotWhole)],
                ),
                row(&[], &[(".1.n", Missing), (".2.n", Missing)]),
            ],
        ),
    ]
}

fn question(kind: &str, optional: bool) -> Question {
    toml::from_str(&format!(
        "key = \"q\"\nlabel = \"Q\"\noptional = {optional}\n{kind}"
    ))
    .unwrap()
}

fn judged(question: &Question, answers: &Answers) -> Vec<(String, Problem)> {
    let profile = small();
    let mut invalid = Invalid::default();
    judge::judge(question, answers, &facts(&profile), &mut invalid);
    invalid
        .iter()
        .map(|(field, problem)| (field.to_owned(), problem.clone()))
        .collect()
}

#[test]
fn every_answer_gets_exactly_the_problems_of_its_row() {
    for (kind, rows) in table() {
        let question = question(&kind, false);
        for Row(typed, wrong) in rows {
            let named: Vec<(String, String)> = typed
                .iter()
                .map(|(part, value)| (format!("q{part}"), value.clone()))
                .collect();
            let pairs: Vec<(&str, &str)> = named
                .iter()
                .map(|(field, value)| (field.as_str(), value.as_str()))
                .collect();
            let expected: Vec<(String, Problem)> = wrong
                .into_iter()
                .map(|(part, problem)| (format!("q{part}"), problem))
                .collect();
            assert_eq!(
                judged(&question, &answers(&pairs)),
                expected,
                "{kind}: {typed:?}"
            );
        }
    }
}

#[test]
fn an_optional_question_may_stay_blank() {
    for (kind, _) in table() {
        if !matches!(question(&kind, false).kind, Kind::Group { .. }) {
            assert_eq!(
                judged(&question(&kind, true), &Answers::default()),
                [],
                "{kind}"
            );
        }
    }
}

/// A number for each kind. A new kind does not compile until it has one, and fails the test below
/// until it has rows.
const fn number(kind: &Kind) -> usize {
    match kind {
        Kind::ShortText { .. } => 0,
        Kind::LongText { .. } => 1,
        Kind::Email => 2,
        Kind::Phone => 3,
        Kind::Web => 4,
        Kind::Whole { .. } => 5,
        Kind::Money => 6,
        Kind::Date { .. } => 7,
        Kind::YesNo => 8,
        Kind::OneOf { .. } => 9,
        Kind::ManyOf { .. } => 10,
        Kind::Areas => 11,
        Kind::Schools => 12,
        Kind::School => 13,
        Kind::Address => 14,
        Kind::Accept { .. } => 15,
        Kind::Signature { .. } => 16,
        Kind::Group { .. } => 17,
        Kind::Ein => 18,
        Kind::Person { .. } => 19,
        Kind::Schedule { .. } => 20,
        Kind::Grades => 21,
        Kind::File { .. } => 22,
    }
}

#[test]
fn every_kind_of_question_stands_in_the_table() {
    let seen: BTreeSet<usize> = table()
        .iter()
        .map(|(kind, _)| number(&question(kind, false).kind))
        .collect();
    assert_eq!(seen, (0..23).collect());
}

#[test]
fn every_field_of_a_question_is_its_own() {
    for (kind, _) in table() {
        let question = question(&kind, false);
        for field in question.fields(&Answers::default()) {
            assert!(question.owns(&field), "{kind} does not own {field}");
        }
        for foreign in [
            "",
            "q.",
            "q.x",
            "qq",
            "x.q",
            "q.0.n",
            "q.4.n",
            "q.+1.n",
            "q.1",
            "q.1.m",
            "q.0.days",
            "q.4.days",
            "q.1.days.2",
        ] {
            assert!(!question.owns(foreign), "{kind} owns {foreign:?}");
        }
    }
}
