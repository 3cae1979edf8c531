//! What keeps people from harm: headers, the origin of forms, methods, limits, faults.

mod contact;
mod fault;
mod header;
mod kept;
pub mod limit;
pub mod method;
mod observatory;
mod origin;
mod overload;
mod refusal;
