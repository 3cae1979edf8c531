//! Answers: whatever is typed is stored, judged and shown again.

use super::text::text;
use super::{Target, fault, try_all};
use proptest::collection::vec;
use proptest::prelude::*;

#[test]
fn whatever_is_typed_is_stored_judged_and_shown() {
    let target = Target::new();
    let form = &target.crowd.world.profile.form;
    let steps: Vec<(String, Vec<String>)> = form
        .steps()
        .filter(|step| !step.is_signature())
        .map(|step| {
            let answers = target.crowd.world.answers();
            let fields = step
                .questions
                .iter()
                .flat_map(|question| question.fields(&answers));
            (step.slug.clone(), fields.collect())
        })
        .collect();
    let case = (
        0..steps.len(),
        vec(text(), 1..12),
        0..12_usize,
        any::<bool>(),
    );
    let (owner, _) = target.client(1);
    let draft = target.crowd.real("DRAFT");
    try_all(150, &case, |(step, values, first, twice)| {
        let (slug, fields) = &steps[*step];
        let mut typed: Vec<(String, String)> = Vec::new();
        for (at, value) in values.iter().enumerate() {
            let field = &fields[(first + at) % fields.len()];
            typed.push((format!("answers[{field}][]"), value.clone()));
            if *twice {
                typed.push((format!("answers[{field}][]"), "again".to_owned()));
            }
        }
        let page = format!("/applications/{draft}/{slug}");
        target.runtime.block_on(async {
            let form = owner.get(&page).await;
            fault(&form)?;
            // What was typed before may have closed this step.
            let Some(form) = form.forms("/api/save_step").into_iter().next() else {
                return Ok(());
            };
            let mut fields = form.with(&[]);
            fields.retain(|(name, _)| !typed.iter().any(|(typed, _)| typed == name));
            fields.extend(typed);
            fault(&owner.post("/api/save_step", &fields).await)?;
            for page in [
                format!("{page}?check=1"),
                format!("/applications/{draft}"),
                format!("/applications/{draft}/check"),
                "/applications".to_owned(),
            ] {
                fault(&owner.get(&page).await)?;
            }
            Ok(())
        })
    });
}
