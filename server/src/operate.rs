//! What an operator does with the districts' databases at the command line, besides serving them.

use crate::district::Opened;
use crate::{backup, irs, private};
use anyhow::{Context, bail};
use chrono::NaiveDate;
use partnership::person::{Email, Role};
use std::path::{Path, PathBuf};

/// Gives a role to the person of an address, who is made when unknown.
///
/// # Errors
/// One sentence that names the argument.
pub async fn add_person(district: &Opened, email: &str, role: &str) -> anyhow::Result<String> {
    let email = Email::parse(email).with_context(|| format!("--email: '{email}' is no address"))?;
    let role = Role::from_word(role).with_context(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        format!(
            "--role: '{role}' is no role; take one of {}",
            known.join(", ")
        )
    })?;
    let now = chrono::Utc::now();
    let key = store::fresh::id();
    district
        .store
        .grant(None, &email, role, &[], &key, now)
        .await?;
    Ok(format!("{} is now {}.", email.as_str(), role.word()))
}

/// Writes a whole copy of a district's database to a new file, with the files of partners beside it, or one of
/// each district into a new folder.
///
/// # Errors
/// One sentence when the file or folder is there already, or cannot be written.
pub async fn back_up(districts: &[Opened], to: &Path) -> anyhow::Result<()> {
    for there in [to, &to.with_extension("files")] {
        if there.exists() {
            bail!("{} is there already; name a new file", there.display());
        }
    }
    let unwritten = || format!("the backup {} cannot be written", to.display());
    if let [only] = districts {
        backup::write(&only.store, to)
            .await
            .with_context(unwritten)?;
    } else {
        private::folder(to).with_context(unwritten)?;
        for district in districts {
            let file = to.join(format!("{}.db", district.profile().id));
            backup::write(&district.store, &file)
                .await
                .with_context(|| format!("the backup {} cannot be written", file.display()))?;
        }
    }
    println!("The backup {} is complete.", to.display());
    Ok(())
}

/// Checks databases: the file, references between rows, the chain of the history, and the files of partners.
///
/// # Errors
/// When one is not sound; the others are checked, too.
pub async fn verify(districts: &[Opened]) -> anyhow::Result<()> {
    let mut is_sound = true;
    for district in districts {
        if districts.len() > 1 {
            println!("{}:", district.profile().id);
        }
        is_sound &= verify_one(district).await?;
    }
    if is_sound {
        Ok(())
    } else {
        bail!("The database is not sound: restore a backup.")
    }
}

async fn verify_one(district: &Opened) -> anyhow::Result<bool> {
    let report = district.store.verify().await?;
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
    let is_sound = report.is_sound() && verify_files(district).await?;
    if is_sound {
        let contents = district.store.contents().await?;
        let rows: u64 = contents.iter().map(|table| table.rows).sum();
        println!(
            "Contents: {rows} rows, fingerprint {}.",
            store::contents::fingerprint(&contents)
        );
    }
    Ok(is_sound)
}

async fn verify_files(district: &Opened) -> anyhow::Result<bool> {
    let files = district.store.verify_files().await?;
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
    Ok(files.is_sound())
}

/// Loads lists of the tax office and says what was loaded. Without a date they are of the day on which the
/// newest file was written.
///
/// # Errors
/// One sentence that names the file.
pub async fn load_lists(
    districts: &[Opened],
    files: &[PathBuf],
    date: Option<NaiveDate>,
) -> anyhow::Result<()> {
    let day = match date {
        Some(day) => day,
        None => {
            let days: anyhow::Result<Vec<_>> = files.iter().map(|f| irs::written_on(f)).collect();
            days?.into_iter().max().context("no file was named")?
        }
    };
    for district in districts {
        if districts.len() > 1 {
            println!("{}:", district.profile().id);
        }
        for loaded in irs::load(&district.store, files, day).await? {
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
    }
    Ok(())
}
