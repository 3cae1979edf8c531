//! The look of the district: colours that can be read, a logo that does no harm, and both on every page at once.

use crate::harness::{Answer, Client, World};
use axum::body::Body;
use axum::http::{Request, header};
use chrono::TimeDelta;
use partnership::look::{Color, Theme};
use partnership::person::Role;

const CHIEF: &str = "chief@example.org";
const PAGE: &str = "/office/look";

async fn chief(world: &World) -> Client {
    world.person(CHIEF, &[Role::Administrator]).await
}

/// The style with the district's colours that a page brings.
fn theme(page: &Answer) -> String {
    let style = page
        .body
        .split_once("<style")
        .and_then(|(_, rest)| rest.split_once('>'))
        .and_then(|(_, rest)| rest.split_once("</style>"));
    let Some((css, _)) = style else {
        panic!("{} has no theme: {}", page.asked, page.short());
    };
    css.to_owned()
}

/// The address of the logo, if the page has one.
fn logo(page: &Answer) -> Option<String> {
    let start = page.body.find("/logo/")?;
    Some(page.body[start..].split('"').next()?.to_owned())
}

/// Sends the form with a file as browsers do.
async fn upload(client: &Client, page: &Answer, file: &[u8], words: [&str; 2]) -> Answer {
    let form = page.form("/api/set_logo");
    let mut body = Vec::new();
    let mut part = |head: &str, content: &[u8]| {
        body.extend_from_slice(
            format!("--frontier\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    for name in ["key", "token", "seen"] {
        part(
            &format!("name=\"{name}\""),
            form.value(name).unwrap().as_bytes(),
        );
    }
    part("name=\"text_en\"", words[0].as_bytes());
    part("name=\"text_es\"", words[1].as_bytes());
    part(
        "name=\"logo\"; filename=\"../../logo.png\"\r\nContent-Type: image/png",
        file,
    );
    body.extend_from_slice(b"--frontier--\r\n");
    client
        .ask_with(
            posting("multipart/form-data; boundary=frontier"),
            Body::from(body),
        )
        .await
}

fn posting(kind: &str) -> axum::http::request::Builder {
    Request::post("/api/set_logo")
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, kind)
        .header("sec-fetch-site", "same-origin")
}

/// A PNG of one colour, 64 by 32.
fn picture() -> Vec<u8> {
    let picture = image::RgbaImage::from_pixel(64, 32, image::Rgba([122, 31, 61, 255]));
    let mut bytes = Vec::new();
    picture
        .write_to(
            &mut std::io::Cursor::new(&mut bytes),
            image::ImageFormat::Png,
        )
        .unwrap();
    bytes
}

#[tokio::test]
async fn colours_are_previewed_and_then_on_every_page_at_once() {
    let world = World::new().await;
    let chief = chief(&world).await;
    let before = world.anonymous().get("/").await;
    let kept = world.anonymous().get("/").await;
    assert_eq!(theme(&before), theme(&kept));
    let preview = chief
        .get("/office/look?color=%23ffd200&second=0B3954")
        .await;
    let used = Theme::of(Color(0xff, 0xd2, 0x00), None).accent;
    preview.says(&format!(
        "#ffd200 is too light to be read, so {used} takes its place"
    ));
    preview.hides("#0b3954 is too light");
    let sheet = chief.get("/theme.css?of=ffd200-0b3954").await;
    assert!(preview.body.contains("/theme.css?of=ffd200-0b3954"));
    assert!(
        sheet
            .body
            .starts_with(&format!(".look-preview{{--accent:{used};")),
        "{}",
        sheet.body
    );
    assert_eq!(
        theme(&world.anonymous().get("/").await),
        theme(&before),
        "nothing is saved yet"
    );
    let form = preview.form("/api/set_colors").with(&[]);
    for _ in 0..2 {
        let done = chief.post("/api/set_colors", &form).await;
        assert_eq!(done.location(), "/office/look?done=colors");
    }
    chief
        .get("/office/look?done=colors")
        .await
        .says("The colors are in use");
    for (client, path) in [
        (world.anonymous(), "/"),
        (world.anonymous(), "/directory"),
        (world.anonymous(), "/sign-in"),
        (world.anonymous(), "/nowhere"),
        (chief.copy(), "/office"),
    ] {
        let page = client.get(path).await;
        assert_ne!(theme(&page), theme(&before), "{path} shows the old colours");
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("style-src 'self'") && !policy.contains("unsafe-inline"),
            "{path}: {policy}"
        );
        let css = theme(&page);
        assert!(css.contains(&format!("--accent:{used};")), "{path}: {css}");
        assert!(css.contains("--night:#0b3954;"), "{path}: {css}");
    }
    // Pages that nobody draws, such as refusals, name it.
    let sheet = world.anonymous().get("/theme.css").await;
    assert_eq!(sheet.body, theme(&world.anonymous().get("/").await));
    assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(
        sheet.header("cache-control"),
        "no-cache",
        "an address that stays is not kept for long"
    );
    let page = chief.get(PAGE).await;
    let form = page.form("/api/reset_look").with(&[]);
    chief.post("/api/reset_look", &form).await.is(302);
    assert_eq!(theme(&world.anonymous().get("/").await), theme(&before));
}

