//! What everybody sees before signing in.

use crate::harness::World;
use crate::story::{APPROVAL, PARTNER};
use partnership::text::Lang;

#[tokio::test]
async fn the_first_page_and_the_process_say_what_the_district_says() {
    let world = World::new().await;
    let client = world.anonymous();
    let profile = &world.profile;
    let first = client.get("/").await;
    first
        .is(200)
        .says(profile.page.definition.get(Lang::En))
        .says(&profile.office.phone);
    for criterion in &profile.criteria {
        first.says(criterion.name.get(Lang::En));
    }
    for area in &profile.areas {
        first.says(area.name.get(Lang::En));
        for service in &area.services {
            first.says(service.label.get(Lang::En));
        }
        assert!(
            first
                .links()
                .contains(&format!("/directory?area={}", area.slug)),
            "{}",
            area.slug
        );
    }
    for step in &profile.process {
        first.says(step.title.get(Lang::En));
    }
    for href in ["/start", "/directory", "/process", "/sign-in"] {
        assert!(first.links().contains(&href.to_owned()), "{href}");
    }
    let process = client.get("/process").await;
    process
        .says("About 40 minutes")
        .says("15 days")
        .says(profile.page.monitoring.get(Lang::En));
    for step in &profile.process {
        process
            .says(step.body.get(Lang::En))
            .says(step.owner.get(Lang::En));
    }
    for level in &profile.levels {
        process.says(level.name.get(Lang::En));
    }
}

#[tokio::test]
async fn every_link_of_the_public_pages_leads_somewhere() {
    let world = World::new().await;
    server::demo::fill(&world.profile, &world.store, 40, 3, world.now())
        .await
        .unwrap();
    let client = world.anonymous();
    let mut open = vec!["/".to_owned()];
    let mut seen: Vec<String> = Vec::new();
    while let Some(path) = open.pop() {
        let page = client.get(&path).await;
        let is_sent_on =
            page.status.as_u16() == 302 && page.location().starts_with("/sign-in?go-on=");
        assert!(
            is_sent_on || page.status.as_u16() == 200,
            "{path}: {}",
            page.status
        );
        for href in page.links() {
            let address = href.split('#').next().unwrap_or_default().to_owned();
            let is_own = address.starts_with('/') && !address.contains("lang=");
            if is_own && !seen.contains(&address) {
                seen.push(address.clone());
                open.push(address);
            }
            assert!(!href.starts_with("http:"), "{href} on {path} is not safe");
        }
    }
    assert!(seen.len() > 25, "{seen:?}");
}

#[tokio::test]
async fn every_end_of_the_advisor_is_reached_by_its_plain_forms() {
    let world = World::new().await;
    let client = world.anonymous();
    let mut ends = std::collections::BTreeMap::new();
    let mut open = vec![(String::from("/start"), 0)];
    while let Some((address, depth)) = open.pop() {
        assert!(depth < 8, "the advisor has no end behind {address}");
        let page = client.get(&address).await;
        page.is(200);
        let Some(form) = page.forms("/start").into_iter().next() else {
            ends.insert(address, page);
            continue;
        };
        let blank = client
            .get(&format!("/start?{}", crate::harness::encoded(&form.fields)))
            .await;
        assert_eq!(
            blank.mistakes().len(),
            1,
            "a question without an answer is asked again: {address}"
        );
        let pieces = page.pieces();
        for piece in &pieces {
            let crate::html::Piece::Open(tag) = piece else {
                continue;
            };
            if tag.get("type") != Some("radio") {
                continue;
            }
            let typed = [(tag.get("name").unwrap(), tag.get("value").unwrap())];
            open.push((
                format!("/start?{}", crate::harness::encoded(&form.with(&typed))),
                depth + 1,
            ));
        }
    }
    for route in &world.profile.routes {
        let title = route.title.get(Lang::En);
        let reached = ends.values().find(|page| page.text().contains(title));
        let page = reached.unwrap_or_else(|| panic!("no way leads to {title}"));
        page.says("Because you said")
            .says("What to do next")
            .says(route.owner.get(Lang::En))
            .says(&world.profile.office.phone);
        if let Some(link) = &route.link {
            assert!(page.links().contains(link), "{title}");
        }
    }
    assert!(
        ends.values()
            .all(|page| page.mistakes().is_empty() && !page.title().starts_with("Error"))
    );
}

