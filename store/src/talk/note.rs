//! Writing a note, and naming colleagues in it.

use super::CONFIDENTIAL;
use super::colleague::NAMEABLE;
use super::write::{Came, NewNote, Written, hashes, next};
use crate::mail::{self, Cause};
use crate::once::Form;
use crate::time::micros;
use crate::upload::{Carrier, NewRow, Room};
use crate::{Asker, Error, Result, Store, fresh, once, seal};
use ::partnership::application::Side;
use ::partnership::id::{ApplicationId, PersonId};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

impl Store {
    /// Writes a note that only the office reads, and tells the colleagues whom it names; where it is confidential,
    /// nobody else learns of it. Its line of history holds a seal of the text and never the text.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody but the office, and when it names somebody who cannot be named
    /// ([`Store::colleagues`]); [`Error::Refused`] for one that is confidential and names nobody, or has too many
    /// files; [`Error::File`].
    pub async fn write_note(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        mut note: NewNote<'_>,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<Written> {
        if note.is_confidential && note.told.is_empty() {
            return Err(Error::Refused);
        }
        let beside = std::mem::take(&mut note.beside);
        let kept = self.kept_beside(asker, (Form::Note, key), beside).await?;
        let Some((rows, room)) = kept else {
            return Ok(Written::Done);
        };
        let came = self.note_written(asker, id, &note, (&rows, room), key, at);
        let came = came.await;
        self.settled(&rows, came).await
    }

    async fn note_written(
        &self,
        asker: &Asker,
        id: &ApplicationId,
        note: &NewNote<'_>,
        (rows, room): (&[NewRow], Room),
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<Came> {
        let person = asker.id.as_str();
        let mut tx = self.write().await?;
        if once::answer(&mut tx, person, Form::Note, key)
            .await?
            .is_some()
        {
            return Ok(Came::Before);
        }
        if self.find_for_act(&mut tx, asker, id).await?.1 != Side::Office {
            return Err(Error::NotFound);
        }
        let note_id = fresh::id();
        sqlx::query(
            "insert into note (id, district_id, application_id, person_id, body, written_at, is_confidential, number)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&note_id)
        .bind(self.district())
        .bind(id.as_str())
        .bind(person)
        .bind(note.body)
        .bind(micros(at))
        .bind(note.is_confidential)
        .bind(next(&mut tx, id).await?)
        .execute(&mut *tx)
        .await?;
        let names = self.tell(&mut tx, id, &note_id, note.told).await?;
        let carrier = Carrier::Note(&note_id);
        if let Some((place, full)) = self
            .add_beside(&mut tx, (id, person), carrier, (rows, room), at)
            .await?
        {
            return Ok(Came::Full(place, full));
        }
        // The text stays where it is; its seal makes a change of it show. Of a confidential one the line names the note,
        // by which it is known who may read the line, and nobody.
        let seal = seal::digest(&note_id, &[note.body]);
        let files = hashes(rows);
        let (act, mail_act, detail) = if note.is_confidential {
            let detail = json!({ "seal": seal, "files": files, "note_id": note_id });
            (CONFIDENTIAL, CONFIDENTIAL, detail)
        } else {
            let detail = json!({ "seal": seal, "files": files, "told": names });
            ("note", "mention", detail)
        };
        self.log(&mut tx, person, id.as_str(), act, detail, at)
            .await?;
        let cause = Cause {
            person,
            key,
            act: mail_act,
            application: Some(id.as_str()),
            at,
        };
        mail::enqueue(&mut tx, self.district(), cause, note.mails).await?;
        once::done(&mut tx, self.district(), person, Form::Note, key, "", at).await?;
        tx.commit().await?;
        Ok(Came::Written)
    }

    /// Names the colleagues in a note. Gives their names.
    async fn tell(
        &self,
        tx: &mut SqliteConnection,
        id: &ApplicationId,
        note: &str,
        told: &[PersonId],
    ) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for colleague in told {
            let sql = format!(
                "select coalesce(nullif(p.name, ''), p.email) from person p where p.id = $3 and {NAMEABLE}"
            );
            let name: Option<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .bind(self.district())
                .bind(id.as_str())
                .bind(colleague.as_str())
                .fetch_optional(&mut *tx)
                .await?;
            names.push(name.ok_or(Error::NotFound)?);
            sqlx::query(
                "insert into note_reader (note_id, person_id, district_id) values ($1, $2, $3) on conflict do nothing",
            )
            .bind(note)
            .bind(colleague.as_str())
            .bind(self.district())
            .execute(&mut *tx)
            .await?;
        }
        names.sort();
        names.dedup();
        Ok(names)
    }
}
