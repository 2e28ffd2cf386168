//! Procurement in bulk: contracting data of a whole country in, the purchases that are for surveillance out,
//! each with the words and codes that say so, and with neutral flags that say what can't be told, too.
//!
//! Rules are pure ([`classify`], [`flags`], [`facts`], [`merge`]); [`screen`] is the thin edge that
//! opens files and spills to disk. It must not know the register, HTML, or how a command line looks.

pub mod classify;
pub mod coverage;
pub mod facts;
pub mod flags;
pub mod input;
pub mod mapping;
pub mod merge;
pub mod model;
pub mod numbers;
pub mod out;
pub mod parquet;
pub mod people;
pub mod place;
pub mod pointer;
pub mod screen;
pub mod time;
pub mod tolerant;
pub mod words;

mod block;
mod bodies;
mod digest;
mod locate;
mod mend;
mod overlay;
mod quick;
mod spill;

#[cfg(feature = "fuzzing")]
pub mod fuzzing;
