//! How the form is used: a page of counts that names nobody and keeps small numbers back.

use crate::answer::Answer;
use crate::harness::{Client, World, pairs};
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

/// Starts so many applications and saves these pages of each, three minutes apart.
async fn leave(world: &World, partner: &Client, times: usize, steps: &[&str]) {
    for _ in 0..times {
        let id = partner.start().await;
        for step in steps {
            world.later(TimeDelta::minutes(3));
            let (key, text) = match *step {
                "program" => ("program.title", "Saturday Math Studio"),
                _ => ("organization.name", "Quillfeather Guild"),
            };
            partner.type_into(&id, step, &[(key, text)]).await;
        }
    }
}

/// The lines of the sheet of a page whose figure begins like this.
async fn sheet(analyst: &Client, page: &Answer, figure: &str) -> Vec<String> {
    let sheet = analyst.get(&page.link("/office/form-use.csv")).await;
    sheet.is(200);
    let lines = sheet.body.lines().filter(|line| line.starts_with(figure));
    lines.map(|line| line.trim_end().to_owned()).collect()
}

#[tokio::test]
async fn the_office_reads_where_a_form_was_left_by_language_and_by_window() {
    let world = World::new().await;
    let title = |step: &str| {
        let step = &world.profile.form.step(step).unwrap().title;
        step.get(partnership::text::Lang::En).to_owned()
    };
    let (organization, program) = (title("organization"), title("program"));
    let ana = world.person(PARTNER, &[]).await;
    leave(&world, &ana, 5, &["organization"]).await;
    leave(&world, &ana, 6, &["organization", "program"]).await;
    let luz = world.person("luz@wren.example", &[]).await;
    luz.get("/?lang=es").await;
    leave(&world, &luz, 7, &["program"]).await;
    world.later(TimeDelta::days(60));
    count(&world).await;
    let analyst = world.person("analyst@example.org", &[Role::Analyst]).await;
    let everyone = analyst.get("/office/form-use").await;
    everyone.is(200).says(&format!("{program} 13"));
    let spanish = everyone
        .ways()
        .into_iter()
        .find(|(href, name)| name == "Espa\u{f1}ol" && href.contains("of="))
        .expect("a link to the Spanish applications");
    assert_eq!(spanish.0, "/office/form-use?version=1&of=lang:es");
    let spanish = analyst.get(&spanish.0).await;
    // The other charts and tables are everyone's still.
    spanish
        .is(200)
        .says(&format!("{program} 7"))
        .says(&format!("{organization} 0"))
        .says("started 18");
    let left = sheet(
        &analyst,
        &spanish,
        "Where applications were left: Espa\u{f1}ol",
    )
    .await;
    let line = |step: &str, count: &str| {
        format!("Where applications were left: Espa\u{f1}ol,{step},{count}")
    };
    for wanted in [line(&program, "7"), line(&organization, "0")] {
        assert!(left.contains(&wanted), "{wanted} is not in {left:#?}");
    }
    let minutes = sheet(&analyst, &spanish, "Minutes (median): Espa\u{f1}ol").await;
    let wanted = format!("Minutes (median): Espa\u{f1}ol,{program},4");
    assert!(minutes.contains(&wanted), "{wanted} is not in {minutes:#?}");
    let english = analyst.get("/office/form-use?of=lang:en").await;
    english
        .says(&format!("{program} 6"))
        .says(&format!("{organization} 5"));
    let unknown = analyst.get("/office/form-use?of=width:").await;
    unknown.says(&format!("{program} 13"));
    let other = analyst.get("/office/form-use?of=lang:xx").await;
    other.says(&format!("{program} 13"));
    // Two more in Spanish would be found from everyone's and the English ones.
    let luz = world.person("luz@wren.example", &[]).await;
    luz.get("/?lang=es").await;
    leave(&world, &luz, 2, &["organization"]).await;
    world.later(TimeDelta::days(60));
    count(&world).await;
    let analyst = world.person("analyst@example.org", &[]).await;
    let everyone = analyst.get("/office/form-use").await;
    everyone
        .says(&format!("{organization} 7"))
        .says(&format!("{program} 13"));
    for of in ["lang:en", "lang:es"] {
        let page = analyst.get(&format!("/office/form-use?of={of}")).await;
        page.says("too few to tell where")
            .says(&format!("{organization} \u{2013}"))
            .says(&format!("{program} \u{2013}"));
        let left = sheet(&analyst, &page, "Where applications were left").await;
        let told = left
            .iter()
            .filter(|line| line.contains(&organization) || line.contains(&program));
        let told: Vec<&String> = told.filter(|line| !line.ends_with(",\u{2013}")).collect();
        assert!(told.is_empty(), "{of}: {told:?}");
    }
}
