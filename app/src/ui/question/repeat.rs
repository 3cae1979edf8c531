//! The frame of what is asked for several times: a box for each, a button that removes it, and one for another.

use super::prose::{capital, within_sentence};
use super::sheet::{Sheet, input_name};
use crate::ui::field::part::{body_view, described, hint_view, legend_view};
use crate::ui::{Button, ButtonKind, Icon, Said, icon};
use crate::words::ui as words;
use leptos::prelude::*;
use partnership::form::Question;

impl Sheet<'_> {
    /// Draws the items of a question, `min` to `max` of them, each called `item`, with the fields that `fields` draws
    /// for its number, which counts from 1.
    pub(super) fn repeated(
        &self,
        question: &Question,
        item: &Said,
        (min, max): (usize, usize),
        as_heading: bool,
        fields: impl Fn(usize) -> AnyView,
    ) -> AnyView {
        let lang = self.lang;
        let parts = self.parts(question);
        let key = &question.key;
        let count = self.answers.items(key, min, max);
        let numbered = |item: Said, n| item.within(|item| words::item_number(lang, item, n));
        let items: Vec<AnyView> = (1..=count)
            .map(|n| {
                let remove = (count > min.max(1)).then(|| {
                    let words = numbered(item.clone().map(within_sentence), n)
                        .within(|item| words::remove_item(lang, item));
                    view! {
                        <Button kind=ButtonKind::Quiet name="then" value=format!("remove:{key}:{n}")>
                            {icon(Icon::Trash)}
                            {words.view()}
                        </Button>
                    }
                });
                view! {
                    <fieldset class="item" id=format!("{key}.{n}")>
                        <legend class="item__legend">{numbered(item.clone().map(capital), n).view()}</legend>
                        {fields(n)}
                        {remove}
                    </fieldset>
                }
                .into_any()
            })
            .collect();
        let add = (count < max).then(|| {
            let words = item
                .clone()
                .map(within_sentence)
                .within(|item| words::add_item(lang, item));
            view! {
                <Button kind=ButtonKind::Secondary name="then" value=format!("add:{key}")>
                    {icon(Icon::Plus)}
                    {words.view()}
                </Button>
            }
        });
        view! {
            <fieldset class="field group" id=key.clone() aria-describedby=described(key, !parts.hint.is_empty(), false, false)>
                {legend_view(parts.label, parts.optional, as_heading)}
                {body_view(parts.body)}
                {hint_view(key, &parts.hint)}
                <input type="hidden" name=input_name(&format!("{key}.items")) value=count.to_string()/>
                {items}
                {add}
            </fieldset>
        }
        .into_any()
    }
}
