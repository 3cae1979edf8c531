//! The form engine on a small form: which steps are asked, what is missing, what is kept.

mod kind;
mod property;

use super::{Answers, Facts, Step};
use crate::district::Profile;
use crate::invalid::Problem;
use chrono::NaiveDate;

fn small() -> Profile {
    toml::from_str::<Profile>(include_str!("tests/small.toml"))
        .unwrap()
        .resolved()
}

fn facts(profile: &Profile) -> Facts<'_> {
    Facts {
        profile,
        today: NaiveDate::from_ymd_opt(2026, 11, 26).unwrap(),
    }
}

/// Answers from pairs; a name that stands twice has two values.
fn answers(pairs: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (field, value) in pairs {
        let mut values = answers.all(field).to_vec();
        values.push((*value).to_owned());
        answers.set(field, values);
    }
    answers
}

fn slugs<'a>(steps: impl Iterator<Item = &'a Step>) -> Vec<&'a str> {
    steps.map(|step| step.slug.as_str()).collect()
}

fn fields(answers: &Answers) -> Vec<&str> {
    answers.iter().map(|(field, _)| field).collect()
}

/// Everything the small form asks, answered well.
fn complete() -> Answers {
    answers(&[
        ("name", "Ana"),
        ("pets", "yes"),
        ("pet.kind", "dog"),
        ("dog.name", "Rex"),
        ("things.1.what", "a ball"),
        ("things.1.by.month", "2"),
        ("things.1.by.day", "28"),
        ("things.1.by.year", "2027"),
        ("things.1.tags", "red"),
        ("things.1.tags", "blue"),
        ("schools", "oak"),
        ("schools", "elm"),
        ("when.1.days", "monday"),
        ("when.1.days", "friday"),
        ("when.1.start", "3:15 pm"),
        ("when.1.end", "4:30 pm"),
        ("who.name", "Ana"),
        ("who.role", "Director"),
        ("who.email", "ana@example.org"),
        ("who.phone", "919-555-0100"),
        ("grades", "k"),
        ("grades", "9"),
    ])
}

fn with(mut answers: Answers, field: &str, value: &str) -> Answers {
    answers.set(field, vec![value.to_owned()]);
    answers
}

#[test]
fn a_step_is_asked_only_when_its_condition_holds() {
    let form = small().form;
    assert_eq!(
        slugs(form.path(&Answers::default())),
        ["who", "things", "sign"]
    );
    let cat = answers(&[("pets", "yes"), ("pet.kind", "cat")]);
    assert_eq!(slugs(form.path(&cat)), ["who", "pets", "things", "sign"]);
    assert_eq!(
        slugs(form.path(&complete())),
        ["who", "pets", "dog", "things", "sign"]
    );
}

#[test]
fn an_answer_left_over_from_a_question_no_longer_asked_decides_nothing() {
    let form = small().form;
    let changed = with(complete(), "pets", "no");
    assert_eq!(changed.text("pet.kind"), "dog", "nothing typed is lost");
    assert_eq!(slugs(form.path(&changed)), ["who", "things", "sign"]);
    assert_eq!(
        form.next_after("who", &changed).map(|s| s.slug.as_str()),
        Some("things")
    );
    assert!(!fields(&form.frozen(&changed)).contains(&"dog.name"));
}

#[test]
fn next_and_before_are_the_neighbours_on_the_path() {
    let form = small().form;
    let all = complete();
    let path = slugs(form.path(&all));
    for pair in path.windows(2) {
        assert_eq!(
            form.next_after(pair[0], &all).map(|s| s.slug.as_str()),
            Some(pair[1])
        );
        assert_eq!(
            form.step_before(pair[1], &all).map(|s| s.slug.as_str()),
            Some(pair[0])
        );
    }
    assert_eq!(form.next_after("sign", &all), None);
    assert_eq!(form.step_before("who", &all), None);
    assert_eq!(form.next_after("no-such-step", &all), None);
    let none = Answers::default();
    let after_skipped = form.next_after("pets", &none).map(|s| s.slug.as_str());
    assert_eq!(
        after_skipped,
        Some("things"),
        "a step that is not asked has a next one all the same"
    );
}

#[test]
fn a_step_and_its_section_are_found_by_name() {
    let form = small().form;
    assert_eq!(form.step("dog").map(|s| s.slug.as_str()), Some("dog"));
    assert_eq!(
        form.section_of("dog").map(|s| s.slug.as_str()),
        Some("first")
    );
    assert_eq!(
        form.section_of("things").map(|s| s.slug.as_str()),
        Some("second")
    );
    assert_eq!(form.step("cow"), None);
    assert_eq!(form.section_of("cow"), None);
}

#[test]
fn the_first_gap_is_the_first_asked_step_with_a_problem() {
    let profile = small();
    let gap = |answers: &Answers| {
        profile
            .form
            .first_gap(answers, &facts(&profile))
            .map(|step| step.slug.clone())
    };
    assert_eq!(gap(&Answers::default()).as_deref(), Some("who"));
    assert_eq!(gap(&complete()), None, "the signature is no gap");
    assert_eq!(
        gap(&with(complete(), "pet.kind", "cow")).as_deref(),
        Some("pets")
    );
    assert_eq!(
        gap(&with(complete(), "things.1.by.day", "30")).as_deref(),
        Some("things")
    );
    let no_pets = with(with(complete(), "pets", "no"), "pet.kind", "cow");
    assert_eq!(gap(&no_pets), None, "a step that is not asked is no gap");
}

