//! Decisions as they arrive: what is taken, what is refused and why.

use super::*;
use partnership::form::key;

/// A decision, its fields as typed, the field to blame, and why.
type Case<'a> = (Action, &'a [(&'a str, &'a [&'a str])], &'a str, Problem);

fn profile() -> Profile {
    let text = include_str!("../../../../server/profiles/durham-1.toml");
    toml::from_str::<Profile>(text).unwrap().resolved()
}

fn answers(pairs: &[(&str, &[&str])]) -> Answers {
    let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    pairs
        .iter()
        .map(|(name, values)| ((*name).to_owned(), owned(values)))
        .collect()
}

fn sent() -> Answers {
    answers(&[
        (key::PROGRAM_FREQUENCY, &["ongoing"]),
        ("students.online", &["no"]),
    ])
}

fn judged(action: Action, fields: &[(&str, &[&str])]) -> Result<Written, Vec<(String, Problem)>> {
    let profile = profile();
    let facts = Facts {
        profile: &profile,
        today: NaiveDate::from_ymd_opt(2027, 1, 10).unwrap(),
    };
    judge(action, &answers(fields), &sent(), &facts).map_err(|invalid| {
        invalid
            .iter()
            .map(|(field, problem)| (field.to_owned(), problem.clone()))
            .collect()
    })
}

#[test]
fn good_decisions_are_taken_as_they_were_written() {
    let day = NaiveDate::from_ymd_opt(2027, 1, 10).unwrap();
    let due: [(&str, &[&str]); 3] = [
        ("due.month", &["1"]),
        ("due.day", &["10"]),
        ("due.year", &["2027"]),
    ];
    assert_eq!(
        judged(
            Action::RequestChanges,
            &[
                ("steps", &["outcomes", "sponsor"]),
                ("body", &["More"]),
                due[0],
                due[1],
                due[2]
            ]
        ),
        Ok(Written::RequestChanges {
            asked: Asked {
                steps: vec!["outcomes".into(), "sponsor".into()],
                questions: Vec::new(),
            },
            body: "More".into(),
            due_on: day
        })
    );
    assert_eq!(
        judged(
            Action::Approve,
            &[
                ("level", &["one-time"]),
                ("why-level", &["One day in May"]),
                ("agreement", &["none"])
            ]
        ),
        Ok(Written::Approve {
            level: "one-time".into(),
            why_level: "One day in May".into(),
            agreement: "none".into(),
            why_agreement: String::new(),
            ends_on: None,
            conditions: String::new()
        })
    );
    let confirmed = judged(
        Action::Approve,
        &[
            ("level", &["on-going"]),
            ("why-level", &["Left from before"]),
            ("agreement", &["moa"]),
        ],
    );
    assert!(
        matches!(&confirmed, Ok(Written::Approve { why_level, .. }) if why_level.is_empty()),
        "what is confirmed has no reason: {confirmed:?}"
    );
    assert_eq!(
        judged(Action::Decline, &[("reason", &["No"])]),
        Ok(Written::Decline {
            reason: "No".into()
        })
    );
    assert_eq!(
        judged(
            Action::Redirect,
            &[("route", &["vendor"]), ("body", &["There"])]
        ),
        Ok(Written::Redirect {
            route: "vendor".into(),
            body: "There".into()
        })
    );
}

#[test]
fn every_mistake_of_a_decision_is_named_at_its_field() {
    let long = "x".repeat(TEXT + 2);
    let too_long = || Problem::TooLong {
        over: 2,
        limit: TEXT,
    };
    let long_conditions = "x".repeat(CONDITIONS + 1);
    let good: &[(&str, &[&str])] = &[
        ("steps", &["outcomes"]),
        ("body", &["x"]),
        ("due.month", &["2"]),
        ("due.day", &["1"]),
        ("due.year", &["2027"]),
    ];
    let changed = |field: &str, values: &[&str]| {
        let mut fields: Vec<(&str, Vec<&str>)> =
            good.iter().map(|(name, v)| (*name, v.to_vec())).collect();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, values.to_vec()));
        let fields: Vec<(&str, &[&str])> = fields
            .iter()
            .map(|(name, v)| (*name, v.as_slice()))
            .collect();
        judged(Action::RequestChanges, &fields).unwrap_err()
    };
    let fault = |field: &str, problem: Problem| vec![(field.to_owned(), problem)];
    assert!(judged(Action::RequestChanges, good).is_ok());
    assert_eq!(
        changed("steps", &[]),
        fault("steps", Problem::TooFew { min: 1 })
    );
    for slug in ["platform", "signature", "nowhere"] {
        assert_eq!(
            changed("steps", &["outcomes", slug]),
            fault("steps", Problem::NotChoice),
            "{slug}"
        );
    }
    assert_eq!(changed("body", &[]), fault("body", Problem::Missing));
    assert_eq!(changed("body", &[&long]), fault("body", too_long()));
    assert_eq!(
        changed("due.day", &[]),
        fault("due.day", Problem::DateIncomplete)
    );
    assert_eq!(
        changed("due.day", &["31"]),
        fault("due.day", Problem::NotDate)
    );
    assert_eq!(
        changed("due.year", &["2026"]),
        fault("due.month", Problem::DatePast)
    );
    let cases: [Case<'_>; 10] = [
        (
            Action::Approve,
            &[("level", &["one-time"]), ("agreement", &["none"])],
            "why-level",
            Problem::Missing,
        ),
        (
            Action::RequestChanges,
            &[("steps", &["outcomes"]), ("body", &["x"])],
            "due.month",
            Problem::Missing,
        ),
        (
            Action::Approve,
            &[("agreement", &["moa"])],
            "level",
            Problem::Missing,
        ),
        (
            Action::Approve,
            &[("level", &["high"]), ("agreement", &["moa"])],
            "level",
            Problem::NotChoice,
        ),
        (
            Action::Approve,
            &[("level", &["on-going"])],
            "agreement",
            Problem::Missing,
        ),
        (
            Action::Approve,
            &[("level", &["on-going"]), ("agreement", &["x"])],
            "agreement",
            Problem::NotChoice,
        ),
        (
            Action::Approve,
            &[
                ("level", &["on-going"]),
                ("agreement", &["moa"]),
                ("conditions", &[&long_conditions]),
            ],
            "conditions",
            Problem::TooLong {
                over: 1,
                limit: CONDITIONS,
            },
        ),
        (Action::Decline, &[], "reason", Problem::Missing),
        (
            Action::Redirect,
            &[("body", &["x"])],
            "route",
            Problem::Missing,
        ),
        (
            Action::Redirect,
            &[("route", &["application"]), ("body", &["x"])],
            "route",
            Problem::NotChoice,
        ),
    ];
    for (action, fields, field, problem) in cases {
        assert_eq!(
            judged(action, fields),
            Err(fault(field, problem)),
            "{action:?} {fields:?}"
        );
    }
}

