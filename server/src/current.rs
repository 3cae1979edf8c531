//! Who asks: reads the cookies of a request and gives it its [`Current`].

use crate::{Server, door, time};
use app::current::{Current, Signed, Site};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use partnership::text::Lang;

/// What stands in an address before a language that is chosen.
const LANG: &str = "lang";

/// The number of a request, which its log lines and what people are told carry.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// The number of this request.
#[must_use]
pub fn request_id(request: &Request) -> String {
    request
        .extensions()
        .get::<RequestId>()
        .map_or_else(store::fresh::id, |id| id.0.clone())
}

/// The language of a visitor of this district: chosen in the address, or else earlier.
#[must_use]
pub fn lang(query: &str, headers: &HeaderMap, site: Option<&Site>) -> Lang {
    let chosen = app::url::pairs(query)
        .into_iter()
        .find(|(name, value)| name == LANG && !value.trim().is_empty())
        .and_then(|(_, code)| Lang::from_code(&code));
    chosen
        .or_else(|| Lang::from_code(&cookie(headers, site?.lang_cookie())?))
        .unwrap_or_default()
}

/// Gives the request the facts about itself, and stores a language that was chosen in the address.
pub async fn provide(State(server): State<Server>, mut request: Request, next: Next) -> Response {
    let Some(district) = server.district(&request) else {
        return door::nothing();
    };
    let site = &district.site;
    let now = server.clock.now();
    let headers = request.headers();
    let query = request.uri().query().unwrap_or_default();
    let is_https = site.is_https();
    let token = cookie(headers, site.sign_in_cookie());
    let person = match &token {
        Some(token) => match site.store.signed_in(token, now).await {
            Ok(sign_in) => Some(Signed {
                id: sign_in.person,
                email: sign_in.email,
                name: sign_in.name,
                roles: sign_in.roles,
                sign_in: sign_in.id,
                token: sign_in.form_token,
                keys: sign_in.keys,
                since: sign_in.since,
            }),
            Err(store::Error::NotFound) => None,
            // Nobody is told that they are signed out because that could not be read.
            Err(error) => {
                tracing::error!(%error, "a sign-in could not be read");
                return (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "Something went wrong on our side, and nothing was changed. Try again.",
                )
                    .into_response();
            }
        },
        None => None,
    };
    crate::log::asks(person.as_ref());
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let current = Current {
        site: site.clone(),
        person,
        lang: lang(query, headers, Some(&**site)),
        path,
        request: request_id(&request),
        device: header_text(headers, header::USER_AGENT),
        now,
        today: time::today(now, site.time_zone),
        brand: site.looks.now(&site.store).await,
    };
    let chosen = current.query(LANG).and_then(|code| Lang::from_code(&code));
    request.extensions_mut().insert(current);
    let mut response = next.run(request).await;
    if let Some(lang) = chosen {
        let secure = if is_https { "; Secure" } else { "" };
        let text = format!(
            "{}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}",
            district.site.lang_cookie(),
            lang.code()
        );
        if let Ok(value) = HeaderValue::from_str(&text) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> String {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned()
}

/// The value of a cookie; the first one counts.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(n, _)| *n == name)
        .map(|(_, value)| value.to_owned())
}
