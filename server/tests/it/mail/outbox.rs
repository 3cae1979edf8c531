//! The out-box: what the office sees of the mails, and what it does with them.

use crate::harness::{Client, World};
use crate::story::{OFFICE, PARTNER};
use partnership::person::Role;

const LIST: &str = "/office/mails";

/// A partner who sent an application, somebody of the office, and the page of the mail that said so.
async fn told(world: &World) -> (Client, String) {
    world.sent().await;
    let office = world.office().await;
    let letters = world.letters_to(PARTNER).await;
    let mail = letters
        .iter()
        .find(|mail| mail.subject.starts_with("Application received"));
    let page = format!("{LIST}/{}", mail.unwrap().id);
    (office, page)
}

/// Presses a button of a mail's page.
async fn press(client: &Client, page: &str, deed: &str) -> String {
    let done = client
        .send(page, "/api/handle_mail", &[("deed", deed)])
        .await;
    done.location()
}

#[tokio::test]
async fn every_mail_is_listed_found_and_read_as_it_goes_out() {
    let world = World::new().await;
    let (office, page) = told(&world).await;
    let list = office.get(LIST).await;
    list.says("Application received: Quillfeather Guild (DPS-2026-0001)")
        .says(PARTNER)
        .says("Waiting");
    for words in ["quillfeather", "guild", "ana%40quill"] {
        let found = office.get(&format!("{LIST}?words={words}")).await;
        found.says("Application received");
    }
    let found = office.get(&format!("{LIST}?words=nobody")).await;
    found.says("Nothing matches").hides("Application received");
    office
        .get(&format!("{LIST}?state=sent"))
        .await
        .says("Nothing matches");
    office
        .get(&format!("{LIST}?page=9"))
        .await
        .says("no such page");
    let letters = world.letters_to(PARTNER).await;
    let mail = office.get(&page).await;
    for line in letters[0].body.lines().filter(|line| !line.is_empty()) {
        mail.says(line);
    }
    office.get("/office").await.says("Outbox");
}

#[tokio::test]
async fn a_mail_is_held_edited_let_go_and_sent_again_and_the_history_tells() {
    let world = World::new().await;
    let (office, page) = told(&world).await;
    assert_eq!(
        press(&office, &page, "hold").await,
        format!("{page}?done=hold")
    );
    office
        .get(&format!("{page}?done=hold"))
        .await
        .says("The e-mail is on hold")
        .says("Held by the office");
    assert_eq!(
        world
            .store
            .take_mails(world.now(), 50)
            .await
            .unwrap()
            .iter()
            .filter(|mail| page.ends_with(&mail.id))
            .count(),
        0
    );
    let text = [
        ("subject", "Received\r\nBcc: x@y.org"),
        ("body", "A better text."),
    ];
    let saved = office.send(&page, "/api/edit_mail", &text).await;
    assert_eq!(saved.location(), format!("{page}?done=edit"));
    let told = office.get(&saved.location()).await;
    told.says("The text is saved")
        .says("A better text.")
        .says("After: Received Bcc: x@y.org")
        .says("Before: Application received")
        .says(OFFICE);
    press(&office, &page, "release").await;
    world.later(chrono::TimeDelta::minutes(5));
    let gone = world.store.take_mails(world.now(), 50).await.unwrap();
    let mail = gone.iter().find(|mail| page.ends_with(&mail.id)).unwrap();
    assert_eq!(
        (mail.subject.as_str(), mail.body.as_str()),
        ("Received Bcc: x@y.org", "A better text.")
    );
    office
        .get(&page)
        .await
        .says("being sent at this moment")
        .hides("Never send");
    world.store.mail_sent(&mail.id, world.now()).await.unwrap();
    let next = press(&office, &page, "resend").await;
    assert!(
        next.ends_with("?done=resend") && !next.starts_with(&page),
        "{next}"
    );
    office
        .get(&next)
        .await
        .says("Sends again")
        .says("A better text.");
    office.get(&page).await.says("Sent it again");
    let given_up = press(&office, next.trim_end_matches("?done=resend"), "give-up").await;
    office
        .get(&given_up)
        .await
        .says("The e-mail is not sent")
        .says("Given up");
    office
        .get(&format!("{LIST}?state=given-up"))
        .await
        .says("Received Bcc: x@y.org");
    world.events().await;
}

#[tokio::test]
async fn what_was_typed_comes_back_and_an_old_page_changes_nothing() {
    let world = World::new().await;
    let (office, page) = told(&world).await;
    let old = office.get(&page).await;
    let old = old.forms("/api/handle_mail");
    press(&office, &page, "hold").await;
    let text = [("subject", ""), ("body", "Typed with care")];
    let refused = office.send(&page, "/api/edit_mail", &text).await.location();
    let again = office.get(&refused).await;
    assert_eq!(again.mistakes().len(), 1);
    again.says("Typed with care");
    let before = world.events().await;
    let pressed = office
        .post("/api/handle_mail", &old[0].with(&[("deed", "give-up")]))
        .await;
    office
        .get(&pressed.location())
        .await
        .says("changed in the meantime")
        .says("Held by the office");
    assert_eq!(world.events().await, before);
}

#[tokio::test]
async fn codes_and_secret_links_are_shown_to_nobody() {
    let world = World::new().await;
    let (partner, id) = world.sent().await;
    let office = world.office().await;
    world.sign_in(&world.anonymous(), PARTNER).await;
    let code = world.code(PARTNER).await;
    let invited = [("email", "mia@quillfeather.example")];
    let members = format!("/applications/{id}/members");
    partner.send(&members, "/api/invite_member", &invited).await;
    let mails = world.mails_to("mia@quillfeather.example").await;
    let secret = mails[0].body.split("secret=").nth(1).unwrap();
    let secret: String = secret
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    assert!(secret.len() > 40, "{secret}");
    let mut pages = vec![
        LIST.to_owned(),
        format!("{LIST}?words=quillfeather"),
        format!("{LIST}?page=2"),
    ];
    for mail in world.store.mails(100).await.unwrap() {
        pages.push(format!("{LIST}/{}", mail.id));
    }
    for page in &pages {
        office.get(page).await.hides(&code).hides(&secret);
    }
    let list = office.get(&format!("{LIST}?words=quillfeather")).await;
    list.says("Sign-in code, not shown")
        .says("Invitation with a secret link, not shown");
}

#[tokio::test]
async fn nobody_of_the_office_sees_the_mails_on_their_own_application() {
    let world = World::new().await;
    let answers = world.answers();
    let (owner, id) = world.sent_by("oscar@example.org", &answers).await;
    let office = world.office().await;
    office.take_up(&id).await;
    let record = format!("/office/applications/{id}");
    let text = [("message", "Just between us")];
    office.send(&record, "/api/send_message", &text).await;
    drop(owner);
    let owner = world.person("oscar@example.org", &[Role::Office]).await;
    let mails = world.letters_to("oscar@example.org").await;
    let page = format!("{LIST}/{}", mails[0].id);
    office.get(&page).await.is(200).says("Just between us");
    owner.get(&page).await.is(404).hides("Just between us");
    owner.get(LIST).await.hides("Quillfeather");
}
