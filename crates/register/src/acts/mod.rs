//! What can be done to a register. Each act is one atomic set of events, and safe to repeat.

pub(crate) mod add;
pub(crate) mod amend;
pub(crate) mod bind;
pub(crate) mod decide;
pub(crate) mod guard;
pub(crate) mod hand;
mod merge;
mod note;
pub(crate) mod offer;
pub(crate) mod purge;
mod release;
pub(crate) mod screen;
pub(crate) mod set;
pub(crate) mod together;
pub(crate) mod undo;
