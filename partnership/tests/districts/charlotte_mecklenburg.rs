//! Charlotte-Mecklenburg: four processes of which several may apply, two levels, and the document's own words.

use super::read::{self, check_golden, check_kinds, check_levels, said};
use super::sentence;
use partnership::district::{Audience, Covers, Profile};
use partnership::form::{Answers, Kind, key};
use partnership::route;
use partnership::text::Lang;
use std::collections::BTreeSet;

const NAME: &str = "charlotte-mecklenburg-1";

/// The sentences and lists of the document, one a line, each with its place.
const SENTENCES: [&str; 107] = [
    "page.definition: Partnerships are formal and ongoing relationships with established entities such as businesses, faith-based organizations, civic and government agencies, educational institutions and other community/grassroots organizations, who have agreed to work collaboratively with CMS.",
    "organization-kind.business.label: Business",
    "organization-kind.faith-based.label: Faith-based organization",
    "organization-kind.government.label: Civic or government agency",
    "organization-kind.education.label: Educational institution",
    "organization-kind.community.label: Other community/grassroots organization",
    "area.academics.name: Academics",
    "area.academics.service.tutoring.label: Tutoring",
    "area.academics.service.academic-interventions.label: Academic interventions",
    "area.academics.service.language-intervention.label: Language intervention",
    "area.social-emotional-learning.name: Social Emotional Learning & Development",
    "area.social-emotional-learning.service.mentoring.label: Mentoring",
    "area.social-emotional-learning.service.sel-interventions.label: SEL interventions",
    "area.work-based-learning.name: Work-based Learning",
    "area.work-based-learning.service.internships.label: Internships",
    "area.work-based-learning.service.shadowing.label: Shadowing",
    "area.work-based-learning.service.technical-education.label: Technical education",
    "area.work-based-learning.service.stem.label: STEM",
    "area.work-based-learning.service.steam.label: STEAM",
    "area.work-based-learning.service.engineering.label: Engineering",
    "area.work-based-learning.service.arts.label: Arts related programs",
    "area.postsecondary.name: Postsecondary Attainment & Persistence",
    "area.postsecondary.service.college-focused.label: College-focused programs",
    "area.postsecondary.service.career-focused.label: Career-focused programs",
    "area.health-wellness.name: Health & Wellness",
    "area.health-wellness.service.sports.label: Sports",
    "area.health-wellness.service.physical-activities.label: Physical activities",
    "area.health-wellness.service.mental-health.label: Mental health",
    "area.health-wellness.service.wellness.label: Wellness programs",
    "area.health-wellness.service.quality-of-life.label: Quality of life programs/services",
    "area.social-civic-family-life.name: Enhancement of Social, Civic or Family Life",
    "area.social-civic-family-life.service.leadership.label: Leadership",
    "area.social-civic-family-life.service.character-building.label: Character building",
    "area.social-civic-family-life.service.family-engagement.label: Family engagement",
    "area.social-civic-family-life.service.socio-economic-development.label: Socio-economic development programs",
    "area.school-life.name: Enhancement of School Life",
    "area.school-life.service.staff.label: Teachers and staff support",
    "area.school-life.service.facilities.label: School facilities",
    "criterion.built-through-school.text: The relationship is built through a CMS department or school.",
    "criterion.formal-agreement.text: There is a formal and documented agreement between the parties.",
    "criterion.linked-to-priorities.text: The programs, services or resources are linked to the district's priorities and outcomes.",
    "criterion.joint-deliverables.text: Deliverables must be jointly defined between the partner, collaborating department, or school and Community Partnerships and Family Engagement (CPFE) Department.",
    "criterion.established-partner.text: The partner is an established organization whose programs/services are aligned with the identified CMS support areas.",
    // What the first step of the review confirms.
    "criterion.eligible.text: The partner meets the CMS Eligibility Criteria.",
    "process.1.title: Vetting the Partnership Request",
    "process.1.body: Discuss the nature of the partnership with the prospective organization and confirm if the partner meets the CMS Eligibility Criteria.",
    "process.1.body: Types of Partnership Opportunities Available",
    "process.1.body: Volunteer Opportunities (time); Cash or in-kind donations (treasure); Programs and/or services (talent)",
    "process.1.body: Levels in which partnerships may happen",
    "guide.types.title: Types of Partnership Opportunities Available",
    "guide.types.point.1: Volunteer Opportunities (time)",
    "guide.types.point.2: Cash or in-kind donations (treasure)",
    "guide.types.point.3: Programs and/or services (talent)",
    "form.section.program.step.types.question.program.types.choices.time.label: Volunteer Opportunities (time)",
    "form.section.program.step.types.question.program.types.choices.treasure.label: Cash or in-kind donations (treasure)",
    "form.section.program.step.types.question.program.types.choices.talent.label: Programs and/or services (talent)",
    "level.one-time.name: One-time event",
    "level.one-time.text: This type of commitment may not require a formal agreement; however, partners may be required to follow the volunteer and/or visitor guidelines and/or report the estimated financial investment of the donation to the CMS Partnership Office.",
    "level.on-going.name: On-going commitment",
    "level.on-going.text: Partners who are linked to a strategic initiative that is aligned to the district's goals and developed by either a CMS department or school.",
    "level.on-going.text: Organizations may also partner at this level if they are providing services/programming multiple times throughout the school year at one or more CMS locations.",
    "guide.one-time.title: One-time event",
    "guide.one-time.body: This type of commitment may not require a formal agreement; however, partners may be required to follow the volunteer and/or visitor guidelines and/or report the estimated financial investment of the donation to the CMS Partnership Office.",
    "guide.on-going.title: On-going commitment",
    "guide.on-going.body: Partners who are linked to a strategic initiative that is aligned to the district's goals and developed by either a CMS department or school.",
    "guide.on-going.body: Organizations may also partner at this level if they are providing services/programming multiple times throughout the school year at one or more CMS locations.",
    "process.2.title: Planning the Program or Service to be Delivered",
    "process.2.body: A team of CMS staff will meet with the prospective partner to review the program logistics such as:",
    "process.2.body: Permission requirements: Organizations must include a permission form for each participating student.",
    "process.2.body: Virtual adaptation & platform requirements: A password protected platform must be utilized and both the link and password must be shared with school staff.",
    "process.2.body: Volunteer & Staff Clearances: Organizations must agree to adhere to the CMS volunteer process.",
    "process.2.body: Reporting: Organizations must agree to submit a final report with metrics to the leading department.",
    "planning.commitment.permission.label: Permission requirements: Organizations must include a permission form for each participating student.",
    "planning.commitment.platform.label: Virtual adaptation & platform requirements: A password protected platform must be utilized and both the link and password must be shared with school staff.",
    "planning.commitment.clearances.label: Volunteer & Staff Clearances: Organizations must agree to adhere to the CMS volunteer process.",
    "planning.commitment.report.label: Reporting: Organizations must agree to submit a final report with metrics to the leading department.",
    "guide.formalizing.body: Partners are guided through the formal documentation process to ensure partnership needs and expectations are met.",
    "guide.formalizing.body: Below are the four (4) main processes that may apply",
    "guide.formalizing.point.1: Community Partnerships & Family Engagement: Potential partner is a non-profit organization.",
    "guide.formalizing.point.1: Proposed program/service involves access to CMS facilities and/or contact with students, staff/teacher, and/or families.",
    "guide.formalizing.point.1: Proposed program/service is free for attendees.",
    "guide.formalizing.point.2: Community Use of Schools: Facilities will be used before or after school hours.",
    "guide.formalizing.point.2: Program/service is not free to participants.",
    "guide.formalizing.point.2: Organization is a for-profit entity.",
    "guide.formalizing.point.3: Data Collection and Requests: Can include surveys, questionnaires, assessments, tests, interviews, and focus groups.",
    "guide.formalizing.point.3: CMS Office of Accountability",
    "guide.formalizing.point.4: CMS Procurement Process: Applies when the organization or business is requesting a financial commitment from CMS.",
    "guide.permission.title: Permission requirements",
    "guide.permission.body: Organizations must include a permission form for each participating student.",
    "guide.platform.title: Virtual adaptation & platform requirements",
    "guide.platform.body: A password protected platform must be utilized and both the link and password must be shared with school staff.",
    "guide.clearances.title: Volunteer & Staff Clearances",
    "guide.clearances.body: Organizations must agree to adhere to the CMS volunteer process.",
    "guide.final-report.title: Reporting",
    "guide.final-report.body: Organizations must agree to submit a final report with metrics to the leading department.",
    "guide.planning-meeting.body: A team of CMS staff will meet with the prospective partner to review the program logistics such as:",
    "guide.planning-meeting.point.1: Permission requirements: Organizations must include a permission form for each participating student.",
    "guide.planning-meeting.point.2: Virtual adaptation & platform requirements: A password protected platform must be utilized and both the link and password must be shared with school staff.",
    "guide.planning-meeting.point.3: Volunteer & Staff Clearances: Organizations must agree to adhere to the CMS volunteer process.",
    "guide.planning-meeting.point.4: Reporting: Organizations must agree to submit a final report with metrics to the leading department.",
    "process.3.title: Formalizing the Partnership",
    "process.3.body: Partners are guided through the formal documentation process to ensure partnership needs and expectations are met.",
    "process.3.body: Community Partnerships & Family Engagement, Community Use of Schools, Data Collection and Requests, and the CMS Procurement Process",
    "page.monitoring: Organizations must agree to submit a final report with metrics to the leading department.",
    "office.name: Community Partnerships and Family Engagement (CPFE) Department",
    "office.phone: (980) 343-6256",
    "office.email: communitypartnerships@cms.k12.nc.us",
];

