//! Every route of the server and the layers around them.

use crate::config::Config;
use crate::district::{District, Districts, Opened};
use crate::limit::Limits;
use crate::metrics::Metrics;
use crate::refusal::panicked;
use crate::serve::Patience;
use crate::time::Clock;
use crate::{
    asset, bound, busy, csv, current, door, health, html, log, look, public, refusal, secure,
    undone, upload,
};
use app::current::Current;
use app::routes::App;
use app::shell::shell;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRef, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Request, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::config::LeptosOptions;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list};
use std::ops::Deref;
use std::sync::Arc;
use tokio::sync::Semaphore;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// The largest body of a request: 2 MiB.
pub const BODY_LIMIT: usize = 2 * 1024 * 1024;

/// The server: what every request can reach. There is one of it, however many hold it.
#[derive(Clone)]
pub struct Server(Arc<Shared>);

/// What is shared.
#[derive(Clone)]
pub struct Shared {
    /// The districts that are served.
    pub districts: Arc<Districts>,
    /// The settings.
    pub config: Arc<Config>,
    /// How many requests a caller may still make.
    pub limits: Arc<Limits>,
    /// What time it is.
    pub clock: Clock,
    /// How long it waits for those it speaks with.
    pub patience: Patience,
    /// Room for requests that are answered at once.
    pub room: Arc<Semaphore>,
    /// The pages that are drawn and those that found no room.
    pub pages: Arc<busy::Pages>,
    /// Room for steps with files that are received at once.
    pub uploads: Arc<Semaphore>,
    /// Room for files that are checked at once.
    pub checks: Arc<Semaphore>,
    /// Figures for whoever runs it.
    pub metrics: Arc<Metrics>,
    /// Whether something can be written.
    pub writing: Arc<health::Writing>,
    options: Arc<LeptosOptions>,
}

impl Deref for Server {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl FromRef<Server> for LeptosOptions {
    fn from_ref(server: &Server) -> Self {
        (*server.options).clone()
    }
}

impl Server {
    /// A server of one district, which is the whole of the settings.
    ///
    /// # Errors
    /// When the district's time zone does not exist, or its logo cannot be read.
    pub fn new(
        versions: impl Into<partnership::district::version::Versions>,
        store: store::Store,
        config: Config,
        clock: Clock,
    ) -> anyhow::Result<Self> {
        let versions = versions.into();
        let opened = Opened {
            logo: crate::profile::logo(&config.profile, &versions.newest().look)?,
            versions,
            store,
            folder: config.data.clone(),
            base_url: config.base_url.clone(),
            mail_from: config.mail_from.clone(),
        };
        Self::of(vec![opened], config, clock)
    }

    /// A server of these districts.
    ///
    /// # Errors
    /// One sentence when a district's time zone does not exist.
    pub fn of(opened: Vec<Opened>, config: Config, clock: Clock) -> anyhow::Result<Self> {
        let options = LeptosOptions::builder()
            .output_name("trellis")
            .site_pkg_dir("pkg")
            .build();
        let districts = Districts::new(opened, config.is_list(), config.is_development())?;
        Ok(Self(Arc::new(Shared {
            districts: Arc::new(districts),
            room: Arc::new(Semaphore::new(config.requests.min(Semaphore::MAX_PERMITS))),
            pages: Arc::default(),
            limits: Arc::new(Limits::new(&config)),
            config: Arc::new(config),
            clock,
            patience: Patience::default(),
            uploads: Arc::new(Semaphore::new(upload::AT_ONCE)),
            checks: Arc::new(Semaphore::new(upload::CHECKS)),
            metrics: Arc::default(),
            writing: Arc::default(),
            options: Arc::new(options),
        })))
    }

    /// The same with other patience.
    #[must_use]
    pub fn waiting(&self, patience: Patience) -> Self {
        Self(Arc::new(Shared {
            patience,
            ..(*self.0).clone()
        }))
    }

    /// The district that a request is for. There is none for what the server answers for itself.
    #[must_use]
    pub fn district<B>(&self, request: &Request<B>) -> Option<Arc<District>> {
        let found = request.extensions().get::<Arc<District>>();
        found.or_else(|| self.districts.everywhere()).cloned()
    }

