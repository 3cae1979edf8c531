//! Seattle: which contract or agreement applies when, whose duty background checks are, and the words of its page.

use super::read::{check_golden, check_kinds, check_levels, profile, said, text};
use super::sentence;
use partnership::district::{Audience, Profile};
use partnership::route;
use partnership::text::Lang;

const NAME: &str = "seattle-1";

/// The sentences and lists of the document, one a line, each with its place.
const SENTENCES: [&str; 63] = [
    "page.welcome: The School and Community Partnerships Department is here to support the building of effective, aligned partnerships with community based organizations.",
    "page.welcome: Below you'll find information on some common questions related to partnerships.",
    "page.welcome: If the information below does not answer your question, or if you need more info or an individual consultation on anything partnership-related, please don't hesitate to reach out to us",
    "office.name: School and Community Partnerships Department",
    "route.background-checks.body: Anyone serving students must undergo a background check. It is the responsibility of each partner organization to conduct their own background checks – schools should not conduct WATCH checks for anyone other than school volunteers.",
    "route.training-module.title: Partnership Requirements Training Module",
    "route.training-module.body: In order to support effective partnerships, we have created an interactive training module designed for school leaders and other school staff who support partnerships with community based organizations.",
    "route.training-module.next: It requires an SPS login. It will take approximately 15 minutes to complete.",
    "agreement.psc.label: Personal Services Contract",
    "agreement.mou.label: Memorandum of Understanding",
    "agreement.alignment.label: Alignment Agreement",
    "agreement.ptsa.label: PTSA-coordinated enrichment activities",
    "guide.consultation.body: you need more info or an individual consultation on anything partnership-related, please don't hesitate to reach out to us",
    "guide.contracts-and-agreements.title: Contracts and Agreements",
    "guide.contracts-and-agreements.body: If a partner is serving students in your school, some sort of contract/agreement should be in place. Contracts and agreements with community based organizations can take the following forms:",
    "guide.contracts-and-agreements.point.1: Personal Services Contract: when the school/district is paying",
    "guide.contracts-and-agreements.point.2: Memorandum of Understanding: when the partner is bringing their own funding (a zero dollar partnership)",
    "guide.contracts-and-agreements.point.3: Alignment Agreement: when the partner has long-term access to space via a lease",
    "guide.contracts-and-agreements.point.4: PTSA-coordinated enrichment activities: when a PTSA or parent group is managing/coordinating the partnership",
    "guide.contracts-and-agreements.link.1.label: More info",
    "guide.contracts-and-agreements.link.2.label: More info",
    "guide.contracts-and-agreements.link.3.label: More info",
    "guide.contracts-and-agreements.link.4.label: More info",
    "guide.personal-services-contract.body: when the school/district is paying",
    "guide.personal-services-contract.body: If you have questions on how to execute one of these agreements, or which one applies when, contact",
    "guide.personal-services-contract.link.1.label: More info",
    "guide.memorandum-of-understanding.body: when the partner is bringing their own funding (a zero dollar partnership)",
    "guide.memorandum-of-understanding.body: If you have questions on how to execute one of these agreements, or which one applies when, contact",
    "guide.memorandum-of-understanding.link.1.label: More info",
    "guide.alignment-agreement.body: when the partner has long-term access to space via a lease",
    "guide.alignment-agreement.body: If you have questions on how to execute one of these agreements, or which one applies when, contact",
    "guide.alignment-agreement.link.1.label: More info",
    "guide.ptsa-coordinated-enrichment.body: when a PTSA or parent group is managing/coordinating the partnership",
    "guide.ptsa-coordinated-enrichment.body: If you have questions on how to execute one of these agreements, or which one applies when, contact",
    "guide.ptsa-coordinated-enrichment.link.1.label: More info",
    "guide.partnership-database.title: Searchable Partnership Database",
    "guide.partnership-database.body: See which organizations are serving which schools, what sort of services they are providing, and the distribution of partnerships across the district. If any information is outdated, email us",
    "guide.background-checks.body: Anyone serving students must undergo a background check. It is the responsibility of each partner organization to conduct their own background checks.",
    "guide.background-checks.body: For more information on background check requirements and how partners can get themselves checked, visit our background checks page.",
    "guide.data-sharing.body: The School and Community Partnerships Department can manage everything related to data access for partners in compliance with FERPA",
    "guide.data-sharing.body: If partners have questions on how to get access to data, they can visit our data sharing page or contact us",
    "guide.partner-trainings.title: Professional Development for Partners",
    "guide.partner-trainings.body: The School and Community Partnerships Department manages an annual calendar of trainings for community partners that support alignment and skill building. Topics include RULER, racial equity and cultural responsiveness, trauma informed practice, and more.",
    "guide.partner-trainings.point.1: RULER",
    "guide.partner-trainings.point.2: Racial equity and cultural responsiveness",
    "guide.partner-trainings.point.3: Trauma informed practice",
    "guide.partner-trainings.link.1.label: See the calendar of trainings",
    "guide.training-module.title: Partnership Requirements Training Module (requires SPS login)",
    "guide.training-module.body: In order to support effective partnerships, we have created an interactive training module designed for school leaders and other school staff who support partnerships with community based organizations. It will take approximately 15 minutes to complete.",
    "guide.background-checks-schools.body: Anyone serving students must undergo a background check. It is the responsibility of each partner organization to conduct their own background checks – schools should not conduct WATCH checks for anyone other than school volunteers. For more information on background check requirements and how partners can get themselves checked, visit our background checks page.",
    "guide.data-sharing-schools.title: Data sharing with community based organizations",
    "guide.data-sharing-schools.body: The School and Community Partnerships Department can manage everything related to data access for partners in compliance with FERPA – you do not need to manage it at the school level. If partners have questions on how to get access to data, they can visit our data sharing page or contact us",
    "guide.partner-trainings-schools.body: manages an annual calendar of trainings for community partners that support alignment and skill building. Topics include RULER, racial equity and cultural responsiveness, trauma informed practice, and more. Please make sure your partners are aware of this resource.",
    "guide.partner-trainings-schools.link.1.label: See the calendar of trainings",
    "guide.partnership-tools.title: Partnership Tools",
    "guide.partnership-tools.body: Building effective partnerships takes work and coordination. Visit our Partnership Tools page for some easy to use tools that can help you build effective partnerships at your school. Available tools include:",
    "guide.partnership-tools.link.1.label: Racial Equity Questions for School Community Partnerships",
    "guide.partnership-tools.link.2.label: Partnership Summary One-Pager",
    "guide.partnership-tools.link.3.label: Coordination and Funding Models",
    "criterion.effective-aligned.text: effective and aligned",
    "criterion.agreement.text: some sort of contract/agreement should be in place",
    "criterion.background-checks.text: Anyone serving students must undergo a background check. It is the responsibility of each partner organization to conduct their own background checks.",
    "criterion.data-access.text: The School and Community Partnerships Department can manage everything related to data access for partners in compliance with FERPA",
];

