//! Islands: the few places that wake up in the browser and add comfort. Every page works without them.

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
