//! Providence: each sentence, list and name of the district's document, and where it stands in the profile.

use super::placed::{Line, check_listed, check_placed};

const NAME: &str = "providence-1";

/// The document from top to bottom. Words that ran together are parted, and its slips of the pen mended.
const DOCUMENT: &[Line<'_>] = &[
    ("name", "Providence School Department"),
    ("office.name", "Office of Strategic Community Partnerships"),
    (
        "page.definition",
        "A collaborative relationship between the Providence School Department and Community entities that is mutually beneficial and works towards shared goals and purpose through an agreed-upon division of services, outcomes, and financial responsibility.",
    ),
    // Each part of the definition is vetted on its own.
    ("criterion.mutually-beneficial.text", "mutually beneficial"),
    (
        "criterion.shared-goals.text",
        "works towards shared goals and purpose",
    ),
    (
        "criterion.agreed-division.text",
        "an agreed-upon division of services, outcomes, and financial responsibility",
    ),
    ("guide.goals.title", "Goals"),
    (
        "guide.goals.point.1",
        "New focused framework for partnerships with community stakeholders that is based on a feasibility study to determine where partnerships with proven Institutes of Higher Education (IHEs) and non-profits could benefit schools and students.",
    ),
    (
        "guide.goals.point.2",
        "Engage non-profit partners to provide out-of-school-time connected to rigorous outcomes that can demonstrate effectiveness over time.",
    ),
    (
        "guide.goals.point.3",
        "Rejuvenate the Strategic Partnership Office to better serve the students, families, and community stakeholders of Providence",
    ),
    (
        "page.monitoring",
        "rigorous outcomes that can demonstrate effectiveness over time",
    ),
    (
        "page.welcome",
        "the students, families, and community stakeholders of Providence",
    ),
    ("guide.components.title", "Components of the Work"),
    (
        "guide.components.point.1",
        "New Partnerships: Develop new partnerships to enhance and/or support new and existing initiatives",
    ),
    (
        "guide.components.point.2",
        "Community Resources: Create an interactive and comprehensive list of available community resources",
    ),
    (
        "guide.components.point.3",
        "Defined Processes: Ensure existing processes to engage and maintain partnerships are clearly defined and understood by partners, school and district personnel",
    ),
    (
        "guide.components.point.4",
        "Infrastructure: Develop the infrastructure to improve partnerships experiences through increased relationship building and communication",
    ),
    // What the office does is its duty, too.
    (
        "party.3.duties.1",
        "new partnerships to enhance and/or support new and existing initiatives",
    ),
    (
        "party.3.duties.2",
        "an interactive and comprehensive list of available community resources",
    ),
    (
        "party.3.duties.3",
        "clearly defined and understood by partners, school and district personnel",
    ),
    (
        "party.3.duties.4",
        "through increased relationship building and communication",
    ),
    ("guide.types.title", "Types of Partnerships"),
    (
        "guide.types.body",
        "Consideration in any partnership will vary based on the kinds of organizations involved, as well as the intensity and alignment of the proposed partnership.",
    ),
    (
        "guide.types.body",
        "Partnerships are categorized into four ways to help us determine which kind of working and management relationship works best given the scope of work and level of integration.",
    ),
    (
        "process.2.body",
        "Partnerships are categorized into four ways to help us determine which kind of working and management relationship works best given the scope of work and level of integration.",
    ),
    ("guide.types.point.1", COORDINATE),
    ("guide.types.point.2", SEVERAL),
    ("guide.types.point.3", SHARE),
    ("level.partnership.text", COORDINATE),
    ("level.collaboration.text", SEVERAL),
    ("level.cross-sector.text", SEVERAL),
    ("level.strategic-collaboration.text", SHARE),
];

const COORDINATE: &str = "Partnerships are formed to coordinate efforts and identify the targeted audience. The priorities of this partnership are set by the community partner.";
const SEVERAL: &str = "Partnerships are formed by several organizations coming together to share resources, risks and decision-making. The partnership is set on a strategic direction of programming aiming to support student achievement.";
const SHARE: &str = "Partnerships are formed to share resources, risks, and decision-making. The partnership is set on a strategic direction of programming aiming to support student achievement.";

#[test]
fn each_sentence_of_the_document_stands_at_its_place() {
    check_placed(NAME, DOCUMENT);
}

#[test]
fn each_list_of_the_document_is_whole_and_in_its_order() {
    check_listed(
        NAME,
        "level",
        &[
            "Partnership",
            "Collaboration",
            "Cross-sector",
            "Strategic Collaboration",
        ],
    );
    check_listed(
        NAME,
        "organization-kind",
        &[
            "Institute of Higher Education (IHE)",
            "Non-profit",
            "Other community entity",
        ],
    );
    check_listed(
        NAME,
        "criterion",
        &[
            "Mutually beneficial",
            "Shared goals and purpose",
            "Agreed-upon division",
        ],
    );
}
