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

/// The whole document.
pub(super) fn document(
    title: &str,
    person: Option<(&str, &str)>,
    path: &str,
    main: &Markup,
) -> Markup {
    let nonce = store::fresh::id();
    let ways: &[(&str, &str)] = if person.is_some() {
        &[
            ("/office", "Office"),
            ("/office/applications", "Applications"),
            ("/office/partnerships", "Partnerships"),
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
                link rel="modulepreload" href="/pkg/trellis.js";
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
                            @if let Some((name, token)) = person {
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
            } }
        }
    }
}
