//! The style sheet: `style/main.css` with all it imports, lowered and minified.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use lightningcss::{
    bundler::{BundleErrorKind, Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
    targets::{Browsers, Targets},
};

use super::{NAME, PACKAGE, folder};
use crate::place::Place;

/// What the style sheet is made of: every sheet of the folder, imported or not.
pub(super) fn inputs(place: &Place) -> Result<Vec<PathBuf>> {
    let mut files = folder::files(&place.style())?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "css"));
    Ok(files)
}

/// Writes `trellis.css`.
pub(super) fn make(place: &Place) -> Result<Vec<PathBuf>> {
    let css = bundle(place)?;
    let path = place.site().join(PACKAGE).join(NAME).with_extension("css");
    fs::write(&path, css).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(vec![path])
}

fn bundle(place: &Place) -> Result<String> {
    let main = place.style().join("main.css");
    if !main.is_file() {
        bail!("style/main.css is missing: it is the sheet that imports all others.");
    }
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(&main).map_err(|error| {
        let at = error.loc.as_ref().map_or_else(
            || "style/main.css".to_owned(),
            // Lines are counted from 0 here, columns from 1.
            |at| {
                let sheet = place.said(at.filename.as_ref());
                format!("{sheet}:{}:{}", at.line + 1, at.column)
            },
        );
        match &error.kind {
            BundleErrorKind::ResolverError(reason) => {
                anyhow!("{at}: this imports a sheet that cannot be read ({reason}).")
            }
            reason => anyhow!("{at}: {reason}. Mend the style sheet."),
        }
    })?;
    let targets = browsers();
    let work =
        |error: &dyn std::fmt::Display| anyhow!("The style sheet cannot be minified: {error}.");
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| work(&error))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .map_err(|error| work(&error))?;
    Ok(printed.code)
}

/// The browsers of about the last two years; newer CSS is lowered for them.
fn browsers() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        android: version(130, 0),
        chrome: version(130, 0),
        edge: version(130, 0),
        firefox: version(128, 0),
        ie: None,
        ios_saf: version(18, 0),
        opera: version(115, 0),
        safari: version(18, 0),
        samsung: version(27, 0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::folder::scratch;

    fn style(name: &str, sheets: &[(&str, &str)]) -> Result<Place> {
        let place = Place::at(&scratch(name)?);
        for (sheet, text) in sheets {
            let path = place.style().join(sheet);
            fs::create_dir_all(path.parent().unwrap_or(&place.root))?;
            fs::write(path, text)?;
        }
        Ok(place)
    }

    fn refused(place: &Place) -> String {
        bundle(place).map_or_else(|error| error.to_string(), |css| format!("passed: {css}"))
    }

    #[test]
    fn imports_become_one_small_sheet() -> Result<()> {
        let place = style(
            "style-good",
            &[
                (
                    "main.css",
                    "@import \"ui/field.css\";\nbody { margin: 0px; }",
                ),
                ("ui/field.css", ".field { & input { color: #ff0000 } }"),
            ],
        )?;
        assert_eq!(bundle(&place)?, ".field input{color:red}body{margin:0}");
        assert_eq!(inputs(&place)?.len(), 2);
        Ok(())
    }

    #[test]
    fn a_mistake_is_named_with_its_sheet_and_line() -> Result<()> {
        let place = style(
            "style-bad",
            &[
                ("main.css", "@import \"bad.css\";"),
                ("bad.css", "a { color: red }\n@media (min-width { b {} }"),
            ],
        )?;
        let text = refused(&place);
        assert!(text.starts_with("style/bad.css:2:"), "{text}");
        Ok(())
    }

    #[test]
    fn a_missing_sheet_is_named() -> Result<()> {
        let place = style("style-gone", &[("main.css", "@import \"gone.css\";")])?;
        assert!(refused(&place).starts_with("style/main.css:1:1: this imports"));
        let place = style("style-none", &[])?;
        assert!(refused(&place).starts_with("style/main.css is missing"));
        Ok(())
    }
}