fn cms() -> Profile {
    read::profile(NAME)
}

#[test]
fn each_golden_case_leads_where_it_should_and_says_why() {
    let all = "status types frequency involves free funding";
    let short = "status types frequency involves funding";
    let cases: [read::Golden<'_>; 28] = [
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
        (
            "status=nonprofit types=talent frequency=ongoing involves=after-hours free=yes funding=no",
            all,
            &[
                "community-use: involves",
                "community-partnerships: status involves free",
            ],
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
            // Each thing it may involve is enough.
            (
                &format!(
                    "organization.status=nonprofit {ongoing} program.involves=contact program.free=yes money.asked=no"
                ),
                &[
                    "partnership: organization.status program.frequency program.involves program.free",
                ],
            ),
            (
                &format!(
                    "organization.status=public {ongoing} program.involves=facilities program.free=yes money.asked=no"
                ),
                &[
                    "partnership: organization.status program.frequency program.involves program.free",
                ],
            ),
            (
                &format!(
                    "organization.status=nonprofit {ongoing} program.involves=after-hours program.free=yes money.asked=no"
                ),
                &[
                    "partnership: organization.status program.frequency program.involves program.free",
                    "facility-use: program.involves",
                ],
            ),
            // One day for a strategic initiative is an on-going commitment, too.
            (
                "organization.status=nonprofit initiative.linked=yes program.frequency=once program.involves=contact program.free=yes money.asked=no",
                &[
                    "partnership: organization.status initiative.linked program.involves program.free",
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
                &format!(
                    "organization.status=for-profit {once} program.involves=facilities program.free=yes money.asked=no"
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
fn steps_guidance_and_what_may_not_apply_are_those_of_the_document() {
    let profile = cms();
    assert_eq!(profile.short_name, "CMS");
    assert_eq!(profile.time_zone, "America/New_York");
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
    for (audience, slugs) in [
        (
            Audience::Public,
            &["types", "one-time", "on-going", "formalizing"][..],
        ),
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
}

#[test]
fn the_words_of_the_districts_document_are_there() {
    sentence::check(
        NAME,
        &[
            "area.name",
            "area.service.label",
            "criterion.text",
            "guide.point",
            "level.name",
            "organization-kind.label",
            "planning.commitment.label",
            "process.title",
        ],
        &SENTENCES,
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
        // The document gives a contact of their own to two of them; the addresses are examples.
        let contact = route.contact.as_ref();
        assert_eq!(
            contact.is_some(),
            ["community-use", "data-collection"].contains(&route.slug.as_str()),
            "{}",
            route.slug
        );
        if let Some(contact) = contact {
            assert_eq!(contact.name.get(Lang::En), owner);
            let email = contact.email.as_deref().unwrap();
            assert!(email.ends_with("@example.org"), "{email}");
            assert!(profile.is_sample("route.contact", None));
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
