//! How the administrator wants the district to look: colours and logo, in place of the profile's.

use crate::event::{self, New};
use crate::once::Form;
use crate::time::micros;
use crate::{Asker, Error, Result, Store, once};
use ::partnership::person::Right;
use ::partnership::text::Lang;
use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::Row;
use std::sync::atomic::Ordering;

/// What the administrator has chosen; what is left open is the profile's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// Counts the changes; 0 before the first.
    pub version: i64,
    /// The colour and the second one, if there is one, as they were typed.
    pub colors: Option<(String, Option<String>)>,
    /// The logo.
    pub logo: ChosenLogo,
}

/// Which logo is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ChosenLogo {
    /// The profile's, if it has one.
    #[default]
    Profile,
    /// None.
    None,
    /// One that the administrator gave.
    Own(Logo),
}

/// A logo, without its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The fingerprint of the picture, which is its address.
    pub hash: String,
    /// `image/png` or `image/jpeg`.
    pub kind: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// What it shows, for those who do not see it, in each language; may be blank.
    pub text: [(Lang, String); 2],
}

/// A change of the look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<'a> {
    /// These colours.
    Colors(&'a str, Option<&'a str>),
    /// This logo with its picture.
    Logo(&'a Logo, &'a [u8]),
    /// The logo that is there, with these words.
    LogoText([&'a str; 2]),
    /// No logo.
    NoLogo,
    /// Everything as the profile says.
    Reset,
}

/// The fingerprint of a picture.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

impl Store {
    /// What the administrator has chosen.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub async fn look(&self) -> Result<Chosen> {
        let row = sqlx::query(
            "select version, color, second_color, logo, logo_hash, logo_kind, logo_width, logo_height,
                    logo_text_en, logo_text_es
             from look where district_id = $1",
        )
        .bind(self.district())
        .fetch_optional(&mut *self.read().await?)
        .await?;
        let Some(row) = row else {
            return Ok(Chosen::default());
        };
        let color: Option<String> = row.try_get(1)?;
        let logo = match row.try_get::<&str, _>(3)? {
            "own" => ChosenLogo::Own(Logo {
                hash: row.try_get(4)?,
                kind: row.try_get(5)?,
                width: row.try_get(6)?,
                height: row.try_get(7)?,
                text: [(Lang::En, row.try_get(8)?), (Lang::Es, row.try_get(9)?)],
            }),
            "none" => ChosenLogo::None,
            _ => ChosenLogo::Profile,
        };
        let second = row.try_get(2)?;
        Ok(Chosen {
            version: row.try_get(0)?,
            colors: color.map(|color| (color, second)),
            logo,
        })
    }

    /// The picture of a fingerprint, with its kind.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not the logo that is shown.
    pub async fn logo(&self, hash: &str) -> Result<(String, Vec<u8>)> {
        let row = sqlx::query(
            "select logo_kind, logo_bytes from look where district_id = $1 and logo = 'own' and logo_hash = $2",
        )
        .bind(self.district())
        .bind(hash)
        .fetch_optional(&mut *self.read().await?)
        .await?
        .ok_or(Error::NotFound)?;
        Ok((row.try_get(0)?, row.try_get(1)?))
    }

    /// Grows with every change of the look that this store has written.
    #[must_use]
    pub fn look_changes(&self) -> u64 {
        self.looks.load(Ordering::SeqCst)
    }

    /// Changes the look. `seen` is the version that the form was drawn for.
    ///
    /// # Errors
    /// [`Error::NotFound`] when `by` may not set the look; [`Error::Stale`] when somebody else has changed it;
    /// [`Error::Refused`] for the words of a logo that is not there.
    pub async fn set_look(
        &self,
        by: Option<&Asker>,
        change: &Change<'_>,
        seen: i64,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        if by.is_some_and(|by| !by.may(Right::SetLook)) {
            return Err(Error::NotFound);
        }
        let by = by.map(|by| by.id.as_str());
        let person = by.unwrap_or_default();
        let mut tx = self.write().await?;
        if once::answer(&mut tx, person, Form::SetLook, key)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let row = sqlx::query("select version, logo from look where district_id = $1")
            .bind(self.district())
            .fetch_optional(&mut *tx)
            .await?;
        let (version, logo) = match &row {
            Some(row) => (row.try_get(0)?, row.try_get::<&str, _>(1)?),
            None => (0_i64, "profile"),
        };
        if version != seen {
            return Err(Error::Stale);
        }
        if matches!(change, Change::LogoText(_)) && logo != "own" {
            return Err(Error::Refused);
        }
        sqlx::query(
            "insert into look (district_id, version, logo, changed_at, changed_by) values ($1, 0, 'profile', $2, $3)
             on conflict do nothing",
        )
        .bind(self.district())
        .bind(micros(at))
        .bind(by)
        .execute(&mut *tx)
        .await?;
        let statement = match change {
            Change::Colors(color, second) => {
                sqlx::query("update look set color = $1, second_color = $2 where district_id = $3")
                    .bind(*color)
                    .bind(*second)
            }
            Change::Logo(logo, bytes) => sqlx::query(
                "update look set logo = 'own', logo_hash = $1, logo_kind = $2, logo_width = $3, logo_height = $4,
                        logo_text_en = $5, logo_text_es = $6, logo_bytes = $7
                 where district_id = $8",
            )
            .bind(logo.hash.as_str())
            .bind(logo.kind.as_str())
            .bind(logo.width)
            .bind(logo.height)
            .bind(logo.text[0].1.as_str())
            .bind(logo.text[1].1.as_str())
            .bind(*bytes),
            Change::LogoText([english, spanish]) => sqlx::query(
                "update look set logo_text_en = $1, logo_text_es = $2 where district_id = $3",
            )
            .bind(*english)
            .bind(*spanish),
            Change::NoLogo => sqlx::query(
                "update look set logo = 'none', logo_hash = null, logo_kind = null, logo_width = null,
                        logo_height = null, logo_text_en = '', logo_text_es = '', logo_bytes = null
                 where district_id = $1",
            ),
            Change::Reset => sqlx::query(
                "update look set color = null, second_color = null, logo = 'profile', logo_hash = null, logo_kind = null,
                        logo_width = null, logo_height = null, logo_text_en = '', logo_text_es = '', logo_bytes = null
                 where district_id = $1",
            ),
        };
        statement.bind(self.district()).execute(&mut *tx).await?;
        sqlx::query(
            "update look set version = version + 1, changed_at = $1, changed_by = $2 where district_id = $3",
        )
        .bind(micros(at))
        .bind(by)
        .bind(self.district())
        .execute(&mut *tx)
        .await?;
        let (act, detail) = match change {
            Change::Colors(color, second) => {
                ("set-colors", json!({ "color": color, "second": second }))
            }
            Change::Logo(logo, _) => ("set-logo", json!({ "logo": logo.hash })),
            Change::LogoText(_) => ("set-logo-text", json!({})),
            Change::NoLogo => ("set-no-logo", json!({})),
            Change::Reset => ("reset-look", json!({})),
        };
        event::append(
            &mut tx,
            self.district(),
            New {
                at,
                person: by,
                subject: "district",
                subject_id: self.district(),
                act,
                detail,
            },
        )
        .await?;
        once::done(&mut tx, self.district(), person, Form::SetLook, key, "", at).await?;
        tx.commit().await?;
        // Only now: who draws a page in between would keep the old look for the new one.
        self.looks.fetch_add(1, Ordering::SeqCst);
        self.changed();
        Ok(())
    }
}
