//! For whom a code was asked, so that the log can name them by their id alone.

use crate::person::person_id;
use crate::{Result, Store};
use ::partnership::id::PersonId;

impl Store {
    /// The person whose address a code was asked for under this name; nobody when none was, or the address has
    /// no person yet.
    ///
    /// # Errors
    /// [`crate::Error::Db`].
    pub async fn person_of_request(&self, request: &str) -> Result<Option<PersonId>> {
        let id: Option<String> = sqlx::query_scalar(
            "select p.id from sign_in_code c join person p on p.district_id = c.district_id and p.email = c.email
             where c.id = $1 and c.district_id = $2",
        )
        .bind(request)
        .bind(self.district())
        .fetch_optional(&mut *self.read().await?)
        .await?;
        id.as_deref().map(person_id).transpose()
    }
}
