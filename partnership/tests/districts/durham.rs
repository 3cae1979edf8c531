//! Durham: the words of its document, the roles it gives, and what its form has to know.

use super::read::{check_golden, check_kinds, check_levels, profile};
use super::sentence;
use partnership::district::{Covers, Profile};
use partnership::text::Lang;
use std::collections::BTreeSet;

const NAME: &str = "durham-1";

/// The sentences and lists of the document, one a line, each with its place.
const SENTENCES: [&str; 97] = [
    "plan.name: DPS Strategic Plan 2023-2028",
    "page.application: DPS Partnership Engagement Application",
    "page.welcome: Durham Public Schools (DPS) welcomes and values the integral role external organizations play in developing the academic, college/career readiness, health and wellness, and social-emotional needs of our students.",
    "page.welcome: The programs and services provided by external partners strengthen school-community relations and support stakeholder engagement in our schools.",
    "page.definition: A community partnership is an agreement between a school and an outside group whose goals align with the DPS Strategic Plan 2023-2028 to meet a meaningful academic, college/career readiness, or socio-emotional need for its students.",
    "page.definition: Additionally, the partnership serves as a relationship that increases student growth and development.",
    "page.audience: The DPS Partnership Engagement Application is designed to create formal and ongoing relationships with established entities such as businesses, faith-based organizations, civic and government agencies, educational institutions, and other community/grassroot organizations, who have agreed to work collaboratively with DPS.",
    "organization-kind.business.label: Business",
    "organization-kind.faith-based.label: Faith-based organization",
    "organization-kind.government.label: Civic or government agency",
    "organization-kind.education.label: Educational institution",
    "organization-kind.community.label: Other community/grassroot organization",
    "guide.application.title: The DPS Partnership Engagement Application",
    "guide.application.body: The DPS Partnership Engagement Application is designed to create formal and ongoing relationships with established entities such as businesses, faith-based organizations, civic and government agencies, educational institutions, and other community/grassroot organizations, who have agreed to work collaboratively with DPS.",
    "guide.application.body: If your organization or business offers a product or service that requires funding, you may qualify as a vendor and should not complete the DPS Partnership Engagement Application.",
    "guide.application.body: To register as a vendor with Durham Public Schools, please use the DPS Vendor Registration Link. Once approved, you can contact a DPS principal to discuss the potential use of your services and determine the next steps.",
    "guide.application.body: External organizations interested in becoming an established partner with Durham Public Schools must complete the DPS Partnership Engagement Application and meet the following Partnership Criteria.",
    "guide.application.point.1: The relationship is built through a DPS department or school.",
    "guide.application.point.2: There is a formal and documented agreement between all parties (district, school, and organization).",
    "guide.application.point.3: The programs, services or resources are linked to the district's strategic priorities and outcomes.",
    "guide.application.point.4: Deliverables must be jointly defined between the partner, collaborating department or school and Community Engagement Department.",
    "guide.application.point.5: The partner is an established organization with programs/services that are aligned with the identified DPS support areas.",
    "guide.application.link.1.label: Program Support Areas",
    "route.vendor.body: If your organization or business offers a product or service that requires funding, you may qualify as a vendor and should not complete the DPS Partnership Engagement Application.",
    "route.vendor.next: To register as a vendor with Durham Public Schools, please use the DPS Vendor Registration Link. Once approved, you can contact a DPS principal to discuss the potential use of your services and determine the next steps.",
    "route.vendor.link-label: DPS Vendor Registration Link",
    "route.application.body: External organizations interested in becoming an established partner with Durham Public Schools must complete the DPS Partnership Engagement Application and meet the Partnership Criteria.",
    "area.academics.name: Academics",
    "area.academics.service.tutoring.label: Tutoring",
    "area.academics.service.academic-interventions.label: Academic interventions",
    "area.academics.service.language-interventions.label: Language interventions",
    "area.social-emotional-learning.name: Social Emotional Learning",
    "area.social-emotional-learning.service.mentoring.label: Mentoring",
    "area.social-emotional-learning.service.sel-interventions.label: SEL interventions",
    "area.work-based-learning.name: Work-based Learning",
    "area.work-based-learning.service.internships.label: Internships",
    "area.work-based-learning.service.shadowing.label: Shadowing",
    "area.work-based-learning.service.technical-education.label: Technical education",
    "area.work-based-learning.service.stem.label: STEM",
    "area.work-based-learning.service.steam.label: STEAM",
    "area.work-based-learning.service.engineering.label: Engineering",
    "area.work-based-learning.service.arts.label: Arts-related programs",
    "area.postsecondary.name: Postsecondary Attainment & Persistence",
    "area.postsecondary.service.college-focused.label: College-focused programs",
    "area.postsecondary.service.career-focused.label: Career-focused programs",
    "area.health-wellness.name: Health & Wellness",
    "area.health-wellness.service.sports.label: Sports",
    "area.health-wellness.service.physical-activities.label: Physical activities",
    "area.health-wellness.service.mental-health.label: Mental health",
    "area.health-wellness.service.wellness.label: Wellness",
    "area.health-wellness.service.quality-of-life.label: Quality of life programs/services",
    "area.social-civic-family-life.name: Enhancement of Social, Civic, or Family Life",
    "area.social-civic-family-life.service.leadership.label: Leadership",
    "area.social-civic-family-life.service.character-building.label: Character building",
    "area.social-civic-family-life.service.family-engagement.label: Family engagement",
    "area.social-civic-family-life.service.socio-economic-development.label: Socio-economic development programs",
    "area.school-life.name: Enhancement of School Life",
    "area.school-life.service.teachers.label: Supports for teachers",
    "area.school-life.service.staff.label: Supports for staff",
    "area.school-life.service.students.label: Supports for students",
    "area.school-life.service.families.label: Supports for families",
    "area.school-life.service.facilities.label: Supports for school facilities",
    "criterion.built-through-school.text: The relationship is built through a DPS department or school.",
    "criterion.formal-agreement.text: There is a formal and documented agreement between all parties (district, school, and organization).",
    "criterion.strategic-link.text: The programs, services or resources are linked to the district's strategic priorities and outcomes.",
    "criterion.joint-deliverables.text: Deliverables must be jointly defined between the partner, collaborating department or school and Community Engagement Department.",
    "criterion.established-partner.text: The partner is an established organization with programs/services that are aligned with the identified DPS support areas.",
    // What the first step of the review confirms.
    "criterion.eligible.text: The partner meets the DPS Eligibility Criteria.",
    "guide.schools.title: Role of the School or District Department in Partnership Engagement",
    "guide.schools.point.1: Schools or departments may identify potential partners and direct interested organizations to complete the Partnership Engagement Application for approval before beginning the partnership in the school(s) or department.",
    "guide.schools.point.2: Schools or departments should identify a designee to serve as the partnership contact for their school or department. The designee will serve as the liaison between the school(s)/department and the approved partner(s) as well as the Department of Community Engagement.",
    "guide.schools.point.3: Schools or departments must meet with approved partner(s) at the beginning of the partnership to establish desired program outcomes and create a timeline for reviewing progress toward program outcomes including review of data and monitoring of student progress and adjusting the program as needed.",
    "guide.schools.point.4: Schools or departments must participate in the annual IMPACT survey.",
    "party.1.title: School or District Department",
    "party.1.duties.1: May identify potential partners and direct interested organizations to complete the Partnership Engagement Application for approval before beginning the partnership in the school(s) or department",
    "party.1.duties.2: Should identify a designee to serve as the partnership contact for their school or department. The designee will serve as the liaison between the school(s)/department and the approved partner(s) as well as the Department of Community Engagement",
    "party.1.duties.3: Must meet with approved partner(s) at the beginning of the partnership to establish desired program outcomes and create a timeline for reviewing progress toward program outcomes including review of data and monitoring of student progress and adjusting the program as needed",
    "party.1.duties.4: Must participate in the annual IMPACT survey",
    "party.2.title: Department of Community Engagement",
    "party.2.duties.1: Support schools or departments in identifying partnerships",
    "party.2.duties.2: Review and approve completed Partnership Engagement Applications",
    "party.2.duties.3: Host on-boarding sessions for approved partners monthly",
    "party.2.duties.4: Distribute annual IMPACT Survey in April to determine the effectiveness of the partnership",
    "process.1.title: Vet the Partnership Engagement Application",
    "process.1.body: The Department of Community Engagement will review the completed Partnership Engagement Application to confirm if the partner meets the DPS Eligibility Criteria.",
    "process.2.title: Determine the nature of partnership",
    "process.2.body: level of partnership engagement",
    "process.3.title: Create formal DPS Partnership Agreement",
    "process.3.body: The Department of Community Engagement will work with the Chief of Staff and the potential partner to establish the Memorandum of Agreement (MOA) for on-going commitment applicants.",
    "process.4.title: On-board Partner to DPS",
    "process.4.body: The Department of Community Engagement will provide an orientation of DPS services to the partner including reviewing the MOA.",
    "process.4.body: On-boarding sessions for approved partners are held monthly.",
    "agreement.moa.label: Memorandum of Agreement (MOA)",
    "page.monitoring: Schools and/or departments meet with approved partner(s) at the beginning of the partnership to establish desired program outcomes and create a timeline for reviewing progress toward program outcomes including review of data and monitoring of student progress and adjusting program needs.",
    "page.monitoring: The Office of Community Engagement will distribute an annual IMPACT Survey in April to determine the effectiveness of the partnership.",
    "page.monitoring: Both the school(s)/department and approved partner must complete the annual IMPACT Survey.",
    "office.phone: (919) 560-2000",
];

