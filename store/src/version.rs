//! With which versions of the profile applications began.

use crate::{Result, Store};
use sqlx::Row;

impl Store {
    /// Each version of the profile with which an application began, drafts too, and how many did; the lowest
    /// first.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn profile_versions(&self) -> Result<Vec<(u32, usize)>> {
        let rows = sqlx::query(
            "select profile_version, count(*) from application where district_id = $1 group by profile_version order by 1",
        )
        .bind(self.district())
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.iter()
            .map(|row| {
                let count: i64 = row.try_get(1)?;
                Ok((row.try_get(0)?, usize::try_from(count).unwrap_or_default()))
            })
            .collect()
    }
}
