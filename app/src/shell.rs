//! The document around every page: language, style, scripts with their nonce.

use crate::routes::App;
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_meta::MetaTags;

/// The whole document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let current = use_context::<crate::current::Current>();
    let lang = current.as_ref().map_or("en", |current| current.lang.code());
    let theme = current.as_ref().map_or_else(
        || "/theme.css".to_owned(),
        |current| crate::url::theme(&current.brand.hash),
    );
    // Read by the islands: where to call, and whose unsaved text is whose.
    let prefix = current
        .map(|current| current.site.prefix().to_owned())
        .filter(|prefix| !prefix.is_empty());
    view! {
        <!DOCTYPE html>
        <html lang=lang data-prefix=prefix>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href="/pkg/trellis.css"/>
                <link rel="stylesheet" href=theme/>
                <HydrationScripts options islands=true/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
