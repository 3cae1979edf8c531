//! The files that go to the site as they are: `style/public`.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::{PACKAGE, folder};
use crate::place::Place;

/// What is copied; nothing when there is no such folder.
pub(super) fn inputs(place: &Place) -> Result<Vec<PathBuf>> {
    folder::files(&place.style().join("public"))
}

/// Copies the files to the site's root.
pub(super) fn make(place: &Place) -> Result<Vec<PathBuf>> {
    let public = place.style().join("public");
    let mut made = Vec::new();
    for file in inputs(place)? {
        let target = place
            .site()
            .join(file.strip_prefix(&public).unwrap_or(&file));
        if target.starts_with(place.site().join(PACKAGE)) {
            bail!(
                "{} would overwrite a built file of the site: give it another name.",
                place.said(&file)
            );
        }
        folder::copy(&file, &target)?;
        made.push(target);
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::site::folder::scratch;

    #[test]
    fn files_keep_their_folders_and_hidden_ones_stay_behind() -> Result<()> {
        let place = Place::at(&scratch("public")?);
        assert!(make(&place)?.is_empty());
        let public = place.style().join("public");
        fs::create_dir_all(public.join("picture"))?;
        fs::write(public.join("favicon.svg"), "<svg/>")?;
        fs::write(public.join("picture/school.png"), "picture")?;
        fs::write(public.join(".hidden"), "")?;
        let site = place.site();
        assert_eq!(
            make(&place)?,
            [site.join("favicon.svg"), site.join("picture/school.png")]
        );
        assert!(site.join("picture/school.png").exists());
        Ok(())
    }

    #[test]
    fn a_file_that_would_hide_a_built_one_is_refused() -> Result<()> {
        let place = Place::at(&scratch("public-taken")?);
        let public = place.style().join("public");
        fs::create_dir_all(public.join(PACKAGE))?;
        fs::write(public.join(PACKAGE).join("trellis.css"), "")?;
        assert!(make(&place).is_err());
        Ok(())
    }
}
