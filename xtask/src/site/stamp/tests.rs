//! When a part of the site is made anew, as tests.

use super::*;
use crate::site::folder::scratch;

/// A part made by copying one input; counts nothing, only answers what `freshen` says.
fn freshen(place: &Place, profile: Profile, input: &Path) -> Result<bool> {
    let output = place.site().join("pkg/part.css");
    let make = || {
        fs::copy(input, &output)?;
        Ok(vec![output.clone()])
    };
    Stamp::read(place).freshen("part", profile, &[input.to_path_buf()], make)
}

fn workspace(name: &str) -> Result<(Place, PathBuf)> {
    let place = Place::at(&scratch(name)?);
    fs::create_dir_all(place.site().join("pkg"))?;
    let input = place.root.join("input.css");
    fs::write(&input, "a{}")?;
    Ok((place, input))
}

#[test]
fn a_part_is_made_once_and_again_when_its_input_or_profile_changes() -> Result<()> {
    let (place, input) = workspace("stamp-input")?;
    assert!(freshen(&place, Profile::Development, &input)?);
    assert!(!freshen(&place, Profile::Development, &input)?);
    fs::write(&input, "a{color:red}")?;
    assert!(freshen(&place, Profile::Development, &input)?);
    assert!(freshen(&place, Profile::Release, &input)?);
    assert!(!freshen(&place, Profile::Release, &input)?);
    Ok(())
}

#[test]
fn a_part_is_made_again_when_a_file_or_its_twin_is_gone() -> Result<()> {
    let (place, input) = workspace("stamp-output")?;
    for gone in ["pkg/part.css", "pkg/part.css.br", "pkg/part.css.gz"] {
        freshen(&place, Profile::Development, &input)?;
        fs::remove_file(place.site().join(gone))?;
        assert!(freshen(&place, Profile::Development, &input)?, "{gone}");
    }
    Ok(())
}

#[test]
fn what_a_part_no_longer_holds_leaves_the_site() -> Result<()> {
    let (place, input) = workspace("stamp-removed")?;
    let inputs = [input];
    let old = place.site().join("old.txt");
    let mut stamp = Stamp::read(&place);
    stamp.freshen("public", Profile::Development, &inputs, || {
        fs::write(&old, "old")?;
        Ok(vec![old.clone()])
    })?;
    assert!(old.exists());
    stamp.freshen("public", Profile::Development, &[], || Ok(Vec::new()))?;
    for name in ["old.txt", "old.txt.br", "old.txt.gz"] {
        assert!(!place.site().join(name).exists(), "{name}");
    }
    Ok(())
}

#[test]
fn a_part_that_could_not_be_made_is_tried_again() -> Result<()> {
    let (place, input) = workspace("stamp-failed")?;
    freshen(&place, Profile::Development, &input)?;
    fs::write(&input, "a{color:blue}")?;
    let inputs = [input.clone()];
    let failed = Stamp::read(&place).freshen("part", Profile::Development, &inputs, || {
        anyhow::bail!("broken off")
    });
    assert!(failed.is_err());
    assert!(freshen(&place, Profile::Development, &input)?);
    Ok(())
}

#[test]
fn a_broken_memory_only_means_work() -> Result<()> {
    let (place, input) = workspace("stamp-broken")?;
    freshen(&place, Profile::Development, &input)?;
    fs::write(place.site().with_extension("stamp"), "{\"part\": 3")?;
    assert!(freshen(&place, Profile::Development, &input)?);
    Ok(())
}