#[tokio::test]
async fn what_is_no_colour_is_told_and_comes_back_as_it_was_typed() {
    let world = World::new().await;
    let chief = chief(&world).await;
    let page = chief.get("/office/look?color=red%22%3E&second=").await;
    let mistakes = page.mistakes();
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    assert_eq!(mistakes[0].0, "color");
    assert!(page.forms("/api/set_colors").is_empty());
    let typed = page
        .forms(PAGE)
        .into_iter()
        .chain(page.forms("/office/look#preview"))
        .next();
    assert_eq!(typed.unwrap().value("color"), Some("red\">"));
    let token = chief.token().await;
    let fields = [("color", "blue;}"), ("second", "#12"), ("token", &token)];
    let refused = chief
        .post("/api/set_colors", &crate::harness::pairs(&fields))
        .await;
    let page = chief.get(&refused.location()).await;
    let fields: Vec<String> = page
        .mistakes()
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, ["color", "second"]);
    for code in ["", "red", "14614f-", "14614f;}", "14614f-x", "../x"] {
        chief.get(&format!("/theme.css?of={code}x")).await.is(404);
    }
}

#[tokio::test]
async fn a_logo_is_shown_on_every_page_and_served_as_a_picture_that_can_do_nothing() {
    let world = World::new().await;
    let chief = chief(&world).await;
    let plain = world.anonymous().get("/").await;
    assert_eq!(logo(&plain), None);
    let page = chief.get(PAGE).await;
    let done = upload(&chief, &page, &picture(), ["A heron \"in\" reeds", ""]).await;
    assert_eq!(done.location(), "/office/look?done=logo");
    let page = world.anonymous().get("/").await;
    let address = logo(&page).unwrap();
    assert!(
        page.body.contains("alt=\"A heron &quot;in&quot; reeds\""),
        "{}",
        page.short()
    );
    let spanish = world.anonymous().get("/start?lang=es").await;
    assert!(
        spanish
            .body
            .contains("alt=\"A heron &quot;in&quot; reeds\" lang=\"en\""),
        "what is not translated tells its language"
    );
    let served = world.anonymous().get(&address).await;
    for (name, value) in [
        ("content-type", "image/png"),
        ("x-content-type-options", "nosniff"),
        (
            "content-security-policy",
            "default-src 'none'; sandbox; frame-ancestors 'none'",
        ),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "public, max-age=31536000, immutable"),
    ] {
        assert_eq!(served.header(name), value, "{name}");
    }
    // Another text for the same picture, without the file.
    let page = chief.get(PAGE).await;
    upload(&chief, &page, b"", ["A heron", "Una garza"])
        .await
        .is(302);
    let page = world.anonymous().get("/start?lang=es").await;
    assert_eq!(logo(&page), Some(address.clone()));
    assert!(page.body.contains("alt=\"Una garza\""), "{}", page.short());
    let hide = chief.get(PAGE).await.form("/api/hide_logo").with(&[]);
    chief.post("/api/hide_logo", &hide).await.is(302);
    assert_eq!(logo(&world.anonymous().get("/").await), None);
    world.anonymous().get(&address).await.is(404);
}