    /// Whether browsers reach over https what a request is for.
    #[must_use]
    pub fn is_https<B>(&self, request: &Request<B>) -> bool {
        self.district(request).map_or_else(
            || {
                self.districts
                    .iter()
                    .all(|district| district.site.is_https())
            },
            |district| district.site.is_https(),
        )
    }
}

/// The whole server as a value: give it a request, and it answers. Each stack of layers names the outermost first.
pub fn router(server: Server) -> Router {
    let of_a_district = Router::new()
        .route(
            "/office/applications/{id}/history.csv",
            get(csv::application_history),
        )
        .route(
            "/office/partnerships/{id}/history.csv",
            get(csv::partnership_history),
        )
        .route("/office/people/roles.csv", get(csv::roles))
        .route("/office/people.csv", get(csv::list))
        .route("/office/people.xlsx", get(csv::list))
        .route("/office/people.html", get(csv::list))
        .route("/office/form-use.csv", get(csv::form_use))
        .route("/office/applications.csv", get(csv::list))
        .route("/office/applications.xlsx", get(csv::list))
        .route("/office/applications.html", get(csv::list))
        .route("/office/organizations.csv", get(csv::list))
        .route("/office/organizations.xlsx", get(csv::list))
        .route("/office/organizations.html", get(csv::list))
        .route("/office/partnerships.csv", get(csv::list))
        .route("/office/partnerships.xlsx", get(csv::list))
        .route("/office/partnerships.html", get(csv::list))
        .route("/office/dashboard/{figure}", get(csv::figure))
        .route("/files/{file}", get(upload::read))
        .route("/api/save_step_with_files", post(upload::send))
        .route("/api/add_note", post(upload::send))
        .route("/api/send_message", post(upload::send))
        .route("/api/send_message_to_office", post(upload::send))
        .leptos_routes_with_context(&server, generate_route_list(App), provide, {
            let options = server.options.clone();
            move || shell((*options).clone())
        })
        .fallback(not_found)
        .layer(
            ServiceBuilder::new()
                .layer(from_fn_with_state(server.clone(), public::page))
                .layer(
                    CompressionLayer::new()
                        .br(true)
                        .gzip(true)
                        .quality(tower_http::CompressionLevel::Fastest)
                        .compress_when(upload::worth_packing()),
                )
                .layer(from_fn_with_state(server.clone(), crate::limit::limit))
                .layer(from_fn_with_state(server.clone(), secure::same_origin))
                .layer(from_fn_with_state(server.clone(), health::sound))
                .layer(from_fn_with_state(server.clone(), bound::whole))
                .layer(from_fn_with_state(server.clone(), busy::shed))
                .layer(from_fn_with_state(server.clone(), current::provide))
                .layer(from_fn_with_state(server.clone(), html::valid))
                .layer(from_fn_with_state(server.clone(), act))
                .layer(from_fn(look::form)),
        )
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/theme.css", get(look::theme))
        .route("/logo/{hash}", get(look::logo))
        .route("/pkg/{*file}", get(asset::pkg))
        .route("/favicon.svg", get(asset::favicon))
        .route("/favicon.ico", get(asset::favicon))
        .route("/.well-known/security.txt", get(crate::contact::security))
        .layer(
            ServiceBuilder::new()
                .layer(from_fn_with_state(server.clone(), secure::headers))
                .layer(from_fn_with_state(server.clone(), log::note))
                .layer(from_fn_with_state(server.clone(), refusal::spoken))
                .layer(from_fn_with_state(server.clone(), bound::size_and_time))
                .layer(DefaultBodyLimit::disable())
                .layer(CatchPanicLayer::custom(panicked)),
        )
        .with_state(server.clone());
    // Before any route: the path of a district is taken from the address before a route is looked for.
    Router::new()
        .fallback_service(of_a_district)
        .layer(from_fn_with_state(server, door::find))
}

/// Stands before the server functions, whose routes Leptos makes. A form that cannot be read at all is sent
/// back to where it says it came from, and so only to a page of this very site.
async fn act(State(server): State<Server>, request: Request<Body>, next: Next) -> Response {
    let is_act = request.method() == Method::POST;
    let district = server.district(&request);
    let response = next.run(request).await;
    if !is_act {
        return response;
    }
    let mut response = undone::answered(response).await;
    if let Some(location) = response.headers().get(header::LOCATION) {
        let path = location.to_str().unwrap_or_default();
        let path = district
            .and_then(|district| path.strip_prefix(district.site.base_url.as_str()))
            .unwrap_or(path);
        let stays = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
        let location = HeaderValue::from_str(if stays { path } else { "/" })
            .unwrap_or(HeaderValue::from_static("/"));
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// Gives a page the facts of its request, and the policy that allows only its own scripts.
fn provide() {
    let current =
        use_context::<Parts>().and_then(|parts| parts.extensions.get::<Current>().cloned());
    if let Some(current) = current {
        provide_context(current);
    }
    if let (Some(nonce), Some(options)) =
        (leptos::nonce::use_nonce(), use_context::<ResponseOptions>())
        && let Ok(policy) = HeaderValue::from_str(&secure::policy(&nonce))
    {
        options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Draws the page for an address that leads nowhere. One with a slash too many leads to the page without it.
pub(crate) async fn not_found(State(server): State<Server>, request: Request<Body>) -> Response {
    let path = request.uri().path();
    if request.method() == Method::GET && path.len() > 1 && path.ends_with('/') {
        let query = request
            .uri()
            .query()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        return Redirect::to(&format!("/{}{query}", path.trim_matches('/'))).into_response();
    }
    let options = server.options.clone();
    let draw =
        leptos_axum::render_app_async_with_context(provide, move || shell((*options).clone()));
    let mut response = draw(request).await.into_response();
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
