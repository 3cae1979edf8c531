//! Which answers a partner changed after something was found on them.

use crate::ui::*;
use crate::words::office as words;
use leptos::prelude::*;
use partnership::change::differs;
use partnership::district::Criterion;
use partnership::form::{Form, Step};
use partnership::text::Lang;
use store::application::Submission;
use store::review::Found;

/// The pages that speak to a criterion and whose answers are no longer those on which this was found. `sent` is all that
/// was sent, the newest first.
pub(in crate::office) fn changed<'a>(
    form: &'a Form,
    criterion: &Criterion,
    sent: &[Submission],
    found: &Found,
) -> Vec<&'a Step> {
    let judged = sent.iter().find(|sent| sent.signed_at <= found.at);
    let (Some(judged), Some(newest)) = (judged, sent.first()) else {
        return Vec::new();
    };
    criterion
        .steps
        .iter()
        .filter_map(|slug| form.step(slug))
        .filter(|step| differs(step, &judged.answers, &newest.answers))
        .collect()
}

/// "Changed since: Children, Insurance"; nothing when all is as it was.
pub(super) fn line(steps: &[&Step], lang: Lang) -> Option<AnyView> {
    let names = steps.iter().map(|step| Said::of(&step.title, lang));
    let names = Said::join(names, ", ");
    (!steps.is_empty()).then(|| {
        let told = names.within(|names| words::changed_since(lang, names));
        view! { <p class="criterion__by">{icon(Icon::Alert)}" "{told.view()}</p> }.into_any()
    })
}
