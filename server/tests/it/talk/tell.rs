//! Notes that name colleagues: they get a mail, and find the application among their notes.

use super::{colleague, record, settled};
use crate::harness::World;
use crate::story::{OFFICE, PARTNER};
use partnership::person::{Email, Role};

const NOTE: &str = "Please look at their insurance";
const QUEUE: &str = "/office/applications?queue=notes";

#[tokio::test]
async fn whoever_is_named_gets_a_mail_and_a_queue_until_they_read_it() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    let olga = world.person("olga@example.org", &[Role::Office]).await;
    let otto = world.person("otto@example.org", &[Role::Office]).await;
    let record = record(&id);
    let page = office.get(&record).await;
    let ticked = colleague(&page, "olga@example.org");
    assert!(
        !page.body.contains(&format!(">{OFFICE}</label>")),
        "nobody tells themselves"
    );
    let form = page.form("/api/add_note");
    let form = form.with(&[("note", NOTE), ("tell", &ticked)]);
    for _ in 0..2 {
        let done = office.post("/api/add_note", &form).await;
        assert_eq!(done.location(), format!("{record}?done=note#notes"));
    }
    let letters = world.letters_to("olga@example.org").await;
    assert_eq!(letters.len(), 1, "sent twice, told once");
    assert_eq!(
        letters[0].subject,
        format!("{OFFICE} named you in a note: Quillfeather Guild (DPS-2026-0001)")
    );
    assert!(letters[0].body.contains(&format!("{record}#notes")));
    assert!(!letters[0].body.contains(NOTE), "{}", letters[0].body);
    assert!(world.letters_to("otto@example.org").await.is_empty());
    // The count leads to exactly that list.
    let home = olga.get("/office").await;
    assert!(home.links().contains(&QUEUE.to_owned()));
    home.says("1 Notes for you");
    assert_eq!(olga.get(QUEUE).await.rows().len(), 1);
    for other in [&otto, &office] {
        other.get("/office").await.says("0 Notes for you");
        assert_eq!(other.get(QUEUE).await.rows().len(), 0);
    }
    let page = settled(&olga, &record).await;
    page.says(NOTE).says("Told: olga@example.org");
    olga.get("/office").await.says("0 Notes for you");
    assert_eq!(olga.get(QUEUE).await.rows().len(), 0);
    let history = olga.get(&format!("{record}/history")).await;
    history
        .says("Kept an internal note")
        .says("Told: olga@example.org");
    office
        .get("/office/mails")
        .await
        .says("Note that names a colleague");
}

#[tokio::test]
async fn whoever_wishes_no_mails_on_notes_gets_none_and_has_the_queue() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    let olga = world.person("olga@example.org", &[Role::Office]).await;
    let record = record(&id);
    olga.get("/account")
        .await
        .says("Notes in which a colleague names you");
    olga.send("/account", "/api/choose_mails", &[("mention", "none")])
        .await;
    let page = office.get(&record).await;
    let ticked = colleague(&page, "olga@example.org");
    let form = page.form("/api/add_note");
    let form = form.with(&[("note", NOTE), ("tell", &ticked)]);
    office.post("/api/add_note", &form).await;
    assert!(world.letters_to("olga@example.org").await.is_empty());
    olga.get("/office").await.says("1 Notes for you");
}

#[tokio::test]
async fn nobody_is_named_who_does_not_read_notes_of_the_application() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    partner.get("/account").await.hides("a colleague names you");
    world.person("signer@example.org", &[Role::Signer]).await;
    let record = record(&id);
    let form = office.get(&record).await.form("/api/add_note");
    let before = world.acts(&id).await;
    for address in [PARTNER, "signer@example.org"] {
        let email = Email::parse(address).unwrap();
        let nobody = world.store.person_of(&email).await.unwrap().id.to_string();
        let typed = form.with(&[("note", NOTE), ("tell", &nobody)]);
        let refused = office.post("/api/add_note", &typed).await;
        let again = office.get(&refused.location()).await;
        assert_eq!(again.form("/api/add_note").value("note"), Some(NOTE));
        let letters = world.letters_to(address).await;
        assert!(letters.iter().all(|mail| !mail.subject.contains("named")));
    }
    assert_eq!(world.acts(&id).await, before);
    // What is no id names nobody.
    let typed = form.with(&[("note", NOTE), ("tell", "' or 1=1 --")]);
    let done = office.post("/api/add_note", &typed).await;
    assert_eq!(done.location(), format!("{record}?done=note#notes"));
}
