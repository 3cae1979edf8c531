//! What all lists of the office have in common: columns, order, page size, views, and the way back to a list.

pub(super) mod list;
pub(super) mod order;
pub(super) mod shown;
pub(super) mod tools;
pub(super) mod views;
pub(super) mod walk;