#[test]
fn each_golden_case_leads_where_it_should_and_says_why() {
    check_golden(
        &profile(NAME),
        &[
            ("", "who?", &[]),
            ("who=robot", "who?", &[]),
            ("who=volunteer", "who", &["volunteer: who"]),
            ("who=organization", "who serves?", &[]),
            ("who=school", "who serves?", &["training-module: who"]),
            (
                "who=organization serves=no",
                "who serves",
                &["consultation: serves"],
            ),
            (
                "who=organization serves=yes payer=district lease=no ptsa=no data=no",
                "who serves payer lease ptsa data",
                &[
                    "personal-services-contract: payer",
                    "background-checks: serves",
                    "application: who serves",
                ],
            ),
            (
                "who=organization serves=yes payer=own lease=no ptsa=no data=no",
                "who serves payer lease ptsa data",
                &[
                    "memorandum-of-understanding: payer",
                    "background-checks: serves",
                    "application: who serves",
                ],
            ),
            (
                "who=organization serves=yes payer=own lease=yes ptsa=no data=no",
                "who serves payer lease ptsa data",
                &[
                    "memorandum-of-understanding: payer",
                    "alignment-agreement: lease",
                    "background-checks: serves",
                    "application: who serves",
                ],
            ),
            (
                "who=organization serves=yes payer=district,own lease=no ptsa=no data=yes",
                "who serves payer lease ptsa data",
                &[
                    "personal-services-contract: payer",
                    "memorandum-of-understanding: payer",
                    "background-checks: serves",
                    "data-sharing: data",
                    "application: who serves",
                ],
            ),
            (
                "who=organization serves=yes payer=other lease=no ptsa=yes data=no",
                "who serves payer lease ptsa data",
                &[
                    "ptsa-coordinated: ptsa",
                    "consultation: payer",
                    "background-checks: serves",
                    "application: who serves",
                ],
            ),
            (
                "who=organization serves=yes payer=other lease=no ptsa=no data=no",
                "who serves payer lease ptsa data",
                &[
                    "consultation: payer",
                    "background-checks: serves",
                    "application: who serves",
                ],
            ),
            // A parent group is not asked whether a parent group coordinates it.
            (
                "who=ptsa serves=yes payer=own lease=no data=no",
                "who serves payer lease data",
                &[
                    "memorandum-of-understanding: payer",
                    "ptsa-coordinated: who serves",
                    "background-checks: serves",
                    "application: who serves",
                ],
            ),
            (
                "who=ptsa serves=no",
                "who serves",
                &["consultation: serves"],
            ),
            // A school asks for its partner: it gets the same agreements, the training module, and no form.
            (
                "who=school serves=yes payer=district lease=no ptsa=no data=yes",
                "who serves payer lease ptsa data",
                &[
                    "personal-services-contract: payer",
                    "background-checks: serves",
                    "data-sharing: data",
                    "training-module: who",
                    "tell-partner: who serves",
                ],
            ),
            (
                "who=school serves=no",
                "who serves",
                &["consultation: serves", "training-module: who"],
            ),
            // What is left from a way not taken counts for nothing.
            (
                "who=organization serves=no payer=district lease=yes ptsa=yes data=yes",
                "who serves",
                &["consultation: serves"],
            ),
        ],
    );
}

