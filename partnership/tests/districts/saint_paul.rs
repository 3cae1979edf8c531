//! Saint Paul: one point of entry for partners and for schools; partner, sponsor and vendor; two stages; and the plan's words.

use super::read::{Golden, check_golden, check_kinds, check_levels, profile, said};
use partnership::district::{Audience, Covers, SchoolKind};
use partnership::route;
use partnership::text::Lang;
use std::collections::BTreeSet;

const NAME: &str = "saint-paul-1";

#[test]
fn each_golden_case_leads_where_it_should_and_says_why() {
    let cases: &[Golden<'_>] = &[
        ("", "who?", &[]),
        ("who=person", "who", &["individual: who"]),
        // The other side of the single point of entry: schools and departments.
        ("who=school", "who need?", &[]),
        ("who=school need=find", "who need", &["seek-partner: need"]),
        ("who=school need=document", "who need", &["document: need"]),
        (
            "who=school need=change",
            "who need",
            &["change-or-end: need"],
        ),
        ("who=organization", "who relation?", &[]),
        (
            "who=organization relation=sponsor",
            "who relation",
            &["sponsor: relation"],
        ),
        (
            "who=organization relation=vendor direct=no",
            "who relation direct",
            &["vendor: relation"],
        ),
        (
            "who=organization relation=vendor direct=yes",
            "who relation direct",
            &["vendor: relation", "vendor-direct: relation direct"],
        ),
        (
            "who=organization relation=sponsor,vendor direct=no",
            "who relation direct",
            &["sponsor: relation", "vendor: relation"],
        ),
        (
            "who=organization relation=partner scope=districtwide agreed=yes uses=none",
            "who relation scope agreed uses",
            &["districtwide: relation scope"],
        ),
        (
            "who=organization relation=partner scope=school agreed=not-yet uses=none",
            "who relation scope agreed uses",
            &["find-school: relation agreed", "schools: relation scope"],
        ),
        (
            "who=organization relation=partner scope=unsure agreed=yes uses=space,data,other",
            "who relation scope agreed uses",
            &[
                "facilities: relation uses",
                "student-data: relation uses",
                "resources: relation uses",
                "stage-open: relation scope",
            ],
        ),
        // Partner and vendor at once: one does not replace the other.
        (
            "who=organization relation=partner,vendor scope=school agreed=yes uses=none direct=yes",
            "who relation scope agreed uses direct",
            &[
                "vendor: relation",
                "vendor-direct: relation direct",
                "schools: relation scope",
            ],
        ),
        (
            "who=organization relation=partner,sponsor,vendor scope=districtwide agreed=yes uses=space direct=no",
            "who relation scope agreed uses direct",
            &[
                "facilities: relation uses",
                "sponsor: relation",
                "vendor: relation",
                "districtwide: relation scope",
            ],
        ),
        // What is left from a way not taken counts for nothing.
        (
            "who=school need=find relation=partner,vendor scope=school agreed=yes uses=data direct=yes",
            "who need",
            &["seek-partner: need"],
        ),
        (
            "who=organization relation=sponsor scope=school agreed=not-yet uses=data",
            "who relation",
            &["sponsor: relation"],
        ),
    ];
    check_golden(&profile(NAME), cases);
}

#[test]
fn a_partnership_is_districtwide_or_with_schools_and_a_sponsor_alone_needs_no_agreement() {
    let profile = profile(NAME);
    let cases = [
        ("", ""),
        ("relation.kinds=partner", ""),
        ("program.scope=districtwide", ""),
        (
            "relation.kinds=partner program.scope=districtwide",
            "districtwide: relation.kinds program.scope",
        ),
        (
            "relation.kinds=partner program.scope=school",
            "school: relation.kinds program.scope",
        ),
        (
            "relation.kinds=partner,vendor program.scope=districtwide",
            "districtwide: relation.kinds program.scope",
        ),
        (
            "relation.kinds=partner,sponsor program.scope=school",
            "school: relation.kinds program.scope",
        ),
        (
            "relation.kinds=partner,sponsor,vendor program.scope=school",
            "school: relation.kinds program.scope",
        ),
        (
            "relation.kinds=sponsor program.scope=school",
            "sponsorship: relation.kinds",
        ),
        // No partner: no stage.
        ("relation.kinds=vendor program.scope=school", ""),
        (
            "relation.kinds=sponsor,vendor program.scope=districtwide",
            "",
        ),
    ];
    check_levels(&profile, &cases);
    assert!(profile.needs_agreement("districtwide") && profile.needs_agreement("school"));
    assert!(!profile.needs_agreement("sponsorship"));
}

#[test]
fn a_partner_who_is_also_a_vendor_is_proposed_an_agreement_and_a_contract() {
    check_kinds(
        &profile(NAME),
        &[
            ("relation.kinds=sponsor", &[]),
            ("relation.kinds=partner", &["partnership: relation.kinds"]),
            (
                "relation.kinds=partner,vendor resources.uses=space,data",
                &[
                    "partnership: relation.kinds",
                    "contract: relation.kinds",
                    "data-sharing: resources.uses",
                ],
            ),
        ],
    );
}

