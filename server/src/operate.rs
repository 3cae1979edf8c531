//! What an operator does with the districts' databases at the command line, besides serving them.

use crate::district::Opened;
use crate::{backup, irs, private};
use anyhow::{Context, bail};
use chrono::NaiveDate;
use partnership::person::{Email, Role};
use std::path::{Path, PathBuf};
use store::event::Head;
use store::upkeep::Report;

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
    // Read before the copy is made, so that the copy has it, too.
    let mut heads = Vec::new();
    for district in districts {
        heads.push((district, district.store.history_head().await?));
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
    for (district, head) in heads {
        if let Some(head) = head {
            println!("Head of the history of {}: {head}", district.profile().id);
        }
    }
    Ok(())
}

/// A head of the history that was noted earlier, as `verify` prints it.
///
/// # Errors
/// One sentence when the text is none.
pub fn head(text: &str) -> anyhow::Result<Head> {
    Head::parse(text).with_context(|| {
        format!("--head: '{text}' is no head; write what verify or the log said, such as 1234:9f86… with 64 digits")
    })
}

/// Checks databases: the file, references between rows, the chain of the history and the texts of which it
/// tells, and the files of partners. With a
/// head that was noted earlier, also whether the history still has it.
///
/// # Errors
/// When one is not sound; the others are checked, too.
pub async fn verify(districts: &[Opened], noted: Option<&Head>) -> anyhow::Result<()> {
    let mut is_sound = true;
    for district in districts {
        if districts.len() > 1 {
            println!("{}:", district.profile().id);
        }
        is_sound &= verify_one(district, noted).await?;
    }
    if is_sound {
        Ok(())
    } else {
        bail!("The database is not sound: restore a backup.")
    }
}

async fn verify_one(district: &Opened, noted: Option<&Head>) -> anyhow::Result<bool> {
    let report = district.store.verify().await?;
    // What was found comes first: the damage may keep the rest from being read.
    say(&report);
    let has_head = match heads(district, noted).await {
        Err(error) if !report.is_sound() => {
            println!("The head of the history cannot be read: {error:#}");
            false
        }
        has_head => has_head?,
    };
    let is_sound = report.is_sound() && verify_files(district).await?;
    if is_sound {
        let contents = district.store.contents().await?;
        let rows: u64 = contents.iter().map(|table| table.rows).sum();
        println!(
            "Contents: {rows} rows, fingerprint {}.",
            store::contents::fingerprint(&contents)
        );
    }
    Ok(is_sound && has_head)
}

fn say(report: &Report) {
    match report.history {
        Ok(0) if !report.integrity.is_empty() => {
            println!("History: not read, because of what follows.")
        }
        Ok(lines) => println!("History: {lines} lines, the chain is whole."),
        Err(line) => println!("History: line {line} was changed."),
    }
    for line in &report.integrity {
        println!("Database: {line}");
    }
    for table in &report.dangling {
        println!("Table {table}: a row points to something that is not there.");
    }
    for text in &report.texts {
        println!("Texts: {text}.");
    }
}

/// Says what the head of the history is, and whether the noted one is still there.
async fn heads(district: &Opened, noted: Option<&Head>) -> anyhow::Result<bool> {
    if let Some(head) = district.store.history_head().await? {
        println!("Head: {head}");
    }
    match noted {
        None => Ok(true),
        Some(noted) => is_there(district, noted).await,
    }
}

/// Says whether a noted head is still there.
async fn is_there(district: &Opened, noted: &Head) -> anyhow::Result<bool> {
    let is_there = district.store.has_head(noted).await?;
    let number = noted.number;
    if is_there {
        println!("Noted head: line {number} is there; nothing up to it was changed or cut off.");
    } else {
        println!(
            "Noted head: line {number} is not there as it was noted; the end of the history was cut off, or all of it was written anew."
        );
    }
    Ok(is_there)
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
