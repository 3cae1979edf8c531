//! Sheets to download: the same rows and filters as the page they belong to. Who takes one is noted in the log,
//! and whoever takes a list has signed in within the last quarter of an hour.

use crate::Server;
use crate::router::not_found;
use app::current::Current;
use app::error::AppError;
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

/// The list of applications.
pub async fn applications(
    server: State<Server>,
    Extension(current): Extension<Current>,
    request: Request,
) -> Response {
    let rows = app::office::applications_csv(&current).await;
    sheet("applications.csv", rows, &current, server, request).await
}

/// The list of partnerships.
pub async fn partnerships(
    server: State<Server>,
    Extension(current): Extension<Current>,
    request: Request,
) -> Response {
    let rows = app::office::partnerships_csv(&current).await;
    sheet("partnerships.csv", rows, &current, server, request).await
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

async fn sheet(
    name: &str,
    rows: Result<String, AppError>,
    current: &Current,
    server: State<Server>,
    request: Request,
) -> Response {
    let person = current.person.as_ref().map(|person| person.id.as_str());
    match &rows {
        Ok(_) => tracing::info!(person, name, "a sheet was taken"),
        Err(error) => error.note("sheet", Some(current)),
    }
    match rows {
        Ok(rows) => (
            [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (
                    header::CONTENT_DISPOSITION,
                    format!("attachment; filename=\"{name}\""),
                ),
            ],
            // A spreadsheet takes the text for UTF-8 when it begins with this mark.
            format!("\u{feff}{rows}"),
        )
            .into_response(),
        Err(AppError::SignedOut) => Redirect::to(&app::url::sign_in(&current.path)).into_response(),
        // Back to the list, where the sheet is one click away: a sign-in form cannot lead to a download.
        Err(AppError::Confirm) => {
            let list = current.path.replacen(".csv", "", 1);
            Redirect::to(&app::url::confirm_sheet(&list)).into_response()
        }
        Err(AppError::NotFound) => not_found(server, request).await,
        Err(_) => {
            let text = format!(
                "Something went wrong on our side. Try again. If it happens again, tell the office this number: {}",
                current.request
            );
            (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
        }
    }
}
