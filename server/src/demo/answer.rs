//! Plausible answers to any form, whatever it asks: so that a demonstration works for every district.

use super::chance::Chance;
use chrono::{Datelike, Days};
use partnership::form::question::Choices;
use partnership::form::{Answers, Facts, Kind, Question, key};
use partnership::proposal::slug;

/// The names of a fictional organization.
pub struct Name {
    /// The organization.
    pub organization: String,
    /// Its program.
    pub program: String,
    /// What the program does.
    pub summary: String,
    /// Who signs for it.
    pub person: String,
}

const FIRST: [&str; 16] = [
    "Lantern",
    "Juniper",
    "Open Door",
    "Bright Path",
    "Redbud",
    "Harbor",
    "Two Bridges",
    "Sycamore",
    "Firefly",
    "Common Thread",
    "North Star",
    "Meadowlark",
    "Stepping Stone",
    "Copper Kettle",
    "Tall Pines",
    "Wildflower",
];
const LAST: [&str; 10] = [
    "Reading Partners",
    "Youth Collective",
    "Community Church",
    "Robotics",
    "Family Network",
    "Health Alliance",
    "Arts Council",
    "Credit Union",
    "Technical College",
    "Neighborhood Association",
];
const PROGRAMS: [(&str, &str); 8] = [
    (
        "Saturday math studio",
        "Small groups work on math with trained tutors, and families see how to help at home.",
    ),
    (
        "Mentors at lunch",
        "Every student meets the same mentor each week and sets goals for the term.",
    ),
    (
        "First job, first team",
        "Paid internships with a coach, a plan for each student and a visit to the workplace.",
    ),
    (
        "College night",
        "Students and families fill in applications and aid forms together, with people who know how.",
    ),
    (
        "Move and breathe",
        "Sports and calm-down practice after school, led by instructors from the neighborhood.",
    ),
    (
        "Families lead",
        "Workshops in which families learn how decisions are made at school and take part in them.",
    ),
    (
        "A room of books",
        "Volunteers renew the school library and read with classes twice a month.",
    ),
    (
        "Build a robot",
        "Teams design, build and program a robot, and show it to younger students.",
    ),
];

impl Name {
    /// The names of an organization by its number.
    pub fn of(number: u32, chance: &mut Chance) -> Self {
        let at = number as usize;
        let (program, summary) = PROGRAMS[chance.below(PROGRAMS.len())];
        let round = at / (FIRST.len() * LAST.len());
        let tail = if round == 0 {
            String::new()
        } else {
            format!(" {}", round + 1)
        };
        Self {
            organization: format!(
                "{} {}{tail}",
                FIRST[at % FIRST.len()],
                LAST[(at / FIRST.len() + at) % LAST.len()]
            ),
            program: program.to_owned(),
            summary: summary.to_owned(),
            person: "Demonstration Signer".to_owned(),
        }
    }
}

/// Answers every question that is asked.
pub fn fill(facts: &Facts<'_>, name: &Name, chance: &mut Chance) -> Answers {
    let mut answers = Answers::default();
    for step in facts.profile.form.steps() {
        for question in &step.questions {
            answer(question, facts, name, chance, &mut answers);
        }
    }
    answers
}

