//! What every profile must keep: no fault, no dead end in its advisor, no level out of reach, nobody's private address.

use super::read::{self, advised};
use partnership::district::Profile;
use partnership::form::{Answers, Kind, Question};
use partnership::{level, route};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn no_profile_has_a_fault() {
    for name in read::names() {
        let profile = read::profile(&name);
        assert_eq!(profile.faults(), [], "{name}");
        let own = format!("{}-{}", profile.id.as_str(), profile.version);
        assert_eq!(own, name, "the file is called after its id and version");
    }
}

#[test]
fn no_key_of_a_file_goes_unread() {
    for name in read::names() {
        let profile: Profile = toml::from_str(&read::text(&name)).unwrap();
        let mut unread = Vec::new();
        let kept = serde_json::to_value(profile).unwrap();
        check_read("", &read::raw(&name), &kept, &mut unread);
        assert!(
            unread.is_empty(),
            "{name}: misspelled or out of place:\n{}",
            unread.join("\n")
        );
    }
}

fn check_read(at: &str, written: &Value, read: &Value, unread: &mut Vec<String>) {
    match (written, read) {
        (Value::Object(written), Value::Object(read)) => {
            for (key, value) in written {
                let at = format!("{at}.{key}");
                match read.get(key) {
                    Some(read) => check_read(&at, value, read, unread),
                    None => unread.push(at),
                }
            }
        }
        (Value::Array(written), Value::Array(read)) if written.len() == read.len() => {
            for (place, (written, read)) in written.iter().zip(read).enumerate() {
                check_read(&format!("{at}.{place}"), written, read, unread);
            }
        }
        _ if written == read => {}
        _ => unread.push(at.to_owned()),
    }
}

/// The answers a question can get: each choice; where several may be chosen, all sets of up to four
/// choices, else singles and pairs.
fn offered(question: &Question, profile: &Profile) -> Vec<Vec<String>> {
    let choices: Vec<String> = question.choices().iter().map(|c| c.value.clone()).collect();
    let single = |value: &str| vec![vec![value.to_owned()]];
    match question.kind {
        Kind::YesNo => [single("yes"), single("no")].concat(),
        Kind::OneOf { .. } => choices.into_iter().map(|value| vec![value]).collect(),
        Kind::ManyOf { .. } => sets(&choices),
        Kind::Schools => {
            let slugs: Vec<String> = profile.schools.iter().map(|s| s.slug.clone()).collect();
            (1..=slugs.len().min(4))
                .map(|count| slugs[..count].to_vec())
                .collect()
        }
        Kind::School => single(&profile.schools[0].slug),
        Kind::Areas => {
            let area = &profile.areas[0];
            single(&format!("{}/{}", area.slug, area.services[0].value))
        }
        Kind::Accept { .. } => single("yes"),
        _ => single("1"),
    }
}

fn sets(choices: &[String]) -> Vec<Vec<String>> {
    let most = if choices.len() <= 4 { choices.len() } else { 2 };
    (1..1_usize << choices.len())
        .filter(|set| set.count_ones() as usize <= most)
        .map(|set| {
            let chosen = choices.iter().enumerate();
            chosen
                .filter(|(place, _)| set & (1 << place) != 0)
                .map(|(_, value)| value.clone())
                .collect()
        })
        .collect()
}

#[test]
fn sets_are_all_of_four_choices_and_singles_and_pairs_of_more() {
    let choices = |count: usize| (0..count).map(|n| n.to_string()).collect::<Vec<_>>();
    assert_eq!(sets(&choices(3)).len(), 7);
    assert_eq!(sets(&choices(4)).len(), 15);
    assert_eq!(sets(&choices(6)).len(), 6 + 15);
}

#[test]
fn whatever_is_answered_leads_to_a_route_with_a_reason_and_no_route_or_page_is_dead() {
    for name in read::names() {
        let profile = read::profile(&name);
        let (mut pages, mut routes, mut ends) = (BTreeSet::new(), BTreeSet::new(), 0);
        let mut open = vec![Answers::default()];
        while let Some(answers) = open.pop() {
            if let Some(step) = route::next_step(&profile, &answers) {
                pages.insert(step.slug.as_str());
                open.extend(answered(&profile, &step.questions, &answers));
                continue;
            }
            ends += 1;
            let advice = route::advise(&profile, &answers);
            assert!(!advice.is_empty(), "{name}: {answers:?} leads nowhere");
            for one in &advice {
                let slug = one.route.slug.as_str();
                assert!(
                    !one.because.is_empty(),
                    "{name}: {answers:?} leads to {slug} without a reason"
                );
                routes.insert(slug);
            }
        }
        assert!(ends > 1, "{name} asks nothing");
        let all: BTreeSet<&str> = profile.routes.iter().map(|r| r.slug.as_str()).collect();
        assert_eq!(routes, all, "{name}: the routes reached");
        let all: BTreeSet<&str> = profile.advisor.steps().map(|s| s.slug.as_str()).collect();
        assert_eq!(pages, all, "{name}: the pages asked");
    }
}

