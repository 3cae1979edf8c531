//! What somebody did to several applications at once, with the way to each list.

use super::{PATH, named};
use crate::current::Current;
use crate::page::Drawn;
use crate::ui::*;
use crate::words::bulk as words;
use leptos::prelude::*;
use store::Asker;
use store::bulk::Past;

pub(super) async fn draw(current: &Current, asker: &Asker) -> Drawn {
    let lang = current.lang;
    let acts = current.site.store.bulks(asker).await?;
    let columns = [words::past_what(lang), words::outcome(lang)]
        .map(Column::new)
        .to_vec();
    let body = if acts.is_empty() {
        view! { <p>{words::past_none(lang)}</p> }.into_any()
    } else {
        let rows = acts.iter().map(|act| row(current, act)).collect();
        view! { <DataTable caption=words::past(lang) columns=columns rows=rows/> }.into_any()
    };
    let back = Some((
        "/office".to_owned(),
        crate::words::office::title(lang).to_owned(),
    ));
    Ok(view! {
        <Frame office=true back=back>
            <PageHead title=words::past(lang) lead=words::past_lead(lang)/>
            {body}
        </Frame>
    }
    .into_any())
}

fn row(current: &Current, act: &Past) -> Row {
    let lang = current.lang;
    let what = named(&act.deed, act.to.clone(), lang);
    let href = format!("{PATH}?id={}", act.id);
    let others = act.count.saturating_sub(act.done + act.waiting);
    let outcome: Vec<String> = [
        (act.done, words::past_done(lang, act.done)),
        (others, words::past_others(lang, others)),
        (act.waiting, words::past_waiting(lang, act.waiting)),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(_, words)| words)
    .collect();
    let when = date::instant(act.started_at, current.site.time_zone, lang);
    Row {
        cells: vec![
            view! { <a href=href>{what}</a><span class="row-note">{when}</span> }.into_any(),
            outcome.join(", ").into_any(),
        ],
    }
}