#[test]
fn a_blank_item_beyond_the_fewest_needed_is_no_mistake() {
    let profile = small();
    let problems = |answers: &Answers| {
        let step = profile.form.step("things").unwrap();
        let found = step.problems(answers, &facts(&profile));
        found
            .iter()
            .map(|(f, p)| (f.to_owned(), p.clone()))
            .collect::<Vec<_>>()
    };
    let missing = |field: &str| vec![(field.to_owned(), Problem::Missing)];
    let mut added = complete();
    added.add_item("things", 1, 4);
    assert_eq!(problems(&added), [], "an item was added and left blank");
    assert_eq!(
        problems(&with(added, "things.2.tags", "red")),
        missing("things.2.what")
    );
    assert_eq!(problems(&Answers::default()), missing("things.1.what"));
}

#[test]
fn what_is_frozen_is_what_was_asked() {
    let form = small().form;
    let mut typed = with(complete(), "pet.note", "left over from a cat");
    typed.set("foreign", vec!["x".into()]);
    typed.set("things.items", vec!["3".into()]);
    assert_eq!(form.frozen(&typed), complete());
}

#[test]
fn what_arrives_is_made_tidy() {
    let form = small().form;
    let arrived = |pairs: &[(&str, &[&str])]| {
        pairs
            .iter()
            .map(|(f, vs)| {
                (
                    (*f).to_owned(),
                    vs.iter().map(|v| (*v).to_owned()).collect(),
                )
            })
            .collect::<Vec<(String, Vec<String>)>>()
    };
    let who = form.step("who").unwrap();
    let tidy = who.tidy(arrived(&[
        ("name", &["", "  Ana \r\n", "Bob"]),
        ("pets", &["yes", "no"]),
        ("pet.kind", &["dog"]),
        ("name.month", &["1"]),
    ]));
    assert_eq!(tidy, answers(&[("name", "Ana"), ("pets", "yes")]));
    let things = form.step("things").unwrap();
    let tidy = things.tidy(arrived(&[
        ("schools", &["oak", "elm", "oak"]),
        ("things.2.tags", &["red", "blue", "red"]),
        ("things.2.what", &["a", "b"]),
        ("things.items", &["2"]),
        ("things.5.what", &["beyond the most allowed"]),
        ("things.01.what", &["x"]),
        ("things.1.when", &["x"]),
        ("things", &["x"]),
    ]));
    let expected = answers(&[
        ("schools", "oak"),
        ("schools", "elm"),
        ("things.2.tags", "red"),
        ("things.2.tags", "blue"),
        ("things.2.what", "a"),
        ("things.items", "2"),
    ]);
    assert_eq!(tidy, expected);
}

#[test]
fn a_profile_survives_being_sent_to_the_browser() {
    let profile = small();
    let sent = serde_json::to_string(&profile).unwrap();
    assert_eq!(serde_json::from_str::<Profile>(&sent).unwrap(), profile);
}

#[test]
fn no_field_keeps_more_values_than_any_list_has() {
    let profile = small();
    let step = |field: &str| {
        let owns = |step: &&Step| step.owns(field);
        profile.form.steps().find(owns).unwrap()
    };
    let many: Vec<String> = (0..100_000).map(|n| n.to_string()).collect();
    for (field, most) in [("schools", super::answers::MOST_VALUES), ("name", 1)] {
        let tidy = step(field).tidy([(field.to_owned(), many.clone())]);
        assert_eq!(tidy.all(field), &many[..most], "{field}");
    }
}

#[test]
fn a_schedule_keeps_all_its_days_and_moves_up_when_a_time_goes() {
    let form = small().form;
    let step = form.step("things").unwrap();
    let days = vec!["monday".to_owned(), "friday".to_owned()];
    let mut tidy = step.tidy([
        ("when.2.days".to_owned(), days.clone()),
        ("when.2.start".to_owned(), days.clone()),
        ("when.3.days".to_owned(), days.clone()),
    ]);
    assert_eq!(fields(&tidy), ["when.2.days", "when.2.start"]);
    assert_eq!(tidy.all("when.2.days"), days);
    assert_eq!(tidy.all("when.2.start"), &days[..1], "a time has one start");
    tidy.remove_item("when", 1, 1, 2);
    assert_eq!(tidy.all("when.1.days"), days);
}

#[test]
fn grades_are_told_by_their_bands_where_a_band_is_whole() {
    let profile = small();
    let named = |values: &[&str]| {
        let values: Vec<String> = values.iter().map(|v| (*v).to_owned()).collect();
        let named = super::grade::named(&values, &profile);
        let named: Vec<String> = named
            .iter()
            .map(|text| text.get(crate::text::Lang::En).to_owned())
            .collect();
        named.join(", ")
    };
    assert_eq!(named(&["9", "k"]), "Kindergarten, Grade 9");
    assert_eq!(named(&["1", "k", "9"]), "Elementary, Grade 9");
    assert_eq!(named(&["elementary", "k"]), "Elementary");
    assert_eq!(named(&["13"]), "");
}
