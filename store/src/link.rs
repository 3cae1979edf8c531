//! What a sign-in link says before its button is pressed.

use crate::time::micros;
use crate::{Result, Store, fresh};
use ::partnership::person::Email;
use chrono::{DateTime, Utc};

impl Store {
    /// The address that a link signs in, for whoever opens it to see before they press its button. `None`
    /// for a link that signs nobody in.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn address_of_link(&self, secret: &str, at: DateTime<Utc>) -> Result<Option<Email>> {
        let email: Option<String> = sqlx::query_scalar(
            "select email from sign_in_code
             where link_hash = $1 and district_id = $2 and consumed_at is null and expires_at > $3",
        )
        .bind(fresh::hash(secret))
        .bind(self.district())
        .bind(micros(at))
        .fetch_optional(&mut *self.read().await?)
        .await?;
        Ok(email.and_then(|email| Email::parse(&email)))
    }
}
