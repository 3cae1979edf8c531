//! The office's desk: queues, lists, vetting, decisions, partnerships, people.

pub mod api;
pub mod people;

#[cfg(feature = "ssr")]
mod alike;
#[cfg(feature = "ssr")]
mod applications;
#[cfg(feature = "ssr")]
mod bulk;
#[cfg(feature = "ssr")]
mod consult;
#[cfg(feature = "ssr")]
mod decide;
#[cfg(feature = "ssr")]
mod decision;
#[cfg(feature = "ssr")]
mod desk;
#[cfg(feature = "ssr")]
mod export;
#[cfg(feature = "ssr")]
mod history;
#[cfg(feature = "ssr")]
mod home;
#[cfg(feature = "ssr")]
mod judged;
#[cfg(feature = "ssr")]
mod listing;
#[cfg(feature = "ssr")]
mod meeting;
#[cfg(feature = "ssr")]
mod merge;
#[cfg(feature = "ssr")]
mod organization;
#[cfg(feature = "ssr")]
mod organizations;
#[cfg(feature = "ssr")]
mod partnership;
#[cfg(feature = "ssr")]
mod partnerships;
#[cfg(feature = "ssr")]
mod place;
#[cfg(feature = "ssr")]
mod preview;
#[cfg(feature = "ssr")]
mod profile;
#[cfg(feature = "ssr")]
mod record;
#[cfg(feature = "ssr")]
mod search;
#[cfg(feature = "ssr")]
mod since;
#[cfg(feature = "ssr")]
mod term;
#[cfg(feature = "ssr")]
mod timeline;

#[cfg(feature = "ssr")]
pub use applications::OfficeApplicationsPage;
#[cfg(feature = "ssr")]
pub use bulk::BulkPage;
#[cfg(feature = "ssr")]
pub use consult::AskConsultPage;
#[cfg(feature = "ssr")]
pub use decide::DecidePage;
#[cfg(feature = "ssr")]
pub use export::list_file;
#[cfg(feature = "ssr")]
pub use home::OfficePage;
#[cfg(feature = "ssr")]
pub use meeting::MeetingPage;
#[cfg(feature = "ssr")]
pub use merge::MergePage;
#[cfg(feature = "ssr")]
pub use organization::OrganizationPage;
#[cfg(feature = "ssr")]
pub use organizations::OrganizationsPage;
#[cfg(feature = "ssr")]
pub use partnership::PartnershipPage;
#[cfg(feature = "ssr")]
pub use partnerships::PartnershipsPage;
#[cfg(feature = "ssr")]
pub use people::{PeoplePage, RolesPage, roles_csv};
#[cfg(feature = "ssr")]
pub use preview::PreviewPage;
#[cfg(feature = "ssr")]
pub use profile::ProfilePage;
#[cfg(feature = "ssr")]
pub use record::ApplicationPage;
#[cfg(feature = "ssr")]
pub use timeline::{
    ApplicationHistoryPage, PartnershipHistoryPage, application_csv as application_history_csv,
    partnership_csv as partnership_history_csv,
};