#[test]
fn every_agreement_but_none_is_the_end_of_a_route() {
    let profile = profile(NAME);
    let kinds: Vec<&str> = profile
        .agreements
        .iter()
        .map(|k| k.value.as_str())
        .collect();
    assert_eq!(kinds, ["psc", "mou", "alignment", "ptsa", "none"]);
    let ends: Vec<&str> = profile
        .routes
        .iter()
        .filter_map(|route| route.agreement.as_deref())
        .collect();
    assert_eq!(ends, &kinds[..4]);
    for route in profile.routes.iter().filter(|r| r.agreement.is_some()) {
        assert!(route.link.is_some(), "{} has more info", route.slug);
        assert_eq!(
            route.owner, profile.office.name,
            "the paid case stays inside, too: {}",
            route.slug
        );
    }
}

#[test]
fn the_answers_of_the_form_propose_the_kinds_of_agreement_with_their_reasons() {
    check_kinds(
        &profile(NAME),
        &[
            ("", &[]),
            ("money.payer=other space.lease=no program.ptsa=no", &[]),
            ("money.payer=district", &["psc: money.payer"]),
            ("money.payer=own", &["mou: money.payer"]),
            (
                "money.payer=district,own space.lease=yes",
                &[
                    "psc: money.payer",
                    "mou: money.payer",
                    "alignment: space.lease",
                ],
            ),
            ("program.ptsa=yes", &["ptsa: program.ptsa"]),
            // The question is not asked of a parent group: what it is says enough.
            (
                "organization.kind=ptsa program.ptsa=no",
                &["ptsa: organization.kind"],
            ),
        ],
    );
}

#[test]
fn a_kind_of_agreement_that_asks_for_what_nobody_can_answer_is_named() {
    for (old, new, mend) in [
        (
            r#"when = { includes = ["money.payer", "own"] }"#,
            r#"when = { includes = ["money.payer", "theirs"] }"#,
            "'theirs' is no answer to 'money.payer'",
        ),
        (
            r#"when = { includes = ["money.payer", "own"] }"#,
            r#"when = { includes = ["payer", "own"] }"#,
            "'payer' is asked nowhere before this",
        ),
    ] {
        let broken: Profile = toml::from_str(&text(NAME).replacen(old, new, 1)).unwrap();
        let faults = broken.resolved().faults();
        let named = |at: &str| faults.iter().any(|f| f.at == at && f.mend.contains(mend));
        assert!(named("agreement.mou.when"), "{new} gave {faults:?}");
    }
}

