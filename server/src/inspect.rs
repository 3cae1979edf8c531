//! What the commands say that look into the data: the check of everything, and the lists that are loaded.

use crate::irs;
use anyhow::{Context, bail};
use std::path::PathBuf;
use store::Store;

/// Checks the database and the files, and says what was found.
///
/// # Errors
/// One sentence when anything is not sound.
pub async fn verify(store: &Store) -> anyhow::Result<()> {
    let report = store.verify().await?;
    match report.history {
        Ok(lines) => println!("History: {lines} lines, the chain is whole."),
        Err(line) => println!("History: line {line} was changed."),
    }
    for line in &report.integrity {
        println!("Database: {line}");
    }
    for table in &report.dangling {
        println!("Table {table}: a row points to something that is not there.");
    }
    if !report.is_sound() {
        bail!("The database is not sound: restore a backup.");
    }
    let files = store.verify_files().await?;
    say_files(&files);
    if files.is_sound() {
        let contents = store.contents().await?;
        let rows: u64 = contents.iter().map(|table| table.rows).sum();
        println!(
            "Contents: {rows} rows, fingerprint {}.",
            store::contents::fingerprint(&contents)
        );
        Ok(())
    } else {
        bail!("The files are not sound: restore a backup.")
    }
}

fn say_files(files: &store::upload::care::Files) {
    println!("Files: {}, {} bytes.", files.count, files.bytes);
    for id in &files.missing {
        println!("File {id}: its row is there, its bytes are not.");
    }
    for id in &files.differing {
        println!("File {id}: its bytes were changed.");
    }
    if files.strays > 0 {
        println!(
            "Files without a row: {}. The server takes them away when they are an hour old.",
            files.strays
        );
    }
}

/// Loads lists of the tax office and says what was loaded. Without a date they are of the day on which the
/// newest file was written.
///
/// # Errors
/// One sentence that names the file.
pub async fn load_lists(
    store: &Store,
    files: &[PathBuf],
    date: Option<chrono::NaiveDate>,
) -> anyhow::Result<()> {
    let day = match date {
        Some(day) => day,
        None => {
            let days: anyhow::Result<Vec<_>> = files.iter().map(|f| irs::written_on(f)).collect();
            days?.into_iter().max().context("no file was named")?
        }
    };
    for loaded in irs::load(store, files, day).await? {
        println!(
            "{}, of {day}: {} organizations from {} files.",
            irs::name(loaded.list),
            loaded.organizations,
            loaded.files
        );
        if let Some((file, line)) = &loaded.first_bad {
            println!(
                "  {} lines could not be read; the first is line {line} of {}.",
                loaded.bad,
                file.display()
            );
        }
    }
    Ok(())
}
