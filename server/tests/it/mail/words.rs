//! A district's own words for mails: what goes out is what was shown, and never with something missing.

use crate::harness::World;
use crate::story::{APPROVAL, PARTNER};
use partnership::district::Profile;
use partnership::mail::template::{Kind, Template};
use partnership::text::{Lang, Text};

fn both(english: &str, spanish: &str) -> Text {
    let texts = [
        (Lang::En, english.to_owned()),
        (Lang::Es, spanish.to_owned()),
    ];
    Text::Localized(texts.into())
}

/// Durham, with words of its own.
fn durham(mails: &[(Kind, &str, &str)]) -> Profile {
    let mut profile = server::profile::load("durham").unwrap();
    for (act, subject, body) in mails {
        profile.mails.push(Template {
            act: *act,
            subject: both(subject, &format!("ES {subject}")),
            body: both(body, &format!("ES {body}")),
        });
    }
    assert_eq!(profile.faults(), []);
    profile
}

#[tokio::test]
async fn what_goes_out_is_what_the_preview_showed_in_the_districts_words() {
    let approve = (
        Kind::Approve,
        "Yes to {organization}",
        "{level}, {agreement}, {conditions}. {next} {link} {reference}",
    );
    let submit = (
        Kind::Submit,
        "We have {organization}",
        "Within {days} days: {link}",
    );
    let world = World::of(durham(&[approve, submit])).await;
    let (_, office, id) = world.ready().await;
    let letters = world.letters_to(PARTNER).await;
    assert_eq!(letters[0].subject, "We have Quillfeather Guild");
    let link = format!("http://127.0.0.1:3000/applications/{id}/status");
    assert!(
        letters[0]
            .body
            .starts_with(&format!("Within 15 days: {link}\n\n")),
        "{}",
        letters[0].body
    );
    let preview = office.write(&id, "approve", &APPROVAL).await;
    let form = office.get(&preview).await.form("/api/decide");
    let (subject, body) = (form.value("subject").unwrap(), form.value("body").unwrap());
    assert_eq!(subject, "Yes to Quillfeather Guild");
    assert!(
        body.starts_with("On-going commitment, Memorandum of Agreement (MOA), none. What is next"),
        "{body}"
    );
    office.post("/api/decide", &form.with(&[])).await;
    let letters = world.letters_to(PARTNER).await;
    assert_eq!(
        (letters[0].subject.as_str(), letters[0].body.trim()),
        (subject, body.trim())
    );
    let texts = office
        .get(&format!("/office/mail-texts?application={id}"))
        .await;
    texts
        .says("Yes to Quillfeather Guild")
        .says("In the district's own words");
    texts
        .says("Not approved: Quillfeather Guild")
        .says("In the words of the program");
    let spanish = office
        .get(&format!("/office/mail-texts?application={id}&in=es"))
        .await;
    spanish.says("ES Yes to Quillfeather Guild");
}

#[tokio::test]
async fn a_mail_in_which_something_is_missing_is_held_with_the_reason() {
    let world = World::of(durham(&[])).await;
    let (_, office, id) = world.ready().await;
    let before = office
        .write(&id, "decline", &[("reason", "No school takes part.")])
        .await;
    let typed = [
        ("subject", "Not approved"),
        ("body", "Call {office} until {due}."),
    ];
    office.send(&before, "/api/decide", &typed).await;
    let list = office.get("/office/mails?state=held").await;
    list.says("Not approved")
        .says("nothing stands for {office}");
    let due = world.store.take_mails(world.now(), 50).await.unwrap();
    assert!(due.iter().all(|mail| mail.subject != "Not approved"));
}

#[test]
fn the_check_of_a_profile_names_what_no_mail_knows() {
    let mut profile = server::profile::load("durham").unwrap();
    profile.mails = vec![
        Template {
            act: Kind::Submit,
            subject: both("{organization}", "{organization}"),
            body: both("{link} {due}", "{due}"),
        },
        Template {
            act: Kind::Decline,
            subject: both("No", "No: {organization}"),
            body: Text::Empty,
        },
    ];
    let told: Vec<String> = profile
        .faults()
        .into_iter()
        .map(|fault| format!("{}: {}", fault.at, fault.mend))
        .collect();
    for part in [
        "mail.submit.body: nothing is known for {due}; take one of: organization, reference, link, district, office, phone, days",
        "mail.submit.body: {link} stands in English only; write it in Español too",
        "mail.decline.subject: write {organization} into it",
        "mail.decline.body: write it, or take the whole mail out",
    ] {
        assert!(
            told.iter().any(|fault| fault.starts_with(part)),
            "{part}: {told:#?}"
        );
    }
}
