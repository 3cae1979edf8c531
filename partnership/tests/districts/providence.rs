//! Providence: four types of partnership judged by people, an agreed-upon division, and community resources.

use super::read::{self, check_golden, check_levels, said};
use partnership::district::{Audience, Covers, Profile};
use partnership::form::{Answers, Kind, key};
use partnership::text::Lang;
use partnership::{level, route};
use std::collections::BTreeSet;

const NAME: &str = "providence-1";

fn providence() -> Profile {
    read::profile(NAME)
}

#[test]
fn each_golden_case_leads_where_it_should_and_says_why() {
    let new = "who wish time proven several";
    let cases: [read::Golden<'_>; 20] = [
        ("", "who?", &[]),
        ("who=organization", "who wish?", &[]),
        (
            "who=organization wish=new",
            "who wish time?",
            &["proposal: wish"],
        ),
        (
            "who=organization wish=new time=school-time proven=yes several=no",
            new,
            &["proposal: wish"],
        ),
        (
            "who=organization wish=new time=none proven=yes several=no",
            new,
            &["proposal: wish"],
        ),
        // A non-profit after school: outcomes that can demonstrate effectiveness over time.
        (
            "who=organization wish=new time=out-of-school proven=yes several=no",
            new,
            &["out-of-school-time: time", "proposal: wish"],
        ),
        (
            "who=organization wish=new time=school-time,out-of-school proven=no several=no",
            new,
            &[
                "out-of-school-time: time",
                "evidence: proven",
                "proposal: wish",
            ],
        ),
        // Nobody measured it yet: a conversation, and the proposal all the same.
        (
            "who=organization wish=new time=school-time proven=no several=no",
            new,
            &["evidence: proven", "proposal: wish"],
        ),
        (
            "who=organization wish=new time=school-time proven=yes several=yes",
            new,
            &["lead-organization: several", "proposal: wish"],
        ),
        (
            "who=organization wish=new,existing,listed time=out-of-school proven=no several=yes",
            new,
            &[
                "existing: wish",
                "listed: wish",
                "lead-organization: several",
                "out-of-school-time: time",
                "evidence: proven",
                "proposal: wish",
            ],
        ),
        (
            "who=organization wish=existing",
            "who wish",
            &["existing: wish"],
        ),
        (
            "who=organization wish=listed",
            "who wish",
            &["listed: wish"],
        ),
        (
            "who=organization wish=existing,listed",
            "who wish",
            &["existing: wish", "listed: wish"],
        ),
        // Schools and families are served too.
        ("who=school", "who need?", &[]),
        (
            "who=school need=partner",
            "who need",
            &["find-partner: need"],
        ),
        (
            "who=school need=partner,resources,existing",
            "who need",
            &[
                "find-resources: need",
                "find-partner: need",
                "existing: need",
            ],
        ),
        ("who=family", "who", &["find-resources: who"]),
        ("who=person", "who", &["person: who"]),
        // Answers left over from a way not taken, and answers nobody offers, count for nothing.
        (
            "who=family wish=new need=partner time=out-of-school proven=no several=yes",
            "who",
            &["find-resources: who"],
        ),
        ("who=organization wish=money", "who wish?", &[]),
    ];
    check_golden(&providence(), &cases);
}

/// Organizations that decide together and share all: the one that writes, and the kinds of the others.
fn together(lead: &str, others: &[&str]) -> String {
    let mut words = format!(
        "organization.kind={lead} members.several=yes shared.priorities=together shared.what=resources,risks,decisions"
    );
    for (at, kind) in others.iter().enumerate() {
        let number = at + 1;
        words += &format!(" members.{number}.name=Member{number} members.{number}.kind={kind}");
    }
    words
}

