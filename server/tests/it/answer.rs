//! What came back, as people read it.

use super::html::{self, Form, Piece};
use axum::http::{HeaderMap, StatusCode, header};

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked, for messages of failing tests.
    pub asked: String,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The text.
    pub body: String,
    /// The bytes as they came, compressed or not.
    pub bytes: Vec<u8>,
    /// How many these are.
    pub size: usize,
}

impl Answer {
    /// Takes the path of a district from each address. Fails at one without it.
    pub fn lose(&mut self, prefix: &str) {
        let own = |address: &str| {
            let shared = address.starts_with("/pkg/") || address.starts_with("/favicon.");
            if shared || !address.starts_with('/') || address.starts_with("//") {
                return address.to_owned();
            }
            let rest = address.strip_prefix(prefix);
            let rest = rest.filter(|rest| rest.starts_with('/'));
            let Some(rest) = rest else {
                panic!("{}: {address} is outside of {prefix}", self.asked);
            };
            rest.to_owned()
        };
        for name in ["location", "serverfnredirect"] {
            if let Some(address) = self.headers.get(name) {
                let address = own(address.to_str().unwrap());
                self.headers.insert(name, address.parse().unwrap());
            }
        }
        for cookie in self.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            assert!(
                text.contains(&format!("; Path={prefix};")),
                "{}: {text} counts outside of {prefix}",
                self.asked
            );
        }
        for name in ["href", "action", "formaction", "src"] {
            let mark = format!(" {name}=\"");
            let mut parts = self.body.split(&mark).map(str::to_owned);
            let mut body = parts.next().unwrap();
            for part in parts {
                let (address, rest) = part.split_once('"').unwrap();
                // What people wrote is no tag.
                let is_tag = body.rfind('<') > body.rfind('>');
                let address = if is_tag {
                    own(address)
                } else {
                    address.to_owned()
                };
                body.push_str(&format!("{mark}{address}\"{rest}"));
            }
            self.body = body;
        }
    }

    /// Where a redirect leads.
    pub fn location(&self) -> String {
        let location = self
            .headers
            .get(header::LOCATION)
            .or_else(|| self.headers.get("serverfnredirect"));
        let location = location.unwrap_or_else(|| {
            panic!(
                "{} should redirect, but {} came: {}",
                self.asked,
                self.status,
                self.short()
            )
        });
        location.to_str().unwrap().to_owned()
    }

    /// The value of a header; empty when there is none.
    pub fn header(&self, name: &str) -> String {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    }

    /// The cookies it sets, as written.
    pub fn cookies(&self) -> Vec<String> {
        self.headers
            .get_all(header::SET_COOKIE)
            .iter()
            .map(|line| line.to_str().unwrap().to_owned())
            .collect()
    }

    /// The tags and texts of the page.
    pub fn pieces(&self) -> Vec<Piece> {
        html::pieces(&self.body)
    }

    /// The forms with this action.
    pub fn forms(&self, action: &str) -> Vec<Form> {
        let forms = html::forms(&self.pieces());
        forms
            .into_iter()
            .filter(|form| form.action.split('?').next() == Some(action))
            .collect()
    }

    /// The first form with this action.
    pub fn form(&self, action: &str) -> Form {
        let form = self.forms(action).into_iter().next();
        form.unwrap_or_else(|| {
            panic!(
                "{} has no form for {action} ({}): {}",
                self.asked,
                self.status,
                self.short()
            )
        })
    }

    /// What people read on the page.
    pub fn text(&self) -> String {
        html::text(&self.pieces())
    }

    /// What people read in the main part of the page.
    pub fn main(&self) -> String {
        html::within(&self.pieces(), |tag| tag.name == "main")
            .map(html::text)
            .unwrap_or_default()
    }

    /// What people read in the element with this id; `None` when there is none.
    pub fn at(&self, id: &str) -> Option<String> {
        html::within(&self.pieces(), |tag| tag.get("id") == Some(id)).map(html::text)
    }

    /// The title of the page.
    pub fn title(&self) -> String {
        html::within(&self.pieces(), |tag| tag.name == "title")
            .map(html::text)
            .unwrap_or_default()
    }

    /// The mistakes that the page lists at its top: the field each one links to, and the sentence.
    pub fn mistakes(&self) -> Vec<(String, String)> {
        let pieces = self.pieces();
        let Some(summary) = html::within(&pieces, |tag| tag.has_class("error-summary__list"))
        else {
            return Vec::new();
        };
        links(summary)
            .into_iter()
            .map(|(href, text)| (href.trim_start_matches('#').to_owned(), text))
            .collect()
    }

    /// The sentence at a field.
    pub fn mistake_at(&self, field: &str) -> Option<String> {
        let text = self.at(&format!("{field}-error"))?;
        Some(
            text.split_once(": ")
                .map_or(text.clone(), |(_, sentence)| sentence.to_owned()),
        )
    }

    /// The rows of the tables, as text.
    pub fn rows(&self) -> Vec<String> {
        row_pieces(&self.pieces())
            .into_iter()
            .map(html::text)
            .collect()
    }

    /// The first link of each row of the tables, with the text of the row.
    pub fn row_ways(&self) -> Vec<(String, String)> {
        let pieces = self.pieces();
        let rows = row_pieces(&pieces).into_iter();
        rows.filter_map(|row| Some((links(row).into_iter().next()?.0, html::text(row))))
            .collect()
    }

    /// The first link that begins like this.
    pub fn link(&self, start: &str) -> String {
        let mut links = self.links().into_iter();
        let found = links.find(|href| href.starts_with(start));
        found.unwrap_or_else(|| panic!("{} has no link to {start}: {}", self.asked, self.short()))
    }

    /// The addresses of all links, each with its words.
    pub fn ways(&self) -> Vec<(String, String)> {
        links(&self.pieces())
    }

    /// The addresses of all links.
    pub fn links(&self) -> Vec<String> {
        links(&self.pieces())
            .into_iter()
            .map(|(href, _)| href)
            .collect()
    }

    /// The beginning of the main part, for messages of failing tests.
    pub fn short(&self) -> String {
        let main = self.main();
        let text = if main.is_empty() {
            self.body.clone()
        } else {
            main
        };
        text.chars().take(1500).collect()
    }

    /// Fails unless the page says this.
    pub fn says(&self, words: &str) -> &Self {
        assert!(
            self.text().contains(words),
            "{} should say {words:?}, but says: {}",
            self.asked,
            self.short()
        );
        self
    }

    /// Fails when the page, its tags included, holds this.
    pub fn hides(&self, words: &str) -> &Self {
        assert!(
            !self.body.contains(words),
            "{} should not hold {words:?}: {}",
            self.asked,
            self.short()
        );
        self
    }

    /// Fails unless the status is this.
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{} should answer {status}: {}",
            self.asked,
            self.short()
        );
        self
    }
}

/// The rows of the tables: those that begin with a heading of their own.
fn row_pieces(pieces: &[Piece]) -> Vec<&[Piece]> {
    let is_row = |at: &usize| matches!(&pieces[*at], Piece::Open(tag) if tag.name == "tr");
    let rows = (0..pieces.len()).filter(is_row);
    let rows = rows.filter_map(|at| html::within(&pieces[at..], |tag| tag.name == "tr"));
    let is_head =
        |piece: &Piece| matches!(piece, Piece::Open(tag) if tag.get("scope") == Some("row"));
    rows.filter(|row| row.iter().any(is_head)).collect()
}

fn links(pieces: &[Piece]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Piece::Open(tag) = piece
            && tag.name == "a"
            && let Some(href) = tag.get("href")
        {
            let inside = html::within(&pieces[at..], |tag| tag.name == "a").unwrap_or_default();
            found.push((href.to_owned(), html::text(inside)));
        }
    }
    found
}
