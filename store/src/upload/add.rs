//! Adding files: the bytes are safe before the rows are written, and each file finds room or goes again.

use super::draft::touch;
use super::{Arrived, Full, Place, Room};
use crate::once::Form;
use crate::time::micros;
use crate::{Asker, Result, Store, once};
use ::partnership::form::file::{FileType, Handed};
use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

impl Store {
    /// Adds files to a draft, each as long as there is room, and tells what became of each, in their order.
    /// The bytes are safe on the disk before the rows are written; should that fail, they go again. A form
    /// that was sent before (`key`) adds nothing: then the answer is empty.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody who does not work on it; [`Error::Refused`] when the step is not open;
    /// [`Error::File`].
    pub async fn add_files(
        &self,
        asker: &Asker,
        place: Place<'_>,
        files: Vec<Arrived>,
        room: Room,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<Vec<std::result::Result<Handed, Full>>> {
        // Without a second look below, two forms at once could both pass this one; it spares the work.
        if files.is_empty() || self.was_done(asker, Form::AddFiles, key).await? {
            return Ok(Vec::new());
        }
        let rows = self.keep_files(files).await?;
        let ids: Vec<String> = rows.iter().map(|row| row.handed.id.clone()).collect();
        match self.write_rows(asker, place, rows, room, key, at).await {
            Ok(done) => {
                let kept = |id: &String| {
                    let handed = done.iter().flatten();
                    handed.into_iter().any(|handed| handed.id == *id)
                };
                self.forget(ids.iter().filter(|id| !kept(id))).await;
                Ok(done)
            }
            Err(error) => {
                self.forget(ids.iter()).await;
                Err(error)
            }
        }
    }

    /// Gives files their place in the folder, to be written into rows or to be forgotten.
    pub(crate) async fn keep_files(&self, files: Vec<Arrived>) -> Result<Vec<NewRow>> {
        let mut rows = Vec::new();
        for arrived in files {
            let Arrived {
                field,
                max,
                name,
                kind,
                part,
            } = arrived;
            let handed = Handed {
                id: part.id.clone(),
                size: part.size(),
                name,
            };
            let sha256 = part.sha256();
            let id = handed.id.clone();
            rows.push(NewRow {
                field,
                max,
                kind,
                handed,
                sha256,
            });
            if let Err(error) = self.folder().keep(part).await {
                self.forget(rows.iter().map(NewRow::id)).await;
                tracing::warn!(id, "a file could not be kept");
                return Err(error.into());
            }
        }
        Ok(rows)
    }

    async fn write_rows(
        &self,
        asker: &Asker,
        place: Place<'_>,
        rows: Vec<NewRow>,
        room: Room,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<Vec<std::result::Result<Handed, Full>>> {
        let person = asker.id.as_str();
        let id = place.application.as_str();
        let mut tx = self.write().await?;
        self.find_open(&mut tx, asker, place.application, place.slug, place.open)
            .await?;
        if once::answer(&mut tx, person, Form::AddFiles, key)
            .await?
            .is_some()
        {
            return Ok(Vec::new());
        }
        let (mut of_application, mut of_district) = self.taken(&mut tx, id).await?;
        let mut done = Vec::new();
        for row in rows {
            let held: i64 = sqlx::query_scalar(
                "select count(*) from upload where application_id = $1 and slug = $2 and field = $3 and removed_at is null",
            )
            .bind(id)
            .bind(place.slug)
            .bind(&row.field)
            .fetch_one(&mut *tx)
            .await?;
            let size = row.handed.size;
            let full = if usize::try_from(held).unwrap_or(usize::MAX) >= row.max {
                Some(Full::Question)
            } else if of_application + size > room.application {
                Some(Full::Application)
            } else if of_district + size > room.district {
                Some(Full::District)
            } else {
                None
            };
            if let Some(full) = full {
                done.push(Err(full));
                continue;
            }
            sqlx::query(
                "insert into upload (id, district_id, application_id, slug, field, name, kind, size, sha256, person_id, added_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .bind(&row.handed.id)
            .bind(self.district())
            .bind(id)
            .bind(place.slug)
            .bind(&row.field)
            .bind(&row.handed.name)
            .bind(row.kind.word())
            .bind(i64::try_from(size).unwrap_or(i64::MAX))
            .bind(&row.sha256)
            .bind(person)
            .bind(micros(at))
            .execute(&mut *tx)
            .await?;
            of_application += size;
            of_district += size;
            done.push(Ok(row.handed));
        }
        touch(&mut tx, self.district(), id, place.slug, at).await?;
        once::done(
            &mut tx,
            self.district(),
            person,
            Form::AddFiles,
            key,
            "",
            at,
        )
        .await?;
        tx.commit().await?;
        Ok(done)
    }

    /// Bytes of the files of an application, and of the district.
    pub(super) async fn taken(
        &self,
        tx: &mut SqliteConnection,
        application: &str,
    ) -> Result<(u64, u64)> {
        let (own, all): (i64, i64) = sqlx::query_as(
            "select (select coalesce(sum(size), 0) from upload where application_id = $1),
                    (select coalesce(sum(size), 0) from upload where district_id = $2)",
        )
        .bind(application)
        .bind(self.district())
        .fetch_one(tx)
        .await?;
        Ok((own.unsigned_abs(), all.unsigned_abs()))
    }
}

/// A row to be written.
#[derive(Debug)]
pub(crate) struct NewRow {
    field: String,
    max: usize,
    pub(super) kind: FileType,
    pub(super) handed: Handed,
    sha256: String,
}

impl NewRow {
    /// Its id.
    pub(crate) fn id(&self) -> &String {
        &self.handed.id
    }

    /// The SHA-256 of its bytes.
    pub(crate) fn sha256(&self) -> &str {
        &self.sha256
    }
}
