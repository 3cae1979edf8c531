//! The advisor: every way through it, by plain forms.

use crate::harness::World;
use partnership::text::Lang;

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
            .says(world.profile.office.phone.as_deref().unwrap());
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
async fn a_process_with_an_office_of_its_own_says_how_to_reach_that_office() {
    use partnership::district::Office;

    let mut profile = server::profile::load("durham").unwrap();
    let own = profile.office.phone.clone().unwrap();
    let vendor = profile
        .routes
        .iter_mut()
        .find(|route| route.slug == "vendor");
    let vendor = vendor.unwrap();
    vendor.contact = Some(Office {
        name: "Procurement <desk>".into(),
        phone: Some("(919) 555-0177".to_owned()),
        email: Some("procurement@example.org".to_owned()),
    });
    let owner = vendor.owner.get(Lang::En).to_owned();
    let world = World::of(profile.clone()).await;
    let page = world.anonymous().get("/start?funding=yes").await;
    page.says(&owner).says("Procurement <desk>");
    for link in ["tel:+19195550177", "mailto:procurement@example.org"] {
        assert!(page.links().contains(&link.to_owned()), "{link}");
    }
    // The office of partnerships is named beside it for other questions.
    page.says(profile.office.name.get(Lang::En)).says(&own);

    // An office without a telephone that is the owner itself is named once.
    let vendor = profile
        .routes
        .iter_mut()
        .find(|route| route.slug == "vendor");
    if let Some(contact) = vendor.and_then(|route| route.contact.as_mut()) {
        contact.name = owner.as_str().into();
        contact.phone = None;
    }
    let world = World::of(profile).await;
    let page = world.anonymous().get("/start?funding=yes").await;
    page.says(&owner).hides("Procurement").hides("555-0177");
    let mail = "mailto:procurement@example.org".to_owned();
    assert!(page.links().contains(&mail), "{:?}", page.links());
}
