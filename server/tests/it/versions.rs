//! Another version of the profile is published while applications are under way: each keeps the version it
//! began with, in its questions, lists, rules and mails.

use crate::harness::{Client, World};
use crate::story::{APPROVAL, OFFICE, PARTNER};
use partnership::district::Profile;
use partnership::district::version::Versions;
use partnership::form::Kind;
use partnership::person::Role;
use partnership::text::Text;

/// A question that the second version asks, and the first does not.
const NEW: &str = "What is your motto?";
/// What the first version calls the name of the program, and what the second does.
const RENAMED: &str = "Working title of the endeavor";
/// The school that the second version no longer has.
const CLOSED: &str = "Cedar Ford Elementary School";

/// The second version: one question more, one reworded, one step, one school and one criterion less, a level
/// and a criterion renamed, another telephone.
fn second(first: &Profile) -> Profile {
    let mut second = first.clone();
    second.version = 2;
    for step in second.form.sections.iter_mut().flat_map(|s| &mut s.steps) {
        for question in &mut step.questions {
            if question.key == "program.title" {
                question.label = Text::from(RENAMED);
            }
        }
        if step.slug == "organization" {
            let mut motto = step.questions[0].clone();
            motto.key = "organization.motto".to_owned();
            motto.label = Text::from(NEW);
            motto.kind = Kind::ShortText { limit: 80 };
            step.questions.push(motto);
        }
    }
    for section in &mut second.form.sections {
        section.steps.retain(|step| step.slug != "growth");
    }
    for criterion in &mut second.criteria {
        criterion.steps.retain(|step| step != "growth");
    }
    second.schools.retain(|school| school.name != CLOSED);
    second.criteria.remove(0);
    second.criteria[0].name = Text::from("Renamed criterion");
    second.levels[1].name = Text::from("Renamed level");
    second.office.phone = Some("919-555-0142".to_owned());
    assert_eq!(second.faults(), []);
    second
}

/// The same district after the second version was published.
fn published(world: &World) -> World {
    let versions = vec![world.profile.clone(), second(&world.profile)];
    world.publishing(Versions::new(versions).unwrap())
}

#[tokio::test]
async fn a_draft_keeps_its_questions_and_new_applications_get_the_new_ones() {
    let world = World::new().await;
    let answers = world.answers();
    let old = world
        .person(PARTNER, &[])
        .await
        .draft(&world, &answers)
        .await;
    let world = published(&world);
    let partner = world.person(PARTNER, &[]).await;
    let new = partner.start().await;
    let step = |id: &str, step: &str| format!("/applications/{id}/{step}");
    partner
        .get(&step(&old, "organization"))
        .await
        .is(200)
        .hides(NEW);
    partner
        .get(&step(&new, "organization"))
        .await
        .is(200)
        .says(NEW);
    partner.get(&step(&old, "program")).await.hides(RENAMED);
    partner.get(&step(&new, "program")).await.says(RENAMED);
    partner.get(&step(&old, "growth")).await.is(200);
    partner.get(&step(&new, "growth")).await.is(404);
    partner.get(&step(&old, "sponsor")).await.says(CLOSED);
    partner.get(&step(&new, "sponsor")).await.hides(CLOSED);
    // Saving takes what the version asks, and nothing else.
    let growth = [("program.growth", "Two more schools each year")];
    let saved = partner.type_into(&old, "growth", &growth).await;
    assert!(
        saved
            .location()
            .starts_with(&format!("/applications/{old}")),
        "{}",
        saved.location()
    );
    partner
        .get(&step(&old, "check"))
        .await
        .says("Two more schools each year")
        .hides(NEW);
    let motto = [("organization.motto", "Onward")];
    partner.type_into(&new, "organization", &motto).await;
    partner.get(&step(&new, "organization")).await.is(200);
    assert!(
        partner
            .get(&step(&new, "organization"))
            .await
            .body
            .contains("Onward")
    );
    // Who answers is always who answers now.
    let page = partner.get(&format!("/applications/{old}")).await;
    page.says("919-555-0142");
}

#[tokio::test]
async fn an_application_is_sent_vetted_approved_and_listed_by_the_version_it_began_with() {
    let first = World::new().await;
    let answers = first.answers();
    let old = first
        .person(PARTNER, &[])
        .await
        .draft(&first, &answers)
        .await;
    let world = published(&first);
    let partner = world.person(PARTNER, &[]).await;
    partner.submit(&old).await;
    let office = world.office().await;
    let record = format!("/office/applications/{old}");
    let page = office.get(&record).await;
    page.says("began with version 1 of the profile; version 2 is now used")
        .says("Renamed level");
    // The second version has a criterion less.
    assert_eq!(first.profile.criteria.len(), 6);
    page.says("0 of 6 met");
    office.take_up(&old).await;
    // All criteria of the first version, one of which the second does not have.
    office.judge(&first, &old, "met").await;
    office
        .decide(&old, "approve", &crate::story::APPROVAL)
        .await;
    let letters = world.letters_to(PARTNER).await;
    let approval = letters.first().unwrap();
    assert!(
        approval.body.contains("On-going commitment"),
        "{approval:?}"
    );
    assert!(!approval.body.contains("Renamed"), "{approval:?}");
    partner
        .get(&format!("/applications/{old}/status"))
        .await
        .is(200)
        .hides("Renamed level");
    partner
        .get(&format!("/applications/{old}/copy"))
        .await
        .says(CLOSED)
        .hides(RENAMED);
    // Lists show things of all versions together.
    let anonymous = world.anonymous();
    anonymous.get("/directory").await.says(CLOSED);
    anonymous
        .get("/directory?school=cedar-ford")
        .await
        .says("Quillfeather Guild");
    let sheet = office.get("/office/partnerships.csv").await;
    assert!(sheet.body.contains(CLOSED), "{}", sheet.body);
    let schools = office.get("/office/dashboard/schools.csv").await;
    assert!(schools.body.contains(CLOSED), "{}", schools.body);
}