fn answer(
    question: &Question,
    facts: &Facts<'_>,
    name: &Name,
    chance: &mut Chance,
    answers: &mut Answers,
) {
    let own = question.key.as_str();
    let profile = facts.profile;
    let school = |chance: &mut Chance| chance.one(&profile.schools).slug.clone();
    let values = match (&question.kind, own) {
        (_, key::ORGANIZATION_NAME) => vec![name.organization.clone()],
        (_, key::ORGANIZATION_WEB) => vec![format!("https://{}.example", slug(&name.organization))],
        (_, key::PROGRAM_TITLE) => vec![name.program.clone()],
        (_, key::PROGRAM_SUMMARY) => vec![name.summary.clone()],
        (_, key::LISTED) => vec![if chance.below(8) == 0 { "no" } else { "yes" }.to_owned()],
        (_, key::PROGRAM_FREQUENCY) => vec![
            if chance.below(7) == 0 {
                "once"
            } else {
                "ongoing"
            }
            .to_owned(),
        ],
        (_, key::SITES_STUDENTS) => vec![(5 + chance.below(160)).to_string()],
        (Kind::ShortText { .. }, _) => vec!["As agreed with the school".to_owned()],
        (Kind::LongText { .. }, _) => vec![name.summary.clone()],
        (Kind::Email, _) => vec!["contact@example.com".to_owned()],
        (Kind::Phone, _) => vec!["(919) 555-0123".to_owned()],
        (Kind::Ein, _) => vec![format!("00-{:07}", 1 + chance.below(9_999_999))],
        (Kind::Grades, _) => vec![chance.one(&profile.grades).value.clone()],
        (Kind::Web, _) => vec!["https://www.example.com".to_owned()],
        (Kind::Whole { min, max }, _) => vec![(*min).max(2001.min(*max)).to_string()],
        (Kind::Money, _) => vec![(500 * (1 + chance.below(40))).to_string()],
        (Kind::YesNo, _) => vec![if chance.below(3) == 0 { "no" } else { "yes" }.to_owned()],
        (
            Kind::OneOf {
                choices: Choices::Here(list),
            },
            _,
        ) => vec![chance.one(list).value.clone()],
        (
            Kind::ManyOf {
                choices: Choices::Here(list),
                ..
            },
            _,
        ) => vec![chance.one(list).value.clone()],
        (Kind::OneOf { .. } | Kind::ManyOf { .. }, _) => Vec::new(),
        (Kind::Areas, _) => (0..1 + chance.below(2))
            .map(|_| {
                let area = chance.one(&profile.areas);
                format!("{}/{}", area.slug, chance.one(&area.services).value)
            })
            .collect(),
        (Kind::Schools, _) => {
            let mut schools: Vec<String> =
                (0..1 + chance.below(3)).map(|_| school(chance)).collect();
            schools.sort();
            schools.dedup();
            schools
        }
        (Kind::School, _) => vec![school(chance)],
        (Kind::Accept { .. }, _) => vec!["yes".to_owned()],
        (Kind::Date { .. }, _) => {
            let day = facts.today + Days::new(30 + chance.below(200) as u64);
            for (part, number) in [
                ("month", day.month().to_string()),
                ("day", day.day().to_string()),
                ("year", day.year().to_string()),
            ] {
                answers.set(&format!("{own}.{part}"), vec![number]);
            }
            return;
        }
        (Kind::Address, _) => {
            for (part, text) in [
                ("street", "100 Example Street"),
                ("city", "Durham"),
                ("state", "NC"),
                ("zip", "27701"),
            ] {
                answers.set(&format!("{own}.{part}"), vec![text.to_owned()]);
            }
            return;
        }
        // Files come with the applications that have some.
        (Kind::File { .. }, _) => return,
        (Kind::Person { .. }, _) => {
            for (part, text) in [
                ("name", name.person.as_str()),
                ("role", "Coordinator"),
                ("email", "contact@example.com"),
                ("phone", "(919) 555-0123"),
            ] {
                answers.set(&format!("{own}.{part}"), vec![text.to_owned()]);
            }
            return;
        }
        (Kind::Schedule { .. }, _) => {
            let days = ["monday", "wednesday"].map(str::to_owned).to_vec();
            answers.set(&format!("{own}.1.days"), days);
            answers.set(&format!("{own}.1.start"), vec!["3:15 pm".to_owned()]);
            answers.set(&format!("{own}.1.end"), vec!["4:30 pm".to_owned()]);
            return;
        }
        (Kind::Signature { .. }, _) => {
            answers.set(&format!("{own}.name"), vec![name.person.clone()]);
            answers.set(&format!("{own}.consent"), vec!["yes".to_owned()]);
            return;
        }
        (Kind::Group { questions, .. }, _) => {
            for inner in questions {
                answer(&inner.within(own, 1), facts, name, chance, answers);
            }
            return;
        }
    };
    answers.set(own, values);
}