#[test]
fn who_serves_students_in_a_school_needs_an_agreement() {
    let profile = profile(NAME);
    check_levels(
        &profile,
        &[
            ("", ""),
            ("students.serves=yes", "serves-students: students.serves"),
            ("students.serves=no", "other-support: students.serves"),
        ],
    );
    assert!(profile.needs_agreement("serves-students"));
    assert!(!profile.needs_agreement("other-support"));
}

#[test]
fn answers_of_the_advisor_are_carried_over_into_the_form() {
    let profile = profile(NAME);
    let carried = |words: &str| route::carried(&profile, &said(words));
    assert_eq!(
        carried("who=organization serves=yes payer=district,own lease=no ptsa=yes data=yes"),
        said(
            "students.serves=yes money.payer=district,own space.lease=no program.ptsa=yes students.data=yes"
        )
    );
    assert_eq!(
        carried("who=ptsa serves=yes"),
        said("organization.kind=ptsa students.serves=yes")
    );
}

#[test]
fn schools_and_partners_are_each_told_what_is_theirs() {
    let profile = profile(NAME);
    let of = |audience: Audience| -> Vec<&str> {
        let guides = profile.guides.iter();
        guides
            .filter(|guide| guide.audience == audience)
            .map(|guide| guide.slug.as_str())
            .collect()
    };
    assert_eq!(
        of(Audience::School),
        [
            "training-module",
            "background-checks-schools",
            "data-sharing-schools",
            "partner-trainings-schools",
            "partnership-tools",
        ]
    );
    assert_eq!(
        of(Audience::Partner),
        ["background-checks", "data-sharing", "partner-trainings"]
    );
    let tools: Vec<&str> = profile
        .guide("partnership-tools")
        .unwrap()
        .links
        .iter()
        .map(|link| link.label.get(Lang::En))
        .collect();
    assert_eq!(
        tools,
        [
            "Racial Equity Questions for School Community Partnerships",
            "Partnership Summary One-Pager",
            "Coordination and Funding Models",
            "Partnership Tools page",
        ]
    );
    let links = |slug: &str| {
        let guide = profile.guide(slug).unwrap();
        guide
            .links
            .iter()
            .map(|link| link.href.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(links("data-sharing"), ["https://example.org/data-sharing"]);
    assert_eq!(links("partnership-database"), ["/directory"]);
    // Of the four kinds of agreement each has its page; the advisor tells which one applies when.
    let more = links("contracts-and-agreements");
    assert_eq!(more.len(), 5);
    assert_eq!(more[4], "/start");
    for way in &more[..4] {
        let slug = way.strip_prefix("/guidance/").unwrap();
        assert!(profile.guide(slug).is_some(), "{way} leads nowhere");
    }
    // Whoever serves students sees whose duty the checks are, the school as well as the partner.
    for who in ["organization", "ptsa", "school"] {
        let advice = route::advise(&profile, &said(&format!("who={who} serves=yes")));
        let checks = advice.iter().find(|a| a.route.slug == "background-checks");
        let text = checks.unwrap().route.body.get(Lang::En);
        assert!(text.contains("should not conduct WATCH checks"), "{text}");
    }
}

#[test]
fn the_words_of_the_districts_document_are_there() {
    let profile = profile(NAME);
    assert_eq!(
        (profile.id.as_str(), profile.short_name.as_str()),
        ("seattle", "SPS")
    );
    assert_eq!(profile.time_zone, "America/Los_Angeles");
    assert_eq!(
        profile.office.phone, None,
        "the document gives no number, and none is made up"
    );
    assert!(
        profile.is_sample("office.email", None),
        "the document has lost its addresses"
    );
    for (kind, is_sample) in [("community", false), ("ptsa", false), ("business", true)] {
        assert_eq!(
            profile.is_sample("organization-kind", Some(kind)),
            is_sample,
            "{kind}"
        );
    }
    sentence::check(NAME, &["criterion.text", "guide.point"], &SENTENCES);
}
