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
    // It cannot be let go as it is; what is missing stands on its page.
    let at = list.link("/office/mails/");
    let page = office.get(&at).await;
    page.says("Nothing stands for {office}")
        .hides("value=\"release\"");
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

#[tokio::test]
async fn mails_to_the_office_and_reminders_go_out_in_the_districts_words() {
    let world = World::of(durham(&[
        (Kind::Arrive, "In: {organization}", "{reference} {link}"),
        (
            Kind::MessageToOffice,
            "They wrote: {organization}",
            "{link}",
        ),
        (
            Kind::AddReviewer,
            "Yours too: {organization}",
            "{by} asks: {link}",
        ),
        (
            Kind::RemindChanges,
            "Still waiting: {organization}",
            "Since {due}: {link}",
        ),
        (Kind::SetDue, "Later: {organization}", "Now {due}: {link}"),
    ]))
    .await;
    let office = world.office().await;
    let (partner, id) = world.sent().await;
    let record = format!("http://127.0.0.1:3000/office/applications/{id}");
    let newest = async |email: &str| world.letters_to(email).await.remove(0);
    let letter = newest(crate::story::OFFICE).await;
    assert_eq!(letter.subject, "In: Quillfeather Guild");
    let body = format!("DPS-2026-0001 {record}\n\n");
    assert!(letter.body.starts_with(&body), "{}", letter.body);
    let page = format!("/applications/{id}/status");
    partner
        .send(&page, "/api/send_message_to_office", &[("body", "Hello")])
        .await;
    assert_eq!(
        newest(crate::story::OFFICE).await.subject,
        "They wrote: Quillfeather Guild"
    );
    let texts = office
        .get(&format!("/office/mail-texts?application={id}&in=es"))
        .await;
    for own in [
        "In: Quillfeather Guild",
        "Yours too: Quillfeather Guild",
        "ES Still waiting: Quillfeather Guild",
        "ES Later: Quillfeather Guild",
    ] {
        texts.says(own);
    }
    // What the office gets is English whatever the partner reads, and what nobody worded is the program's.
    texts.hides("ES In: Quillfeather Guild");
    texts
        .says("A question about Quillfeather Guild")
        .says("To the office, and to whom it asks");
    let known: Vec<&str> = Kind::ALL.into_iter().map(Kind::word).collect();
    for word in known {
        assert!(
            texts.body.contains(&format!("id=\"text-{word}\"")),
            "{word} is not shown"
        );
    }
}

#[test]
fn a_kind_that_no_mail_has_and_a_place_that_it_lacks_are_refused() {
    let text = include_str!("../../../profiles/durham-1.toml");
    let own = |act: &str, body: &str| {
        let mail = format!(
            "[[mail]]\nact = \"{act}\"\nsubject = \"{{organization}}\"\nbody = \"{body}\"\n"
        );
        toml::from_str::<Profile>(&format!("{text}\n{mail}"))
    };
    assert!(own("remind-everybody", "x").is_err());
    for (act, body, is_known) in [
        ("remind-draft", "{days} {link}", true),
        ("remind-draft", "{due}", false),
        ("ask-consult", "{question} {due} {link}", true),
        ("ask-consult", "{by}", false),
        ("answer-consult", "{by}", true),
        ("arrive", "{text}", false),
    ] {
        let faults = own(act, body).unwrap().resolved().faults();
        assert_eq!(faults.is_empty(), is_known, "{act} {body}: {faults:?}");
    }
}
