//! Durham's profile: that it has no fault, says what the district says, and names what to mend when broken.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use partnership::district::{Covers, Profile, SchoolKind};
use partnership::form::key;
use partnership::text::Lang;
use std::collections::BTreeSet;

const DURHAM: &str = include_str!("../../server/profiles/durham-1.toml");

fn durham() -> Profile {
    toml::from_str::<Profile>(DURHAM).unwrap().resolved()
}

#[test]
fn the_profile_has_no_fault() {
    assert_eq!(durham().faults(), []);
}

#[test]
fn the_profile_says_what_the_districts_document_says() {
    let profile = durham();
    assert_eq!((profile.id.as_str(), profile.version), ("durham", 1));
    assert_eq!(profile.time_zone, "America/New_York");
    assert_eq!(profile.office.phone.as_deref().unwrap(), "(919) 560-2000");
    assert_eq!(
        profile.office.email, None,
        "the document gives no e-mail address"
    );
    assert_eq!(
        profile.plan.name.get(Lang::En),
        "DPS Strategic Plan 2023-2028"
    );
    let told = profile.criteria.iter().filter(|c| !c.for_office);
    assert_eq!((told.count(), profile.criteria.len()), (5, 6));
    assert_eq!(profile.organization_kinds.len(), 5);
    let services: Vec<usize> = profile
        .areas
        .iter()
        .map(|area| area.services.len())
        .collect();
    assert_eq!(services, [3, 2, 7, 2, 5, 4, 5]);
    let covered: Vec<&[Covers]> = profile
        .process
        .iter()
        .map(|step| step.covers.parts())
        .collect();
    assert_eq!(
        covered,
        [
            [Covers::Vet],
            [Covers::Determine],
            [Covers::Agreement],
            [Covers::Onboarding]
        ]
    );
    assert!(
        profile.process[2]
            .owner
            .get(Lang::En)
            .contains("Chief of Staff")
    );
    assert!(
        profile
            .page
            .monitoring
            .get(Lang::En)
            .contains("IMPACT Survey")
    );
    assert!(!profile.needs_agreement("one-time") && profile.needs_agreement("on-going"));
    assert_eq!(
        profile.agreements[0].value, "moa",
        "the kind that a level proposes"
    );
    for kind in SchoolKind::ALL {
        assert!(
            profile.schools.iter().any(|school| school.kind == kind),
            "no {kind:?}"
        );
    }
}

#[test]
fn what_the_document_leaves_open_is_marked_as_sample() {
    let marked: BTreeSet<String> = durham().sample.into_iter().collect();
    let open = [
        "advisor",
        "agreement.none",
        "consult",
        "eligibility",
        "form",
        "grade",
        "guide.link",
        "level",
        "look",
        "page.data-use",
        "page.needed",
        "plan.goal",
        "reminder",
        "route.conversation",
        "route.find-school",
        "route.link",
        "route.one-time-event",
        "school",
        "setting",
    ];
    assert_eq!(marked, open.map(str::to_owned).into());
}

#[test]
fn the_form_asks_nine_sections_and_every_well_known_key() {
    let profile = durham();
    let sections: Vec<&str> = profile
        .form
        .sections
        .iter()
        .map(|s| s.slug.as_str())
        .collect();
    let expected = [
        "organization",
        "program",
        "schools",
        "outcomes",
        "students",
        "money",
        "characteristics",
        "directory",
        "sign",
    ];
    assert_eq!(sections, expected);
    let questions = || profile.form.steps().flat_map(|step| &step.questions);
    let asked: BTreeSet<&str> = questions().map(|q| q.key.as_str()).collect();
    let optional_too = [
        key::ORGANIZATION_WEB,
        key::ORGANIZATION_ABOUT,
        key::PROGRAM_GOALS,
        key::PROGRAM_FREQUENCY,
        key::SITES_STUDENTS,
    ];
    for key in key::REQUIRED.into_iter().chain(optional_too) {
        assert!(asked.contains(key), "the form does not ask {key}");
    }
    let frequency = questions().find(|q| q.key == key::PROGRAM_FREQUENCY);
    let values: Vec<&str> = frequency
        .unwrap()
        .choices()
        .iter()
        .map(|c| c.value.as_str())
        .collect();
    assert_eq!(values, ["once", "ongoing"]);
    // Pages of an application that are not steps.
    for taken in ["check", "status", "copy", "print", "send"] {
        assert!(
            profile.form.step(taken).is_none(),
            "'{taken}' is no name for a step"
        );
    }
}

