//! Durham's application, filled in: no gap, what opens further steps, and what is proposed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use partnership::district::Profile;
use partnership::form::{Answers, Facts};
use partnership::proposal::Proposal;
use std::collections::BTreeMap;

const DURHAM: &str = include_str!("../../server/profiles/durham-1.toml");

fn durham() -> Profile {
    toml::from_str::<Profile>(DURHAM).unwrap().resolved()
}

/// An application as somebody might fill it in.
fn application() -> Answers {
    let mut answers: Answers = BTreeMap::from([
        ("organization.name", "Bull City Readers"),
        ("organization.kind", "community"),
        ("contact.name", "Ana Ruiz"),
        ("contact.role", "Director"),
        ("contact.email", "ana@example.org"),
        ("contact.phone", "(919) 555-0100"),
        ("organization.address.street", "1 Elm St"),
        ("organization.address.city", "Durham"),
        ("organization.address.state", "NC"),
        ("organization.address.zip", "27701"),
        ("organization.about", "We read with children."),
        ("organization.established", "2009"),
        ("program.title", "Reading hour"),
        (
            "program.summary",
            "Volunteers read with students after school.",
        ),
        ("program.areas", "academics/tutoring"),
        ("program.goals", "academic-growth"),
        ("program.needs", "academic"),
        ("program.need", "The school asked for it."),
        ("program.growth", "They learn to read well."),
        ("sites.sponsor", "cedar-ford"),
        ("sponsor.name", "Sam Lee"),
        ("sponsor.email", "sam@example.org"),
        ("sites.grades", "3"),
        ("sites.students", "40"),
        ("program.frequency", "ongoing"),
        ("schedule.often", "weekly"),
        ("schedule.times", "Tuesdays, 3 p.m."),
        ("schedule.start.month", "1"),
        ("schedule.start.day", "12"),
        ("schedule.start.year", "2027"),
        ("schedule.end.month", "6"),
        ("schedule.end.day", "4"),
        ("schedule.end.year", "2027"),
        ("outcomes.1.what", "Students read at grade level"),
        ("outcomes.1.measure", "Reading test"),
        ("outcomes.1.target", "30 of 40"),
        ("outcomes.1.by.month", "6"),
        ("outcomes.1.by.day", "4"),
        ("outcomes.1.by.year", "2027"),
        ("students.checked", "yes"),
        ("students.check", "A state check every year."),
        ("students.permission", "yes"),
        ("students.online", "no"),
        ("students.data", "no"),
        ("money.payer", "own"),
        ("money.value", "12,000"),
        ("money.fee", "no"),
        ("directory.listed", "yes"),
    ])
    .into_iter()
    .map(|(field, value)| (field.to_owned(), vec![value.to_owned()]))
    .collect();
    for question in durham().form.steps().flat_map(|step| &step.questions) {
        if question.key.starts_with("characteristics.") || question.key.starts_with("commitments.")
        {
            answers.set(&question.key, vec!["yes".into()]);
        }
    }
    answers
}

#[test]
fn a_complete_application_has_no_gap_and_becomes_a_proposal() {
    let profile = durham();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    let facts = Facts {
        profile: &profile,
        today,
    };
    let answers = application();
    let gap = |answers: &Answers| {
        profile
            .form
            .first_gap(answers, &facts)
            .map(|s| s.slug.clone())
    };
    assert_eq!(gap(&answers), None);
    assert_eq!(profile.form.path(&answers).count(), 22);
    assert_eq!(profile.form.frozen(&answers), answers);
    for (field, value, expected) in [
        ("students.online", "yes", Some("platform")),
        ("students.data", "yes", Some("data")),
        ("money.fee", "yes", Some("fee")),
        ("program.frequency", "once", None),
        ("organization.kind", "person", Some("organization")),
        ("sites.sponsor", "", Some("sponsor")),
        ("characteristics.built", "", Some("characteristics")),
    ] {
        let mut changed = answers.clone();
        changed.set(field, vec![value.to_owned()]);
        assert_eq!(gap(&changed).as_deref(), expected, "{field} = {value}");
    }
    let proposal = Proposal::read(&profile, &answers);
    assert_eq!(proposal.organization, "Bull City Readers");
    assert_eq!(
        proposal.services,
        [("academics".to_owned(), "tutoring".to_owned())]
    );
    assert_eq!(proposal.sites, ["cedar-ford"]);
    assert_eq!((proposal.students, proposal.listed), (Some(40), true));
}
