//! The timeline of an application or a partnership: a page of its own, by kind, and as a sheet.

mod address;
mod moment;
mod page;
mod sheet;
mod told;

pub use page::{ApplicationHistoryPage, PartnershipHistoryPage};
pub use sheet::{application_csv, partnership_csv};

use super::place::{application_id, partnership_id};
use crate::current::Current;
use crate::error::AppError;
use crate::url;
use chrono::{DateTime, Utc};
use partnership::person::Right;
use store::application::{Application, Submission};
use store::timeline::{Line, Timeline, Veil, Wanted};

/// How many lines the record shows, and how many a page of the timeline does.
pub(super) const LATEST: u32 = 6;
const PAGE: u32 = 50;

/// A thing with its lines.
struct Thing {
    /// The facts of the request, with the profile that the thing is read by.
    current: Current,
    name: String,
    program: String,
    /// What it is called beside its name; blank for none.
    caption: String,
    /// Where its record stands.
    record: String,
    /// When it began.
    begun: DateTime<Utc>,
    lines: Timeline,
    /// What was sent, the newest first, as far as lines tell of sending.
    submissions: Vec<Submission>,
    /// Whether each line leads to the thing as it stood then.
    has_moments: bool,
    /// Where the timeline of what came before stands.
    before: Option<String>,
}

/// An application that the asker reads, with the profile of its version.
async fn application(current: Current, id: &str) -> Result<(Current, Application), AppError> {
    let asker = current.asker_with(Right::ReadApplications)?;
    let store = &current.site.store;
    let application = store.application(&asker, &application_id(id)?).await?;
    if application.submitted_at.is_none() {
        return Err(AppError::NotFound);
    }
    let current = current.as_of(application.profile_version)?;
    Ok((current, application))
}

impl Thing {
    async fn application(current: Current, id: &str, wanted: Wanted) -> Result<Self, AppError> {
        let (current, application) = application(current, id).await?;
        let asker = current.asker()?;
        let store = &current.site.store;
        let judging = store.judging(&asker, &application).await?;
        let veil = Veil::of(&asker, &application, &judging);
        let lines = store
            .application_timeline(&application, &veil, wanted)
            .await?;
        let is_sent = |line: &Line| line.event.act == "submit";
        let submissions = if lines.lines.iter().any(is_sent) {
            store.submissions(&application).await?
        } else {
            Vec::new()
        };
        Ok(Self {
            name: application.organization,
            program: application.title,
            caption: application.reference,
            record: url::office_application(&application.id),
            begun: application.created_at,
            lines,
            submissions,
            has_moments: true,
            before: None,
            current,
        })
    }

    async fn partnership(current: Current, id: &str, wanted: Wanted) -> Result<Self, AppError> {
        let current = current.together();
        let asker = current.asker_with(Right::ReadFigures)?;
        let store = &current.site.store;
        let partnership = store.partnership(&asker, &partnership_id(id)?).await?;
        let lines = store.partnership_timeline(&partnership, wanted).await?;
        let before = asker
            .may(Right::ReadApplications)
            .then(|| url::history(&url::office_application(&partnership.application)));
        Ok(Self {
            name: partnership.organization,
            program: partnership.title,
            caption: String::new(),
            record: url::office_partnership(&partnership.id),
            begun: partnership.approved_at,
            lines,
            submissions: Vec::new(),
            has_moments: false,
            before,
            current,
        })
    }
}
