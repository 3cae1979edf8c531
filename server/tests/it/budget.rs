//! What a page may cost: statements, bytes, and nothing from another site.

mod matrix;
mod size;
pub mod statement;
