//! The document around every page: language, style with the district's colours, scripts with their nonce.

use crate::routes::App;
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;

/// The whole document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let current = use_context::<crate::current::Current>();
    let lang = current.as_ref().map_or("en", |current| current.lang.code());
    // A few hundred bytes that a page cannot be painted without: asking for them would cost a round.
    let colors = current.as_ref().map(|current| current.brand.css.clone());
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
                <style nonce=use_nonce() inner_html=colors></style>
                <HydrationScripts options islands=true/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
