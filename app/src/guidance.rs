//! What the district says to readers that is no form: pages of guidance, and the community's resources.

mod guide;
mod index;
mod resource;

pub use guide::GuidePage;
pub use index::GuidancePage;
pub use resource::ResourcesPage;
