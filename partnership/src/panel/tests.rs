//! Panels: tables of who sees what, and properties that hold for every panel.

use super::*;
use proptest::prelude::*;

fn person(name: &str) -> PersonId {
    PersonId::parse(name).unwrap()
}

fn panel(lead: &str, reviewers: &[&str], apart: &[&str]) -> Panel {
    let all = |names: &[&str]| names.iter().map(|name| person(name)).collect();
    Panel {
        lead: PersonId::parse(lead),
        reviewers: all(reviewers),
        apart: all(apart),
    }
}

/// People and what they found.
fn given(people: &[(&'static str, Finding)]) -> Vec<(PersonId, Finding)> {
    people.iter().map(|(who, f)| (person(who), *f)).collect()
}

fn lent(given: &[(PersonId, Finding)]) -> Vec<Given<'_>> {
    given
        .iter()
        .map(|(by, finding)| Given {
            by,
            finding: *finding,
        })
        .collect()
}

#[test]
fn where_several_review_the_lead_takes_the_decision_that_ends_it() {
    use Action::{Approve, Decline, Redirect, RequestChanges};
    type Names = &'static [&'static str];
    const PEOPLE: Names = &["olga", "ben", "eva", "paul"];
    // Who leads, who reviews beside, who stepped back; and who then takes the last decision.
    let table: [(&str, Names, Names, Names); 9] = [
        ("olga", &["ben"], &[], &["olga"]),
        ("olga", &["ben", "eva"], &[], &["olga"]),
        ("ben", &["ben", "eva"], &[], &["ben"]),
        ("olga", &["olga"], &[], PEOPLE),
        ("olga", &[], &[], PEOPLE),
        ("olga", &["ben"], &["ben"], &["olga", "eva", "paul"]),
        ("", &["ben", "eva"], &[], PEOPLE),
        ("olga", &["ben", "eva"], &["olga"], &["ben", "eva", "paul"]),
        ("", &[], &[], PEOPLE),
    ];
    for (lead, reviewers, apart, expected) in table {
        let panel = panel(lead, reviewers, apart);
        for action in [Approve, Decline, Redirect] {
            let decide: Vec<&str> = PEOPLE
                .iter()
                .copied()
                .filter(|who| panel.decides(&person(who), action))
                .collect();
            assert_eq!(decide, expected, "{action:?} of {panel:?}");
        }
        for who in PEOPLE.iter().filter(|who| !apart.contains(who)) {
            assert!(
                panel.decides(&person(who), RequestChanges),
                "{who} asks for changes in {panel:?}"
            );
        }
    }
}

#[test]
fn one_reviewer_alone_settles_by_finding() {
    use Finding::{Met, NotMet};
    let found = given(&[("olga", Met)]);
    assert_eq!(panel("olga", &[], &[]).own(&lent(&found)), Some(0));
    assert_eq!(
        panel("ben", &[], &[]).own(&lent(&found)),
        Some(0),
        "handed over, what was found counts on"
    );
    let both = given(&[("olga", Met), ("ben", NotMet)]);
    assert_eq!(
        panel("ben", &[], &[]).own(&lent(&both)),
        Some(1),
        "the own one counts"
    );
    assert_eq!(
        panel("eva", &[], &[]).own(&lent(&both)),
        None,
        "of two that others left, neither"
    );
    assert_eq!(
        panel("ben", &[], &["olga"]).own(&lent(&found)),
        None,
        "what somebody with a conflict found counts for nothing"
    );
    assert_eq!(
        panel("olga", &["ben"], &[]).own(&lent(&found)),
        None,
        "of several, the lead settles"
    );
    assert_eq!(
        panel("olga", &["olga"], &[]).own(&lent(&found)),
        Some(0),
        "nobody counts twice"
    );
}

#[test]
fn others_findings_are_hidden_until_the_own_is_given() {
    use Finding::{Met, NotMet};
    let three = panel("olga", &["ben", "eva"], &["kim"]);
    let found = given(&[("ben", NotMet), ("olga", Met)]);
    let sees = |reader: &str, by: &str, is_decided: bool| {
        three.shows(&person(reader), &person(by), &lent(&found), is_decided)
    };
    for (reader, by, open, decided) in [
        ("olga", "ben", true, true),
        ("ben", "olga", true, true),
        ("ben", "ben", true, true),
        ("eva", "ben", false, true),
        ("eva", "olga", false, true),
        ("signer", "ben", false, true),
        ("kim", "ben", false, false),
    ] {
        assert_eq!(sees(reader, by, false), open, "{reader} of {by}, open");
        assert_eq!(sees(reader, by, true), decided, "{reader} of {by}, decided");
    }
    let taken = panel("eva", &["ben", "eva"], &[]);
    for (found, sees) in [
        (&[("ben", NotMet)][..], false),
        (&[("ben", NotMet), ("eva", Met)], true),
    ] {
        let found = given(found);
        let (eva, ben) = (person("eva"), person("ben"));
        assert_eq!(taken.shows(&eva, &ben, &lent(&found), false), sees);
        assert_eq!(taken.shows_settled(&eva, &lent(&found), false), sees);
        assert!(taken.shows(&eva, &ben, &lent(&found), true), "decided");
    }
    let alone = panel("olga", &[], &[]);
    assert!(
        alone.shows(&person("signer"), &person("olga"), &lent(&found), false),
        "of one reviewer everybody reads what counts"
    );
}

