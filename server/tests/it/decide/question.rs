//! Changes asked for by question: the partner changes those alone, and the office sees old beside new.

use crate::harness::World;
use partnership::form::{Kind, Step};

/// A page with at least two questions of plain text, and their keys.
fn page(world: &World) -> (Step, [String; 2]) {
    let answers = world.answers();
    let texts = |step: &Step| -> Vec<String> {
        step.asked(&answers)
            .filter(|q| matches!(q.kind, Kind::ShortText { .. } | Kind::LongText { .. }))
            .map(|q| q.key.clone())
            .collect()
    };
    let mut steps = world.profile.form.path(&answers);
    let found = steps.find_map(|step| match texts(step).as_slice() {
        [one, other, ..] if !step.is_signature() => {
            Some((step.clone(), [one.clone(), other.clone()]))
        }
        _ => None,
    });
    found.expect("a page with two questions of plain text")
}

#[tokio::test]
async fn only_the_questions_asked_for_are_open_and_the_others_stay() {
    let world = World::new().await;
    let (partner, office, id) = world.ready().await;
    let (step, [asked, other]) = page(&world);
    let answers = world.answers();
    let unknown = format!("{}/nothing", step.slug);
    let refused = office
        .write(
            &id,
            "request-changes",
            &[("steps", &unknown), ("body", "Say more")],
        )
        .await;
    assert!(refused.contains("check"), "{refused}");
    let choice = format!("{}/{asked}", step.slug);
    office
        .decide(
            &id,
            "request-changes",
            &[("steps", &choice), ("body", "Say more")],
        )
        .await;

    let path = format!("/applications/{id}/{}", step.slug);
    let shown = partner.get(&path).await;
    shown.says("Not asked to change").says(answers.text(&other));
    let form = shown.form("/api/save_step");
    let field = |key: &str| format!("answers[{key}][]");
    assert_eq!(form.value(&field(&asked)), Some(answers.text(&asked)));
    assert_eq!(form.value(&field(&other)), None, "{}", shown.body);

    // Both are sent, as by a form that was made up: the one that was not asked for stays.
    let mut all = answers.clone();
    all.set(&asked, vec!["Much more".into()]);
    all.set(&other, vec!["Something else".into()]);
    partner.save(&id, &step, &all).await;
    partner.submit(&id).await;
    let record = office.get(&format!("/office/applications/{id}")).await;
    record
        .says("Much more")
        .says(answers.text(&asked))
        .says(answers.text(&other))
        .hides("Something else");
}