#[test]
fn what_is_no_field_of_the_decision_is_dropped_on_arrival() {
    let arrived = BTreeMap::from([
        (
            "reason".to_owned(),
            vec!["  No \r\n".to_owned(), "second".to_owned()],
        ),
        ("steps".to_owned(), vec!["a".to_owned()]),
        ("token".to_owned(), vec!["x".to_owned()]),
    ]);
    assert_eq!(
        tidy(Action::Decline, arrived),
        answers(&[("reason", &["No"])])
    );
    let arrived = BTreeMap::from([(
        "steps".to_owned(),
        vec!["a".to_owned(), " ".to_owned(), "b".to_owned()],
    )]);
    assert_eq!(
        tidy(Action::RequestChanges, arrived),
        answers(&[("steps", &["a", "b"])])
    );
}

#[test]
fn only_decisions_of_the_table_of_moves_have_a_page() {
    for stage in Stage::ALL {
        let listed: Vec<Action> = decisions_at(stage).collect();
        for action in Action::ALL {
            let is_possible =
                stage.after(action, Side::Office).is_ok() && !fields(action).is_empty();
            assert_eq!(
                action_at(stage, action.word()).is_ok(),
                is_possible,
                "{stage:?} {action:?}"
            );
            assert_eq!(
                listed.contains(&action),
                is_possible,
                "{stage:?} {action:?}"
            );
        }
    }
    assert_eq!(
        action_at(Stage::InReview, "destroy"),
        Err(AppError::NotFound)
    );
    assert_eq!(
        action_at(Stage::Approved, "decline"),
        Err(AppError::Refused)
    );
    assert_eq!(decisions_at(Stage::InReview).count(), 4);
}