#[test]
fn a_broken_profile_names_what_to_mend() {
    let areas = &DURHAM[DURHAM.find("[[area]]").unwrap()..DURHAM.find("# The four steps").unwrap()];
    let cases: [(&str, &str, &str, &str); 19] = [
        (
            r#"key = "contact.role""#,
            r#"key = "contact.name""#,
            "form.contact.contact.name",
            "two questions have this key",
        ),
        (
            r#"slug = "served""#,
            r#"slug = "sites""#,
            "form.step",
            "'sites' stands twice",
        ),
        (
            r#"["students.online", "yes"]"#,
            r#"["money.fee", "yes"]"#,
            "form.platform.show-if",
            "'money.fee' is asked nowhere before this",
        ),
        (
            r#"["students.online", "yes"]"#,
            r#"["students.on-line", "yes"]"#,
            "form.platform.show-if",
            "'students.on-line' is asked nowhere before this",
        ),
        (
            r#"["students.data", "yes"]"#,
            r#"["students.data", "perhaps"]"#,
            "form.data.show-if",
            "'perhaps' is no answer to 'students.data'",
        ),
        (
            r#"{ is = ["funding", "yes"] }"#,
            r#"{ is = ["funding", "much"] }"#,
            "route.vendor.when",
            "'much' is no answer to 'funding'",
        ),
        (
            r#"{ is = ["students.data", "yes"] }"#,
            r#"{ answered = "schedule.start" }"#,
            "form.data.show-if",
            "the answer to 'schedule.start' is in parts",
        ),
        (
            r#"key = "sites.sponsor""#,
            r#"key = "sites.host""#,
            "form",
            "ask the well-known question 'sites.sponsor'",
        ),
        (
            r#"key = "signature""#,
            r#"key = "signed""#,
            "form",
            "ask the well-known question 'signature'",
        ),
        (
            r#"choices = "grades""#,
            r#"choices = "classes""#,
            "form.served.sites.grades",
            "'classes' is no list of the profile",
        ),
        (areas, "", "area", "add at least one"),
        (
            r#"  "advisor","#,
            r#"  "wizard","#,
            "sample",
            "'wizard' is no part of a profile that can be marked",
        ),
        (
            r#"carries-to = "organization.kind""#,
            r#"carries-to = "organization.sort""#,
            "advisor.kind.carries-to",
            "the form has no question 'organization.sort'",
        ),
        (
            r#"steps = ["areas"]"#,
            r#"steps = ["regions"]"#,
            "eligibility.support-area.steps",
            "the form has no step 'regions'",
        ),
        (
            r#"slug = "willow-run""#,
            r#"slug = "Willow Run""#,
            "school",
            "write 'Willow Run' in lower-case letters",
        ),
        (
            r#"value = "mentoring""#,
            r#"value = "sel-interventions""#,
            "area.social-emotional-learning.service",
            "'sel-interventions' stands twice",
        ),
        (
            "application = true",
            "application = false",
            "route",
            "mark one with application = true",
        ),
        (
            r#"kind = "yes-no""#,
            r#"kind = "phone""#,
            "advisor.funding.kind",
            "the advisor can ask only yes-no, one-of and many-of",
        ),
        (
            r#"key = "measure""#,
            r#"key = "what""#,
            "form.outcomes.outcomes",
            "two questions of the group have the same key",
        ),
    ];
    for (old, new, at, mend) in cases {
        assert!(DURHAM.contains(old), "the profile has no {old}");
        let mut text = DURHAM.replacen(old, new, 1);
        if new.is_empty() {
            text.insert_str(text.find("agreement = [").unwrap(), "area = []\n");
        }
        let broken: Profile = toml::from_str::<Profile>(&text).unwrap().resolved();
        let faults = broken.faults();
        assert!(
            faults
                .iter()
                .any(|fault| fault.at == at && fault.mend.contains(mend)),
            "{new} should give '{at}: {mend}', but gave {faults:?}"
        );
    }
}

