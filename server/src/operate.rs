//! What an operator does with the districts' databases at the command line, besides serving them.

use crate::district::Opened;
use crate::{backup, private};
use anyhow::{Context, bail};
use partnership::person::{Email, Role};
use std::path::Path;

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

/// Writes a whole copy of a district's database to a new file, or one of each district into a new folder.
///
/// # Errors
/// One sentence when the file or folder is there already, or cannot be written.
pub async fn back_up(districts: &[Opened], to: &Path) -> anyhow::Result<()> {
    if to.exists() {
        bail!("{} is there already; name a new file", to.display());
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

/// Checks databases: the file, references between rows, and the chain of the history.
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
    if report.is_sound() {
        let contents = district.store.contents().await?;
        let rows: u64 = contents.iter().map(|table| table.rows).sum();
        println!(
            "Contents: {rows} rows, fingerprint {}.",
            store::contents::fingerprint(&contents)
        );
    }
    Ok(report.is_sound())
}