#[test]
fn the_agreement_follows_from_the_level() {
    let profile = profile();
    let proposed =
        |slug: &str| proposed_agreement(&profile, profile.level(slug), &Answers::default());
    assert_eq!(proposed("one-time"), "none");
    assert_eq!(proposed("on-going"), "moa");
    assert_eq!(proposed("unknown"), "moa");
}

#[test]
fn a_last_day_is_not_before_the_beginning_and_a_blank_one_is_no_end() {
    let approved = |[month, day, year]: [&str; 3]| {
        let fields: [(&str, &[&str]); 5] = [
            ("level", &["on-going"]),
            ("agreement", &["moa"]),
            ("ends.month", &[month]),
            ("ends.day", &[day]),
            ("ends.year", &[year]),
        ];
        match judged(Action::Approve, &fields) {
            Ok(Written::Approve { ends_on, .. }) => Ok(ends_on),
            Ok(other) => panic!("{other:?}"),
            Err(faults) => Err(faults),
        }
    };
    let today = NaiveDate::from_ymd_opt(2027, 1, 10);
    assert_eq!(approved(["", "", ""]), Ok(None));
    assert_eq!(approved(["1", "10", "2027"]), Ok(today));
    let before = Problem::DateBefore {
        day: today.unwrap(),
    };
    for (typed, field, problem) in [
        (["1", "9", "2027"], "ends.month", before),
        (["2", "29", "2027"], "ends.day", Problem::NotDate),
        (["13", "1", "2027"], "ends.month", Problem::NotDate),
        (["1", "", "2027"], "ends.day", Problem::DateIncomplete),
        (["1", "9", "27"], "ends.year", Problem::NotDate),
    ] {
        let fault = vec![(field.to_owned(), problem)];
        assert_eq!(approved(typed), Err(fault), "{typed:?}");
    }
}

#[test]
fn another_kind_of_agreement_than_the_answers_propose_needs_a_reason() {
    let text = include_str!("../../../../server/profiles/seattle-1.toml");
    let profile = toml::from_str::<Profile>(text).unwrap().resolved();
    let facts = Facts {
        profile: &profile,
        today: NaiveDate::from_ymd_opt(2027, 1, 10).unwrap(),
    };
    let sent = answers(&[("money.payer", &["district"])]);
    let level = profile
        .levels
        .iter()
        .find(|level| level.needs_agreement)
        .unwrap();
    let judged = |kind: &str, why: &[&str]| {
        let mut fields = answers(&[("agreement", &[kind]), ("why-agreement", why)]);
        fields.set("level", vec![level.slug.clone()]);
        fields.set("why-level", vec!["As talked over".to_owned()]);
        judge(Action::Approve, &fields, &sent, &facts)
    };
    let missing = judged("mou", &[]).unwrap_err();
    assert_eq!(
        missing.iter().map(|(field, _)| field).collect::<Vec<_>>(),
        ["why-agreement"]
    );
    for (kind, reason) in [("mou", "They pay after all"), ("psc", "")] {
        let written = judged(kind, &["They pay after all"]).unwrap();
        assert!(
            matches!(&written, Written::Approve { why_agreement, .. } if why_agreement == reason),
            "{kind}: {written:?}"
        );
    }
}
