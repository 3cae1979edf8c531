//! Files beside messages and notes: checked as any file, and read by whoever reads what they came with.

use super::{colleague, record, status};
use crate::harness::{Answer, Client, World};
use crate::story::PARTNER;
use crate::upload::made::{exe, pdf};
use crate::upload::post::{Sent, body, in_folder, kind};
use axum::http::{HeaderValue, header};
use partnership::person::Role;

const NOTE: (&str, &str) = ("/api/add_note", "note");
const MESSAGE: (&str, &str) = ("/api/send_message", "message");
const ANSWER: (&str, &str) = ("/api/send_message_to_office", "body");

fn file(text: &str, name: &str, bytes: Vec<u8>) -> Sent {
    Sent {
        field: format!("files[{text}-files]"),
        name: name.to_owned(),
        bytes,
    }
}

/// Fills in a form with files, as a browser sends it.
async fn send(
    client: &Client,
    page: &str,
    (act, text): (&str, &str),
    typed: &[(&str, &str)],
    files: &[Sent],
) -> Answer {
    let form = client.get(page).await.form(act);
    let mut all = vec![(text, "See the file")];
    all.extend(typed);
    post(client, act, &form.with(&all), files).await
}

async fn post(client: &Client, act: &str, fields: &[(String, String)], files: &[Sent]) -> Answer {
    let mut request = client.posting(act, "text/html");
    let headers = request.headers_mut().unwrap();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_str(&kind()).unwrap(),
    );
    client.ask_with(request, body(fields, files).into()).await
}

/// The address of a file of this name on a page.
fn way(page: &Answer, name: &str) -> String {
    let found = page.ways().into_iter().find(|(_, text)| text == name);
    found
        .unwrap_or_else(|| panic!("{name}: {:?}", page.ways()))
        .0
}

#[tokio::test]
async fn each_side_reads_the_files_of_messages_and_only_the_office_those_of_notes() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let olga = world.person("olga@example.org", &[Role::Office]).await;
    let chief = world
        .person("chief@example.org", &[Role::Administrator])
        .await;
    let stranger = world.person("eve@example.org", &[]).await;
    let (record, status) = (record(&id), status(&id));
    let plan = [
        file("message", "plan.pdf", pdf("plan")),
        file("message", "map.pdf", pdf("map")),
    ];
    let done = send(&office, &record, MESSAGE, &[], &plan).await;
    assert_eq!(done.location(), format!("{record}?done=message#messages"));
    let letter = &world.letters_to(PARTNER).await[0];
    assert!(
        letter.body.contains("2 files come with it") && letter.body.contains("plan.pdf, map.pdf"),
        "{}",
        letter.body
    );
    let reply = [file("body", "reply.pdf", pdf("reply"))];
    let done = send(&partner, &status, ANSWER, &[], &reply).await;
    assert_eq!(done.location(), format!("{status}?done=message#messages"));
    let inside = [file("note", "inside.pdf", pdf("inside"))];
    send(&office, &record, NOTE, &[], &inside).await;
    let ticked = colleague(&office.get(&record).await, "olga@example.org");
    let quiet = [file("note", "quiet.pdf", pdf("quiet"))];
    let only = [("only", "yes"), ("tell", ticked.as_str())];
    send(&office, &record, NOTE, &only, &quiet).await;

    let page = office.get(&record).await;
    let (plan, reply) = (way(&page, "plan.pdf"), way(&page, "reply.pdf"));
    let (inside, quiet) = (way(&page, "inside.pdf"), way(&page, "quiet.pdf"));
    partner
        .get(&status)
        .await
        .says("plan.pdf")
        .says("reply.pdf")
        .hides("inside.pdf")
        .hides("quiet.pdf");
    chief
        .get(&record)
        .await
        .says("inside.pdf")
        .hides("quiet.pdf");
    for (file, readers) in [
        (&plan, vec!["partner", "office", "olga", "chief"]),
        (&reply, vec!["partner", "office", "olga", "chief"]),
        (&inside, vec!["office", "olga", "chief"]),
        (&quiet, vec!["office", "olga"]),
    ] {
        for (name, client) in [
            ("partner", &partner),
            ("office", &office),
            ("olga", &olga),
            ("chief", &chief),
            ("stranger", &stranger),
        ] {
            let answer = client.get(file).await;
            let expected = if readers.contains(&name) { 200 } else { 404 };
            assert_eq!(answer.status.as_u16(), expected, "{file} for {name}");
        }
        let answer = world.anonymous().get(file).await;
        assert!(answer.location().starts_with("/sign-in"), "{file}");
    }
    let served = office.get(&plan).await;
    assert!(
        served
            .header("content-disposition")
            .starts_with("attachment")
    );
    assert!(served.header("content-security-policy").contains("sandbox"));
    assert!(world.store.verify_files().await.unwrap().is_sound());
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_keeps_the_whole_message_back_with_its_text() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let before = world.events().await;
    let six: Vec<Sent> = (0..6)
        .map(|number| file("", &format!("{number}.pdf"), pdf("x")))
        .collect();
    let bad = [
        ("a program", vec![file("", "tool.exe", exe())]),
        ("another kind", vec![file("", "plan.pdf", exe())]),
        ("nothing", vec![file("", "plan.pdf", Vec::new())]),
        (
            "one good and one bad",
            vec![file("", "a.pdf", pdf("a")), file("", "b.exe", exe())],
        ),
        ("too many", six),
    ];
    for (client, page, way) in [
        (&office, record(&id), NOTE),
        (&office, record(&id), MESSAGE),
        (&partner, status(&id), ANSWER),
    ] {
        for (what, files) in &bad {
            let files: Vec<Sent> = files
                .iter()
                .map(|sent| file(way.1, &sent.name, sent.bytes.clone()))
                .collect();
            let refused = send(client, &page, way, &[], &files).await;
            let again = client.get(&refused.location()).await;
            let mistakes = again.mistakes();
            assert_eq!(mistakes.len(), 1, "{what} at {}: {mistakes:?}", way.0);
            assert_eq!(mistakes[0].0, format!("{}-files", way.1));
            let form = again.form(way.0);
            assert_eq!(form.value(way.1), Some("See the file"), "{what}");
        }
    }
    assert_eq!(world.events().await, before, "nothing was written");
    assert_eq!(in_folder(&world), 0, "nothing of a file stays");
}

