//! The term of a partnership: the office gives it another last day, and finds those that end soon or are over.

use crate::event::{self, New};
use crate::once::Form;
use crate::values::Values;
use crate::{Asker, Error, Result, Store, once};
use ::partnership::district::Profile;
use ::partnership::id::PartnershipId;
use ::partnership::partnership::Stage;
use ::partnership::term::soon_until;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

/// That a partnership `p` has a last day, as the index by it has it.
pub(crate) const WITH_END: &str = "(p.ends_on is null) = 0";
/// That it has none.
pub(crate) const WITHOUT_END: &str = "(p.ends_on is null) = 1 and p.ends_on is null";

/// Partnerships by their last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// It is near: from the first day to the second one.
    Soon(NaiveDate, NaiveDate),
    /// It passed before this day.
    Over(NaiveDate),
    /// There is none.
    Open,
}

impl Ends {
    /// Every way to look, as of today in a district.
    #[must_use]
    pub fn all(profile: &Profile, today: NaiveDate) -> [Self; 3] {
        let until = soon_until(today, profile.setting.ending_days);
        [Self::Soon(today, until), Self::Over(today), Self::Open]
    }

    /// The word used in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Soon(..) => "soon",
            Self::Over(_) => "over",
            Self::Open => "none",
        }
    }

    /// The condition on a partnership `p`, as the index by the last day has it.
    pub(crate) fn condition(self, values: &mut Values) -> String {
        let mut day = |day: NaiveDate| values.text(day.to_string());
        match self {
            Self::Soon(from, until) => {
                format!(
                    "{WITH_END} and p.ends_on between {} and {}",
                    day(from),
                    day(until)
                )
            }
            Self::Over(today) => {
                format!("{WITH_END} and p.ends_on < {}", day(today))
            }
            Self::Open => WITHOUT_END.to_owned(),
        }
    }
}

/// Another last day of a partnership.
#[derive(Debug, Clone, Copy)]
pub struct NewEnd<'a> {
    /// The day; none for no end.
    pub ends_on: Option<NaiveDate>,
    /// Why.
    pub reason: &'a str,
    /// The version that was seen.
    pub seen: i64,
}

impl Store {
    /// Gives a partnership that has not ended another last day, or none. The same one again changes nothing. Nobody
    /// does so for the one that came from their own application.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not decide; [`Error::Stale`]; [`Error::Refused`] for one that has
    /// ended, and for one's own.
    pub async fn set_end(
        &self,
        asker: &Asker,
        id: &PartnershipId,
        new: NewEnd<'_>,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        let person = asker.id.as_str();
        if once::answer(&mut tx, person, Form::SetEnd, key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let (stage, was) = self.movable(&mut tx, asker, id, new.seen).await?;
        if stage == Stage::Ended {
            return Err(Error::Refused);
        }
        if was != new.ends_on {
            sqlx::query("update partnership set ends_on = $1, version = version + 1 where id = $2")
                .bind(new.ends_on.map(|day| day.to_string()))
                .bind(id.as_str())
                .execute(&mut *tx)
                .await?;
            let line = New {
                at,
                person: Some(person),
                subject: "partnership",
                subject_id: id.as_str(),
                act: "set-end",
                detail: json!({ "reason": new.reason, "was_ends": was, "ends": new.ends_on }),
            };
            event::append(&mut tx, self.district(), line).await?;
        }
        once::done(&mut tx, self.district(), person, Form::SetEnd, key, "", at).await?;
        tx.commit().await?;
        self.changed();
        Ok(())
    }
}
