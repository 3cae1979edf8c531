//! The logo: the one that is shown, and the form for another.

use super::api::SetLogo;
use super::page::{at, seen};
use crate::act::Again;
use crate::current::Current;
use crate::ui::{Button, Icon, Said, TextField, icon};
use crate::words::look as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::text::Lang;
use store::look::ChosenLogo;

/// The logo that is shown, its words, and a field for another file.
pub(super) fn section(current: &Current, again: &Again, problems: &[(String, String)]) -> AnyView {
    let lang = current.lang;
    let shown = current.brand.logo.as_ref().map(|logo| {
        let text = Said::of(&logo.text, lang);
        let (src, width, height) = (crate::url::logo(&logo.hash), logo.width, logo.height);
        view! {
            <p class="look__logo">
                <img
                    src=src alt=text.words() lang=text.code()
                    width=width.to_string() height=height.to_string()
                />
            </p>
        }
    });
    let own = |of: Lang| match &current.brand.chosen.logo {
        ChosenLogo::Own(logo) => logo
            .text
            .iter()
            .find(|(lang, _)| *lang == of)
            .map(|(_, text)| text.clone()),
        _ => None,
    };
    let typed = |field: &str, of: Lang| again.typed(field).or_else(|| own(of)).unwrap_or_default();
    let (english, spanish) = (typed("text_en", Lang::En), typed("text_es", Lang::Es));
    let (file_error, en_error, es_error) = (
        at(problems, "logo"),
        at(problems, "text_en"),
        at(problems, "text_es"),
    );
    let error = file_error
        .clone()
        .map(|error| view! { <p class="error" id="logo-error">{error}</p> });
    let described = if file_error.is_some() {
        "logo-hint logo-error"
    } else {
        "logo-hint"
    };
    let (key, token) = (store::fresh::id(), current.token().unwrap_or_default());
    view! {
        <section class="panel" aria-labelledby="logo-title">
            <h2 class="panel__title" id="logo-title">{words::logo(lang)}</h2>
            {shown}
            <form method="post" action=SetLogo::url() enctype="multipart/form-data" class="form" novalidate=true data-guard=true>
                <input type="hidden" name="key" value=key/>
                <input type="hidden" name="token" value=token/>
                {seen(current)}
                <div class=if file_error.is_some() { "field field--error" } else { "field" }>
                    <label class="label" for="logo">{words::file(lang)}</label>
                    <p class="hint" id="logo-hint">{words::file_hint(lang)}</p>
                    {error}
                    <input
                        class="input" id="logo" name="logo" type="file" accept="image/png,image/jpeg"
                        aria-describedby=described aria-invalid=file_error.is_some().then_some("true")
                    />
                </div>
                <TextField
                    name="text_en" label=words::text_en(lang) hint=words::text_hint(lang)
                    value=english error=en_error optional=true
                />
                <TextField name="text_es" label=words::text_es(lang) value=spanish error=es_error optional=true/>
                <Button>{icon(Icon::Up)}{words::save_logo(lang)}</Button>
            </form>
        </section>
    }
    .into_any()
}