#[tokio::test]
async fn the_same_form_twice_and_forms_of_others_keep_no_file() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let page = status(&id);
    let form = partner.get(&page).await.form(ANSWER.0);
    let fields = form.with(&[("body", "See the file")]);
    let files = [file("body", "a.pdf", pdf("a"))];
    for _ in 0..2 {
        let done = post(&partner, ANSWER.0, &fields, &files).await;
        assert_eq!(done.location(), format!("{page}?done=message#messages"));
    }
    assert_eq!(in_folder(&world), 1, "sent twice, kept once");
    let read = partner.get(&page).await;
    assert_eq!(read.text().matches("See the file").count(), 1);
    // Somebody else with an own sign-in, and with the token of that.
    let eve = world.person("eve@example.org", &[]).await;
    let token = eve.token().await;
    let foreign: Vec<(String, String)> = fields
        .iter()
        .map(|(name, value)| match name.as_str() {
            "token" => (name.clone(), token.clone()),
            "key" => (name.clone(), "0123456789abcdef".to_owned()),
            _ => (name.clone(), value.clone()),
        })
        .collect();
    for (client, fields) in [(&eve, &foreign), (&eve, &fields), (&office, &foreign)] {
        post(client, ANSWER.0, fields, &files).await;
    }
    // The office has no way to write for the partner, nor the partner one to write a note.
    let token = partner.token().await;
    for way in [NOTE, MESSAGE] {
        let files = [file(way.1, "a.pdf", pdf("a"))];
        let typed = [("id", id.as_str()), ("token", token.as_str()), (way.1, "x")];
        post(&partner, way.0, &crate::harness::pairs(&typed), &files).await;
    }
    assert_eq!(in_folder(&world), 1);
    let acts = world.acts(&id).await;
    assert_eq!(acts.iter().filter(|act| *act == "message").count(), 1);
    // A file under a name that the form does not take is read and forgotten.
    let stray = [file("other", "a.pdf", pdf("a"))];
    let done = send(&partner, &page, ANSWER, &[], &stray).await;
    assert_eq!(done.location(), format!("{page}?done=message#messages"));
    assert_eq!(in_folder(&world), 1);
}
