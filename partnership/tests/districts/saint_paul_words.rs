//! Saint Paul: each sentence, list and name of the district's action plan, and where it stands in the profile.

use super::{read, sentence};

const NAME: &str = "saint-paul-1";

/// The plan, without its citations and the names of persons, in the order of the profile. A sentence that became an
/// item of a list begins behind its capital letter.
const DOCUMENT: &[&str] = &[
    "page.title: Partnerships with Saint Paul Public Schools",
    "page.welcome: mission-driven partnerships that are aligned to the district's strategic plan in advancing long-term student outcomes. This will strengthen and maximize effective partnerships throughout the district directly impacting a wide range of organizations and individuals within the community.",
    "page.welcome: single point of entry for both prospective partners and the schools and departments who seek them",
    "page.definition: Mission-driven partnerships align to the strategic plan and positively impact long-term student outcomes.",
    "page.monitoring: equitably serve students across demographics and geographic areas",
    "office.name: Office of Family Engagement and Community Partnerships",
    "plan.name: SPPS Achieves Strategic Plan",
    "criterion.strategic-alignment.text: the needs of students, as prioritized by the SPPS Achieves Strategic Plan",
    "criterion.long-term-outcomes.text: positively impacts long-term student outcomes",
    "party.1.duties.1: Centralizes the management of partnerships",
    "party.2.duties.2: students, parents, teachers and other school staff, principals, district administrators and staff, and community members",
    "criterion.shared-vision.text: establish or reaffirm a shared vision and goal",
    "criterion.mutual-expectations.text: outline mutual expectations and responsibilities",
    "criterion.core-requirements.text: core requirements for partnerships (e.g., background checks, insurance, rosters of students served, etc.)",
    "level.districtwide.name: Districtwide (Stage 1)",
    "level.school.name: Schools (Stage 2)",
    "process.1.title: Intake",
    "process.2.title: Vetting",
    "process.2.body: elements, benefits, outcomes and level of the partnership",
    "process.3.title: Development",
    "process.3.body: outline mutual expectations and responsibilities, and identify how the partnership will align to the strategic plan and impact long-term student outcomes",
    "process.4.title: follow-up",
    "route.resources.body: equitable process for partners to access and use SPPS resources",
    "route.districtwide.body: what partners are doing where, with what supports",
    "consult.procurement.label: Procurement",
    "consult.accounting.label: Accounting",
    "consult.legal.label: Legal Department",
    "consult.student-placement.label: Student Placement Center",
    "consult.american-indian-education.label: American Indian Education",
    "consult.specialized-services.label: Specialized Services",
    "consult.multilingual-learning.label: Multilingual Learning",
    "consult.equity.label: Equity",
    "consult.school-support.label: School Support",
    "consult.procurement.hint: ome partners may also have contracts for services with the District",
    "consult.accounting.hint: un numbers to assess financial impacts",
    "consult.legal.hint: ata sharing, risk management and liability issues",
    "consult.student-placement.hint: chool enrollment numbers and feedback families may have about school choice",
    "consult.american-indian-education.hint: est practices, metrics and cultural relevance of some partnerships",
    "consult.specialized-services.hint: est practices, metrics and cultural relevance of some partnerships",
    "consult.multilingual-learning.hint: est practices, metrics and cultural relevance of some partnerships",
    "consult.equity.hint: est practices, metrics and cultural relevance of some partnerships",
    "consult.school-support.hint: est practices, metrics and cultural relevance of some partnerships",
    // Objective of the initiative
    "guide.objective.body: Initiative 9A, Focus Area Family and Community Engagement: Review and revise relationships with external organizations to better meet student needs",
    "guide.objective.body: Create mission-driven partnerships that are aligned to the district's strategic plan in advancing long-term student outcomes. This will strengthen and maximize effective partnerships throughout the district directly impacting a wide range of organizations and individuals within the community.",
    "guide.objective.body: Mission-driven partnerships align to the strategic plan and positively impact long-term student outcomes. We will:",
    "guide.objective.point.1: Align partnerships to meet the needs of students, as prioritized by the SPPS Achieves Strategic Plan",
    "guide.objective.point.2: Centralize the management of partnerships within the Office of Family Engagement and Community Partnerships",
    "guide.objective.point.3: Establish standardized partnership requirements with ongoing data collection and reviews",
    "guide.objective.point.4: Document current partnerships and identify opportunities for new relationships aligned to long-term student outcomes",
    // Partnership management
    "guide.management.body: SPPS develops and sustains effective partnerships through a robust management system. These partnerships focus on supporting the SPPS strategic plan and achieving our long-term student outcomes. Partnership management includes:",
    "guide.management.point.1: A common definition of partnership",
    "guide.management.point.2: An up-to-date inventory of partnerships",
    "guide.management.point.3: Information about gaps in services and/or needs of schools and programs",
    "guide.management.point.4: A single point of entry for both prospective partners and the schools/departments who seek them",
    "guide.management.point.5: Standard intake, vetting, development and follow-up processes",
    "guide.management.point.6: Consistent communication about expectations of and support for partnerships",
    "guide.management.point.7: Evaluation of partnership impact",
    "guide.management.point.8: Acknowledgement of work and progress by all stakeholders",
    // Why partnerships are important
    "guide.why-partnerships.body: Collaborative school-family-community partnerships contribute to student success and well-being, specifically in the areas of academic achievement, attendance, social-emotional development, and community and civic participation.",
    "guide.why-partnerships.body: Community partnerships with businesses help to prepare students for the workforce.",
    "guide.why-partnerships.body: Children learn through a variety of social and educational contexts, and the goals for student academic success are best achieved through the cooperation and support of schools, families, and communities.",
    "guide.why-partnerships.body: School-community partnerships lead to many benefits, including",
    "guide.why-partnerships.body: Collaboration between schools and members of the community is beneficial for students because it can provide students with opportunities for mentorships and afterschool programs that extend the classroom curriculum to the real-world setting.",
    "guide.why-partnerships.body: School-community partnerships are most effective when all parties see the benefits that the alliance will bring to all stakeholders involved, and because the collaborative efforts are viewed as fruitful and valuable, then each individual's commitment to the success of the partnership is encouraged.",
    "guide.why-partnerships.point.1: reating a caring community",
    "guide.why-partnerships.point.2: mproving the school's programs and climate",
    "guide.why-partnerships.point.3: upporting families",
    "guide.why-partnerships.point.4: nhancing student achievement",
    "guide.why-partnerships.point.5: mproving behavior",
    "guide.why-partnerships.point.6: ncreasing attendance and graduation rates",
    "guide.why-partnerships.point.7: elping students to succeed both in school and in later life",
    // Districtwide and schools: two stages
    "guide.stages.body: Districtwide Stage 1, Schools Stage 2",
    // Core requirements
    "guide.core-requirements.body: Core requirements for partnerships (e.g., background checks, insurance, rosters of students served, etc.)",
    // What partners submit
    "guide.what-to-submit.body: At a minimum, the district will know who its partners are, what services/supports partners provide, where partners provide services/support, and who partners serve.",
    "guide.what-to-submit.body: Forms are completed annually by partners",
    // What SPPS and a partner write down together
    "guide.forms.point.1: stablish or reaffirm shared vision and goal",
    "guide.forms.point.2: utline mutual expectations and responsibilities",
    "guide.forms.point.3: dentify how the partnership will align to strategic plan and impact long-term student outcomes",
    // What makes a partnership effective
    "guide.good-partnerships.point.1: Community partnerships should be developed with involvement and input from key stakeholders, including but not limited to students, parents, teachers and other school staff, principals, district administrators and staff, and community members. When these stakeholders are not involved or consulted with, tensions and feelings of resentment can arise that hinder the success and impact of the partnership.",
    "guide.good-partnerships.point.2: Selection of partnerships should be based on common goals.",
    "guide.good-partnerships.point.3: Partnerships among schools, families, and the community should be focused on improving student learning and development.",
    "guide.good-partnerships.point.4: Effective school-family-community partnerships have established plans for open communication, problem solving, and decision making.",
    "guide.good-partnerships.point.5: It is important for community partnerships to implement a process for reflection and evaluation to assess the implementation and quality of activities, quality of the partnership itself, and progress towards achieving goals.",
    "guide.good-partnerships.point.6: Engaging students in activities that are consistent with environmental and sociocultural structures existing outside school walls will ensure a greater degree of parallel between school environments and real-life tasks that will facilitate students' meaningful learning of academic subject matter.",
    // Use of SPPS resources
    "guide.use-of-resources.body: equitable process for partners to access and use SPPS resources",
    // How partnerships are evaluated
    "guide.evaluation.body: There is established criteria to evaluate partnerships (effectiveness & satisfaction of relationships)",
    "guide.evaluation.point.1: mplementation and quality of activities",
    "guide.evaluation.point.2: uality of the partnership itself",
    "guide.evaluation.point.3: rogress towards achieving goals",
    // Changing or ending a partnership
    "guide.change-or-end.body: changed or ended, voluntarily or involuntarily",
    // Skills in managing partnerships
    "guide.managing-partnerships.body: It is important for teachers, school staff, and district staff to have skills in managing partnerships. Personnel involved in school-community partnerships need to have experience and skills in",
    "guide.managing-partnerships.point.1: lanning and organizing collaboration",
    "guide.managing-partnerships.point.2: acilitating communication",
    "guide.managing-partnerships.point.3: ediating conflicts",
    // An action team at your school
    "guide.action-team.body: Effective partnerships include leadership from an action team, which takes responsibility for assessing current practices and implementing and evaluating next steps for building partnerships. Ultimately, the practice should take into account the particular needs of students, teachers, and families in their school.",
    // Who takes part in the initiative
    "guide.scope.point.1: Office of Family Engagement and Community Partnerships (OFECP)",
    "guide.scope.point.2: Office of College and Career Readiness (OCCR)",
    "guide.scope.point.3: Office of Communications, Marketing and Development (CMD)",
    "guide.scope.point.4: Office of Research, Evaluation and Assessment (REA)",
    "guide.scope.point.5: Office of Community Education (OCE)",
    "guide.scope.point.6: Office of Technology Services (OTS)",
    "guide.scope.point.7: Office of Early Learning (OEL)",
    "guide.scope.point.8: Office of Teaching and Learning (OTL)",
    "guide.scope.point.9: Facilities (Permits) Department",
    "guide.scope.point.10: Athletic Department",
    "guide.scope.point.11: Senior Leadership Team (SLT)",
    "guide.scope.point.12: Office of Student Health and Wellness",
    "guide.scope.point.13: Office of Transportation",
    "guide.scope.point.14: Office of Nutrition Services",
    "guide.scope.point.15: Office of Title I Federal Programs",
    "guide.scope.point.16: Professional Development",
    "guide.scope.point.17: Board of Education",
    "guide.scope.point.18: Office of Equity",
    // Who is consulted
    "guide.who-is-consulted.body: These groups are considered out of scope as they will likely be consulted on an “as needed” basis, or will be included in subsequent phases that involve engagement strategies or establishment of advisories.",
    "guide.who-is-consulted.point.1: Business Office - Procurement division will be consulted in initial information gathering phases as some partners may also have contracts for services with the District.",
    "guide.who-is-consulted.point.2: Vendors - may be consulted if providing direct services to students",
    "guide.who-is-consulted.point.3: Business Office (Accounting) may be consulted to run numbers to assess financial impacts",
    "guide.who-is-consulted.point.4: Legal Department will be consulted on data sharing, risk management and liability issues.",
    "guide.who-is-consulted.point.5: Student Placement Center may be consulted for information regarding school enrollment numbers and feedback families may have about school choice.",
    "guide.who-is-consulted.point.6: American Indian Education, Specialized Services, Multilingual Learning, Equity and School Support departments may be consulted regarding best practices, metrics and cultural relevance of some partnerships.",
    // Work plan of the initiative
    "guide.work-plan.point.1: 1. Form Advisory committee. (Initiative Team; January 2019; Restructured)",
    "guide.work-plan.point.2: 2. Develop foundational guidelines for partnerships: a. Define “partnership,” “partner,” “sponsor,” and “vendor.” b. Establish common expectations and goals between SPPS and partners; c. Create a belief statement about partnerships (i.e., Why are partnerships important?). d. Determine the elements, benefits, outcomes and levels of partnerships (Initiative Team; January 2019; Complete)",
    "guide.work-plan.point.3: 3. Determine implementation stages: Districtwide Stage 1, Schools Stage 2 (Initiative Team; January 2019; Complete)",
    "guide.work-plan.point.4: 4. Establish stage 1 partnership registration: a. Determine what information partners will be required to submit. b. Establish core requirements for partnerships (e.g., background checks, insurance, rosters of students served, etc.). (Initiative Team, Office of Family Engagement and Community Partnerships (OFECP) staff; January 2019; Complete)",
    "guide.work-plan.point.5: 5. Develop partnership documentation process for Stage 1: a. Investigate successful partnership management models, both within SPPS and externally. b. Use research to design an equitable process for partners to access and use SPPS resources. c. Define internal and external roles in creating and maintaining effective partnerships (Initiative Team, OFECP staff, REA staff; January 2019; Complete)",
    "guide.work-plan.point.6: 6. Identify partnership data management tool: a. Design or purchase a partnership management tool b. Pilot system with small number of partners before launching. (OFECP, Purchasing, REA; January 2019; Complete)",
    "guide.work-plan.point.7: 7. Create forms that support Stage 1 SPPS/partners relationship: a. establish or reaffirm shared vision and goal b. outline mutual expectations and responsibilities c. identify how the partnership will align to strategic plan and impact long-term student outcomes. (OFECP, SLT; January 2019; March 2020)",
    "guide.work-plan.point.8: 8. Establish and collect baseline data on partners for initiative. (REA, intern; January 2019; Complete)",
    "guide.work-plan.point.9: 9. Document all Stage 1 partnerships (what partners are doing where, with what supports) (OFECP staff; July 2019; November 2019)",
    "guide.work-plan.point.10: 10. Identify common themes in existing Stage 1 partnerships, gaps in partner services to advance long-term student outcomes (OFECP, REA; October 2019; March 2020)",
    "guide.work-plan.point.11: 11. Define and implement evaluation process, criteria, and timeline for Stage 1 partnerships (OFECP, REA; October 2019; March 2020)",
    "guide.work-plan.point.12: 12. Design communications plan for internal and external audiences to increase knowledge of new system (OFECP, Communications; October 2019; December 2019)",
    "guide.work-plan.point.13: 13. Develop procedure for ending or changing partnerships voluntarily or involuntarily (OFECP, REA, SLT; January 2020; June 2020)",
    "guide.work-plan.point.14: 14. Monitor Stage 1 use of partnership forms and systems (OFECP; January 2020; June 2020)",
    "guide.work-plan.point.15: 15. Revise forms and systems based on Stage 1 outcomes (OFECP; June 2020; August 2020)",
    "guide.work-plan.point.16: 16. Document all Stage 2 partnerships (OFECP; August 2020; December 2020)",
    "guide.work-plan.point.17: 17. Analyze gaps in Stage 2 partnerships (OFECP; December 2020; January 2021)",
    "guide.work-plan.point.18: 18. Use gap analysis to design and implement a targeted recruitment strategy for new partnerships. (OFECP; February 2021; August 2021)",
    "guide.work-plan.point.19: 19. Implement evaluation process for schools to assess partnerships and revise as needed (OFECP, Division of Schools; January 2021; June 2021)",
    "guide.work-plan.point.20: 20. Design and deliver PD sessions for SPPS staff on partnerships (OFECP; July 2020; June 2021)",
    "guide.work-plan.point.21: 21. Design and deliver onboarding sessions for new partners. (OFECP; April 2021; June 2021)",
    // Performance indicators
    "guide.indicators.point.1: Year 1: Develop a Customer Relationship Management (CRM) or Contact Lifecycle Management (CLM) partnership tool to manage and complete an inventory of partnerships. How: Progress of work reported by Advisory Committee, consultant, OFECP, and/or Technology Services. Target: Partnership information can be entered and pulled for use. At a minimum, the district will know who its partners are, what services/supports partners provide, where partners provide services/support, and who partners serve.",
    "guide.indicators.point.2: Years 1 to 3: Total number of partnerships, including types of partnerships and partnerships by school/program. How: Information will be collected through the CRM/CLM partnership tool. Target: Track over time to determine whether partnerships are equitably fulfilling needs of schools/programs",
    "guide.indicators.point.3: Years 1 to 3: Number of programs completing the on-boarding process. How: Information will be collected through the CRM/CLM partnership tool. Target: Track over time to examine how many partners complete the on-boarding process",
    "guide.indicators.point.4: Years 1 to 3: Number of partnerships aligned to the district's strategic plan outcomes. How: Information will be collected through the CRM/CLM partnership tool by forms completed annually by partners; program evaluation. Target: There will be an increase of partnerships with shared vision and goals over time",
    "guide.indicators.point.5: Years 1 to 3: Number of students served in partnerships by demographics. How: Rosters will be collected through the CRM/CLM partnership tool. Target: Track over time to examine how many students are supported by partnerships and whether partnerships are equitably serving students across demographics and geographic areas",
    "guide.indicators.point.6: Year 1: Definition of Partnership. How: Consult with external and internal members to develop a working definition. Target: Definition and category that eliminates confusion",
    "guide.indicators.point.7: Years 2 and 3: Functionality of partnership CRM/CLM partnership tool. How: Advisory Committee/REA will assess how the partnership tool is working. Target: The tool continues to track useful and relevant information",
    "guide.indicators.point.8: Year 2: Develop a process and timeline to evaluate partnerships. How: Progress of work reported by Advisory Committee, Partnership Office, and/or REA. Target: There is established criteria to evaluate partnerships (effectiveness & satisfaction of relationships) and evaluations are planned for Year 3",
    "guide.indicators.point.9: Year 2: Development of PD session and materials for SPPS staff. How: Partnerships Office, Office of Early Learning. Target: PD curriculum is developed, piloted, and revised accordingly for launch in Year 3",
    "guide.indicators.point.10: Year 3: Completed evaluations of partnerships - following the defined process & timeline. How: Evaluations will be completed by REA. Target: The district has information needed to determine the value and impact of specific partnerships",
    "guide.indicators.point.11: Year 3: Number of PD sessions offered, number of participants, & participant satisfaction with PD. How: PD sessions & participants will be tracked by PDExpress and by Partnership Office; Review of participant satisfaction surveys. Target: Track over time to assess the need for and quality of the PD in managing partnerships",
];

#[test]
fn each_sentence_of_the_plan_stands_at_its_place() {
    sentence::check(NAME, &["criterion.text"], DOCUMENT);
}

#[test]
fn no_list_of_the_plan_has_more_than_the_plan() {
    let profile = read::profile(NAME);
    for (slug, count) in [
        ("objective", 4),
        ("management", 8),
        ("why-partnerships", 7),
        ("good-partnerships", 6),
        ("managing-partnerships", 3),
        ("evaluation", 3),
        ("scope", 18),
        ("who-is-consulted", 6),
        ("work-plan", 21),
        ("forms", 3),
        ("core-requirements", 3),
        ("indicators", 11),
    ] {
        let guide = profile.guide(slug).unwrap();
        assert_eq!(guide.points.len(), count, "{slug}");
    }
}
