//! Loading the files of the Internal Revenue Service: line by line, so that millions of them need no memory.

pub mod line;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use line::{Shape, read};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use store::Store;
use store::irs::{Entry, List};

/// How many organizations are written at once.
const BATCH: usize = 2_000;
/// The longest line, in bytes.
const LONGEST: u64 = 64 * 1024;

/// What was loaded into one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The list.
    pub list: List,
    /// From how many files.
    pub files: usize,
    /// Organizations it holds now.
    pub organizations: u64,
    /// Lines that could not be read.
    pub bad: u64,
    /// Where the first of them stands.
    pub first_bad: Option<(PathBuf, u64)>,
}

/// Loads files, whatever lists they are of: the files of a list replace all that it held.
///
/// # Errors
/// One sentence that names the file. A list of which a file cannot be read, or that would be empty, stays as
/// it was.
pub async fn load(store: &Store, files: &[PathBuf], day: NaiveDate) -> anyhow::Result<Vec<Loaded>> {
    let mut shapes = Vec::new();
    for file in files {
        shapes.push((file, shape(file)?));
    }
    let mut done = Vec::new();
    for list in List::ALL {
        let own: Vec<&(&PathBuf, Shape)> = shapes
            .iter()
            .filter(|(_, shape)| shape.list() == list)
            .collect();
        if own.is_empty() {
            continue;
        }
        let mut loading = store.begin_list(list).await?;
        let mut loaded = Loaded {
            list,
            files: own.len(),
            organizations: 0,
            bad: 0,
            first_bad: None,
        };
        let mut good = 0_u64;
        for (file, shape) in own {
            let mut lines = Lines::open(file)?;
            let mut batch: Vec<Entry> = Vec::with_capacity(BATCH);
            while let Some(line) = lines.next().with_context(|| unread(file))? {
                if shape.is_head(&line) {
                    continue;
                }
                match read(shape, &line) {
                    Some(entry) => {
                        batch.push(entry);
                        good += 1;
                    }
                    None => {
                        loaded.bad += 1;
                        let here = || ((*file).clone(), lines.number);
                        loaded.first_bad.get_or_insert_with(here);
                    }
                }
                if batch.len() == BATCH {
                    loading.add(&batch).await?;
                    batch.clear();
                }
            }
            loading.add(&batch).await?;
        }
        if good == 0 {
            bail!(
                "{}: no line of it can be read; nothing was changed",
                files_named(&shapes, list)
            );
        }
        loaded.organizations = loading.finish(day).await?;
        done.push(loaded);
    }
    Ok(done)
}

/// What a list is called.
#[must_use]
pub const fn name(list: List) -> &'static str {
    match list {
        List::Exempt => "Business Master File",
        List::Deductible => "Publication 78",
        List::Revoked => "Auto-revocation list",
    }
}

/// The day that a file was last written: the day of the list unless the office says otherwise.
///
/// # Errors
/// One sentence that names the file.
pub fn written_on(file: &Path) -> anyhow::Result<NaiveDate> {
    let about = std::fs::metadata(file).with_context(|| unread(file))?;
    let at: chrono::DateTime<chrono::Utc> = about.modified().with_context(|| unread(file))?.into();
    Ok(at.date_naive())
}

fn unread(file: &Path) -> String {
    format!("{} cannot be read", file.display())
}

fn files_named(shapes: &[(&PathBuf, Shape)], list: List) -> String {
    let names: Vec<String> = shapes
        .iter()
        .filter(|(_, shape)| shape.list() == list)
        .map(|(file, _)| file.display().to_string())
        .collect();
    names.join(", ")
}

/// Which list a file is of, by its first line with anything on it.
fn shape(file: &Path) -> anyhow::Result<Shape> {
    let mut lines = Lines::open(file)?;
    while let Some(line) = lines.next().with_context(|| unread(file))? {
        if !line.trim().is_empty() {
            return Shape::of(&line).with_context(|| {
                format!(
                    "{} is none of the files that can be loaded: the Business Master File (eo1.csv …), Publication 78, \
                     the auto-revocation list; unpack the archives first",
                    file.display()
                )
            });
        }
    }
    bail!("{} is empty", file.display())
}

/// The lines of a file.
struct Lines {
    file: BufReader<File>,
    number: u64,
}

impl Lines {
    fn open(file: &Path) -> anyhow::Result<Self> {
        let file = File::open(file).with_context(|| unread(file))?;
        Ok(Self {
            file: BufReader::with_capacity(256 * 1024, file),
            number: 0,
        })
    }

    /// The next line, without its end. Of one that is far too long only the beginning, which is no line of
    /// any list.
    fn next(&mut self) -> std::io::Result<Option<String>> {
        let mut bytes = Vec::new();
        let read = (&mut self.file)
            .take(LONGEST)
            .read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        if bytes.last() != Some(&b'\n') {
            self.file.skip_until(b'\n')?;
        }
        self.number += 1;
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_end_matches(['\r', '\n']);
        Ok(Some(text.trim_start_matches('\u{feff}').to_owned()))
    }
}
