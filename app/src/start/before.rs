//! What is good to know before the application: the six things an applicant wants to hear, then the button.

use super::result::below;
use super::way::Way;
use crate::current::Current;
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use partnership::text::Lang;

/// For whom, what to have at hand, how long, saving, use of the data, whom to call; and the way into the application.
pub(super) fn before(current: &Current, way: &Way<'_>, alone: bool) -> AnyView {
    let lang = current.lang;
    let profile = &current.site.profile;
    let setting = &profile.setting;
    let office = &profile.office;
    let needed: Vec<AnyView> = profile
        .page
        .needed
        .iter()
        .map(|needed| view! { <li>{Said::of(needed, lang).view()}</li> }.into_any())
        .collect();
    let contacts = contacts(office);
    let sign = contacts.first().map_or(Icon::Mail, |way| way.sign);
    let contacts = contact::after_name(contacts);
    view! {
        <div class="before">
            {below(alone, "before__title", words::start::before_title(lang))}
            <dl class="before__list">
                {item(Icon::People, words::start::audience_title(lang), Said::of(&profile.page.audience, lang).view())}
                {item(
                    Icon::Document,
                    words::start::needed_title(lang),
                    view! { <ul class="checklist">{needed}</ul> }.into_any(),
                )}
                {item(
                    Icon::Clock,
                    words::start::minutes_title(lang),
                    words::start::minutes_text(lang, setting.minutes).into_any(),
                )}
                {item(
                    Icon::Leaf,
                    words::start::save_title(lang),
                    words::start::save_text(lang, setting.draft_days).into_any(),
                )}
                {item(Icon::Lock, words::start::data_title(lang), Said::of(&profile.page.data_use, lang).view())}
                {item(
                    sign,
                    words::start::call_title(lang),
                    view! {
                        {current.text(&office.name).within(|office| words::start::call_text(lang, office)).view()}
                        {contacts}
                    }
                    .into_any(),
                )}
            </dl>
            {button(current, way, lang)}
        </div>
    }
    .into_any()
}

fn item(sign: Icon, title: &'static str, body: AnyView) -> AnyView {
    view! {
        <div class="before__item">
            <dt>{icon(sign)}{title}</dt>
            <dd>{body}</dd>
        </div>
    }
    .into_any()
}

/// Starts the application with the answers, or signs in first and comes back here.
fn button(current: &Current, way: &Way<'_>, lang: Lang) -> AnyView {
    if current.person.is_none() {
        let sign_in = url::sign_in(&way.here());
        return view! {
            <div class="before__start">
                <p>{words::start::mail_note(lang)}</p>
                <p class="actions">
                    <LinkButton href=sign_in>
                        {words::start::start_by_mail(lang)}{icon(Icon::ArrowRight)}
                    </LinkButton>
                </p>
            </div>
        }
        .into_any();
    }
    let answers = way.carried();
    view! {
        <PostForm
            action="/api/start_application" class="before__start" key=store::fresh::id() token=current.token()
        >
            <input type="hidden" name="answers" value=answers/>
            <p>{words::start::carried_note(lang)}</p>
            <p class="actions"><Button>{words::start::start_application(lang)}{icon(Icon::ArrowRight)}</Button></p>
        </PostForm>
    }
    .into_any()
}
