//! The mails that a development server would have sent.

use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::page;
use crate::ui::*;
use crate::words;
use leptos::prelude::*;
use partnership::text::Lang;
use store::mail::Mail;

/// How many mails are shown.
const SHOWN: usize = 50;
/// Among how many mails one recipient's are looked for.
const LOOKED_AT: u32 = 2_000;

/// Shows the newest mails on a development server, so that codes and links can be used without a mail
/// server. Everywhere else there is nothing here.
#[component]
pub fn MailBoxPage() -> impl IntoView {
    page(async move {
        let current = current();
        if !current.site.is_development {
            return Err(AppError::NotFound);
        }
        let lang = current.lang;
        let to = current
            .query("to")
            .map(|to| to.trim().to_lowercase())
            .unwrap_or_default();
        let mails: Vec<Mail> = current
            .site
            .store
            .mails(LOOKED_AT)
            .await?
            .into_iter()
            .filter(|mail| to.is_empty() || mail.recipient.to_lowercase() == to)
            .take(SHOWN)
            .collect();
        let chips = if to.is_empty() {
            vec![]
        } else {
            vec![Chip {
                label: words::development::chip_to(lang, &to).into(),
                href: "/dev/mail".to_owned(),
            }]
        };
        let list = if mails.is_empty() {
            nothing(&to, lang)
        } else {
            let mails: Vec<AnyView> = mails.iter().map(|mail| drawn(mail, &current)).collect();
            view! { <div class="mail-list">{mails}</div> }.into_any()
        };
        Ok(view! {
            <Frame>
                <PageHead title=words::development::title(lang) lead=words::development::lead(lang)/>
                <GetForm action="/dev/mail" class="filter-bar" label=words::development::filter(lang)>
                    <TextField name="to" label=words::development::to(lang) value=to kind=FieldKind::Search/>
                    <div class="actions"><Button>{words::development::show(lang)}</Button></div>
                </GetForm>
                <Chips items=chips clear="/dev/mail"/>
                {list}
            </Frame>
        }
        .into_any())
    })
}

fn nothing(to: &str, lang: Lang) -> AnyView {
    if to.is_empty() {
        let text = words::development::nothing_yet_text(lang);
        return view! { <Empty title=words::development::nothing_yet(lang)><p>{text}</p></Empty> }
            .into_any();
    }
    view! { <Empty title=words::development::nothing_matches(lang)/> }.into_any()
}

fn drawn(mail: &Mail, current: &Current) -> AnyView {
    let lang = current.lang;
    let body: Vec<AnyView> = pieces(&mail.body, &current.site.base_url)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.to_owned().into_any(),
            Piece::Link(href) => view! { <a href=href.to_owned()>{href.to_owned()}</a> }.into_any(),
        })
        .collect();
    view! {
        <article class="mail-preview" aria-labelledby=format!("mail-{}", mail.id)>
            <div class="mail-preview__top">
                <h2 class="mail-preview__subject" id=format!("mail-{}", mail.id)>{mail.subject.clone()}</h2>
                <dl class="mail-preview__head">
                    <div><dt>{words::development::field_to(lang)}</dt><dd>{mail.recipient.clone()}</dd></div>
                    <div>
                        <dt>{words::development::field_when(lang)}</dt>
                        <dd>
                            <time datetime=mail.created_at.to_rfc3339()>
                                {date::instant(mail.created_at, current.site.time_zone, lang)}
                            </time>
                        </dd>
                    </div>
                </dl>
            </div>
            <pre class="mail-preview__text">{body}</pre>
        </article>
    }
    .into_any()
}

/// A piece of a mail.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// Text.
    Text(&'a str),
    /// An address of this very site.
    Link(&'a str),
}

/// A mail's text with the addresses of this site set apart. No other address becomes a link.
fn pieces<'a>(body: &'a str, base_url: &str) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut rest = body;
    if base_url.is_empty() {
        return vec![Piece::Text(body)];
    }
    while let Some(at) = rest.find(base_url) {
        let (before, found) = rest.split_at(at);
        let end = found
            .find(|c: char| c.is_whitespace() || "<>\"'".contains(c))
            .unwrap_or(found.len());
        let (word, after) = found.split_at(end);
        let link = word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        let own = link
            .strip_prefix(base_url)
            .is_some_and(|path| path.is_empty() || path.starts_with(['/', '?', '#']));
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        let (link, tail) = word.split_at(link.len());
        pieces.push(if own {
            Piece::Link(link)
        } else {
            Piece::Text(link)
        });
        if !tail.is_empty() {
            pieces.push(Piece::Text(tail));
        }
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::Piece::{Link, Text};
    use super::pieces;

    #[test]
    fn only_addresses_of_this_site_become_links() {
        let site = "http://127.0.0.1:3000";
        assert_eq!(
            pieces(
                "Open http://127.0.0.1:3000/sign-in/link?token=a.\nBye",
                site
            ),
            [
                Text("Open "),
                Link("http://127.0.0.1:3000/sign-in/link?token=a"),
                Text("."),
                Text("\nBye")
            ]
        );
        assert_eq!(
            pieces("http://127.0.0.1:3000.evil.example/x", site),
            [Text("http://127.0.0.1:3000.evil.example/x")]
        );
        assert_eq!(
            pieces("http://127.0.0.1:30001/x", site),
            [Text("http://127.0.0.1:30001/x")]
        );
        assert_eq!(
            pieces("https://evil.example", site),
            [Text("https://evil.example")]
        );
        assert_eq!(pieces("", site), []);
    }
}
