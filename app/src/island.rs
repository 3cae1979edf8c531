//! Islands: the few places that wake up in the browser and add comfort. Every page works without them.

pub mod desk;
pub mod page;
pub mod step;

#[cfg(feature = "hydrate")]
mod count;
#[cfg(feature = "hydrate")]
mod dom;
#[cfg(feature = "hydrate")]
mod fields;
#[cfg(feature = "hydrate")]
mod filter;
#[cfg(feature = "hydrate")]
mod memory;
#[cfg(feature = "hydrate")]
mod save;
#[cfg(feature = "hydrate")]
mod when;

/// Tells the islands where the district's server functions are: several districts may share a host, each
/// under a path of its own. To be called once, before the islands wake up.
#[cfg(feature = "hydrate")]
pub fn begin() {
    let prefix = dom::prefix();
    if !prefix.is_empty() {
        // Set already only if the page woke up twice, and then to the same.
        let _ = server_fn::client::try_set_server_url(Box::leak(prefix.into_boxed_str()));
    }
}