#[test]
fn a_type_is_proposed_only_where_a_description_tells_it_apart() {
    let shared = "shared.what=resources,risks,decisions";
    let because = "members.several shared.priorities shared.what";
    let all = "organization.kind members.several members shared.priorities shared.what";
    let (collaboration, sector) = (
        format!("collaboration: {all}"),
        format!("cross-sector: {all}"),
    );
    let cases = [
        (String::new(), String::new()),
        (
            "members.several=yes shared.priorities=open".to_owned(),
            String::new(),
        ),
        (
            "members.several=no shared.priorities=partner shared.what=none".to_owned(),
            "partnership: shared.priorities".to_owned(),
        ),
        (
            format!("members.several=yes shared.priorities=partner {shared}"),
            "partnership: shared.priorities".to_owned(),
        ),
        (
            format!("members.several=no shared.priorities=together {shared}"),
            format!("strategic-collaboration: {because}"),
        ),
        // Several of one kind, or of different kinds, whoever of them writes.
        (together("ihe", &["ihe"]), collaboration.clone()),
        (
            together("nonprofit", &["nonprofit", "nonprofit"]),
            collaboration,
        ),
        (together("ihe", &["nonprofit"]), sector.clone()),
        (together("ihe", &["community-entity"]), sector.clone()),
        (together("nonprofit", &["ihe"]), sector.clone()),
        (together("nonprofit", &["community-entity"]), sector.clone()),
        (together("community-entity", &["ihe"]), sector.clone()),
        (together("nonprofit", &["nonprofit", "ihe"]), sector.clone()),
        (together("community-entity", &["nonprofit"]), sector.clone()),
        (together("ihe", &["ihe", "community-entity"]), sector),
        // "Other community entity" says no field: a person decides.
        (
            together("community-entity", &["community-entity"]),
            String::new(),
        ),
        // Nobody else is named yet.
        (together("ihe", &[]), String::new()),
        // Shared in part: a person decides.
        (
            together("ihe", &["nonprofit"])
                .replace("resources,risks,decisions", "resources,decisions"),
            String::new(),
        ),
        (
            "members.several=no shared.priorities=together shared.what=none".to_owned(),
            String::new(),
        ),
    ];
    let cases: Vec<(&str, &str)> = cases
        .iter()
        .map(|(words, level)| (words.as_str(), level.as_str()))
        .collect();
    check_levels(&providence(), &cases);
}

#[test]
fn a_reason_that_lies_in_a_group_shows_what_was_looked_at_and_no_more() {
    let profile = providence();
    let proposed = level::proposed(&profile, &said(&together("ihe", &["nonprofit"]))).unwrap();
    let members = proposed
        .because
        .iter()
        .find(|q| q.key == "members")
        .unwrap();
    let Kind::Group { questions, .. } = &members.kind else {
        panic!("no group: {members:?}");
    };
    let looked_at: Vec<&str> = questions.iter().map(|q| q.key.as_str()).collect();
    assert_eq!(looked_at, ["kind"], "neither names nor roles");
}

#[test]
fn the_four_types_are_data_with_the_four_things_they_are_judged_by() {
    let profile = providence();
    let levels: Vec<&str> = profile
        .levels
        .iter()
        .map(|level| level.name.get(Lang::En))
        .collect();
    assert_eq!(
        levels,
        [
            "Partnership",
            "Collaboration",
            "Cross-sector",
            "Strategic Collaboration"
        ]
    );
    for level in &profile.levels {
        let judged: Vec<&str> = level
            .signs
            .iter()
            .filter_map(|sign| Some(sign.get(Lang::En).split_once(':')?.0))
            .collect();
        assert_eq!(
            judged,
            [
                "Kind of organization",
                "Intensity",
                "Alignment",
                "Integration"
            ],
            "{}",
            level.slug
        );
        assert!(level.needs_agreement, "{}", level.slug);
    }
    let described: BTreeSet<&str> = profile
        .levels
        .iter()
        .map(|level| level.text.get(Lang::En))
        .collect();
    assert_eq!(described.len(), 3, "four names, three descriptions");
    assert!(profile.levels.iter().all(|level| level.when.is_some()));
    assert!(profile.sample.contains(&"level".to_owned()));
}

#[test]
fn the_proposal_asks_for_the_division_of_services_outcomes_and_financial_responsibility() {
    let profile = providence();
    let inner = |step: &str| -> Vec<String> {
        let step = profile.form.step(step).unwrap();
        match &step.questions[0].kind {
            Kind::Group { questions, min, .. } => {
                assert!(*min >= 1, "{} may stay empty", step.slug);
                questions
                    .iter()
                    .map(|question| question.key.clone())
                    .collect()
            }
            other => panic!("{} is no group but {other:?}", step.slug),
        }
    };
    assert_eq!(inner("services"), ["what", "who"]);
    assert_eq!(
        inner("outcomes"),
        ["what", "measure", "baseline", "target", "by", "who"]
    );
    assert_eq!(inner("finance"), ["what", "amount", "who"]);
    let division = profile.form.section_of("services").unwrap();
    let steps: Vec<&str> = division
        .steps
        .iter()
        .map(|step| step.slug.as_str())
        .collect();
    assert_eq!(steps, ["services", "outcomes", "finance"]);
    let criterion = profile.criterion("agreed-division").unwrap();
    assert_eq!(criterion.steps, steps);
}