#[tokio::test]
async fn the_office_may_ask_for_changes_on_pages_that_only_the_older_version_has() {
    let first = World::new().await;
    let (_, _, old) = first.ready().await;
    let world = published(&first);
    let office = world.office().await;
    let asked = [
        ("steps", "growth"),
        ("body", "Please say more about your growth."),
        ("due_on.month", "12"),
        ("due_on.day", "24"),
        ("due_on.year", "2026"),
    ];
    let writing = office
        .get(&format!(
            "/office/applications/{old}/decide/request-changes"
        ))
        .await;
    assert!(
        writing.body.contains("value=\"growth\""),
        "{}",
        writing.short()
    );
    let preview = office.write(&old, "request-changes", &asked).await;
    assert!(
        preview.ends_with("/preview"),
        "{preview}: {:?}",
        office.get(&preview).await.mistakes()
    );
    let sent = office.send(&preview, "/api/decide", &[]).await;
    assert!(
        sent.location().ends_with("?done=request-changes"),
        "{}",
        sent.location()
    );
    let partner = world.person(PARTNER, &[]).await;
    let more = [("program.growth", "Two more schools each year")];
    partner.type_into(&old, "growth", &more).await;
    partner.submit(&old).await;
    let page = office.get(&format!("/office/applications/{old}")).await;
    page.is(200).says("Two more schools each year");
}

#[tokio::test]
async fn the_page_of_the_profile_tells_each_version_and_what_it_changed() {
    let first = World::new().await;
    first.sent().await;
    let world = published(&first);
    let office = world.office().await;
    let page = office.get("/office/profile").await;
    page.is(200)
        .says("New applications begin with version 2.")
        .says("One application began with it.")
        .says("No application began with it.")
        .says("It is the first version.")
        .says("Values that are samples");
    let rows = page.rows();
    for row in [
        ["Question", NEW, "New"],
        ["Question", RENAMED, "Changed: wording"],
        ["Step", "", "Gone"],
        ["School or department", CLOSED, "Gone"],
        ["Level", "Renamed level", "Changed: wording"],
        ["Other words and facts", "Public pages", "Changed: wording"],
    ] {
        let is_there = |found: &String| {
            found.starts_with(row[0])
                && found.contains(row[1])
                && found.trim_end().ends_with(row[2])
        };
        assert!(rows.iter().any(is_there), "{row:?} is not among {rows:?}");
    }
    office
        .get("/office")
        .await
        .says("The profile and its versions");
    for (client, status) in [
        (world.anonymous(), 302),
        (world.person(PARTNER, &[]).await, 404),
        (world.person("ana@example.org", &[Role::Analyst]).await, 404),
    ] {
        let client: Client = client;
        assert_eq!(client.get("/office/profile").await.status.as_u16(), status);
    }
    let spanish = world
        .person(OFFICE, &[])
        .await
        .get("/office/profile?lang=es")
        .await;
    spanish.says("El perfil y sus versiones");
}

#[tokio::test]
async fn a_version_with_which_an_application_began_must_not_vanish() {
    let first = World::new().await;
    first.sent().await;
    let counted = first.store.profile_versions().await.unwrap();
    assert_eq!(counted, [(1, 1)]);
    let opened = |versions: Versions| server::district::Opened {
        versions,
        logo: None,
        store: first.store.clone(),
        folder: std::path::PathBuf::new(),
        base_url: "http://127.0.0.1:3000".to_owned(),
        mail_from: String::new(),
    };
    let (one, two) = (first.profile.clone(), second(&first.profile));
    let both = opened(Versions::new(vec![one, two.clone()]).unwrap());
    server::open::check_versions(&[both]).await.unwrap();
    let error = server::open::check_versions(&[opened(two.into())])
        .await
        .unwrap_err();
    let sentence = error.to_string();
    assert!(
        sentence.contains("durham") && sentence.contains("version 1"),
        "{sentence}"
    );
}

#[tokio::test]
async fn a_kind_that_only_the_older_version_has_is_listed_counted_and_taken_along() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    office.decide(&id, "approve", &APPROVAL).await;
    let kind = world.answers().text("organization.kind").to_owned();
    let mut newer = world.profile.clone();
    newer.version = 2;
    newer.organization_kinds.retain(|known| known.value != kind);
    assert_eq!(newer.faults(), []);
    let versions = vec![world.profile.clone(), newer];
    let world = world.publishing(Versions::new(versions).unwrap());
    let office = world.person(OFFICE, &[]).await;
    let list = format!("/office/organizations?kind={kind}");
    let other = &world.profile.organization_kinds[0].value;
    let none = format!("/office/organizations?kind={other}");
    for (list, count) in [(&list, 1), (&none, 0)] {
        let page = office.get(list).await;
        assert_eq!(page.rows().len(), count, "{list}");
        assert!(page.links().contains(&"/office/organizations".to_owned()));
        let sheet = office.get(&list.replacen('?', ".csv?", 1)).await;
        assert_eq!(sheet.is(200).body.lines().count() - 1, count, "{list}");
    }
    let named = [("name", "Of the old kind"), ("pinned", "yes")];
    office.send(&list, "/api/save_view", &named).await;
    let home = office.get("/office").await;
    home.says("1 Of the old kind");
    assert!(home.links().contains(&list));
}
