//! Tells the operator about a proxy that is not listed: behind one, all callers look like one, and share
//! one limit.

use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};

/// The headers by which proxies say for whom they ask.
const FORWARDING: [&str; 2] = ["x-forwarded-for", "forwarded"];

/// Warns once when a forwarding header comes from an address that is no listed proxy.
pub fn notice(proxies: &[IpNet], request: &Request) {
    static WARNED: AtomicBool = AtomicBool::new(false);
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|peer| peer.0.ip());
    if let Some(peer) = peer
        && is_unlisted(proxies, peer, request.headers())
        && !WARNED.swap(true, Ordering::Relaxed)
    {
        tracing::warn!(
            %peer,
            "TRELLIS_PROXIES: a forwarding header came from an address that is not listed, and was not believed; \
             if that is your own proxy, list it, or all callers share one limit"
        );
    }
}

fn is_unlisted(proxies: &[IpNet], peer: IpAddr, headers: &HeaderMap) -> bool {
    let peer = peer.to_canonical();
    FORWARDING.iter().any(|name| headers.contains_key(*name))
        && !proxies.iter().any(|net| net.contains(&peer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_proxy_that_is_not_listed_is_noticed_by_its_header() {
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        for (peer, header, noticed) in [
            ("10.1.1.1", Some("x-forwarded-for"), false),
            ("::ffff:10.1.1.1", Some("x-forwarded-for"), false),
            ("192.0.2.1", Some("x-forwarded-for"), true),
            ("127.0.0.1", Some("forwarded"), true),
            ("192.0.2.1", None, false),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(header) = header {
                headers.insert(header, HeaderValue::from_static("198.51.100.1"));
            }
            let found = is_unlisted(&proxies, peer.parse().unwrap(), &headers);
            assert_eq!(found, noticed, "{peer} {header:?}");
        }
    }
}
