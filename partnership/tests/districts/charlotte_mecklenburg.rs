//! Charlotte-Mecklenburg: four processes of which several may apply, two levels, and the document's own words.

use super::read::{self, check_golden, check_kinds, check_levels, check_says, said};
use partnership::district::{Audience, Covers, Profile};
use partnership::form::{Answers, Kind, key};
use partnership::route;
use partnership::text::Lang;
use std::collections::BTreeSet;

const NAME: &str = "charlotte-mecklenburg-1";

fn cms() -> Profile {
    read::profile(NAME)
}

#[test]
fn each_golden_case_leads_where_it_should_and_says_why() {
    let all = "status types frequency involves free funding";
    let short = "status types frequency involves funding";
    let cases: [read::Golden<'_>; 27] = [
        ("", "status?", &[]),
        ("status=nonprofit", "status types?", &[]),
        (
            "status=nonprofit types=talent",
            "status types frequency?",
            &[],
        ),
        (
            "status=nonprofit types=talent frequency=ongoing involves=contact",
            "status types frequency involves free?",
            &[],
        ),
        // The way of Community Partnerships & Family Engagement: all three of its points.
        (
            "status=nonprofit types=talent frequency=ongoing involves=contact free=yes funding=no",
            all,
            &["community-partnerships: status involves free"],
        ),
        (
            "status=nonprofit types=time,talent frequency=ongoing involves=contact,facilities free=yes funding=no",
            all,
            &["community-partnerships: status involves free"],
        ),
        (
            "status=public types=talent frequency=ongoing involves=facilities free=yes funding=no",
            all,
            &["community-partnerships: status involves free"],
        ),
        // A non-profit that also surveys students and uses the gym after hours: three at once.
        (
            "status=nonprofit types=talent frequency=ongoing involves=contact,after-hours,data free=yes funding=no",
            all,
            &[
                "community-use: involves",
                "data-collection: involves",
                "community-partnerships: status involves free",
            ],
        ),
        // And asks for money besides: all four.
        (
            "status=nonprofit types=talent frequency=ongoing involves=contact,after-hours,data free=yes funding=yes",
            all,
            &[
                "community-use: involves",
                "data-collection: involves",
                "procurement: funding",
                "community-partnerships: status involves free",
            ],
        ),
        // Any point of Community Use of Schools is enough.
        (
            "status=nonprofit types=talent frequency=ongoing involves=contact free=no funding=no",
            all,
            &["community-use: free"],
        ),
        (
            "status=nonprofit types=talent frequency=ongoing involves=after-hours free=no funding=no",
            all,
            &["community-use: involves free"],
        ),
        (
            "status=for-profit types=talent frequency=ongoing involves=after-hours free=no funding=no",
            all,
            &["community-use: involves free"],
        ),
        (
            "status=for-profit types=talent frequency=ongoing involves=facilities free=no funding=no",
            all,
            &["community-use: status involves free"],
        ),
        // A business whose offer is free: Community Use of Schools by its kind, and a conversation.
        (
            "status=for-profit types=time frequency=ongoing involves=contact free=yes funding=no",
            all,
            &[
                "community-use: status involves",
                "conversation: status free",
            ],
        ),
        (
            "status=for-profit types=talent frequency=ongoing involves=none funding=yes",
            short,
            &["procurement: funding", "conversation: frequency involves"],
        ),
        // Data alone, and money alone.
        (
            "status=public types=talent frequency=ongoing involves=data funding=no",
            short,
            &["data-collection: involves"],
        ),
        (
            "status=for-profit types=talent frequency=once involves=data funding=yes",
            short,
            &[
                "one-time-guidelines: types frequency",
                "data-collection: involves",
                "procurement: funding",
            ],
        ),
        // One-time events.
        (
            "status=nonprofit types=treasure frequency=once involves=none funding=no",
            short,
            &["donation-report: types frequency"],
        ),
        (
            "status=for-profit types=treasure frequency=once involves=none funding=no",
            short,
            &["donation-report: types frequency"],
        ),
        (
            "status=nonprofit types=time frequency=once involves=contact free=yes funding=no",
            all,
            &[
                "one-time-guidelines: types frequency",
                "community-partnerships: status involves free",
            ],
        ),
        (
            "status=for-profit types=time,treasure frequency=once involves=contact free=yes funding=no",
            all,
            &[
                "one-time-guidelines: types frequency",
                "donation-report: types frequency",
                "community-use: status involves",
                "conversation: status free",
            ],
        ),
        // A donation every year touches none of the four: it is talked about.
        (
            "status=nonprofit types=treasure frequency=ongoing involves=none funding=no",
            short,
            &["conversation: frequency involves"],
        ),
        // One person.
        (
            "status=person involves=contact free=yes funding=no",
            "status involves free funding",
            &["person: status"],
        ),
        (
            "status=person involves=data funding=no",
            "status involves funding",
            &["person: status", "data-collection: involves"],
        ),
        (
            "status=person involves=after-hours free=no funding=yes",
            "status involves free funding",
            &[
                "person: status",
                "community-use: involves free",
                "procurement: funding",
            ],
        ),
        // Answers left over from a way not taken, and answers nobody offers, count for nothing.
        (
            "status=person types=treasure frequency=once involves=none free=no funding=no",
            "status involves funding",
            &["person: status"],
        ),
        (
            "status=charity types=talent frequency=ongoing involves=contact free=yes funding=no",
            "status?",
            &[],
        ),
    ];
    check_golden(&cms(), &cases);
}

