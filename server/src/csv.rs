//! Sheets to download: the same rows and filters as the page they belong to. Who takes one is noted in the log,
//! and whoever takes a list has signed in within the last quarter of an hour.

use crate::Server;
use crate::router::not_found;
use app::current::Current;
use app::error::AppError;
use app::sheet::Kind;
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

/// A page to print loads its style, and nothing else.
const PAPER: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
);

/// Whether a route leads to a sheet, of any kind.
#[must_use]
pub fn is_sheet(route: &str) -> bool {
    let ends = [".csv", ".xlsx", ".html", "/dashboard/{figure}"];
    route.starts_with("/office/") && ends.iter().any(|end| route.ends_with(end))
}

/// A list of the office as a file: which one, and of which kind, says the end of its address.
pub async fn list(
    server: State<Server>,
    Extension(current): Extension<Current>,
    request: Request,
) -> Response {
    let path = request.uri().path();
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    match app::office::list_file(&current, &name).await {
        Ok((bytes, kind)) => {
            taken(&current, &name);
            let of_kind = match kind {
                Kind::Csv => "text/csv; charset=utf-8",
                Kind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                Kind::Html => {
                    let head = [(header::CONTENT_SECURITY_POLICY, PAPER)];
                    return (head, Html(bytes)).into_response();
                }
            };
            file(&name, of_kind, bytes)
        }
        Err(error) => failed(error, &name, &current, server, request).await,
    }
}

/// Notes who takes a sheet.
fn taken(current: &Current, name: &str) {
    let person = current.person.as_ref().map(|person| person.id.as_str());
    tracing::info!(person, name, "a sheet was taken");
}

/// A file to be put away.
fn file(name: &str, kind: &str, bytes: Vec<u8>) -> Response {
    let put_away = format!("attachment; filename=\"{name}\"");
    (
        [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_DISPOSITION, put_away),
        ],
        bytes,
    )
        .into_response()
}

/// How the form is used.
pub async fn form_use(
    server: State<Server>,
    Extension(current): Extension<Current>,
    request: Request,
) -> Response {
    let rows = app::form_use::form_use_csv(&current).await;
    sheet("form-use.csv", rows, &current, server, request).await
}

/// Who held which role when.
pub async fn roles(
    server: State<Server>,
    Extension(current): Extension<Current>,
    request: Request,
) -> Response {
    let rows = app::office::roles_csv(&current).await;
    sheet("roles.csv", rows, &current, server, request).await
}

/// The timeline of an application.
pub async fn application_history(
    server: State<Server>,
    Extension(current): Extension<Current>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let rows = app::office::application_history_csv(&current, &id).await;
    sheet("history.csv", rows, &current, server, request).await
}

/// The timeline of a partnership.
pub async fn partnership_history(
    server: State<Server>,
    Extension(current): Extension<Current>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let rows = app::office::partnership_history_csv(&current, &id).await;
    sheet("history.csv", rows, &current, server, request).await
}

/// The figures behind a chart of the dashboard.
pub async fn figure(
    server: State<Server>,
    Extension(current): Extension<Current>,
    Path(figure): Path<String>,
    request: Request,
) -> Response {
    let rows = if figure.ends_with(".csv") {
        app::dashboard::figure_csv(&current, &figure).await
    } else {
        Err(AppError::NotFound)
    };
    sheet(&figure, rows, &current, server, request).await
}

/// A sheet of this name, or why there is none.
async fn sheet(
    name: &str,
    rows: Result<String, AppError>,
    current: &Current,
    server: State<Server>,
    request: Request,
) -> Response {
    match rows {
        Ok(rows) => {
            taken(current, name);
            // A spreadsheet takes the text for UTF-8 when it begins with this mark.
            let bytes = format!("\u{feff}{rows}").into_bytes();
            file(name, "text/csv; charset=utf-8", bytes)
        }
        Err(error) => failed(error, name, current, server, request).await,
    }
}

async fn failed(
    error: AppError,
    name: &str,
    current: &Current,
    server: State<Server>,
    request: Request,
) -> Response {
    error.note("sheet", Some(current));
    match error {
        AppError::SignedOut => Redirect::to(&app::url::sign_in(&current.path)).into_response(),
        // Back to the list, where the sheet is one click away: a sign-in form cannot lead to a download.
        AppError::Confirm => {
            let ending = name.find('.').map_or("", |at| &name[at..]);
            let list = current.path.replacen(ending, "", 1);
            let list = list
                .replacen("rows=page&", "", 1)
                .replacen("&rows=page", "", 1);
            Redirect::to(&app::url::confirm_sheet(&list)).into_response()
        }
        AppError::NotFound => not_found(server, request).await,
        _ => {
            let text = format!(
                "Something went wrong on our side. Try again. If it happens again, tell the office this number: {}",
                current.request
            );
            (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
        }
    }
}
