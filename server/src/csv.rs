//! Sheets to download: the same rows and filters as the page they belong to.

use app::current::Current;
use app::error::AppError;
use axum::Extension;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

/// The list of applications.
pub async fn applications(Extension(current): Extension<Current>) -> Response {
    sheet("applications.csv", &current, app::office::applications_csv(&current).await)
}

/// The list of partnerships.
pub async fn partnerships(Extension(current): Extension<Current>) -> Response {
    sheet("partnerships.csv", &current, app::office::partnerships_csv(&current).await)
}

/// The figures behind a chart of the dashboard.
pub async fn figure(Extension(current): Extension<Current>, Path(figure): Path<String>) -> Response {
    let Some(name) = figure.strip_suffix(".csv") else { return StatusCode::NOT_FOUND.into_response() };
    sheet(&figure, &current, app::dashboard::figure_csv(&current, name).await)
}

fn sheet(name: &str, current: &Current, rows: Result<String, AppError>) -> Response {
    match rows {
        Ok(rows) => (
            [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
            ],
            // A spreadsheet takes the text for UTF-8 when it begins with this mark.
            format!("\u{feff}{rows}"),
        )
            .into_response(),
        Err(AppError::SignedOut) => Redirect::to(&app::url::sign_in(&current.path)).into_response(),
        Err(AppError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