#[test]
fn the_level_follows_from_frequency_and_from_a_strategic_initiative() {
    check_levels(
        &cms(),
        &[
            ("", ""),
            ("initiative.linked=no", ""),
            (
                "initiative.linked=no program.frequency=once",
                "one-time: initiative.linked program.frequency",
            ),
            (
                "initiative.linked=no program.frequency=ongoing",
                "on-going: program.frequency",
            ),
            (
                "initiative.linked=yes program.frequency=once",
                "on-going: initiative.linked",
            ),
            (
                "initiative.linked=yes program.frequency=ongoing",
                "on-going: initiative.linked program.frequency",
            ),
        ],
    );
    let profile = cms();
    assert!(!profile.needs_agreement("one-time") && profile.needs_agreement("on-going"));
}

#[test]
fn the_answers_of_a_request_propose_the_documents_of_the_processes_that_apply() {
    let ongoing = "initiative.linked=no program.frequency=ongoing";
    let once = "initiative.linked=no program.frequency=once";
    check_kinds(
        &cms(),
        &[
            ("", &[]),
            (
                &format!(
                    "organization.status=nonprofit {ongoing} program.involves=contact,after-hours,data program.free=yes money.asked=yes"
                ),
                &[
                    "partnership: organization.status program.frequency program.involves program.free",
                    "facility-use: program.involves",
                    "data-request: program.involves",
                    "procurement: money.asked",
                ],
            ),
            (
                &format!(
                    "organization.status=for-profit {ongoing} program.involves=facilities program.free=yes money.asked=no"
                ),
                &["facility-use: organization.status program.involves"],
            ),
            (
                &format!(
                    "organization.status=nonprofit {once} program.involves=contact program.free=yes money.asked=no"
                ),
                &[
                    "none: organization.status initiative.linked program.frequency program.involves program.free money.asked",
                ],
            ),
            (
                &format!(
                    "organization.status=for-profit {once} program.involves=contact program.free=yes money.asked=no"
                ),
                &["facility-use: organization.status program.involves"],
            ),
            (
                &format!("organization.status=public {once} program.involves=none money.asked=yes"),
                &["procurement: money.asked"],
            ),
        ],
    );
}

#[test]
fn who_names_an_initiative_says_who_developed_it() {
    let profile = cms();
    let asks = |answers: &str| {
        profile
            .form
            .path(&said(answers))
            .any(|s| s.slug == "developer")
    };
    assert!(asks("initiative.linked=yes"));
    assert!(!asks("initiative.linked=no"));
    let keys: Vec<&str> = profile
        .form
        .step("developer")
        .unwrap()
        .questions
        .iter()
        .map(|question| question.key.as_str())
        .collect();
    assert_eq!(keys, ["initiative.name", "initiative.developer"]);
}

