//! How many requests one caller may make: so that nobody tries codes or floods mail boxes.

use crate::config::Config;
use crate::refusal::refused;
use crate::{Server, csv, log, proxy};
use app::refusal::Refusal;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;

/// The limits of the server. A caller is an IPv4 address, or an IPv6 network of 64 bits.
pub struct Limits {
    sign_in: DefaultKeyedRateLimiter<IpAddr>,
    acts: DefaultKeyedRateLimiter<IpAddr>,
    proxies: Vec<IpNet>,
}

impl Limits {
    /// Sign-in: `sign-ins-per-minute`, as many at once. Other acts: `acts-per-minute`.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let per_minute = |n: u32| Quota::per_minute(NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN));
        Self {
            sign_in: RateLimiter::keyed(per_minute(config.sign_ins_per_minute)),
            acts: RateLimiter::keyed(per_minute(config.acts_per_minute)),
            proxies: config.proxies.clone(),
        }
    }

    /// Forgets the callers whose time to wait is over. Without that, whoever has a great many addresses could fill
    /// the memory by asking once from each.
    pub fn forget(&self) {
        for limiter in [&self.sign_in, &self.acts] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }

    /// How many callers are remembered.
    #[must_use]
    pub fn callers(&self) -> usize {
        self.sign_in.len() + self.acts.len()
    }

    /// Whose request it is. A forwarding header counts only when one of the district's own proxies
    /// wrote it, and then its last address that is no proxy. What stands before an entry that is no address,
    /// such as `unknown`, could be anybody's writing: then the proxy itself is the caller.
    fn caller(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let is_proxy = |address: &IpAddr| self.proxies.iter().any(|net| net.contains(address));
        let peer = peer.to_canonical();
        if !is_proxy(&peer) {
            return network(peer);
        }
        let lines: Vec<&[u8]> = headers
            .get_all("x-forwarded-for")
            .iter()
            .map(HeaderValue::as_bytes)
            .collect();
        let entries = lines
            .iter()
            .flat_map(|line| line.split(|byte| *byte == b','));
        let entries: Vec<Option<IpAddr>> = entries.map(address).collect();
        let caller = entries
            .into_iter()
            .rev()
            .find(|entry| entry.is_none_or(|address| !is_proxy(&address)));
        network(caller.flatten().unwrap_or(peer))
    }
}

/// The address of an entry of a forwarding header, which some proxies write with a port or in brackets.
fn address(entry: &[u8]) -> Option<IpAddr> {
    let entry = std::str::from_utf8(entry).ok()?.trim();
    let bare = entry
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let address = match bare {
        Some(v6) => v6.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => entry.parse().ok().or_else(|| {
            entry
                .parse()
                .ok()
                .map(|with_port: SocketAddr| with_port.ip())
        }),
    };
    address.map(|address| address.to_canonical())
}

/// The caller that an address belongs to: itself, or its IPv6 network of 64 bits.
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        },
    }
}

