//! What keeps people from harm: headers, the origin of forms, methods, limits, faults.

mod fault;
mod header;
mod kept;
mod limit;
mod method;
mod origin;
