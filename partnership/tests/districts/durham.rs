//! Durham: the words of its document, the roles it gives, and what its form has to know.

use super::read::{check_kinds, check_levels, check_says, profile};
use partnership::district::{Covers, Profile};
use partnership::text::Lang;
use std::collections::BTreeSet;

const NAME: &str = "durham-1";

fn durham() -> Profile {
    profile(NAME)
}

#[test]
fn the_words_of_the_districts_document_are_there() {
    check_says(
        NAME,
        &[
            "Durham Public Schools (DPS) welcomes and values the integral role external organizations play in developing the academic, college/career readiness, health and wellness, and social-emotional needs of our students.",
            "The programs and services provided by external partners strengthen school-community relations and support stakeholder engagement in our schools.",
            "A community partnership is an agreement between a school and an outside group whose goals align with the DPS Strategic Plan 2023-2028 to meet a meaningful academic, college/career readiness, or socio-emotional need for its students.",
            "the partnership serves as a relationship that increases student growth and development",
            "to create formal and ongoing relationships with established entities such as businesses, faith-based organizations, civic and government agencies, educational institutions, and other community/grassroots organizations, who have agreed to work collaboratively with DPS",
            "If your organization or business offers a product or service that requires funding, you may qualify as a vendor and should not complete the DPS Partnership Engagement Application.",
            "DPS Vendor Registration Link",
            "Once approved, you can contact a DPS principal to discuss the potential use of your services and determine the next steps",
            "External organizations interested in becoming an established partner with Durham Public Schools must complete the DPS Partnership Engagement Application and meet the Partnership Criteria.",
            "The relationship is built through a DPS department or school.",
            "There is a formal and documented agreement between all parties (district, school, and organization).",
            "The programs, services or resources are linked to the district's strategic priorities and outcomes.",
            "Deliverables must be jointly defined between the partner, collaborating department or school and Community Engagement Department.",
            "The partner is an established organization with programs/services that are aligned with the identified DPS support areas.",
            "Schools or departments may identify potential partners and direct interested organizations to complete the Partnership Engagement Application for approval before beginning the partnership in the school(s) or department.",
            "Schools or departments should identify a designee to serve as the partnership contact for their school or department. The designee will serve as the liaison between the school(s)/department and the approved partner(s) as well as the Department of Community Engagement.",
            "Schools or departments must meet with approved partner(s) at the beginning of the partnership to establish desired program outcomes and create a timeline for reviewing progress toward program outcomes including review of data and monitoring of student progress and adjusting the program as needed.",
            "Schools or departments must participate in the annual IMPACT survey.",
            "upports schools or departments in identifying partnerships",
            "eviews and approves completed Partnership Engagement Applications",
            "osts on-boarding sessions for approved partners monthly",
            "will review the completed Partnership Engagement Application to confirm if the partner meets the DPS Eligibility Criteria",
            "will work with the Chief of Staff and the potential partner to establish the Memorandum of Agreement (MOA) for on-going commitment applicants",
            "will provide an orientation of DPS services to the partner including reviewing the MOA",
            "An annual IMPACT Survey is distributed in April to determine the effectiveness of the partnership. Both the school(s)/department and the approved partner must complete it.",
        ],
    );
    assert_eq!(durham().office.phone.as_deref().unwrap(), "(919) 560-2000");
    assert!(
        durham().setting.schools_begin,
        "schools or departments may direct interested organizations to complete the application"
    );
}

#[test]
fn the_seven_support_areas_stand_in_the_documents_order_with_its_services() {
    let areas: Vec<(String, Vec<String>)> = durham()
        .areas
        .iter()
        .map(|area| {
            let services = area
                .services
                .iter()
                .map(|s| s.label.get(Lang::En).to_owned());
            (area.name.get(Lang::En).to_owned(), services.collect())
        })
        .collect();
    let expected: [(&str, &[&str]); 7] = [
        (
            "Academics",
            &[
                "Tutoring",
                "Academic interventions",
                "Language interventions",
            ],
        ),
        (
            "Social Emotional Learning",
            &["Mentoring", "SEL interventions"],
        ),
        (
            "Work-based Learning",
            &[
                "Internships",
                "Shadowing",
                "Technical education",
                "STEM",
                "STEAM",
                "Engineering",
                "Arts-related programs",
            ],
        ),
        (
            "Postsecondary Attainment & Persistence",
            &["College-focused programs", "Career-focused programs"],
        ),
        (
            "Health & Wellness",
            &[
                "Sports",
                "Physical activities",
                "Mental health",
                "Wellness",
                "Quality of life programs/services",
            ],
        ),
        (
            "Enhancement of Social, Civic, or Family Life",
            &[
                "Leadership",
                "Character building",
                "Family engagement",
                "Socio-economic development programs",
            ],
        ),
        (
            "Enhancement of School Life",
            &[
                "Supports for teachers",
                "Supports for staff",
                "Supports for students",
                "Supports for families",
                "Supports for school facilities",
            ],
        ),
    ];
    let found: Vec<(&str, Vec<&str>)> = areas
        .iter()
        .map(|(area, services)| (area.as_str(), services.iter().map(String::as_str).collect()))
        .collect();
    let expected: Vec<(&str, Vec<&str>)> = expected
        .into_iter()
        .map(|(area, services)| (area, services.to_vec()))
        .collect();
    assert_eq!(found, expected);
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