#[test]
fn what_the_lead_settled_is_hidden_from_a_reviewer_until_the_own_finding_is_given() {
    use Finding::{Met, NotMet};
    let three = panel("olga", &["ben", "eva"], &["kim"]);
    let found = given(&[("ben", NotMet)]);
    for (reader, open, decided) in [
        ("olga", true, true),
        ("ben", true, true),
        ("eva", false, true),
        ("signer", true, true),
        ("kim", false, false),
    ] {
        let sees = |is_decided| three.shows_settled(&person(reader), &lent(&found), is_decided);
        assert_eq!(
            (sees(false), sees(true)),
            (open, decided),
            "{reader}, open and decided"
        );
    }
    let found = given(&[("olga", Met)]);
    assert!(
        panel("", &["eva"], &[]).shows_settled(&person("eva"), &lent(&found), false),
        "alone, nobody is waited for"
    );
}

#[test]
fn differences_are_counted_and_agreement_is_proposed() {
    use Finding::{Met, NotMet};
    let three = panel("olga", &["ben", "eva"], &[]);
    let found = given(&[("ben", NotMet), ("olga", Met), ("gone", NotMet)]);
    assert_eq!(three.tally(&lent(&found)), [(Met, 1), (NotMet, 1)]);
    assert_eq!(three.agreed(&lent(&found)), None);
    assert!(three.needs_reason(&lent(&found), Met));
    let same = given(&[("ben", Met), ("olga", Met)]);
    assert_eq!(three.agreed(&lent(&same)), None, "one is still to come");
    assert!(!three.needs_reason(&lent(&same), Met));
    assert!(three.needs_reason(&lent(&same), NotMet));
    let all = given(&[("ben", Met), ("olga", Met), ("eva", Met)]);
    assert_eq!(three.agreed(&lent(&all)), Some(Met));
    assert!(!three.needs_reason(&[], NotMet), "nobody found anything");
}

const NAMES: [&str; 5] = ["ana", "ben", "eva", "kim", "olga"];

fn names() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::sample::subsequence(NAMES.to_vec(), 0..=NAMES.len())
}

fn findings() -> impl Strategy<Value = Vec<(&'static str, Finding)>> {
    (names(), any::<u64>()).prop_map(|(names, seed)| {
        names
            .into_iter()
            .enumerate()
            .filter_map(|(at, name)| {
                let count = Finding::ALL.len();
                let pick = (seed >> (8 * at)) as usize % count;
                Finding::ALL.get(pick).map(|finding| (name, *finding))
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn whoever_has_a_conflict_is_nothing_and_sees_nothing(
        lead in prop::sample::select(&NAMES[..]), reviewers in names(), apart in names(), found in findings(),
        is_decided: bool,
    ) {
        let panel = panel(lead, &reviewers, &apart);
        let found = given(&found);
        for name in &apart {
            let who = person(name);
            prop_assert!(!panel.is_on(&who) && !panel.takes(&who) && !panel.settles(&who));
            for by in NAMES {
                prop_assert!(!panel.shows(&who, &person(by), &lent(&found), is_decided));
            }
            let own = panel.own(&lent(&found)).and_then(|at| found.get(at));
            prop_assert!(own.is_none_or(|(by, _)| *by != who), "what they found counts for nothing");
        }
    }

    #[test]
    fn nobody_reads_anothers_finding_before_the_own_is_given(
        lead in prop::sample::select(&NAMES[..]), reviewers in names(), found in findings(),
    ) {
        let panel = panel(lead, &reviewers, &[]);
        let found = given(&found);
        for reader in panel.people() {
            let has_given = found.iter().any(|(by, _)| by == reader);
            for (by, _) in &found {
                let sees = panel.shows(reader, by, &lent(&found), false);
                let leads_only = panel.settles(reader) && !panel.reviewers.contains(reader);
                prop_assert_eq!(sees, by == reader || has_given || leads_only);
            }
        }
    }

    #[test]
    fn only_those_on_the_panel_are_counted_and_each_once(
        lead in prop::sample::select(&NAMES[..]), reviewers in names(), apart in names(), found in findings(),
    ) {
        let panel = panel(lead, &reviewers, &apart);
        let found = given(&found);
        let counted: usize = panel.tally(&lent(&found)).iter().map(|(_, count)| count).sum();
        let on = found.iter().filter(|(by, _)| panel.is_on(by)).count();
        prop_assert_eq!(counted, on);
        prop_assert!(counted <= panel.people().count());
        if let Some(finding) = panel.agreed(&lent(&found)) {
            prop_assert!(!panel.needs_reason(&lent(&found), finding));
        }
    }
}
