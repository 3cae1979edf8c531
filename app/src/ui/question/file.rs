//! The control of files: those that are there, each with its button to remove it, and a place for more.

use super::sheet::Sheet;
use crate::ui::answers::size;
use crate::ui::field::part::{
    body_view, described, error_view, field_class, hint_view, legend_view,
};
use crate::ui::{Button, ButtonKind, Icon, icon};
use crate::words::file as words;
use leptos::prelude::*;
use partnership::form::Question;
use partnership::form::file::{FileType, Handed};

impl Sheet<'_> {
    /// The whole form of the step is sent, whichever button is pressed: so no typed word is lost by it.
    pub(super) fn files(
        &self,
        question: &Question,
        types: &[FileType],
        (max, megabytes): (usize, u64),
        as_heading: bool,
    ) -> AnyView {
        let lang = self.lang;
        let parts = self.parts(question);
        let key = &question.key;
        let wrong = !parts.error.is_empty();
        let handed: Vec<Handed> = self
            .answers
            .all(key)
            .iter()
            .filter_map(|value| Handed::read(value))
            .collect();
        let left = max.saturating_sub(handed.len());
        let rows: Vec<AnyView> = handed
            .iter()
            .map(|file| {
                let words = words::remove(lang, &file.name);
                view! {
                    <li class="files__row">
                        <a class="files__name" href=crate::url::file(&file.id)>{file.name.clone()}</a>
                        <span class="files__size">{size(file.size, lang)}</span>
                        <Button kind=ButtonKind::Quiet name="then" value=format!("remove-file:{}", file.id)>
                            {icon(Icon::Trash)}
                            {words}
                        </Button>
                    </li>
                }
                .into_any()
            })
            .collect();
        let list = (!rows.is_empty()).then(|| {
            view! { <ul class="files" aria-label=words::uploaded(lang)>{rows}</ul> }
        });
        let endings: Vec<String> = types
            .iter()
            .flat_map(|kind| kind.endings())
            .map(|ending| format!(".{ending}"))
            .collect();
        let names: Vec<&str> = types.iter().map(|kind| kind.name()).collect();
        let limits = words::limits(lang, left, names.join(", "), megabytes);
        let more = if left == 0 {
            view! { <p class="hint">{words::all_there(lang)}</p> }.into_any()
        } else {
            view! {
                <div class="files__more">
                    <label class="label" r#for=key.clone()>{words::choose(lang, left)}</label>
                    <p class="hint" id=format!("{key}-limits")>{limits}</p>
                    <input
                        class="input input--file"
                        id=key.clone()
                        name=format!("files[{key}]")
                        r#type="file"
                        multiple={left > 1}
                        accept=endings.join(",")
                        aria-describedby=if wrong { format!("{key}--files-error {key}-limits") } else { format!("{key}-limits") }
                        aria-invalid=wrong.then_some("true")
                    />
                    <Button kind=ButtonKind::Secondary name="then" value=format!("upload:{key}")>
                        {icon(Icon::Up)}
                        {words::upload(lang)}
                    </Button>
                </div>
            }
            .into_any()
        };
        // What the list of mistakes leads to when there is no control.
        let place = (left == 0).then(|| key.clone());
        let id = format!("{key}--files");
        let described = described(&id, !parts.hint.is_empty(), wrong, false);
        view! {
            <fieldset class=field_class(wrong) id=place aria-describedby=described>
                {legend_view(parts.label, parts.optional, as_heading)}
                {body_view(parts.body)}
                {hint_view(&id, &parts.hint)}
                {error_view(&id, &parts.error)}
                {list}
                {more}
            </fieldset>
        }
        .into_any()
    }
}
