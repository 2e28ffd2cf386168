//! Outlines of countries and of their first-level divisions, with their ISO 3166 codes and names, and how to
//! put them on a flat sheet.
//!
//! The outlines are a table in the binary, made by `cargo xtask atlas`; `NOTICE.md` says from what. They are
//! simplified for drawing and say nothing of where a border runs to the metre. What is drawn on them, and in
//! which colours, is for `pages`.

mod plan;
mod sheet;
mod table;

pub use plan::{Drawn, Inset, Plan};
pub use table::{Names, Shape, Sheet, country, world};

/// Degrees east of Greenwich and north of the equator. East may pass 180 where a country lies on both sides of
/// the date line.
pub type Degrees = [f32; 2];