fn durham() -> Profile {
    profile(NAME)
}

#[test]
fn each_golden_case_leads_where_it_should_and_says_why() {
    let all = "funding kind frequency agreed";
    check_golden(
        &durham(),
        &[
            ("", "funding?", &[]),
            ("funding=maybe", "funding?", &[]),
            // What requires funding goes to vendor registration, before anything else is asked.
            ("funding=yes", "funding", &["vendor: funding"]),
            ("funding=no", "funding kind?", &[]),
            ("funding=no kind=robot", "funding kind?", &[]),
            ("funding=no kind=robot frequency=once", "funding kind?", &[]),
            (
                "funding=no kind=person",
                "funding kind",
                &["conversation: funding kind"],
            ),
            ("funding=no kind=business", "funding kind frequency?", &[]),
            (
                "funding=no kind=business frequency=once",
                "funding kind frequency",
                &["one-time-event: funding kind frequency"],
            ),
            (
                "funding=no kind=government frequency=once",
                "funding kind frequency",
                &["one-time-event: funding kind frequency"],
            ),
            (
                "funding=no kind=faith-based frequency=ongoing",
                "funding kind frequency agreed?",
                &[],
            ),
            (
                "funding=no kind=faith-based frequency=ongoing agreed=yes",
                all,
                &["application: funding kind frequency agreed"],
            ),
            (
                "funding=no kind=education frequency=ongoing agreed=yes",
                all,
                &["application: funding kind frequency agreed"],
            ),
            (
                "funding=no kind=community frequency=ongoing agreed=not-yet",
                all,
                &[
                    "find-school: funding kind frequency agreed",
                    "application: funding kind frequency agreed",
                ],
            ),
            // Answers left in the address from a way not taken count for nothing.
            (
                "funding=yes kind=business frequency=ongoing agreed=yes",
                "funding",
                &["vendor: funding"],
            ),
            (
                "funding=no kind=person frequency=ongoing agreed=yes",
                "funding kind",
                &["conversation: funding kind"],
            ),
            (
                "funding=no kind=business frequency=once agreed=not-yet",
                "funding kind frequency",
                &["one-time-event: funding kind frequency"],
            ),
            (
                "kind=business frequency=ongoing agreed=yes",
                "funding?",
                &[],
            ),
        ],
    );
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
            "organization-kind.label",
            "process.title",
        ],
        &SENTENCES,
    );
    assert!(
        durham().setting.schools_begin,
        "schools or departments may direct interested organizations to complete the application"
    );
}

