//! The part of the account where people choose when their mails come.

use super::wish::ChooseMails;
use crate::current::Current;
use crate::ui::*;
use crate::words::wish as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::mail::topic::{Choice, Topic};
use partnership::person::Right;
use partnership::text::Lang;
use store::mail::Wishes;

const fn topic(topic: Topic, lang: Lang) -> &'static str {
    match topic {
        Topic::Message => words::message(lang),
        Topic::Member => words::member(lang),
        Topic::Reminder => crate::words::remind_mail::topic(lang),
        Topic::Arrival => words::arrival(lang),
        Topic::Mention => crate::words::talk::topic(lang),
    }
}

const fn choice(choice: Choice, lang: Lang) -> &'static str {
    match choice {
        Choice::AtOnce => words::at_once(lang),
        Choice::Daily => words::daily(lang),
        Choice::None => words::never(lang),
    }
}

/// A form with a choice for each topic that can reach whoever asks.
pub(super) fn view(current: &Current, wishes: &Wishes) -> AnyView {
    let lang = current.lang;
    let fields: Vec<AnyView> = wishes
        .choices
        .iter()
        .filter(|(of, _)| !of.is_office() || current.may(Right::Decide))
        .map(|(of, now)| {
            let choices = Choice::ALL.map(|each| Pick::new(each.word(), choice(each, lang)));
            view! { <SelectField name=of.word() label=topic(*of, lang) choices=choices.to_vec() chosen=now.word()/> }
                .into_any()
        })
        .collect();
    let own = wishes.lang.code();
    let langs = Lang::ALL.map(|each| Pick::new(each.code(), each.own_name()));
    view! {
        <section id="mails" aria-labelledby="mails-title">
            <h2 id="mails-title">{words::title(lang)}</h2>
            <p>{words::lead(lang)}</p>
            <PostForm action=ChooseMails::PATH key=store::fresh::id() token=current.token()>
                {fields}
                <SelectField
                    name="lang" label=words::lang(lang) hint=words::lang_hint(lang) choices=langs.to_vec()
                    chosen=own
                />
                <Button kind=ButtonKind::Secondary>{words::save(lang)}</Button>
            </PostForm>
        </section>
    }
    .into_any()
}
