//! The published versions of one district's profile: which is the newest, and what an older one still decides.

use super::Profile;
use super::check::Fault;
use std::sync::Arc;

/// The published versions of a district's profile, the oldest first. There is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions {
    older: Vec<Arc<Profile>>,
    newest: Arc<Profile>,
}

impl From<Profile> for Versions {
    fn from(newest: Profile) -> Self {
        Self {
            older: Vec::new(),
            newest: Arc::new(newest),
        }
    }
}

impl Versions {
    /// Puts versions of one district in their order.
    ///
    /// # Errors
    /// Every fault: versions of another district or time zone, two of one number, or none at all.
    pub fn new(mut profiles: Vec<Profile>) -> Result<Self, Vec<Fault>> {
        profiles.sort_by_key(|profile| profile.version);
        let fault = |at: &str, mend: String| Fault {
            at: at.to_owned(),
            mend,
        };
        let Some(newest) = profiles.pop() else {
            return Err(vec![fault("version", "there is no version".to_owned())]);
        };
        let mut faults = Vec::new();
        for profile in &profiles {
            let version = profile.version;
            if profile.id != newest.id {
                let mend = format!(
                    "version {version} is of '{}' and version {} of '{}'; all versions are of one district",
                    profile.id, newest.version, newest.id
                );
                faults.push(fault("id", mend));
            }
            if profile.time_zone != newest.time_zone {
                let mend = format!(
                    "version {version} has '{}' and version {} '{}'; a district's days begin and end in one time zone",
                    profile.time_zone, newest.version, newest.time_zone
                );
                faults.push(fault("time-zone", mend));
            }
        }
        let next = profiles.iter().skip(1).chain([&newest]);
        for (one, next) in profiles.iter().zip(next) {
            if one.version == next.version {
                let mend = format!("two files are version {}", one.version);
                faults.push(fault("version", mend));
            }
        }
        if faults.is_empty() {
            Ok(Self {
                older: profiles.into_iter().map(Arc::new).collect(),
                newest: Arc::new(newest),
            })
        } else {
            Err(faults)
        }
    }

    /// The version that new applications begin with.
    #[must_use]
    pub const fn newest(&self) -> &Arc<Profile> {
        &self.newest
    }

    /// All of them, the oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Profile> {
        self.older.iter().chain([&self.newest]).map(Arc::as_ref)
    }

    /// The version of a number.
    #[must_use]
    pub fn of(&self, version: u32) -> Option<&Profile> {
        self.iter().find(|profile| profile.version == version)
    }

    /// How an application reads the profile that began with this version: its questions, lists, routes and
    /// texts are those of then. What is the district's own and not the application's is of now: its names, its
    /// office, its looks, its working rules in numbers, and its guidance.
    #[must_use]
    pub fn read_by(&self, version: u32) -> Option<Profile> {
        let (then, now) = (self.of(version)?.clone(), &self.newest);
        Some(Profile {
            name: now.name.clone(),
            short_name: now.short_name.clone(),
            office: now.office.clone(),
            setting: now.setting.clone(),
            guides: now.guides.clone(),
            resources: now.resources.clone(),
            look: now.look.clone(),
            consult: now.consult.clone(),
            ..then
        })
    }

    /// The newest version, with what only older ones know at the end of each list: for pages that show things
    /// of several versions together, such as the directory.
    #[must_use]
    pub fn together(&self) -> Profile {
        let mut all = Profile::clone(&self.newest);
        for older in self.older.iter().rev() {
            let old = Profile::clone(older);
            append(&mut all.criteria, old.criteria, |criterion| &criterion.slug);
            append(&mut all.levels, old.levels, |level| &level.slug);
            append(&mut all.agreements, old.agreements, |kind| &kind.value);
            append(
                &mut all.organization_kinds,
                old.organization_kinds,
                |kind| &kind.value,
            );
            append(&mut all.grades, old.grades, |grade| &grade.value);
            append(&mut all.schools, old.schools, |school| &school.slug);
            append(&mut all.routes, old.routes, |route| &route.slug);
            append(&mut all.plan.goals, old.plan.goals, |goal| &goal.value);
            for area in old.areas {
                match all.areas.iter_mut().find(|known| known.slug == area.slug) {
                    Some(known) => {
                        append(&mut known.services, area.services, |service| &service.value);
                    }
                    None => all.areas.push(area),
                }
            }
        }
        all
    }
}

