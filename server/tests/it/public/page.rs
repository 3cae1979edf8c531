//! The pages that explain, and addresses that lead nowhere.

use crate::harness::World;
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
        .says(profile.office.phone.as_deref().unwrap());
    for criterion in &profile.criteria {
        let name = criterion.name.get(Lang::En);
        if criterion.for_office {
            first.hides(name);
        } else {
            first.says(name);
        }
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
