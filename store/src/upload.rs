//! Files that people hand in: beside a draft, a message or a note, and read by those who may read that.

mod add;
mod beside;
pub mod care;
mod draft;

pub(crate) use add::NewRow;
pub(crate) use beside::Carrier;
pub(crate) use draft::{drop_files, drop_item, read_files, send_files};

use crate::folder::Part;
use crate::{Asker, Error, Result, Store};
use ::partnership::form::file::FileType;
use ::partnership::id::ApplicationId;
use chrono::{DateTime, Utc};
use draft::{take_out, touch};
use sqlx::Row;
use tokio::fs::File;

/// A file as it is served.
#[derive(Debug)]
pub struct Upload {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: FileType,
    /// Bytes.
    pub size: u64,
    /// The bytes.
    pub file: File,
}

/// A file that came and was found good, before it has its place.
#[derive(Debug)]
pub struct Arrived {
    /// The question it answers.
    pub field: String,
    /// The most files of that question.
    pub max: usize,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: FileType,
    /// Its bytes.
    pub part: Part,
}

/// How much room there is, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Room {
    /// For all files of one application.
    pub application: u64,
    /// For all files of the district.
    pub district: u64,
}

/// Why a file got no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Full {
    /// The question has as many files as it takes.
    Question,
    /// The application holds as much as it may.
    Application,
    /// The district holds as much as it may.
    District,
}

/// Where files are added.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The application.
    pub application: &'a ApplicationId,
    /// The step.
    pub slug: &'a str,
    /// As for a save ([`crate::draft::Save::open`]).
    pub open: bool,
}

impl Store {
    /// Begins a file that a partner sends. It goes again unless it is added ([`Store::add_files`]).
    ///
    /// # Errors
    /// [`Error::File`] when the disk is full or fails.
    pub async fn begin_file(&self) -> Result<Part> {
        Ok(self.folder().begin().await?)
    }

    /// Takes a file out of a draft. One that was never sent is gone; one that was stays with what was sent.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody who does not work on it, and when the step has no such file; [`Error::Refused`]
    /// when the step is not open.
    pub async fn remove_file(
        &self,
        asker: &Asker,
        place: Place<'_>,
        file: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let id = place.application.as_str();
        let mut tx = self.write().await?;
        self.find_open(&mut tx, asker, place.application, place.slug, place.open)
            .await?;
        let field: Option<String> = sqlx::query_scalar(
            "select field from upload where id = $1 and application_id = $2 and slug = $3 and removed_at is null",
        )
        .bind(file)
        .bind(id)
        .bind(place.slug)
        .fetch_optional(&mut *tx)
        .await?;
        if field.is_none() {
            return Err(Error::NotFound);
        }
        let gone = take_out(&mut tx, &[file.to_owned()], at).await?;
        touch(&mut tx, self.district(), id, place.slug, at).await?;
        tx.commit().await?;
        self.forget(gone.iter()).await;
        Ok(())
    }

    /// A file, for whoever may read its application: whoever works on it, and once it was sent the office; and for
    /// whoever is asked about it, as far as the question lets them see. One that came with a note is read by whoever
    /// reads that note.
    ///
    /// # Errors
    /// [`Error::NotFound`], also when the bytes are not there; [`Error::File`].
    pub async fn file(&self, asker: &Asker, id: &str) -> Result<Upload> {
        let row = sqlx::query(
            "select application_id, name, kind, size, sent_at is not null, removed_at is not null, note_id from upload
             where id = $1 and district_id = $2",
        )
        .bind(id)
        .bind(self.district())
        .fetch_optional(&mut *self.read().await?)
        .await?
        .ok_or(Error::NotFound)?;
        let application = ApplicationId::parse(row.try_get(0)?).ok_or(Error::NotFound)?;
        let (is_sent, is_removed): (bool, bool) = (row.try_get(4)?, row.try_get(5)?);
        let note: Option<String> = row.try_get(6)?;
        let is_seen = match self.application(asker, &application).await {
            Ok(found) if note.is_some() => self.reads_note(asker, &found, note.as_deref()).await?,
            Ok(found) => is_sent || (found.part(&asker.id).is_some() && !is_removed),
            // Whoever is asked by a consult sees the files that it lets through, and nothing else.
            Err(Error::NotFound) => self.is_asked_with(asker, id).await?,
            Err(error) => return Err(error),
        };
        if !is_seen {
            return Err(Error::NotFound);
        }
        let kind = FileType::from_word(row.try_get(2)?)
            .ok_or_else(|| Error::Corrupt("kind of a file".to_owned()))?;
        let size: i64 = row.try_get(3)?;
        let file = match self.folder().open(id).await {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                tracing::error!(id, "the bytes of a file are missing: run verify");
                return Err(Error::NotFound);
            }
            file => file?,
        };
        Ok(Upload {
            name: row.try_get(1)?,
            kind,
            size: size.unsigned_abs(),
            file,
        })
    }

    /// Takes the bytes of files away whose rows are gone, or were never written. What cannot be taken away
    /// now is swept later.
    pub(crate) async fn forget<'a>(&self, ids: impl Iterator<Item = &'a String> + Send) {
        for id in ids {
            if let Err(error) = self.folder().delete(id).await {
                tracing::warn!(%error, "a file could not be taken away");
            }
        }
    }
}
