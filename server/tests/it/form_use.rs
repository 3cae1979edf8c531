//! How the form is used: a page of counts that names nobody and keeps small numbers back.

use crate::harness::{World, pairs};
use crate::story::PARTNER;
use chrono::TimeDelta;
use partnership::person::Role;

/// Counts as the server does at night.
async fn count(world: &World) {
    let counted = world
        .store
        .count_form_use(world.now(), 30, TimeDelta::hours(-5));
    counted.await.unwrap();
}

#[tokio::test]
async fn the_office_reads_how_partners_get_on_with_the_form() {
    let world = World::new().await;
    let analyst = world.person("analyst@example.org", &[Role::Analyst]).await;
    let page = analyst.get("/office/form-use").await;
    page.is(200)
        .says("Nothing has been counted yet")
        .says("How it is counted");
    let partner = world.person(PARTNER, &[]).await;
    let token = partner.token().await;
    for _ in 0..6 {
        let id = partner.start().await;
        for step in ["organization", "program"] {
            world.later(TimeDelta::minutes(3));
            let name = [("organization.name", "Quillfeather Guild")];
            let title = [("program.title", "Saturday Math Studio")];
            let typed = if step == "program" { &title } else { &name };
            partner.type_into(&id, step, typed).await;
        }
        // The page says how wide its window is when it saves in between; whatever is no class is left out.
        for width in ["narrow", "1920"] {
            let saved = pairs(&[
                ("id", &id),
                ("step", "program"),
                ("token", &token),
                ("tab", "a"),
                ("seen", "1"),
                ("width", width),
                ("answers[program.title][]", width),
            ]);
            let saved = partner.call("/api/autosave_step", &saved).await;
            saved.is(200);
        }
    }
    world.later(TimeDelta::days(60));
    count(&world).await;
    let analyst = world.person("analyst@example.org", &[]).await;
    let page = analyst.get("/office/form-use").await;
    let title = &world.profile.form.step("program").unwrap().title;
    let title = title.get(partnership::text::Lang::En);
    page.is(200)
        .says("started 6")
        .says(&format!("Most were left after \u{201c}{title}\u{201d}."))
        .says("up to 4 minutes")
        .hides("Quillfeather")
        .hides(PARTNER)
        .says("sent 0")
        .says("Narrow, as of a phone (below 640 pixels) 6 0");
    let sheet = analyst.get(&page.link("/office/form-use.csv")).await;
    sheet.is(200).hides("Quillfeather").hides(PARTNER);
    assert!(
        sheet.body.contains("At a glance,started,6"),
        "{}",
        sheet.body
    );
    let spanish = analyst.get("/office/form-use?lang=es").await;
    spanish.says("Uso del formulario").says("comenzadas 6");
    analyst.get("/office/form-use?version=99").await.is(200);
    let partner = world.person(PARTNER, &[]).await;
    partner.get("/office/form-use").await.is(404);
    // One that was sent would be told by the whole and those that were left.
    let (_, sent) = world.sent_by("ben@wren.example", &world.answers()).await;
    count(&world).await;
    let page = world
        .person("analyst@example.org", &[])
        .await
        .get("/office/form-use")
        .await;
    page.says("started 7")
        .says("sent \u{2013}")
        .says("too few to tell where")
        .hides(&sent);
}
