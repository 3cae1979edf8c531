//! The same way in Spanish, from the first page to the last mail.

use crate::harness::{Answer, Client, World};
use crate::story::{OFFICE, PARTNER, SIGNED};
use axum::http::{Request, header};
use partnership::person::Role;
use partnership::text::Lang;

/// Words that stand on many pages, in English.
const ENGLISH: [&str; 14] = [
    "Save and continue",
    "Sign in",
    "Sign out",
    "My applications",
    "Start here",
    "Questions?",
    "Skip to the main content",
    "Task list",
    "Choose",
    "There is a problem",
    "Continue",
    "Withdraw",
    "Your answers",
    "Enter ",
];

fn is_spanish(page: &Answer) {
    assert!(page.body.contains("<html lang=\"es\">"), "{}", page.asked);
    let text = page.text();
    for word in ENGLISH {
        assert!(
            !text.contains(word),
            "{} says {word:?} in Spanish: {}",
            page.asked,
            page.short()
        );
    }
}

/// Somebody who chose Spanish and signed in.
async fn person(world: &World) -> Client {
    let client = world.anonymous();
    client.get("/?lang=es").await;
    world.sign_in(&client, PARTNER).await;
    client
}

#[tokio::test]
async fn the_language_is_chosen_in_the_address_and_kept_in_a_cookie() {
    let world = World::new().await;
    let client = world.anonymous();
    let english = client
        .ask(
            Request::get("/").header(header::ACCEPT_LANGUAGE, "es-MX,es;q=0.9"),
            "",
        )
        .await;
    assert!(
        english.is(200).body.contains("<html lang=\"en\">"),
        "the browser's language decides nothing"
    );
    let chosen = client.get("/directory?q=math&lang=es").await;
    is_spanish(&chosen);
    assert_eq!(
        chosen.cookies(),
        ["lang=es; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"]
    );
    assert!(
        chosen
            .links()
            .contains(&"/directory?q=math&lang=en".to_owned()),
        "the switch keeps page and query"
    );
    is_spanish(&client.get("/start").await);
    let unknown = client.get("/start?lang=fr").await;
    is_spanish(&unknown);
    assert!(
        unknown.cookies().is_empty(),
        "an unknown language is not kept"
    );
    assert!(
        client
            .get("/?lang=en")
            .await
            .body
            .contains("<html lang=\"en\">")
    );
    let secure = World::in_production()
        .await
        .anonymous()
        .get("/?lang=es")
        .await;
    assert!(
        secure.cookies()[0].ends_with("; Secure"),
        "{:?}",
        secure.cookies()
    );
}

#[tokio::test]
async fn the_switch_keeps_the_step_and_what_was_typed() {
    let world = World::new().await;
    let client = world.person(PARTNER, &[]).await;
    let id = client.start().await;
    let saved = client
        .type_into(
            &id,
            "contact",
            &[("contact.name", "Ana Gil"), ("contact.email", "ana@")],
        )
        .await;
    let english = client.get(&saved.location()).await;
    assert!(
        english
            .mistakes()
            .iter()
            .any(|(at, _)| at == "contact.email")
    );
    let switch = format!("/applications/{id}/contact?check=1&lang=es");
    let spanish = client.get(&switch).await;
    is_spanish(&spanish);
    spanish.says("Persona de contacto");
    assert_eq!(
        spanish
            .form("/api/save_step")
            .value("answers[contact.name][]"),
        Some("Ana Gil")
    );
    let sentence = "Escriba un correo electrónico en «Correo electrónico», como nombre@example.org";
    assert!(
        spanish
            .mistakes()
            .contains(&("contact.email".to_owned(), sentence.to_owned())),
        "{:?}",
        spanish.mistakes()
    );
    assert_eq!(
        spanish.mistake_at("contact.email").as_deref(),
        Some(sentence)
    );
}

