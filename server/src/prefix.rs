//! The path before all addresses of a district that shares its host with others, such as `/durham`. Pages and
//! acts know nothing of it: it is taken from a request on its way in, and put before the addresses of the
//! answer on its way out, here and nowhere else.

use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Uri, header};
use axum::response::Response;
use std::borrow::Cow;

/// The attributes that hold an address.
const ADDRESSES: [&str; 4] = ["href", "action", "formaction", "src"];
/// What the server itself answers under every host, without a path before it.
const SHARED: [&str; 2] = ["/pkg/", "/favicon."];

/// The address of a request without the prefix, which stands before it.
#[must_use]
pub fn without(uri: &Uri, prefix: &str) -> Uri {
    let asked = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    let rest = asked.strip_prefix(prefix).unwrap_or(asked);
    let own = if rest.starts_with('/') {
        rest.to_owned()
    } else {
        format!("/{rest}")
    };
    // Without a host, as browsers send it: what begins with two slashes stays a path.
    own.parse::<PathAndQuery>().map_or_else(
        |_| uri.clone(),
        |path| {
            let mut parts = axum::http::uri::Parts::default();
            parts.path_and_query = Some(path);
            Uri::from_parts(parts).unwrap_or_else(|_| uri.clone())
        },
    )
}

/// Puts the prefix where an answer leads, and where its cookies count.
pub fn put(response: &mut Response, prefix: &str) {
    if prefix.is_empty() {
        return;
    }
    let headers = response.headers_mut();
    for name in ["location", "serverfnredirect"] {
        let before = headers.get(name).and_then(|value| value.to_str().ok());
        if let Some(after) = before.and_then(|path| before_path(path, prefix))
            && let Ok(value) = HeaderValue::from_str(&after)
        {
            headers.insert(name, value);
        }
    }
    let cookies: Vec<HeaderValue> = headers
        .get_all(header::SET_COOKIE)
        .iter()
        .cloned()
        .collect();
    headers.remove(header::SET_COOKIE);
    for cookie in cookies {
        let there = cookie
            .to_str()
            .map(|text| text.replace("; Path=/;", &format!("; Path={prefix};")));
        let there = there
            .ok()
            .and_then(|text| HeaderValue::from_str(&text).ok());
        headers.append(header::SET_COOKIE, there.unwrap_or(cookie));
    }
}

/// A path of this district with the prefix before it; nothing for any other address.
fn before_path(path: &str, prefix: &str) -> Option<String> {
    let is_own = path.starts_with('/')
        && !path.starts_with("//")
        && !SHARED.iter().any(|shared| path.starts_with(shared));
    is_own.then(|| format!("{prefix}{path}"))
}

/// A page with the prefix before the addresses in its tags. What people wrote is no tag, since a `<` in it is
/// written otherwise; and what stands in scripts is left alone.
#[must_use]
pub fn page<'a>(html: &'a str, prefix: &str) -> Cow<'a, str> {
    if prefix.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut done = String::with_capacity(html.len() + html.len() / 32);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        done.push_str(text);
        let end = end_of_tag(tag);
        let (tag, after) = tag.split_at(end);
        push_tag(&mut done, tag, prefix);
        let inside = if tag.starts_with("<script") {
            after.find("</script").unwrap_or(after.len())
        } else {
            0
        };
        let (inside, after) = after.split_at(inside);
        done.push_str(inside);
        rest = after;
    }
    done.push_str(rest);
    Cow::Owned(done)
}

