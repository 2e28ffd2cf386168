//! Import: a spreadsheet that somebody keeps already, and a mapping of hers that says what its columns
//! mean, in; statements out, each cited to its cell, and a report of what could not be read.
//!
//! Pure and deterministic: the same table and mapping always give the same statements with the same ids.
//! It must not know files, storage or the register, nor how a spreadsheet is unpacked: it works on the
//! table that a text layer has. Columns about persons are dropped, and a cell that names somebody is
//! never said.

mod bring;
mod columns;
mod currencies;
mod dates;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod mapping;
mod numbers;
mod suggest;
mod values;

pub use bring::{Brought, Problem, Report, bring};
pub use columns::ImportError;
pub use mapping::{Mapping, MappingError};
pub use suggest::suggest;
