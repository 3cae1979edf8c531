//! What became of an act on several applications: what was done, what was not, and the way back.

use crate::act::Again;
use crate::current::Current;
use crate::office::api::{GoOnBulk, UndoBulk};
use crate::office::listing::PATH as LIST;
use crate::page::{Drawn, sentence};
use crate::ui::*;
use crate::url;
use crate::words::bulk as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::application::Stage;
use partnership::text::Lang;
use store::Asker;
use store::bulk::{Bulk, Deed, Line, Outcome};

pub(super) async fn draw(current: &Current, asker: &Asker, id: &str) -> Drawn {
    let bulk = current.site.store.bulk(asker, id).await?;
    let again = Again::load(current).await;
    let lang = current.lang;
    let back = current.query("back").unwrap_or_default();
    let is_query = back.is_empty() || back.starts_with('?');
    let back = format!("{LIST}{}", if is_query { back.as_str() } else { "" });
    let refused = again
        .error
        .as_ref()
        .map(|error| view! { <Notice kind=NoticeKind::Error title=sentence(error) focus=true/> });
    let lead = super::named(&bulk.deed, bulk.to.clone(), lang);
    let [rest, done, undone] =
        [Outcome::Waiting, Outcome::Done, Outcome::Undone].map(|outcome| bulk.of(outcome).count());
    let go_on = press(current, &bulk, GoOnBulk::url(), words::go_on(lang));
    let news = if rest > 0 {
        view! {
            <Notice kind=NoticeKind::Warning title=words::rest_title(lang, rest) focus=true>
                <p>{words::rest_body(lang)}</p>
                {go_on}
            </Notice>
        }
        .into_any()
    } else {
        let (kind, title) = match (done, undone) {
            (0, 0) => (NoticeKind::Warning, words::none_done(lang).to_owned()),
            (0, undone) => (NoticeKind::Success, words::undone_count(lang, undone)),
            (done, _) => (NoticeKind::Success, words::done_count(lang, done)),
        };
        view! { <Notice kind=kind title=title focus=true/> }.into_any()
    };
    let undo = (bulk.deed.can_be_undone() && done > 0).then(|| {
        // A partner who was told another day is told the earlier one again.
        let told = bulk.of(Outcome::Done);
        let told = told.filter(|line| line.stage == Stage::ChangesRequested);
        let mails = match (&bulk.deed, told.count()) {
            (Deed::SetDue(_), told) if told > 0 => Some(words::undo_mails(lang, told)),
            _ => None,
        };
        let press = press(current, &bulk, UndoBulk::url(), words::undo(lang));
        view! { {press}{mails.map(|mails| view! { <p class="hint">{mails}</p> })} }
    });
    let rows = bulk.lines.iter().map(|line| row(line, lang)).collect();
    let columns = [
        crate::words::office::organization(lang),
        crate::words::office::stage(lang),
        words::outcome(lang),
    ]
    .map(Column::new)
    .to_vec();
    Ok(view! {
        <Frame office=true back=Some((back, crate::words::desk::back(lang).to_owned()))>
            {refused}
            {news}
            <PageHead title=words::result(lang) lead=lead error=again.error.is_some()/>
            {undo}
            <DataTable caption=words::caption(lang) columns=columns rows=rows/>
        </Frame>
    }
    .into_any())
}

/// A form with one button about the whole act.
fn press(current: &Current, bulk: &Bulk, action: &'static str, label: &'static str) -> AnyView {
    let id = bulk.id.clone();
    let back = current.query("back").unwrap_or_default();
    view! {
        <PostForm action=action token=current.token()>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="back" value=back/>
            <Button kind=ButtonKind::Secondary>{label}</Button>
        </PostForm>
    }
    .into_any()
}

fn row(line: &Line, lang: Lang) -> Row {
    let outcome = match line.outcome {
        Outcome::Waiting => words::outcome_waiting(lang),
        Outcome::Done => words::outcome_done(lang),
        Outcome::Same => words::outcome_same(lang),
        Outcome::Refused => words::outcome_refused(lang),
        Outcome::Undone => words::outcome_undone(lang),
        Outcome::Kept => words::outcome_kept(lang),
    };
    let stage = line.stage;
    let name = if line.organization.is_empty() {
        line.reference.clone()
    } else {
        line.organization.clone()
    };
    let name = if stage == Stage::Draft {
        name.into_any()
    } else {
        view! { <a href=url::office_application(&line.id)>{name}</a> }.into_any()
    };
    let reference = line.reference.clone();
    Row {
        cells: vec![
            view! { {name}<span class="row-note">{reference}</span> }.into_any(),
            view! { <StageTag stage=stage/> }.into_any(),
            outcome.into_any(),
        ],
    }
}