#[test]
fn what_the_advisor_heard_is_filled_in_already() {
    let profile = cms();
    let carried = |words: &str| route::carried(&profile, &said(words));
    assert_eq!(
        carried(
            "status=nonprofit types=time,talent frequency=ongoing involves=contact,data free=yes funding=no"
        ),
        said(
            "organization.status=nonprofit program.types=time,talent program.frequency=ongoing program.involves=contact,data program.free=yes money.asked=no"
        )
    );
    assert_eq!(carried("status=person"), Answers::default());
    assert_eq!(
        carried("status=person involves=none funding=no"),
        said("program.involves=none money.asked=no")
    );
}

#[test]
fn the_advisor_and_the_request_ask_the_same_choices() {
    let profile = cms();
    for question in profile.advisor.steps().flat_map(|step| &step.questions) {
        let target = question.carries_to.as_deref().unwrap();
        let asked = profile
            .form
            .steps()
            .flat_map(|step| &step.questions)
            .find(|q| q.key == target);
        let offered = |q: &partnership::form::Question| -> BTreeSet<String> {
            q.choices()
                .iter()
                .map(|choice| choice.value.clone())
                .collect()
        };
        let mut here = offered(question);
        here.remove("person");
        assert_eq!(here, offered(asked.unwrap()), "{}", question.key);
    }
}

#[test]
fn the_planning_asks_for_the_four_commitments_where_they_apply() {
    let profile = cms();
    let asked = |words: &str| -> Vec<&str> {
        let answers = said(words);
        profile
            .form
            .path(&answers)
            .flat_map(|step| &step.questions)
            .filter(|q| matches!(q.kind, Kind::Accept { .. }))
            .map(|q| q.key.as_str())
            .filter(|key| !key.starts_with("characteristics."))
            .collect()
    };
    assert_eq!(
        asked("program.frequency=ongoing program.involves=contact virtual.any=yes"),
        [
            "planning.permission",
            "planning.clearance",
            "virtual.protected",
            "planning.report"
        ]
    );
    assert_eq!(
        asked("program.frequency=ongoing program.involves=contact virtual.any=no"),
        [
            "planning.permission",
            "planning.clearance",
            "planning.report"
        ]
    );
    assert_eq!(
        asked("program.frequency=once program.involves=none virtual.any=no"),
        ["planning.guidelines", "planning.report"],
        "a gift has no participating students; a one-time event keeps the guidelines"
    );
    let platform = profile.form.step("platform").unwrap();
    assert!(platform.body.get(Lang::En).contains("Do not write it here"));
    assert!(
        !profile
            .form
            .steps()
            .flat_map(|s| &s.questions)
            .any(|q| q.key.contains("password")),
        "no password is asked for"
    );
}

#[test]
fn the_request_asks_what_the_document_needs() {
    let profile = cms();
    let sections: Vec<&str> = profile
        .form
        .sections
        .iter()
        .map(|s| s.slug.as_str())
        .collect();
    let expected = [
        "organization",
        "program",
        "place",
        "planning",
        "money",
        "characteristics",
        "directory",
        "sign",
    ];
    assert_eq!(sections, expected);
    let asked: BTreeSet<&str> = profile
        .form
        .steps()
        .flat_map(|s| &s.questions)
        .map(|q| q.key.as_str())
        .collect();
    for key in [
        key::PROGRAM_FREQUENCY,
        key::PROGRAM_GOALS,
        key::SITES_STUDENTS,
        "program.types",
        "schedule.start",
        "money.value",
        "data.kinds",
    ] {
        assert!(asked.contains(key), "the form does not ask {key}");
    }
    let types = profile.form.step("types").unwrap();
    assert!(
        matches!(types.questions[0].kind, Kind::ManyOf { max: None, .. }),
        "one request may combine types"
    );
}

