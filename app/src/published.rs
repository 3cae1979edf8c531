//! The published versions of a district's profile, as pages and acts read them.

use partnership::district::Profile;
use partnership::district::version::Versions;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The published versions. Each is made ready once, when the district is opened.
#[derive(Debug)]
pub struct Published {
    versions: Versions,
    read_by: BTreeMap<u32, Arc<Profile>>,
    together: Arc<Profile>,
}

impl From<Versions> for Published {
    fn from(versions: Versions) -> Self {
        let newest = versions.newest().clone();
        let number = newest.version;
        let older = versions.iter().filter(|profile| profile.version != number);
        let mut read_by: BTreeMap<u32, Arc<Profile>> = older
            .filter_map(|older| Some((older.version, Arc::new(versions.read_by(older.version)?))))
            .collect();
        let together = if read_by.is_empty() {
            newest.clone()
        } else {
            Arc::new(versions.together())
        };
        read_by.insert(number, newest);
        Self {
            versions,
            read_by,
            together,
        }
    }
}

impl Published {
    /// The versions as they were published.
    #[must_use]
    pub const fn versions(&self) -> &Versions {
        &self.versions
    }

    /// The version that new applications begin with.
    #[must_use]
    pub const fn newest(&self) -> &Arc<Profile> {
        self.versions.newest()
    }

    /// The profile as an application reads it that began with this version.
    #[must_use]
    pub fn read_by(&self, version: u32) -> Option<&Arc<Profile>> {
        self.read_by.get(&version)
    }

    /// The newest version, which also knows what only older ones know.
    #[must_use]
    pub const fn together(&self) -> &Arc<Profile> {
        &self.together
    }
}
