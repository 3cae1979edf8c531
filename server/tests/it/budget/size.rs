//! Bytes: the first HTML of a page is small, and everything comes from this very site.

use crate::harness::World;
use crate::html::Piece;
use crate::story::{OFFICE, PARTNER};
use axum::http::{Request, header};

/// The most bytes of a first page or a step, as the server compresses them.
const MOST: usize = 14 * 1024;

#[tokio::test]
async fn the_first_page_and_every_step_are_small() {
    let world = World::new().await;
    let mut faults = Vec::new();
    for lang in ["en", "es"] {
        let client = world.anonymous();
        client.get(&format!("/?lang={lang}")).await;
        world.sign_in(&client, PARTNER).await;
        let answers = world.answers();
        let id = client.draft(&world, &answers).await;
        let steps = world
            .profile
            .form
            .path(&answers)
            .filter(|step| !step.is_signature());
        let steps = steps.map(|step| format!("/applications/{id}/{}", step.slug));
        for path in ["/".to_owned(), "/start".to_owned()]
            .into_iter()
            .chain(steps)
        {
            let request = Request::get(&path).header(header::ACCEPT_ENCODING, "br");
            let page = client.ask(request, "").await;
            assert_eq!(page.status.as_u16(), 200, "{path}");
            assert_eq!(page.header("content-encoding"), "br");
            let size = page.size;
            if size > MOST {
                faults.push(format!("{path} ({lang}) has {size} bytes of {MOST}"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[tokio::test]
async fn no_page_loads_anything_from_another_site() {
    let world = World::new().await;
    let demo = server::demo::fill(&world.profile, &world.store, 20, 7, world.now());
    demo.await.unwrap();
    let anonymous = world.anonymous();
    let office = world.person(OFFICE, &[]).await;
    let listed = anonymous.get("/directory").await.link("/directory/");
    let record = office
        .get("/office/applications")
        .await
        .link("/office/applications/");
    let advised = "/start?funding=no&kind=community&frequency=ongoing&agreed=yes".to_owned();
    let public = ["/", "/process", "/start", "/directory", "/sign-in", "/none"].map(str::to_owned);
    let inside = [
        "/office",
        "/office/applications",
        "/office/partnerships",
        "/office/dashboard",
        "/account",
    ];
    let pages = public
        .into_iter()
        .chain([advised, listed])
        .map(|path| (&anonymous, path));
    let pages = pages.chain(
        inside
            .map(str::to_owned)
            .into_iter()
            .chain([record])
            .map(|path| (&office, path)),
    );
    for (client, path) in pages {
        let page = client.get(&path).await;
        for piece in page.pieces() {
            let Piece::Open(tag) = piece else { continue };
            let loads: &[&str] = match tag.name.as_str() {
                "a" => &[],
                "form" => &["action"],
                "object" | "embed" | "iframe" | "base" => panic!("<{}> on {path}", tag.name),
                _ => &["src", "href", "srcset", "poster", "data", "xlink:href"],
            };
            for address in loads.iter().filter_map(|name| tag.get(name)) {
                let is_own = address.starts_with('/') && !address.starts_with("//");
                assert!(
                    is_own || address.starts_with('#'),
                    "<{}> of {path} loads {address}",
                    tag.name
                );
            }
        }
        for word in ["@import", "url(http", "//fonts.", "//cdn"] {
            page.hides(word);
        }
    }
}
