//! The document around a page of the baseline: the same parts as Trellis', in the same number of bytes.

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// As long as the script that wakes the islands up.
const SCRIPT: &str = include_str!("script.js");
const DOWN: &str = "<svg viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\" focusable=\"false\" class=\"icon\"><path d=\"M4 12h15.5M13 5.5l6.5 6.5-6.5 6.5\"></path></svg>";
const MARK: &str = "<svg viewBox=\"0 0 40 40\" width=\"40\" height=\"40\" aria-hidden=\"true\" focusable=\"false\" class=\"mark\"><rect class=\"mark__ground\" width=\"40\" height=\"40\" rx=\"10\"></rect><path class=\"mark__lattice\" d=\"M12 6v28M20 6v28M28 6v28M6 14h28M6 26h28\"></path><path class=\"mark__vine\" d=\"M12 34c0-6 8-6 8-12s8-6 8-13\"></path></svg>";

/// A picture.
pub(super) fn arrow() -> PreEscaped<&'static str> {
    PreEscaped(DOWN)
}

/// As long as the colours of the district.
const LOOK: &str = include_str!("look.css");

/// Who is signed in.
pub(super) struct Inside<'a> {
    /// Their name.
    pub(super) name: &'a str,
    /// The token of their forms.
    pub(super) token: &'a str,
    /// Whether single keys do something on the page.
    pub(super) has_keys: bool,
}

/// The keys of the desk.
const KEYS: [(&str, &str); 9] = [
    ("?", "Show these keys"),
    ("j", "To the next row"),
    ("k", "To the row before"),
    ("x", "Choose this row, or not"),
    ("a", "To what can be done with the chosen rows"),
    ("/", "Search"),
    ("n", "Next in the list"),
    ("p", "Previous in the list"),
    ("u", "Back to the list"),
];

/// The warning before a sign-in ends, and the list of keys; with what the browser program is told of both.
fn comfort(inside: &Inside<'_>) -> Markup {
    let warning =
        "You have not done anything here for a while. What you typed into an application is kept.";
    let limit = serde_json::json!({ "limit": {
        "title": "You will be signed out in two minutes", "text": warning, "stay": "Stay signed in",
        "token": inside.token, "minutes": 30,
    } });
    let keys = serde_json::json!({ "words": {
        "tick_all": "Choose all on this page", "chosen": "{n} chosen",
        "keys": { "title": "Keys", "keys": KEYS, "off": "Turn single keys off", "close": "Close" },
    } });
    html! {
        leptos-island data-component="PageComfort_5280243203261423556" data-props=(limit.to_string()) {
            div role="alertdialog" aria-labelledby="time-limit-title" aria-describedby="time-limit-text" hidden class="time-limit" {
                p #time-limit-title { strong { "You will be signed out in two minutes" } }
                p #time-limit-text { (warning) }
                button type="button" id="time-limit-stay" class="button" { "Stay signed in" }
            }
        }
        @if inside.has_keys {
            leptos-island data-component="DeskComfort_15686200268390416508" data-props=(keys.to_string()) {
                dialog #desk-keys aria-labelledby="desk-keys-title" class="keys" {
                    h2 #desk-keys-title { "Keys" }
                    dl .keys__list { @for (key, does) in KEYS { div { dt { kbd { (key) } } dd { (does) } } } }
                    form method="dialog" novalidate class="actions" {
                        button type="submit" class="button button--secondary" { "Close" }
                        a href="/account#keys" { "Turn single keys off" }
                    }
                }
            }
        }
    }
}

/// The whole document.
pub(super) fn document(
    title: &str,
    person: Option<&Inside<'_>>,
    path: &str,
    main: &Markup,
) -> Markup {
    let nonce = store::fresh::id();
    let ways: &[(&str, &str)] = if person.is_some() {
        &[
            ("/office", "Office"),
            ("/office/applications", "Applications"),
            ("/office/partnerships", "Partnerships"),
            ("/office/organizations", "Organizations"),
            ("/office/dashboard", "Dashboard"),
            ("/directory", "Directory"),
        ]
    } else {
        &[
            ("/start", "Start here"),
            ("/directory", "Directory"),
            ("/process", "How the process works"),
        ]
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="icon" href="/favicon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/pkg/trellis.css";
                style nonce=(nonce) { (PreEscaped(LOOK)) }
                link rel="modulepreload" href="/pkg/trellis.js" crossorigin="anonymous";
                link rel="preload" href="/pkg/trellis_bg.wasm" as="fetch" type="application/wasm" crossorigin="anonymous";
                script type="module" nonce=(nonce) { (PreEscaped(SCRIPT)) }
                title { (title) " – DPS Partnership Engagement Application – DPS" }
            }
            body { div .frame {
                a href="#main" class="skip" { "Skip to the main content" }
                header .masthead {
                    div class="masthead__bar wrap" {
                        a href="/" class="brand" { (PreEscaped(MARK)) span .brand__words {
                            span .brand__district { "Durham Public Schools" } " "
                            span .brand__name { "DPS Partnership Engagement Application" }
                        } }
                        div .masthead__tools {
                            nav aria-label="Language" class="languages" { (arrow()) ul .languages__list {
                                @for (code, name) in [("en", "English"), ("es", "Español")] {
                                    li { a href={ (path) "?lang=" (code) } lang=(code) hreflang=(code) class="languages__link" { (name) } }
                                }
                            } }
                            button type="button" popovertarget="menu" class="menu-button" { (arrow()) "Menu" }
                        }
                    }
                    div #menu popover="auto" class="menu" { div class="menu__inner wrap" {
                        nav aria-label="Main" class="nav" { ul .nav__list {
                            @for (href, label) in ways {
                                li { a href=(href) aria-current=[(*href == path).then_some("page")] class="nav__link" { (label) } }
                            }
                        } }
                        div .account {
                            @if let Some(Inside { name, token, .. }) = person {
                                a href="/account" class="nav__link" { (arrow()) span .account__name { (name) } }
                                form method="post" action="/api/sign_out" novalidate class="account__out" {
                                    input type="hidden" name="token" value=(token);
                                    button type="submit" class="nav__link" { "Sign out" }
                                }
                            } @else {
                                a href="/sign-in" class="nav__link" { (arrow()) "Sign in" }
                            }
                        }
                    } }
                }
                main #main tabindex="-1" class="main wrap" { (main) }
                footer .footer { div class="footer__inner wrap" {
                    section aria-labelledby="help-title" class="help" {
                        h2 #help-title .help__title { "Questions? We are glad to help" }
                        p .help__office { "Department of Community Engagement" }
                        ul .help__list {
                            li { (arrow()) a href="tel:+19195602000" { "(919) 560-2000" } }
                            li { (arrow()) a href="/process" { "How the process works" } }
                        }
                    }
                    p .footer__district { "Durham Public Schools" }
                } }
                @if let Some(inside) = person { (comfort(inside)) }
            } }
        }
    }
}