#[test]
fn a_misspelled_part_of_a_profile_is_refused_by_name() {
    for (old, new) in [
        ("time-zone =", "timezone ="),
        ("review-days", "review-day"),
        (r#"kind = "yes-no""#, r#"kind = "yes/no""#),
        (r#"covers = "vet""#, r#"covers = "vetting""#),
    ] {
        let error = toml::from_str::<Profile>(&DURHAM.replacen(old, new, 1))
            .unwrap_err()
            .to_string();
        let word = new
            .trim_end_matches([' ', '='])
            .trim_start_matches("kind = ")
            .trim_start_matches("covers = ");
        assert!(
            error.contains(word.trim_matches('"')),
            "{new} gave: {error}"
        );
    }
}

#[test]
fn a_number_of_days_out_of_its_range_is_named_with_its_range() {
    let with = |part: &str, line: &str| {
        let name = line.split(' ').next().unwrap();
        let (before, rest) = DURHAM.split_once(part).unwrap();
        let (own, after) = rest.split_once("\n\n").unwrap();
        let own: Vec<&str> = own.lines().filter(|old| !old.starts_with(name)).collect();
        let text = format!("{before}{part}{}\n{line}\n\n{after}", own.join("\n"));
        toml::from_str::<Profile>(&text)
            .unwrap()
            .resolved()
            .faults()
    };
    for (name, least, most, what) in [
        ("setting.review-days", 1, 365, "days"),
        ("setting.change-days", 1, 365, "days"),
        ("setting.draft-days", 1, 3_650, "days"),
        ("setting.stalled-days", 1, 365, "days"),
        ("setting.ending-days", 1, 365, "days"),
        ("setting.partnership-months", 1, 120, "months"),
        ("setting.minutes", 1, 600, "minutes"),
        ("reminder.draft-days", 0, 365, "days"),
        ("reminder.change-days", 0, 365, "days"),
        ("reminder.review-days", 0, 365, "days"),
    ] {
        let (part, own) = name.split_once('.').unwrap();
        let part = format!("[{part}]");
        for good in [least, most] {
            assert_eq!(with(&part, &format!("{own} = {good}")), [], "{name} {good}");
        }
        let mut bad = vec![most + 1, i32::from(u16::MAX)];
        bad.extend((least > 0).then_some(0));
        for bad in bad {
            let faults = with(&part, &format!("{own} = {bad}"));
            let [fault] = faults.as_slice() else {
                panic!("{name} = {bad} should be one fault, but gave {faults:?}");
            };
            let range = format!("write a number of {what} from {least} to {most}");
            assert_eq!(fault.at, name, "{bad}");
            assert!(fault.mend.starts_with(&range), "{name} {bad}: {fault:?}");
        }
    }
}

#[test]
fn a_day_that_the_last_day_is_proposed_from_is_asked_as_a_day() {
    let asked = "key = \"schedule.end\"\nkind = \"date\"\ncoming = true";
    let broken = DURHAM.replacen(asked, "key = \"schedule.end\"\nkind = \"yes-no\"", 1);
    assert_ne!(broken, DURHAM);
    let faults = toml::from_str::<Profile>(&broken)
        .unwrap()
        .resolved()
        .faults();
    assert!(
        faults
            .iter()
            .any(|fault| fault.at == "form.schedule.end.kind"),
        "{faults:?}"
    );
}