#[tokio::test]
async fn a_file_that_can_be_no_logo_is_refused_with_what_to_do() {
    let world = World::new().await;
    let chief = chief(&world).await;
    let heavy = [picture(), vec![0; 200_000]].concat();
    let cases: [(&str, &[u8], &str); 4] = [
        (
            "an SVG",
            b"<svg onload=alert(1)>",
            "an SVG can carry a program",
        ),
        ("a page", b"<html>", "Choose a PNG or JPEG file"),
        ("a heavy file", &heavy, "at most 200 kB"),
        ("nothing", b"", "Answer"),
    ];
    for (what, file, sentence) in cases {
        let page = chief.get(PAGE).await;
        let refused = upload(&chief, &page, file, ["What was typed", ""]).await;
        let page = chief.get(&refused.location()).await;
        let mistake = page
            .mistakes()
            .pop()
            .unwrap_or_else(|| panic!("{what} is taken: {}", page.short()));
        assert_eq!(mistake.0, "logo", "{what}");
        assert!(mistake.1.contains(sentence), "{what}: {mistake:?}");
        let form = page.form("/api/set_logo");
        assert_eq!(form.value("text_en"), Some("What was typed"), "{what}");
    }
    // A form that breaks off, and one without its frontier.
    let torn =
        "--frontier\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"a\"\r\n\r\nabc";
    for kind in [
        "multipart/form-data; boundary=frontier",
        "multipart/form-data",
    ] {
        let answer = chief.ask_with(posting(kind), Body::from(torn)).await;
        assert!(answer.status.is_client_error(), "{kind}: {}", answer.status);
    }
    world
        .anonymous()
        .get("/logo/0123456789abcdef")
        .await
        .is(404);
    let shown = logo(&world.anonymous().get("/").await);
    assert_eq!(shown, None);
    assert_eq!(world.store.look().await.unwrap().version, 0);
}

#[tokio::test]
async fn only_a_fresh_sign_in_of_an_administrator_changes_the_look() {
    let world = World::new().await;
    let chief = chief(&world).await;
    let office = world.person("office@example.org", &[Role::Office]).await;
    office.get(PAGE).await.is(404);
    let preview = "/office/look?color=%237a1f3d";
    let form = chief.get(preview).await.form("/api/set_colors").with(&[]);
    world.later(TimeDelta::minutes(16));
    chief
        .get(PAGE)
        .await
        .says("asks for a sign-in of the last 15 minutes");
    let refused = chief.post("/api/set_colors", &form).await.location();
    assert!(refused.starts_with("/sign-in"), "{refused}");
    assert_eq!(world.store.look().await.unwrap().version, 0);
    // Signed in anew, the preview is there again, and the colours can be used.
    world.sign_in(&chief, CHIEF).await;
    let again = app::url::pairs(refused.split_once('?').unwrap().1);
    let page = chief.get(&again[0].1).await;
    let form = page.form("/api/set_colors").with(&[]);
    assert_eq!(
        chief.post("/api/set_colors", &form).await.location(),
        "/office/look?done=colors"
    );
    // Somebody else's change in between is not written over.
    let page = chief.get(preview).await;
    let (one, other) = (
        page.form("/api/set_colors").with(&[]),
        chief.get(preview).await,
    );
    chief.post("/api/set_colors", &one).await.is(302);
    let stale = chief
        .post("/api/set_colors", &other.form("/api/set_colors").with(&[]))
        .await;
    assert!(stale.location().contains("again="), "{}", stale.location());
}