#[tokio::test]
async fn a_partner_applies_in_spanish_from_beginning_to_end() {
    let world = World::new().await;
    world.grant(OFFICE, Role::Office).await;
    let client = person(&world).await;
    let mail = world.mails_to(PARTNER).await.pop().unwrap();
    assert!(
        mail.subject
            .ends_with(" es su código para Escuelas Públicas de Durham"),
        "{}",
        mail.subject
    );
    assert!(mail.body.starts_with("Su código es "), "{}", mail.body);
    let answers = world.answers();
    for path in [
        "/",
        "/process",
        "/start",
        "/start?funding=no&kind=community&frequency=ongoing&agreed=yes",
        "/directory",
        "/sign-in",
        "/account",
        "/applications",
        "/none",
    ] {
        is_spanish(&client.get(path).await);
    }
    let id = client.start().await;
    let home = format!("/applications/{id}");
    for step in world
        .profile
        .form
        .steps()
        .filter(|step| !step.is_signature())
    {
        let page = client.get(&format!("{home}/{}", step.slug)).await;
        if page.status.as_u16() == 200 {
            is_spanish(&page);
            page.says(step.title.get(Lang::Es));
            let blank = client
                .send(&format!("{home}/{}", step.slug), "/api/save_step", &[])
                .await;
            let checked = client.get(&blank.location()).await;
            if checked.status.as_u16() == 200 {
                is_spanish(&checked);
            }
        }
        client.save(&id, step, &answers).await;
    }
    for page in ["", "/check", "/sign", "/withdraw", "/copy"] {
        is_spanish(&client.get(&format!("{home}{page}")).await);
    }
    let unsigned = client
        .send(&format!("{home}/sign"), "/api/submit_application", &[])
        .await;
    is_spanish(&client.get(&unsigned.location()).await);
    let sent = client
        .send(&format!("{home}/sign"), "/api/submit_application", &SIGNED)
        .await;
    let status = client.get(&sent.location()).await;
    is_spanish(&status);
    status
        .says("Su solicitud está firmada y enviada")
        .says("11 de diciembre de 2026");
    let copy = client.get(&format!("{home}/copy")).await;
    is_spanish(&copy);
    copy.says("Al escribir mi nombre")
        .says("Firmada electrónicamente por Ana Gil");
    assert_eq!(
        world.letters_to(PARTNER).await[0].subject,
        "Solicitud recibida: Quillfeather Guild (DPS-2026-0001)"
    );
    assert_eq!(
        world.letters_to(OFFICE).await[0].subject,
        "New to review: Quillfeather Guild (DPS-2026-0001)"
    );
}

#[tokio::test]
async fn the_office_reads_english_and_writes_to_the_partner_in_spanish() {
    let world = World::new().await;
    let client = person(&world).await;
    let id = client.draft(&world, &world.answers()).await;
    client.submit(&id).await;
    let office = world.office().await;
    office.take_up(&id).await;
    office.judge(&world, &id, "met").await;
    let record = format!("/office/applications/{id}");
    office
        .get(&record)
        .await
        .says("Quillfeather Guild")
        .says("Español");
    office
        .send(
            &record,
            "/api/send_message",
            &[("message", "¿Cuándo podemos llamar?")],
        )
        .await;
    let message = &world.letters_to(PARTNER).await[0];
    assert_eq!(
        message.subject,
        "Mensaje de la oficina: Quillfeather Guild (DPS-2026-0001)"
    );
    let preview = office.write(&id, "approve", &crate::story::APPROVAL).await;
    let page = office.get(&preview).await;
    page.says("The partner reads Español");
    let form = page.form("/api/decide");
    assert!(
        form.value("body").unwrap().contains("Compromiso continuo"),
        "{:?}",
        form.value("body")
    );
    office.post("/api/decide", &form.with(&[])).await.is(302);
    let letter = &world.letters_to(PARTNER).await[0];
    assert!(
        letter.body.contains("Memorando de Acuerdo (MOA)"),
        "{}",
        letter.body
    );
    let status = client.get(&format!("/applications/{id}/status")).await;
    is_spanish(&status);
    status.says("Su solicitud está aprobada");
}
