//! Figures for whoever runs the server, as Prometheus reads them: on a port of their own, which only this
//! machine reaches. They hold routes, never addresses or people.

use crate::Server;
use anyhow::Context;
use axum::Router;
use axum::extract::State;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::net::SocketAddr;
use std::sync::atomic::AtomicU64;
use std::time::Duration;
use store::upkeep::Load;
use tokio::net::TcpListener;

/// The bounds of the durations, in seconds.
const BOUNDS: [f64; 10] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    method: String,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SignIn {
    /// `begun` or `refused`.
    result: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Connections {
    /// `reader` or `writer`.
    pool: &'static str,
    /// `open` or `idle`.
    state: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Mails {
    /// `waiting` for the first try, `failed` and to be tried again, or `given-up`.
    state: &'static str,
}

/// All figures of a server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    sign_ins: Family<SignIn, Counter>,
    refused_connections: Counter,
    connections: Gauge,
    pools: Family<Connections, Gauge>,
    mails: Family<Mails, Gauge>,
    signed_in: Gauge,
    started: Gauge<f64, AtomicU64>,
}

/// A connection that is open.
#[derive(Debug)]
pub struct Connected(Gauge);

impl Drop for Connected {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("trellis"),
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(BOUNDS)),
            sign_ins: Family::default(),
            refused_connections: Counter::default(),
            connections: Gauge::default(),
            pools: Family::default(),
            mails: Family::default(),
            signed_in: Gauge::default(),
            started: Gauge::default(),
        };
        let r = &mut metrics.registry;
        r.register("requests", "Requests answered", metrics.requests.clone());
        let duration = metrics.durations.clone();
        let help = "From the head of a request to the head of its answer";
        r.register_with_unit("request_duration", help, Unit::Seconds, duration);
        r.register(
            "sign_ins",
            "Codes and links tried",
            metrics.sign_ins.clone(),
        );
        let refused = metrics.refused_connections.clone();
        r.register(
            "refused_connections",
            "Connections without a place",
            refused,
        );
        r.register(
            "connections",
            "Connections open",
            metrics.connections.clone(),
        );
        let pools = metrics.pools.clone();
        r.register("database_connections", "Connections to the database", pools);
        r.register("mails", "Mails not yet sent", metrics.mails.clone());
        let signed_in = metrics.signed_in.clone();
        r.register("signed_in_browsers", "Browsers signed in now", signed_in);
        let started = metrics.started.clone();
        r.register(
            "start_time",
            "When the server started, in seconds since 1970",
            started,
        );
        metrics
    }
}

impl Metrics {
    /// Notes an answer.
    pub fn answered(&self, method: &Method, route: &str, answer: &Response, took: Duration) {
        let route = route.to_owned();
        if route.starts_with("/api/sign_in_with_") {
            // Only a sign-in that has begun gives its cookie, whose name ends so.
            let cookies = answer.headers().get_all(header::SET_COOKIE);
            let begun = cookies
                .iter()
                .any(|cookie| cookie.to_str().is_ok_and(|text| text.contains("trellis=")));
            let result = if begun { "begun" } else { "refused" };
            self.sign_ins.get_or_create(&SignIn { result }).inc();
        }
        // Anybody may invent a method: the known ones only, so that the list stays short.
        let known = [Method::GET, Method::HEAD, Method::POST].contains(method);
        let request = Request {
            method: if known { method.as_str() } else { "other" }.to_owned(),
            route: route.clone(),
            status: answer.status().as_u16(),
        };
        self.requests.get_or_create(&request).inc();
        let duration = self.durations.get_or_create(&Route { route });
        duration.observe(took.as_secs_f64());
    }

    /// Notes a connection that found no place.
    pub fn connection_refused(&self) {
        self.refused_connections.inc();
    }

    /// Counts a connection as open until the mark is dropped.
    #[must_use]
    pub fn connected(&self) -> Connected {
        self.connections.inc();
        Connected(self.connections.clone())
    }

    /// Notes when the server started.
    pub fn started(&self, at: chrono::DateTime<chrono::Utc>) {
        self.started.set(at.timestamp() as f64);
    }

    /// The figures as text, with those of the database as they are now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn text(&self, server: &Server) -> anyhow::Result<String> {
        let mut now = Load::default();
        for district in server.districts.iter() {
            now += district.site.store.load(server.clock.now()).await?;
        }
        for (pool, (open, idle)) in [("reader", now.readers), ("writer", now.writers)] {
            let gauge = |state| self.pools.get_or_create_owned(&Connections { pool, state });
            gauge("open").set(i64::from(open));
            gauge("idle").set(i64::try_from(idle).unwrap_or(i64::MAX));
        }
        for (state, count) in [
            ("waiting", now.mails_waiting),
            ("failed", now.mails_failed),
            ("held", now.mails_held),
            ("given-up", now.mails_given_up),
        ] {
            self.mails.get_or_create(&Mails { state }).set(count);
        }
        self.signed_in.set(now.signed_in);
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// Shows the figures at `/metrics` of an address of this machine, for as long as it is polled.
///
/// # Errors
/// One sentence when the address cannot be used.
pub async fn show(server: Server, address: SocketAddr) -> anyhow::Result<impl Future<Output = ()>> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("TRELLIS_METRICS: {address} cannot be used"))?;
    let router = Router::new()
        .route("/metrics", get(page))
        .with_state(server);
    Ok(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::warn!(%error, "the figures are no longer shown");
        }
    })
}

async fn page(State(server): State<Server>) -> Response {
    match server.metrics.text(&server).await {
        Ok(text) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Err(error) => {
            tracing::warn!(%error, "the figures cannot be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
