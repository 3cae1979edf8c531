//! Providence: four types of partnership judged by people, an agreed-upon division, and community resources.

use super::read::{self, check_golden, check_levels, check_says, said};
use partnership::district::{Audience, Covers, Profile};
use partnership::form::{Answers, Kind, key};
use partnership::route;
use partnership::text::Lang;
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

#[test]
fn a_type_is_proposed_only_where_a_description_tells_it_apart() {
    let shared = "shared.what=resources,risks,decisions";
    let because = "members.several shared.priorities shared.what";
    check_levels(
        &providence(),
        &[
            ("", ""),
            ("members.several=yes shared.priorities=open", ""),
            (
                "members.several=no shared.priorities=partner shared.what=none",
                "partnership: shared.priorities",
            ),
            (
                &format!("members.several=yes shared.priorities=partner {shared}"),
                "partnership: shared.priorities",
            ),
            (
                &format!("members.several=yes shared.priorities=together {shared}"),
                &format!("cross-sector: {because}"),
            ),
            (
                &format!("members.several=no shared.priorities=together {shared}"),
                &format!("strategic-collaboration: {because}"),
            ),
            // Shared in part: a person decides.
            (
                "members.several=yes shared.priorities=together shared.what=resources,decisions",
                "",
            ),
            (
                "members.several=no shared.priorities=together shared.what=none",
                "",
            ),
        ],
    );
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
    let without: Vec<&str> = profile
        .levels
        .iter()
        .filter(|level| level.when.is_none())
        .map(|level| level.slug.as_str())
        .collect();
    assert_eq!(without, ["collaboration"]);
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
    check_says(
        NAME,
        &[
            "A collaborative relationship between the Providence School Department and Community entities that is mutually beneficial and works towards shared goals and purpose through an agreed-upon division of services, outcomes, and financial responsibility.",
            "New focused framework for partnerships with community stakeholders that is based on a feasibility study to determine where partnerships with proven Institutes of Higher Education (IHEs) and non-profits could benefit schools and students.",
            "Engage non-profit partners to provide out-of-school-time connected to rigorous outcomes that can demonstrate effectiveness over time.",
            "Rejuvenate the Strategic Partnership Office to better serve the students, families, and community stakeholders of Providence.",
            "Develop new partnerships to enhance and/or support new and existing initiatives",
            "Create an interactive and comprehensive list of available community resources",
            "Ensure existing processes to engage and maintain partnerships are clearly defined and understood by partners, school and district personnel",
            "Develop the infrastructure to improve partnerships experiences through increased relationship building and communication",
            "Consideration in any partnership will vary based on the kinds of organizations involved, as well as the intensity and alignment of the proposed partnership.",
            "Partnerships are categorized into four ways to help us determine which kind of working and management relationship works best given the scope of work and level of integration.",
            "Partnerships are formed to coordinate efforts and identify the targeted audience. The priorities of this partnership are set by the community partner.",
            "Partnerships are formed by several organizations coming together to share resources, risks and decision-making. The partnership is set on a strategic direction of programming aiming to support student achievement.",
            "Partnerships are formed to share resources, risks, and decision-making. The partnership is set on a strategic direction of programming aiming to support student achievement.",
        ],
    );
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
    ] {
        assert!(marked.contains(open), "{open} is not of the document");
    }
    assert!(
        !marked.contains("organization-kind"),
        "the document names the kinds of organization"
    );
}
