//! Link and password of a partner's platform, for the people who are named and for nobody else.

use crate::current::current;
use crate::error::AppError;
use crate::page::page;
use crate::ui::*;
use crate::words::meeting as words;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use partnership::id::ApplicationId;

/// Shows link and password to a person whose address is named, whatever their roles.
#[component]
pub fn PlatformPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    page(async move {
        let current = current();
        let asker = current.asker()?;
        let id = ApplicationId::parse(&id).ok_or(AppError::NotFound)?;
        let shown = current.site.store.platform(&asker, &id).await?;
        let lang = current.lang;
        let (link, password) = (shown.platform.link, shown.platform.password);
        let href = link.clone();
        let (title, caption) = (
            words::platform_of(lang, &shown.organization),
            shown.reference,
        );
        Ok(view! {
            <Frame>
                <PageHead
                    title=title caption=caption lead=words::platform_warning(lang)
                />
                <dl class="facts panel">
                    <div><dt>{words::link(lang)}</dt><dd><a href=href rel="noreferrer">{link}</a></dd></div>
                    <div><dt>{words::password(lang)}</dt><dd><code>{password}</code></dd></div>
                </dl>
            </Frame>
        }
        .into_any())
    })
}