/// Where a tag is over that begins this text: a `>` inside quotes is part of a value.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn push_tag(done: &mut String, tag: &str, prefix: &str) {
    let mut rest = tag;
    while let Some(at) = rest.find("=\"") {
        let (before, value) = rest.split_at(at + 2);
        done.push_str(before);
        let name = before.strip_suffix("=\"").unwrap_or_default();
        let name = name.rsplit(|c: char| c.is_ascii_whitespace()).next();
        let end = value.find('"').unwrap_or(value.len());
        let (value, after) = value.split_at(end);
        match before_path(value, prefix) {
            Some(value) if name.is_some_and(|name| ADDRESSES.contains(&name)) => {
                done.push_str(&value);
            }
            _ => done.push_str(value),
        }
        // The closing quote stays with what was read, so that it opens nothing.
        let (quote, after) = after.split_at(after.len().min(1));
        done.push_str(quote);
        rest = after;
    }
    done.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse;

    #[test]
    fn a_request_loses_its_prefix_and_nothing_else() {
        for (asked, own) in [
            ("/durham", "/"),
            ("/durham/", "/"),
            ("/durham?lang=es", "/?lang=es"),
            (
                "/durham/applications/1?a=/durham/b",
                "/applications/1?a=/durham/b",
            ),
            ("/durham//evil.example", "//evil.example"),
            ("/durham/%2e%2e/seattle", "/%2e%2e/seattle"),
        ] {
            let uri = without(&asked.parse().unwrap(), "/durham");
            assert_eq!(uri.path_and_query().unwrap().as_str(), own, "{asked}");
            assert_eq!(uri.host(), None, "{asked}");
        }
    }

    #[test]
    fn addresses_in_tags_get_the_prefix_and_nothing_else_does() {
        let html = "<!DOCTYPE html><a href=\"/\">x href=\"/no\"</a><form action=\"/api/a?b=/c\" method=\"post\">\
            <button formaction=\"/d\" title=\"a > b href=/no\" value=\"/no\"></button><img alt=\"\" src=\"/e.svg\">\
            <link href=\"/pkg/t.css\"><link href=\"/favicon.svg\"><a href=\"//else\"><a href=\"https://a.org/\">\
            <a href=\"#top\"><a href=\"?x\"><script>let a = '<a href=\"/no\">';</script><a data-href=\"/no\" href=\"/f\">";
        let with = page(html, "/durham");
        assert_eq!(
            with,
            "<!DOCTYPE html><a href=\"/durham/\">x href=\"/no\"</a><form action=\"/durham/api/a?b=/c\" method=\"post\">\
            <button formaction=\"/durham/d\" title=\"a > b href=/no\" value=\"/no\"></button><img alt=\"\" src=\"/durham/e.svg\">\
            <link href=\"/pkg/t.css\"><link href=\"/favicon.svg\"><a href=\"//else\"><a href=\"https://a.org/\">\
            <a href=\"#top\"><a href=\"?x\"><script>let a = '<a href=\"/no\">';</script><a data-href=\"/no\" href=\"/durham/f\">"
        );
        assert_eq!(page(html, ""), html);
    }

    #[test]
    fn a_page_that_breaks_off_anywhere_is_still_read_to_its_end() {
        let html = "<p class=\"é\"><a href=\"/x\">é</a><script>a</script>";
        for end in (0..=html.len()).filter(|end| html.is_char_boundary(*end)) {
            let with = page(&html[..end], "/d");
            assert_eq!(with.replace("/d/", "/"), html[..end]);
        }
    }

    #[test]
    fn redirects_and_cookies_stay_below_the_prefix() {
        let mut response = (
            [
                (header::LOCATION, "/applications?done=sent"),
                (header::SET_COOKIE, "a=1; Path=/; Secure"),
            ],
            "",
        )
            .into_response();
        let other = HeaderValue::from_static("lang=es; Path=/; HttpOnly");
        response.headers_mut().append(header::SET_COOKIE, other);
        put(&mut response, "/durham");
        assert_eq!(
            response.headers()[header::LOCATION],
            "/durham/applications?done=sent"
        );
        let cookies: Vec<_> = response
            .headers()
            .get_all(header::SET_COOKIE)
            .iter()
            .collect();
        assert_eq!(
            cookies,
            [
                "a=1; Path=/durham; Secure",
                "lang=es; Path=/durham; HttpOnly"
            ]
        );
        for elsewhere in ["https://vendor.example/", "//vendor.example"] {
            let mut response = ([(header::LOCATION, elsewhere)], "").into_response();
            put(&mut response, "/durham");
            assert_eq!(response.headers()[header::LOCATION], elsewhere);
        }
    }
}