#[tokio::test]
async fn the_directory_finds_by_words_area_and_school() {
    let world = World::new().await;
    server::demo::fill(&world.profile, &world.store, 100, 7, world.now())
        .await
        .unwrap();
    let client = world.anonymous();
    let first = client.get("/directory").await;
    let total: usize = first
        .text()
        .split("Showing 25 of ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next()?.parse().ok())
        .expect("how many there are");
    let mut found = Vec::new();
    for page in 1..=total.div_ceil(25) {
        let answer = client.get(&format!("/directory?page={page}")).await;
        found.extend(
            answer
                .links()
                .into_iter()
                .filter(|href| href.starts_with("/directory/")),
        );
    }
    found.sort();
    found.dedup();
    assert_eq!(found.len(), total, "each partnership stands on one page");
    client
        .get("/directory?page=99")
        .await
        .says("This page of the list is empty");
    client
        .get("/directory?q=nobody+knows")
        .await
        .says("No partnership matches");
    let names = |page: crate::harness::Answer| -> Vec<String> {
        page.links()
            .into_iter()
            .filter(|href| href.starts_with("/directory/"))
            .collect()
    };
    for query in [
        "q=tutoring",
        "area=academics",
        "school=cedar-ford",
        "q=tutoring&area=academics&school=cedar-ford",
        "q=TUTORÍA",
    ] {
        let page = client.get(&format!("/directory?{query}")).await;
        let shown = names(page.clone());
        for href in shown.iter().take(5) {
            let listed = client.get(href).await;
            if query.contains("cedar-ford") {
                listed.says("Cedar Ford Elementary School");
            }
            if query.contains("academics") {
                listed.says("Academics");
            }
        }
        assert!(query.contains('&') || !shown.is_empty(), "{query}");
    }
    for odd in [
        "q=%22",
        "q=*",
        "q=a+AND",
        "q=NEAR(",
        "q=%27+or+1%3D1",
        "q=-",
        "q=%00",
        "area=magic",
        "page=-1",
        &format!("q={}", "a+".repeat(2000)),
    ] {
        client.get(&format!("/directory?{odd}")).await.is(200);
    }
}

#[tokio::test]
async fn nothing_is_public_but_what_was_approved_and_agreed_to() {
    let world = World::new().await;
    let office = world.office().await;
    let mut unlisted = world.answers();
    unlisted.set("organization.name", vec!["Unlisted Union".to_owned()]);
    unlisted.set("directory.listed", vec!["no".to_owned()]);
    let mut waiting = world.answers();
    waiting.set("organization.name", vec!["Waiting Works".to_owned()]);
    let (_, id) = world.sent_by(PARTNER, &unlisted).await;
    office.take_up(&id).await;
    office.judge(&world, &id, "met").await;
    office.decide(&id, "approve", &APPROVAL).await;
    world.sent_by("ben@example.org", &waiting).await;
    let client = world.anonymous();
    client
        .get("/directory")
        .await
        .says("No partnership is listed yet");
    for page in [
        "/",
        "/directory?q=union",
        "/directory?q=works",
        "/directory?area=academics",
        "/directory/unlisted-union",
        "/directory/waiting-works",
    ] {
        let answer = client.get(page).await;
        answer.hides("Unlisted Union").hides("Waiting Works");
    }
}

#[tokio::test]
async fn the_mail_box_exists_on_a_development_server_only() {
    let world = World::new().await;
    world.sent().await;
    let client = world.anonymous();
    client
        .get("/dev/mail")
        .await
        .is(200)
        .says("Application received: Quillfeather Guild (DPS-2026-0001)");
    let filtered = client.get("/dev/mail?to=nobody%40example.org").await;
    filtered
        .says("No mail went to this address")
        .hides("Quillfeather");
    let world = World::in_production().await;
    world.person(PARTNER, &[]).await;
    let client = world
        .person(
            "chief@example.org",
            &[partnership::person::Role::Administrator],
        )
        .await;
    client.get("/dev/mail").await.is(404).hides(PARTNER);
    client
        .get("/sign-in/code?request=x")
        .await
        .hides("/dev/mail");
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so_and_leads_back() {
    let world = World::new().await;
    let client = world.anonymous();
    for path in [
        "/none",
        "/directory/none",
        "/index.php",
        "/%3Cscript%3E",
        "/a/b/c/d/e/f",
        "/.env",
        "/sign-in/none",
    ] {
        let page = client.get(path).await;
        if page.status.as_u16() == 302 {
            assert!(
                page.location().starts_with("/sign-in?go-on="),
                "{path}: {}",
                page.location()
            );
            continue;
        }
        page.is(404)
            .says("Page not found")
            .says("Check the address, or go on from the first page.");
        assert!(page.links().contains(&"/".to_owned()), "{path}");
        page.hides("<script>")
            .says("Questions? We are glad to help");
    }
}

#[tokio::test]
async fn an_address_with_a_slash_too_many_leads_to_the_page_without_it() {
    let world = World::new().await;
    let client = world.anonymous();
    for (path, leads) in [
        ("/directory/?q=math", "/directory?q=math"),
        ("/start/", "/start"),
        ("/applications/", "/applications"),
        ("//", "/"),
        ("//evil.example/", "/evil.example"),
        ("/office/applications/", "/office/applications"),
    ] {
        let answer = client.get(path).await;
        assert!(answer.status.is_redirection(), "{path}: {}", answer.status);
        assert_eq!(answer.location(), leads, "{path}");
    }
}