/// Adds what is not there yet, by its name in tables.
fn append<T>(list: &mut Vec<T>, more: Vec<T>, slug: impl Fn(&T) -> &String) {
    for item in more {
        if !list.iter().any(|known| slug(known) == slug(&item)) {
            list.push(item);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::DistrictId;
    use crate::text::Text;

    fn profile(version: u32) -> Profile {
        let text = include_str!("../../../server/profiles/durham-1.toml");
        let profile: Profile = toml::from_str(text).unwrap();
        Profile {
            version,
            ..profile.resolved()
        }
    }

    #[test]
    fn the_newest_is_the_one_with_the_highest_number_whatever_the_order() {
        let versions = Versions::new(vec![profile(2), profile(11), profile(1)]).unwrap();
        assert_eq!(versions.newest().version, 11);
        let order: Vec<u32> = versions.iter().map(|profile| profile.version).collect();
        assert_eq!(order, [1, 2, 11]);
        assert_eq!(versions.of(2).unwrap().version, 2);
        assert_eq!(versions.of(3), None);
    }

    #[test]
    fn versions_of_two_districts_or_times_or_of_one_number_are_refused() {
        let mut other = profile(1);
        other.id = DistrictId::parse("wake").unwrap();
        let mut west = profile(2);
        west.time_zone = "America/Los_Angeles".to_owned();
        for (profiles, at) in [
            (vec![other, profile(2)], "id"),
            (vec![profile(1), west], "time-zone"),
            (vec![profile(1), profile(1)], "version"),
            (vec![], "version"),
        ] {
            let faults = Versions::new(profiles).unwrap_err();
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!(faults[0].at, at);
        }
    }

    #[test]
    fn an_application_keeps_its_questions_and_lists_and_hears_who_the_office_is_now() {
        let mut newer = profile(2);
        newer.office.phone = Some("919-555-0100".to_owned());
        newer.setting.smallest_count = 20;
        newer.schools.remove(0);
        newer.form.sections.remove(0);
        newer.levels[0].name = Text::from("Another name");
        let versions = Versions::new(vec![profile(1), newer.clone()]).unwrap();
        let read = versions.read_by(1).unwrap();
        let old = profile(1);
        assert_eq!(read.version, 1);
        assert_eq!(
            (&read.form, &read.schools, &read.levels),
            (&old.form, &old.schools, &old.levels)
        );
        assert_eq!(
            (&read.office, &read.setting),
            (&newer.office, &newer.setting)
        );
        assert_eq!(versions.read_by(2).as_ref(), Some(&newer));
        assert_eq!(versions.read_by(3), None);
    }

    #[test]
    fn together_they_know_everything_that_any_of_them_knows_and_the_newest_names_it() {
        let mut newer = profile(2);
        let gone = newer.schools.remove(0);
        let service = newer.areas[0].services.remove(0);
        newer.schools[0].name = "A new name".to_owned();
        let versions = Versions::new(vec![profile(1), newer.clone()]).unwrap();
        let all = versions.together();
        assert_eq!(all.schools.last(), Some(&gone));
        assert_eq!(all.schools[0].name, "A new name");
        assert_eq!(all.areas[0].services.last(), Some(&service));
        assert_eq!(all.form, newer.form);
        let alone = Versions::from(newer.clone());
        assert_eq!(alone.together(), newer);
    }
}