#[test]
fn several_organizations_are_named_and_one_alone_is_not_asked_for_others() {
    let profile = providence();
    let asks =
        |answers: &str, step: &str| profile.form.path(&said(answers)).any(|s| s.slug == step);
    assert!(asks("members.several=yes", "members"));
    assert!(!asks("members.several=no", "members"));
    assert!(asks("evidence.any=yes", "evidence"));
    assert!(
        !asks("evidence.any=no", "evidence"),
        "no evidence is no obstacle"
    );
    assert!(asks("initiative.kind=existing", "initiative-name"));
    assert!(asks("initiative.kind=new", "initiative-name"));
    assert!(!asks("initiative.kind=none", "initiative-name"));
    let members = &profile.form.step("members").unwrap().questions[0];
    let Kind::Group { questions, .. } = &members.kind else {
        panic!("no group: {members:?}");
    };
    let kinds: Vec<&str> = questions[1]
        .choices()
        .iter()
        .map(|c| c.value.as_str())
        .collect();
    assert_eq!(kinds, ["ihe", "nonprofit", "community-entity"]);
}

#[test]
fn what_the_advisor_heard_is_filled_in_already() {
    let profile = providence();
    let carried = |words: &str| route::carried(&profile, &said(words));
    assert_eq!(
        carried(
            "who=organization wish=new,listed time=school-time,out-of-school proven=no several=yes"
        ),
        said("program.time=school-time,out-of-school evidence.any=no members.several=yes")
    );
    assert_eq!(carried("who=family proven=no"), Answers::default());
}

#[test]
fn the_proposal_asks_for_time_initiative_and_effectiveness() {
    let profile = providence();
    let asked: BTreeSet<&str> = profile
        .form
        .steps()
        .flat_map(|step| &step.questions)
        .map(|question| question.key.as_str())
        .collect();
    for key in [
        key::PROGRAM_FREQUENCY,
        key::PROGRAM_GOALS,
        key::SITES_STUDENTS,
        "program.time",
        "initiative.kind",
        "evidence.results",
        "shared.purpose",
        "shared.benefit-schools",
        "shared.benefit-partner",
        "shared.meetings",
        "members",
    ] {
        assert!(asked.contains(key), "the form does not ask {key}");
    }
}

#[test]
fn community_resources_are_listed_by_support_area() {
    let profile = providence();
    assert_eq!(profile.resources.len(), 8);
    assert!(profile.sample.contains(&"resource".to_owned()));
    for area in &profile.areas {
        assert!(
            profile
                .resources
                .iter()
                .any(|resource| resource.areas.contains(&area.slug)),
            "nothing is listed for {}",
            area.slug
        );
    }
    for resource in &profile.resources {
        assert!(
            !resource.areas.is_empty(),
            "{} is in no area",
            resource.slug
        );
        if let Some(link) = &resource.link {
            assert!(link.starts_with("https://example.org/"), "{link}");
        }
    }
}

#[test]
fn the_profile_says_what_the_districts_document_says() {
    let profile = providence();
    assert_eq!(
        (profile.short_name.as_str(), profile.time_zone.as_str()),
        ("PSD", "America/New_York")
    );
    assert_eq!(
        profile.office.name.get(Lang::En),
        "Office of Strategic Community Partnerships"
    );
    assert_eq!(
        profile.office.phone, None,
        "the document gives no number, and none is made up"
    );
    assert!(profile.is_sample("office.email", None));
    assert!(profile.eligibility.is_empty(), "the document names none");
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
    for audience in Audience::ALL {
        assert!(
            profile
                .guides
                .iter()
                .any(|guide| guide.audience == audience),
            "nothing is said to {audience:?}"
        );
    }
}

#[test]
fn what_the_document_leaves_open_is_marked_as_sample() {
    let marked: BTreeSet<String> = providence().sample.into_iter().collect();
    for open in [
        "advisor",
        "area",
        "criterion",
        "form",
        "level",
        "plan.goal",
        "process",
        "resource",
        "route",
        "school",
        "short-name",
        "page.application",
        "guide.engage-and-maintain",
    ] {
        assert!(marked.contains(open), "{open} is not of the document");
    }
    for named in ["organization-kind", "page.definition", "guide"] {
        assert!(
            !marked.contains(named),
            "{named} is the document's, and no sample"
        );
    }
}
