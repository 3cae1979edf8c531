//! How large the front end may become, in the bytes that travel.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::{
    place::Place,
    site::{self, compress::twin},
};

/// One line of the budget.
#[derive(Debug)]
struct Line {
    /// The files it counts, from the package folder, compressed by brotli.
    files: Vec<String>,
    /// Their sizes together, in bytes.
    size: u64,
    /// What they may have together, in bytes.
    limit: u64,
}

/// Prints the figures as a table, and fails on the first that is over its limit.
pub(super) fn check(place: &Place) -> Result<()> {
    let lines = [
        measure(place, &["wasm"], 300_000)?,
        measure(place, &["js", "css"], 32_000)?,
    ];
    print!("{}", table(&lines));
    judge(&lines)
}

fn measure(place: &Place, endings: &[&str], limit: u64) -> Result<Line> {
    let package = place.site().join(site::PACKAGE);
    let mut line = Line {
        files: Vec::new(),
        size: 0,
        limit,
    };
    for file in site::folder::files(&package)? {
        let ending = file.extension().and_then(|ending| ending.to_str());
        if ending.is_some_and(|ending| endings.contains(&ending)) {
            let compressed = twin(&file, "br");
            let seen = fs::metadata(&compressed)
                .with_context(|| format!("{} cannot be read", compressed.display()))?;
            let name = compressed.strip_prefix(&package).unwrap_or(&compressed);
            line.files.push(name.display().to_string());
            line.size += seen.len();
        }
    }
    Ok(line)
}

fn table(lines: &[Line]) -> String {
    let names: Vec<String> = lines.iter().map(|line| line.files.join(" + ")).collect();
    let width = names.iter().map(String::len).max().unwrap_or_default();
    let mut table = format!("{:width$}  {:>9}  {:>9}\n", "file", "bytes", "limit");
    for (name, line) in names.iter().zip(lines) {
        table += &format!("{name:width$}  {:>9}  {:>9}\n", line.size, line.limit);
    }
    table
}

fn judge(lines: &[Line]) -> Result<()> {
    for line in lines {
        if line.size > line.limit {
            bail!(
                "{} has {} bytes, {} more than the limit of {}: find out what it grew by, and leave that out or load it later.",
                line.files.join(" + "),
                line.size,
                line.size - line.limit,
                line.limit
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::folder::scratch;

    #[test]
    fn figures_count_what_travels() -> Result<()> {
        let place = Place::at(&scratch("budget")?);
        let package = place.site().join("pkg");
        fs::create_dir_all(package.join("snippets"))?;
        for (name, size) in [
            ("trellis.js", 5),
            ("trellis.css", 7),
            ("snippets/inline0.js", 1),
            ("trellis_bg.wasm", 9),
        ] {
            fs::write(package.join(name), "not counted")?;
            fs::write(twin(&package.join(name), "br"), vec![0; size])?;
        }
        assert_eq!(measure(&place, &["js", "css"], 32)?.size, 13);
        assert_eq!(
            measure(&place, &["wasm"], 32)?.files,
            ["trellis_bg.wasm.br"]
        );
        Ok(())
    }

    #[test]
    fn the_limit_itself_is_allowed_and_one_byte_more_is_named() {
        let line = |size| Line {
            files: vec!["trellis.js.br".to_owned(), "trellis.css.br".to_owned()],
            size,
            limit: 32_000,
        };
        assert!(judge(&[line(32_000)]).is_ok());
        let error = judge(&[line(32_001)]).map_err(|error| error.to_string());
        assert!(error.is_err_and(|text| text.starts_with(
            "trellis.js.br + trellis.css.br has 32001 bytes, 1 more than the limit of 32000:"
        )));
        assert!(table(&[line(9)]).contains("trellis.js.br + trellis.css.br          9      32000"));
    }
}