/// Refuses a caller who makes too many requests, with a sentence and the time to wait. Acts count, and sheets,
/// of which each is as much work as hundreds of pages: the route tells them, however their address is written.
pub async fn limit(State(server): State<Server>, request: Request, next: Next) -> Response {
    proxy::notice(&server.config.proxies, &request);
    let path = request.uri().path();
    let act = path.strip_prefix("/api/");
    if act.is_none() && !csv::is_sheet(&log::route(&request)) {
        return next.run(request).await;
    }
    let act = act.unwrap_or_default();
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::from([127, 0, 0, 1]), |c| c.0.ip());
    let caller = server.limits.caller(peer, request.headers());
    let limiter = if act.starts_with("sign_in") || act.starts_with("ask_to_sign_in") {
        &server.limits.sign_in
    } else {
        &server.limits.acts
    };
    if limiter.check_key(&caller).is_ok() {
        return next.run(request).await;
    }
    tracing::warn!("too many requests: a caller was refused");
    refused(Refusal::TooMany)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header;

    fn limits(proxies: &[&str]) -> Limits {
        let proxies = proxies.iter().map(|net| net.parse().unwrap()).collect();
        Limits::new(&Config {
            proxies,
            ..Config::development()
        })
    }

    fn headers(forwarded: &str) -> HeaderMap {
        [(
            header::HeaderName::from_static("x-forwarded-for"),
            forwarded.parse().unwrap(),
        )]
        .into_iter()
        .collect()
    }

    #[test]
    fn a_forged_forwarding_header_changes_nobody() {
        let peer: IpAddr = "203.0.113.9".parse().unwrap();
        assert_eq!(limits(&[]).caller(peer, &headers("198.51.100.1")), peer);
        let behind = limits(&["10.0.0.0/8"]);
        let proxy: IpAddr = "10.1.1.1".parse().unwrap();
        assert_eq!(
            behind.caller(proxy, &headers("1.2.3.4, 198.51.100.1, 10.2.2.2")),
            IpAddr::from([198, 51, 100, 1])
        );
    }

    #[test]
    fn nothing_counts_that_stands_before_an_entry_which_is_no_address() {
        let behind = limits(&["10.0.0.0/8", "2001:db8:9::/48"]);
        for (peer, forwarded, caller) in [
            ("10.1.1.1", "1.2.3.4, 198.51.100.1:4711", "198.51.100.1"),
            ("10.1.1.1", "1.2.3.4, [2001:db8::7]:4711", "2001:db8::"),
            ("10.1.1.1", "1.2.3.4, [2001:db8::7]", "2001:db8::"),
            ("10.1.1.1", "1.2.3.4, ::ffff:198.51.100.1", "198.51.100.1"),
            ("10.1.1.1", "1.2.3.4, 10.2.2.2:80", "1.2.3.4"),
            ("10.1.1.1", "1.2.3.4, unknown", "10.1.1.1"),
            ("10.1.1.1", "1.2.3.4, _hidden, 10.2.2.2", "10.1.1.1"),
            ("10.1.1.1", "1.2.3.4, 198.51.100.1:99999", "10.1.1.1"),
            ("10.1.1.1", "1.2.3.4, [198.51.100.1]", "10.1.1.1"),
            ("10.1.1.1", "1.2.3.4,", "10.1.1.1"),
            ("10.1.1.1", "1.2.3.4, \u{fc}", "10.1.1.1"),
            ("10.1.1.1", "10.2.2.2, 10.3.3.3", "10.1.1.1"),
            ("::ffff:10.1.1.1", "198.51.100.1", "198.51.100.1"),
            ("2001:db8:9::1", "198.51.100.1", "198.51.100.1"),
            ("2001:db8:8::1", "198.51.100.1", "2001:db8:8::"),
        ] {
            let mut headers = HeaderMap::new();
            let line = HeaderValue::from_bytes(forwarded.as_bytes()).unwrap();
            headers.insert("x-forwarded-for", line);
            let found = behind.caller(peer.parse().unwrap(), &headers);
            let expected: IpAddr = caller.parse().unwrap();
            assert_eq!(found, expected, "{peer} for {forwarded:?}");
        }
        // Two headers are one list, in their order.
        let mut headers = headers("198.51.100.1");
        let name = header::HeaderName::from_static("x-forwarded-for");
        headers.append(name, HeaderValue::from_static("unknown"));
        let peer: IpAddr = "10.1.1.1".parse().unwrap();
        assert_eq!(behind.caller(peer, &headers), peer);
    }

    #[test]
    fn addresses_of_one_ipv6_network_are_one_caller() {
        let one = network("2001:db8:1:2::1".parse().unwrap());
        assert_eq!(one, network("2001:db8:1:2:ffff::9".parse().unwrap()));
        assert_ne!(one, network("2001:db8:1:3::1".parse().unwrap()));
    }
}
