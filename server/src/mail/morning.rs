//! What goes out in the morning of a district: reminders, and the one mail of a day for those who chose that.

use crate::district::District;
use crate::time::last_morning;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use partnership::district::reminder::Reminder;
use store::mail::Rules;

/// Writes the mails of the last morning into the out-box, each once. What happened just before it, and is being
/// written, is waited for. However long the server was off, there is one morning to make up for, and not one for
/// each day.
pub(super) async fn write(district: &District, now: DateTime<Utc>) -> store::Result<()> {
    let site = &district.site;
    let settled = now - TimeDelta::minutes(1);
    let reminder = &site.profile.reminder;
    let (morning, day) = last_morning(settled, site.time_zone, reminder.hour.into());
    if reminder.is_working(day) {
        let kept = site.profile.setting.draft_days;
        remind(district, rules(reminder, kept, (morning, day)), now).await?;
    }
    tell(district, (morning, day), now).await
}

/// From when on what is reminded of on this morning.
fn rules(reminder: &Reminder, kept: u16, (morning, day): (DateTime<Utc>, NaiveDate)) -> Rules {
    let before = |days: u16| {
        let day = day.checked_sub_days(Days::new(days.into()));
        day.filter(|_| days > 0)
    };
    let ago = |days: u16| morning - TimeDelta::days(days.into());
    Rules {
        // What is older than a draft is kept, nobody is reminded of any more.
        drafts: (reminder.draft_days > 0).then(|| (ago(kept), ago(reminder.draft_days))),
        changes: before(reminder.change_days),
        reviews: before(reminder.review_days),
    }
}

async fn remind(district: &District, rules: Rules, now: DateTime<Utc>) -> store::Result<()> {
    let store = &district.site.store;
    loop {
        let due = store.reminded(rules).await?;
        for of in &due {
            let mails = app::mail::remind::remind(&district.site, of);
            store.remind(of, &mails, now).await?;
        }
        if due.is_empty() {
            return Ok(());
        }
    }
}

/// Tells those who chose so what happened before the morning.
async fn tell(
    district: &District,
    (morning, day): (DateTime<Utc>, NaiveDate),
    now: DateTime<Utc>,
) -> store::Result<()> {
    let site = &district.site;
    let mut told = usize::MAX;
    loop {
        let digests = site.store.digests(morning).await?;
        // Whoever was told this day already is told the rest tomorrow.
        if digests.is_empty() || digests.len() == told {
            return Ok(());
        }
        told = digests.len();
        for digest in digests {
            let mail = app::mail::digest::digest(site, &digest);
            site.store
                .send_digest(&digest, &mail, (morning, day), now)
                .await?;
        }
    }
}
