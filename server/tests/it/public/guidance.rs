//! Pages of guidance and the community's resources.

use crate::harness::World;
use partnership::district::Resource;
use partnership::text::{Lang, Text};

#[tokio::test]
async fn guidance_leads_to_each_page_and_says_what_the_district_says() {
    let world = World::new().await;
    let client = world.anonymous();
    assert!(
        client
            .get("/process")
            .await
            .links()
            .contains(&"/guidance".to_owned())
    );
    let index = client.get("/guidance").await;
    for guide in &world.profile.guides {
        let path = format!("/guidance/{}", guide.slug);
        assert!(index.links().contains(&path), "{path}: {:?}", index.links());
        let page = client.get(&path).await;
        page.is(200).says(guide.title.get(Lang::En));
        for point in &guide.points {
            page.says(point.get(Lang::En));
        }
    }
    client.get("/guidance/none").await.is(404);
}

#[tokio::test]
async fn resources_are_found_by_words_and_area() {
    let mut profile = server::profile::load("durham").unwrap();
    let resource = |slug: &str, name: &str, area: &str| Resource {
        slug: slug.to_owned(),
        name: Text::from(name),
        text: Text::from("Open to every family"),
        areas: vec![area.to_owned()],
        link: Some("https://example.org/open".to_owned()),
    };
    profile.resources = vec![
        resource("library", "Library <of> things", "academics"),
        resource("garden", "Garden", "health-wellness"),
    ];
    let world = World::of(profile).await;
    let client = world.anonymous();
    let all = client.get("/resources").await;
    all.says("Library <of> things").says("Garden");
    assert!(all.links().contains(&"https://example.org/open".to_owned()));
    let found = client.get("/resources?q=LIBRARY+family").await;
    found.says("Library <of> things").hides("Garden");
    let found = client.get("/resources?area=health-wellness").await;
    found.says("Garden").hides("Library <of> things");
    client
        .get("/resources?q=nothing+of+that+kind")
        .await
        .is(200)
        .says("No resource fits this search");
}