/// Every way to answer the questions of a page.
fn answered(profile: &Profile, questions: &[Question], before: &Answers) -> Vec<Answers> {
    let mut ways = vec![before.clone()];
    for question in questions {
        // Of a group, one thing: every way to answer its questions.
        if let Kind::Group { questions, .. } = &question.kind {
            let within: Vec<Question> = questions
                .iter()
                .map(|inner| inner.within(&question.key, 1))
                .collect();
            ways = ways
                .iter()
                .flat_map(|answers| answered(profile, &within, answers))
                .collect();
            continue;
        }
        ways = ways
            .iter()
            .flat_map(|answers| {
                offered(question, profile).into_iter().map(|values| {
                    let mut longer = answers.clone();
                    longer.set(&question.key, values);
                    longer
                })
            })
            .collect();
    }
    ways
}

#[test]
fn what_is_left_in_the_address_from_a_way_not_taken_changes_nothing() {
    for name in read::names() {
        let profile = read::profile(&name);
        let questions: Vec<Question> = profile
            .advisor
            .steps()
            .flat_map(|step| step.questions.clone())
            .collect();
        // Every question answered with its last choice, and one after the other with each of its own.
        let mut full = Answers::default();
        for question in &questions {
            full.set(
                &question.key,
                offered(question, &profile).pop().unwrap_or_default(),
            );
        }
        for question in &questions {
            for answers in answered(&profile, std::slice::from_ref(question), &full) {
                let kept = profile.advisor.frozen(&answers);
                assert_eq!(
                    advised(&profile, &answers),
                    advised(&profile, &kept),
                    "{name}: {answers:?}"
                );
                assert!(
                    !advised(&profile, &answers).is_empty(),
                    "{name}: {answers:?}"
                );
            }
        }
    }
}

#[test]
fn every_level_with_a_condition_can_be_reached() {
    for name in read::names() {
        let profile = read::profile(&name);
        let conditions = || profile.levels.iter().filter_map(|l| l.when.as_ref());
        let mut keys: BTreeSet<String> = conditions()
            .flat_map(partnership::form::Condition::keys)
            .map(str::to_owned)
            .collect();
        // And whatever decides whether those are asked, and so on.
        loop {
            let asked = profile.form.steps().flat_map(|step| {
                let questions = step.questions.iter();
                questions.map(move |question| (step, question))
            });
            let more: Vec<String> = asked
                .filter(|(_, question)| keys.contains(&question.key))
                .flat_map(|(step, question)| [step.show_if.keys(), question.show_if.keys()])
                .flatten()
                .map(str::to_owned)
                .collect();
            let before = keys.len();
            keys.extend(more);
            if keys.len() == before {
                break;
            }
        }
        let questions: Vec<Question> = profile
            .form
            .steps()
            .flat_map(|step| step.questions.clone())
            .filter(|question| keys.contains(&question.key))
            .collect();
        let reached: BTreeSet<String> = answered(&profile, &questions, &Answers::default())
            .iter()
            .filter_map(|answers| level::proposed(&profile, answers))
            .map(|proposed| {
                assert!(
                    !proposed.because.is_empty(),
                    "{name}: {}",
                    proposed.level.slug
                );
                proposed.level.slug.clone()
            })
            .collect();
        let with_condition = profile.levels.iter().filter(|l| l.when.is_some());
        let all: BTreeSet<String> = with_condition.map(|l| l.slug.clone()).collect();
        assert_eq!(reached, all, "{name}: the levels reached");
    }
}

#[test]
fn the_only_address_and_number_in_a_profile_are_the_offices_own() {
    for name in read::names() {
        let profile = read::profile(&name);
        for (at, text) in read::english(&read::raw(&name)) {
            for word in text.split_whitespace().filter(|word| word.contains('@')) {
                let word = word.trim_end_matches(['.', ',', ':']);
                assert_eq!(
                    Some(word),
                    profile.office.email.as_deref(),
                    "{name}: {at} writes to somebody else"
                );
            }
            for number in numbers(&text) {
                assert_eq!(
                    Some(number),
                    profile.office.phone.as_deref(),
                    "{name}: {at} calls somebody else"
                );
            }
        }
    }
}

/// Telephone numbers as they are written in texts: `(919) 555-0100`.
fn numbers(text: &str) -> Vec<&str> {
    let shape = |part: &str| -> String {
        let digit = |c: char| if c.is_ascii_digit() { '0' } else { c };
        part.chars().map(digit).collect()
    };
    text.match_indices('(')
        .filter_map(|(at, _)| text.get(at..at + "(000) 000-0000".len()))
        .filter(|part| shape(part) == "(000) 000-0000")
        .collect()
}

#[test]
fn nobody_is_told_that_they_are_not_eligible() {
    for name in read::names() {
        for (at, text) in read::english(&read::raw(&name)) {
            let text = text.to_lowercase();
            for banned in ["not eligible", "ineligible", "cannot be a partner"] {
                assert!(!text.contains(banned), "{name}: {at} says '{banned}'");
            }
        }
    }
}
