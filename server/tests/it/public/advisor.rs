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