#[test]
fn the_four_steps_of_the_review_stand_in_the_documents_order() {
    let profile = durham();
    let steps: Vec<(&[Covers], &str)> = profile
        .process
        .iter()
        .map(|step| (step.covers.parts(), step.title.get(Lang::En)))
        .collect();
    assert_eq!(
        steps,
        [
            (
                &[Covers::Vet][..],
                "Vet the Partnership Engagement Application"
            ),
            (&[Covers::Determine], "Determine the nature of partnership"),
            (
                &[Covers::Agreement],
                "Create formal DPS Partnership Agreement"
            ),
            (&[Covers::Onboarding], "On-board Partner to DPS"),
        ]
    );
}

#[test]
fn the_application_asks_what_the_document_needs_to_know() {
    let profile = durham();
    let questions = profile.form.steps().flat_map(|step| &step.questions);
    let asked: BTreeSet<&str> = questions.map(|question| question.key.as_str()).collect();
    for key in [
        // Linked to the plan, meeting a need, increasing growth.
        "program.goals",
        "program.needs",
        "program.growth",
        // Built through a school or department, with a contact there, at one place or several.
        "sites.sponsor",
        "sponsor.name",
        "sites.schools",
        // Deliverables defined together, and how progress is seen.
        "outcomes",
        "commitments.meeting",
        "commitments.survey",
        // An established organization.
        "organization.established",
        "organization.kind",
        // Each of the five characteristics is agreed to.
        "characteristics.built",
        "characteristics.agreement",
        "characteristics.strategic",
        "characteristics.deliverables",
        "characteristics.established",
    ] {
        assert!(asked.contains(key), "the form does not ask {key}");
    }
}

#[test]
fn an_ongoing_commitment_needs_the_memorandum_and_a_single_event_does_not() {
    let profile = durham();
    check_levels(
        &profile,
        &[
            ("program.frequency=once", "one-time: program.frequency"),
            ("program.frequency=ongoing", "on-going: program.frequency"),
            ("", ""),
        ],
    );
    check_kinds(&profile, &[("program.frequency=ongoing", &[])]);
    assert!(profile.needs_agreement("on-going") && !profile.needs_agreement("one-time"));
    let first = &profile.agreements[0];
    assert_eq!(
        first.value, "moa",
        "what a level proposes that needs an agreement"
    );
}
