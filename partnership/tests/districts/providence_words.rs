//! Providence: each sentence, list and name of the district's document, and where it stands in the profile.

use super::{read, sentence};

const NAME: &str = "providence-1";

/// The document from top to bottom. Words that ran together are parted, and its slips of the pen mended.
const DOCUMENT: &[&str] = &[
    "name: Providence School Department",
    "office.name: Office of Strategic Community Partnerships",
    "page.definition: A collaborative relationship between the Providence School Department and Community entities that is mutually beneficial and works towards shared goals and purpose through an agreed-upon division of services, outcomes, and financial responsibility.",
    "criterion.mutually-beneficial.text: mutually beneficial",
    "criterion.shared-goals.text: works towards shared goals and purpose",
    "criterion.agreed-division.text: an agreed-upon division of services, outcomes, and financial responsibility",
    "guide.goals.title: Goals",
    "guide.goals.point.1: New focused framework for partnerships with community stakeholders that is based on a feasibility study to determine where partnerships with proven Institutes of Higher Education (IHEs) and non-profits could benefit schools and students.",
    "guide.goals.point.2: Engage non-profit partners to provide out-of-school-time connected to rigorous outcomes that can demonstrate effectiveness over time.",
    "guide.goals.point.3: Rejuvenate the Strategic Partnership Office to better serve the students, families, and community stakeholders of Providence",
    "page.monitoring: rigorous outcomes that can demonstrate effectiveness over time",
    "page.welcome: the students, families, and community stakeholders of Providence",
    "guide.components.title: Components of the Work",
    "guide.components.point.1: New Partnerships: Develop new partnerships to enhance and/or support new and existing initiatives",
    "guide.components.point.2: Community Resources: Create an interactive and comprehensive list of available community resources",
    "guide.components.point.3: Defined Processes: Ensure existing processes to engage and maintain partnerships are clearly defined and understood by partners, school and district personnel",
    "guide.components.point.4: Infrastructure: Develop the infrastructure to improve partnerships experiences through increased relationship building and communication",
    "party.3.duties.1: new partnerships to enhance and/or support new and existing initiatives",
    "party.3.duties.2: an interactive and comprehensive list of available community resources",
    "party.3.duties.3: clearly defined and understood by partners, school and district personnel",
    "party.3.duties.4: through increased relationship building and communication",
    "guide.types.title: Types of Partnerships",
    "guide.types.body: Consideration in any partnership will vary based on the kinds of organizations involved, as well as the intensity and alignment of the proposed partnership.",
    "guide.types.body: Partnerships are categorized into four ways to help us determine which kind of working and management relationship works best given the scope of work and level of integration.",
    "process.2.body: Partnerships are categorized into four ways to help us determine which kind of working and management relationship works best given the scope of work and level of integration.",
    "guide.types.point.1: Partnerships are formed to coordinate efforts and identify the targeted audience. The priorities of this partnership are set by the community partner.",
    "guide.types.point.2: Partnerships are formed by several organizations coming together to share resources, risks and decision-making. The partnership is set on a strategic direction of programming aiming to support student achievement.",
    "guide.types.point.3: Partnerships are formed to share resources, risks, and decision-making. The partnership is set on a strategic direction of programming aiming to support student achievement.",
    "level.partnership.text: Partnerships are formed to coordinate efforts and identify the targeted audience. The priorities of this partnership are set by the community partner.",
    "level.collaboration.text: Partnerships are formed by several organizations coming together to share resources, risks and decision-making. The partnership is set on a strategic direction of programming aiming to support student achievement.",
    "level.cross-sector.text: Partnerships are formed by several organizations coming together to share resources, risks and decision-making. The partnership is set on a strategic direction of programming aiming to support student achievement.",
    "level.strategic-collaboration.text: Partnerships are formed to share resources, risks, and decision-making. The partnership is set on a strategic direction of programming aiming to support student achievement.",
    "level.partnership.name: Partnership",
    "level.collaboration.name: Collaboration",
    "level.cross-sector.name: Cross-sector",
    "level.strategic-collaboration.name: Strategic Collaboration",
    "organization-kind.ihe.label: Institute of Higher Education (IHE)",
    "organization-kind.nonprofit.label: Non-profit",
    "organization-kind.community-entity.label: Other community entity",
];

#[test]
fn each_sentence_of_the_document_stands_at_its_place() {
    let whole = [
        "criterion.text",
        "level.name",
        "level.text",
        "organization-kind.label",
    ];
    sentence::check(NAME, &whole, DOCUMENT);
}

#[test]
fn no_list_of_the_document_has_more_than_the_document() {
    let profile = read::profile(NAME);
    for (slug, count) in [("goals", 3), ("components", 4), ("types", 3)] {
        let guide = profile.guide(slug).unwrap();
        assert_eq!(guide.points.len(), count, "{slug}");
    }
}
