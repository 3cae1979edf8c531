//! The lists of the Internal Revenue Service that an office has loaded: looked into offline, by tax number.
//!
//! Each list is a small database of its own beside the district's: public rows, millions of them, which no
//! backup has to hold and which no act waits for while they are loaded. A list is replaced whole.

use crate::open::Store;
use crate::{Error, Result};
use ::partnership::form::ein::Ein;
use chrono::NaiveDate;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use std::path::PathBuf;

/// A list of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Exempt organizations: the Business Master File.
    Exempt,
    /// Organizations to which gifts are deductible: Publication 78.
    Deductible,
    /// Organizations whose exemption was revoked.
    Revoked,
}

impl List {
    /// Every list.
    pub const ALL: [Self; 3] = [Self::Exempt, Self::Deductible, Self::Revoked];

    /// Its name in the folder.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exempt => "exempt",
            Self::Deductible => "deductible",
            Self::Revoked => "revoked",
        }
    }
}

/// An organization as a list has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its tax number.
    pub ein: Ein,
    /// Its name there.
    pub name: String,
    /// City and state.
    pub place: String,
    /// What the list says of it: the subsection of the law (`03`), the codes of deductibility (`PC`), or the
    /// day of the revocation, as they stand there.
    pub note: String,
    /// The day of the reinstatement, as it stands there; empty for none.
    pub reinstated: String,
}

/// What a list says about a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The list.
    pub list: List,
    /// Of which day it is.
    pub day: NaiveDate,
    /// The organization; `None` when it is not listed.
    pub entry: Option<Entry>,
}

/// A list that is being loaded. The old one stays until this one is finished.
#[derive(Debug)]
pub struct Loading {
    connection: SqliteConnection,
    part: PathBuf,
    file: PathBuf,
}

/// The day of a list, and what it has of an organization.
type Row = (
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

const SCHEMA: &str = "
create table entry (
    ein integer primary key,
    name text not null,
    place text not null,
    note text not null,
    reinstated text not null
) strict;
create table about (day text not null) strict;
";

impl Store {
    /// Begins to load a list anew.
    ///
    /// # Errors
    /// [`Error::File`] and [`Error::Db`] when the disk is full or fails.
    pub async fn begin_list(&self, list: List) -> Result<Loading> {
        let folder = self.lists_path();
        tokio::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .await?;
        let file = folder.join(format!("{}.db", list.word()));
        let part = folder.join(format!("{}.part", list.word()));
        if tokio::fs::try_exists(&part).await? {
            tokio::fs::remove_file(&part).await?;
        }
        let mut connection = SqliteConnectOptions::new()
            .filename(&part)
            .create_if_missing(true)
            // Nobody reads it yet, and should it be stopped it is begun anew.
            .journal_mode(SqliteJournalMode::Off)
            .synchronous(SqliteSynchronous::Off)
            .connect()
            .await?;
        sqlx::raw_sql(SCHEMA).execute(&mut connection).await?;
        Ok(Loading {
            connection,
            part,
            file,
        })
    }

    /// What the loaded lists say about a number; nothing when none is loaded.
    ///
    /// # Errors
    /// [`Error::Db`] when a list cannot be read.
    pub async fn in_lists(&self, ein: Ein) -> Result<Vec<Found>> {
        let mut all = Vec::new();
        for list in List::ALL {
            let file = self.lists_path().join(format!("{}.db", list.word()));
            if !tokio::fs::try_exists(&file).await? {
                continue;
            }
            let mut connection = SqliteConnectOptions::new()
                .filename(&file)
                .read_only(true)
                .immutable(true)
                .connect()
                .await?;
            let (day, name, place, note, reinstated): Row = sqlx::query_as(
                "select day, name, place, note, reinstated from about left join entry on ein = $1",
            )
            .bind(i64::from(ein.number()))
            .fetch_one(&mut connection)
            .await?;
            connection.close().await?;
            let entry = name.map(|name| Entry {
                ein,
                name,
                place: place.unwrap_or_default(),
                note: note.unwrap_or_default(),
                reinstated: reinstated.unwrap_or_default(),
            });
            let day = day
                .parse()
                .map_err(|_| Error::Corrupt("the day of a list".to_owned()))?;
            all.push(Found { list, day, entry });
        }
        Ok(all)
    }
}

impl Loading {
    /// Adds organizations. Of two with one number the later one counts.
    ///
    /// # Errors
    /// [`Error::Db`] when the disk is full or fails.
    pub async fn add(&mut self, entries: &[Entry]) -> Result<()> {
        let rows: Vec<(u32, &str, &str, &str, &str)> = entries
            .iter()
            .map(|entry| {
                (
                    entry.ein.number(),
                    entry.name.as_str(),
                    entry.place.as_str(),
                    entry.note.as_str(),
                    entry.reinstated.as_str(),
                )
            })
            .collect();
        sqlx::query(
            "insert or replace into entry (ein, name, place, note, reinstated)
             select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each($1)",
        )
        .bind(serde_json::to_string(&rows)?)
        .execute(&mut self.connection)
        .await?;
        Ok(())
    }

    /// Puts the list in the place of the old one. Gives how many organizations it holds.
    ///
    /// # Errors
    /// [`Error::Db`] and [`Error::File`]; then the old one stays.
    pub async fn finish(mut self, day: NaiveDate) -> Result<u64> {
        sqlx::query("insert into about (day) values ($1)")
            .bind(day.to_string())
            .execute(&mut self.connection)
            .await?;
        let count: i64 = sqlx::query_scalar("select count(*) from entry")
            .fetch_one(&mut self.connection)
            .await?;
        self.connection.close().await?;
        tokio::fs::File::open(&self.part).await?.sync_all().await?;
        tokio::fs::rename(&self.part, &self.file).await?;
        if let Some(folder) = self.file.parent() {
            tokio::fs::File::open(folder).await?.sync_all().await?;
        }
        Ok(count.unsigned_abs())
    }
}
