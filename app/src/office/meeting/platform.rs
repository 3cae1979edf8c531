//! Link and password of a platform: written here, and shown to those who are named alone.

use crate::act::Again;
use crate::current::Current;
use crate::office::api::SetPlatform;
use crate::office::place::at;
use crate::ui::*;
use crate::url;
use crate::words::meeting as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use store::application::Application;
use store::meeting::Planned;

/// The section with its form, where the district keeps link and password.
pub(super) fn view(
    current: &Current,
    application: &Application,
    planned: &Planned,
    again: &Again,
    problems: &[(String, Said)],
) -> Option<AnyView> {
    let lang = current.lang;
    let planning = current.site.profile.planning.as_ref()?;
    if !planning.with_platform {
        return None;
    }
    let named = planned.named.join("\n");
    let typed = again.typed("named").unwrap_or_else(|| named.clone());
    let id = application.id.to_string();
    let stored = (!planned.named.is_empty()).then(|| {
        let own = current.person.as_ref().map(|person| person.email.as_str().to_owned());
        let shows = own.is_some_and(|own| planned.named.contains(&own));
        let href = url::platform(&application.id);
        let show = shows.then(|| view! { <p><a href=href>{words::show_platform(lang)}</a></p> });
        let id = id.clone();
        view! {
            <p>{words::stored_for(lang, planned.named.join(", "))}</p>
            {show}
            <PostForm action=SetPlatform::url() key=store::fresh::id() token=current.token() class="inline-form">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="remove" value="yes"/>
                <Button kind=ButtonKind::Danger>{words::remove_platform(lang)}</Button>
            </PostForm>
        }
    });
    let fields = view! {
                    <TextField
                        name="link" label=words::link(lang) kind=FieldKind::Url error=at(problems, "link")
                    />
                    <TextField
                        name="password" label=words::password(lang) hint=words::password_hint(lang)
                        kind=FieldKind::Code autocomplete="off" error=at(problems, "password")
                    />
                    <TextArea
                        name="named" label=words::named(lang) hint=words::named_hint(lang) rows=3 value=typed
                        error=at(problems, "named")
                    />
    }
    .into_any();
    Some(
        view! {
            <section id="platform" aria-labelledby="platform-title">
                <h2 id="platform-title">{words::platform(lang)}</h2>
                <p class="hint">{words::platform_lead(lang)}</p>
                {stored}
                <PostForm action=SetPlatform::url() key=store::fresh::id() token=current.token() class="decision">
                    <input type="hidden" name="id" value=id/>
                    {fields}
                    <Button kind=ButtonKind::Secondary>{words::save_platform(lang)}</Button>
                </PostForm>
            </section>
        }
        .into_any(),
    )
}
