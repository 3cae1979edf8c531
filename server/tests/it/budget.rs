//! What a page may cost: statements, bytes, and nothing from another site.

mod size;
pub mod statement;
