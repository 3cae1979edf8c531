//! The well-known keys: the only answers that logic may read. A profile must ask each of them.

/// The organization's name.
pub const ORGANIZATION_NAME: &str = "organization.name";
/// The kind of organization.
pub const ORGANIZATION_KIND: &str = "organization.kind";
/// The organization's web address.
pub const ORGANIZATION_WEB: &str = "organization.web";
/// A few sentences on the organization.
pub const ORGANIZATION_ABOUT: &str = "organization.about";
/// Name of the program.
pub const PROGRAM_TITLE: &str = "program.title";
/// What the program does.
pub const PROGRAM_SUMMARY: &str = "program.summary";
/// Support areas and services, as `area/service`.
pub const PROGRAM_AREAS: &str = "program.areas";
/// The strategic goals it is linked to.
pub const PROGRAM_GOALS: &str = "program.goals";
/// Once, or on-going.
pub const PROGRAM_FREQUENCY: &str = "program.frequency";
/// The answer to [`PROGRAM_FREQUENCY`] that says once.
pub const ONCE: &str = "once";
/// The day it starts, where the form asks for it.
pub const SCHEDULE_START: &str = "schedule.start";
/// The day it ends, where the form asks for it.
pub const SCHEDULE_END: &str = "schedule.end";
/// Schools and departments it takes place at.
pub const SITES_SCHOOLS: &str = "sites.schools";
/// The school or department that sponsors it.
pub const SITES_SPONSOR: &str = "sites.sponsor";
/// How many students it will reach in a year.
pub const SITES_STUDENTS: &str = "sites.students";
/// Whether the public directory may list it.
pub const LISTED: &str = "directory.listed";
/// Who signs, as typed.
pub const SIGNATURE: &str = "signature";

/// The keys every application form must ask.
pub const REQUIRED: [&str; 9] = [
    ORGANIZATION_NAME,
    ORGANIZATION_KIND,
    PROGRAM_TITLE,
    PROGRAM_SUMMARY,
    PROGRAM_AREAS,
    SITES_SCHOOLS,
    SITES_SPONSOR,
    LISTED,
    SIGNATURE,
];