#[test]
fn what_an_organization_is_and_where_it_works_is_carried_over_into_the_form() {
    let profile = profile(NAME);
    let carried = |words: &str| route::carried(&profile, &said(words));
    assert_eq!(
        carried(
            "who=organization relation=partner,vendor scope=school agreed=yes uses=space,data direct=no"
        ),
        said("relation.kinds=partner,vendor program.scope=school resources.uses=space,data")
    );
    assert_eq!(
        carried("who=organization relation=partner scope=unsure"),
        said("relation.kinds=partner"),
        "the form asks again what is not known yet"
    );
    assert_eq!(carried("who=school need=find"), said(""));
}

#[test]
fn the_form_asks_what_the_plan_needs_to_know() {
    let profile = profile(NAME);
    let asked: BTreeSet<&str> = profile
        .form
        .steps()
        .flat_map(|step| &step.questions)
        .map(|question| question.key.as_str())
        .collect();
    // Who the partners are, what they provide, where, whom they serve; the three parts of the forms;
    // plans of communication; the core requirements; the resources of the district.
    for key in [
        "organization.name",
        "relation.kinds",
        "program.summary",
        "program.areas",
        "program.goals",
        "program.impact",
        "program.fit",
        "program.scope",
        "sites.sponsor",
        "sites.schools",
        "sites.grades",
        "sites.students",
        "plan.vision",
        "plan.benefit",
        "plan.voices",
        "plan.partner-duties",
        "plan.district-duties",
        "plan.communication",
        "outcomes",
        "requirements.checked",
        "requirements.insurance",
        "requirements.rosters",
        "resources.uses",
        "commitments.annual",
    ] {
        assert!(asked.contains(key), "the form does not ask {key}");
    }
}

#[test]
fn every_unit_in_scope_can_be_named_and_nobody_else_is_real() {
    let profile = profile(NAME);
    let departments: Vec<&str> = profile
        .schools
        .iter()
        .filter(|school| school.kind == SchoolKind::Department)
        .map(|school| school.name.as_str())
        .collect();
    assert_eq!(
        departments,
        [
            "Office of Family Engagement and Community Partnerships",
            "Office of College and Career Readiness",
            "Office of Communications, Marketing and Development",
            "Office of Research, Evaluation and Assessment",
            "Office of Community Education",
            "Office of Technology Services",
            "Office of Early Learning",
            "Office of Teaching and Learning",
            "Facilities (Permits) Department",
            "Athletic Department",
            "Senior Leadership Team",
            "Office of Student Health and Wellness",
            "Office of Transportation",
            "Office of Nutrition Services",
            "Office of Title I Federal Programs",
            "Professional Development",
            "Board of Education",
            "Office of Equity",
        ]
    );
}

#[test]
fn the_words_that_cause_confusion_are_defined_for_everybody() {
    let profile = profile(NAME);
    let guide = profile.guide("definitions").unwrap();
    assert_eq!(guide.audience, Audience::Public);
    let defined: Vec<&str> = guide
        .points
        .iter()
        .filter_map(|point| Some(point.get(Lang::En).split_once(':')?.0))
        .collect();
    assert_eq!(defined, ["Partnership", "Partner", "Sponsor", "Vendor"]);
    for sample in [
        "guide.definitions",
        "level",
        "office.email",
        "area",
        "plan.goal",
        "process",
    ] {
        assert!(profile.sample.iter().any(|name| name == sample), "{sample}");
    }
}

#[test]
fn the_outcomes_and_the_processes_of_the_plan_are_its_areas_and_its_steps() {
    let profile = profile(NAME);
    let areas: Vec<&str> = profile
        .areas
        .iter()
        .map(|area| area.name.get(Lang::En))
        .collect();
    assert_eq!(
        areas,
        [
            "Academic achievement",
            "Attendance and graduation",
            "Social-emotional development",
            "Community and civic participation",
            "Preparing students for the workforce",
            "The school's programs and climate",
            "Supporting families",
        ]
    );
    let steps: Vec<&str> = profile
        .process
        .iter()
        .map(|step| step.title.get(Lang::En))
        .collect();
    assert_eq!(
        steps,
        [
            "Intake",
            "Vetting",
            "Development",
            "Onboarding and follow-up",
        ],
        "standard intake, vetting, development and follow-up processes"
    );
    let covered: Vec<&[Covers]> = profile
        .process
        .iter()
        .map(|step| step.covers.parts())
        .collect();
    assert_eq!(
        covered,
        [
            &[Covers::Intake][..],
            &[Covers::Vet, Covers::Determine],
            &[Covers::Agreement],
            &[Covers::Onboarding],
        ]
    );
}

#[test]
fn the_district_its_office_and_its_plan_are_named_as_in_the_plan() {
    let profile = profile(NAME);
    assert_eq!(
        (profile.id.as_str(), profile.short_name.as_str()),
        ("saint-paul", "SPPS")
    );
    assert_eq!(profile.time_zone, "America/Chicago");
    assert_eq!(
        profile.plan.name.get(Lang::En),
        "SPPS Achieves Strategic Plan"
    );
    assert_eq!(
        profile.office.phone, None,
        "the plan gives no number, and none is made up"
    );
    assert!(profile.is_sample("office.email", None));
}