#[test]
fn the_profile_says_what_the_districts_document_says() {
    let profile = cms();
    assert_eq!(profile.short_name, "CMS");
    assert_eq!(profile.time_zone, "America/New_York");
    assert_eq!(profile.office.phone.as_deref().unwrap(), "(980) 343-6256");
    assert_eq!(
        profile.office.email.as_deref(),
        Some("communitypartnerships@cms.k12.nc.us")
    );
    assert_eq!(
        (profile.criteria.len(), profile.organization_kinds.len()),
        (5, 5)
    );
    let services: Vec<usize> = profile
        .areas
        .iter()
        .map(|area| area.services.len())
        .collect();
    assert_eq!(services, [3, 2, 7, 2, 5, 4, 2]);
    let covered: Vec<&[Covers]> = profile
        .process
        .iter()
        .map(|step| step.covers.parts())
        .collect();
    assert_eq!(
        covered,
        [
            &[Covers::Vet, Covers::Determine][..],
            &[Covers::Determine],
            &[Covers::Agreement, Covers::Onboarding],
        ],
        "levels stand in the first of the document's three steps"
    );
    let left_out: Vec<&str> = profile
        .criteria
        .iter()
        .filter(|criterion| criterion.may_not_apply)
        .map(|criterion| criterion.slug.as_str())
        .collect();
    assert_eq!(
        left_out,
        ["formal-agreement"],
        "a one-time event may not require a formal agreement"
    );
    let levels: Vec<&str> = profile
        .levels
        .iter()
        .map(|level| level.slug.as_str())
        .collect();
    assert_eq!(levels, ["one-time", "on-going"]);
    for (audience, slugs) in [
        (Audience::Public, &["types", "one-time", "formalizing"][..]),
        (
            Audience::Partner,
            &["permission", "platform", "clearances", "final-report"],
        ),
        (Audience::School, &["planning-meeting"]),
    ] {
        let found: Vec<&str> = profile
            .guides
            .iter()
            .filter(|guide| guide.audience == audience)
            .map(|guide| guide.slug.as_str())
            .collect();
        assert_eq!(found, slugs, "{audience:?}");
    }
    check_says(
        NAME,
        &[
            "Partnerships are formal and ongoing relationships with established entities such as businesses, faith-based organizations, civic and government agencies, educational institutions and other community/grassroots organizations, who have agreed to work collaboratively with CMS.",
            "The relationship is built through a CMS department or school.",
            "There is a formal and documented agreement between the parties.",
            "The programs, services or resources are linked to the district's priorities and outcomes.",
            "Deliverables must be jointly defined between the partner, collaborating department, or school and Community Partnerships and Family Engagement (CPFE) Department.",
            "The partner is an established organization whose programs/services are aligned with the identified CMS support areas.",
            "Social Emotional Learning & Development",
            "Enhancement of Social, Civic or Family Life",
            "Discuss the nature of the partnership with the prospective organization and confirm if the partner meets the CMS Eligibility Criteria.",
            "Volunteer Opportunities (time)",
            "Cash or in-kind donations (treasure)",
            "Programs and/or services (talent)",
            "This type of commitment may not require a formal agreement; however, partners may be required to follow the volunteer and/or visitor guidelines and/or report the estimated financial investment of the donation to the CMS Partnership Office.",
            "Partners who are linked to a strategic initiative that is aligned to the district's goals and developed by either a CMS department or school.",
            "Organizations may also partner at this level if they are providing services/programming multiple times throughout the school year at one or more CMS locations.",
            "A team of CMS staff will meet with the prospective partner to review the program logistics such as",
            "Organizations must include a permission form for each participating student.",
            "A password protected platform must be utilized and both the link and password must be shared with school staff.",
            "Organizations must agree to adhere to the CMS volunteer process.",
            "Organizations must agree to submit a final report with metrics to the leading department.",
            "Partners are guided through the formal documentation process to ensure partnership needs and expectations are met.",
            "an include surveys, questionnaires, assessments, tests, interviews, and focus groups",
            "pplies when the organization or business is requesting a financial commitment from CMS",
        ],
    );
}

#[test]
fn the_office_answers_for_its_own_routes_and_knows_the_contact_persons_of_the_others() {
    let profile = cms();
    for route in &profile.routes {
        let owner = route.owner.get(Lang::En);
        let others = ["community-use", "data-collection", "procurement"];
        if others.contains(&route.slug.as_str()) {
            assert!(owner.starts_with("The contact person of"), "{owner}");
            assert!(
                route
                    .next
                    .get(Lang::En)
                    .contains(profile.office.phone.as_deref().unwrap()),
                "{}",
                route.slug
            );
        } else if route.slug != "one-time-guidelines" {
            assert_eq!(owner, profile.office.name.get(Lang::En), "{}", route.slug);
        }
        let agreement = route.agreement.as_deref();
        let formal =
            others.contains(&route.slug.as_str()) || route.slug == "community-partnerships";
        assert_eq!(
            agreement.is_some_and(|a| a != "none"),
            formal,
            "{}",
            route.slug
        );
    }
}
