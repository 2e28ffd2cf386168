//! What can be done to a register. Each act is one atomic set of events, and safe to repeat.

pub(crate) mod add;
pub(crate) mod amend;
mod bind;
pub(crate) mod decide;
pub(crate) mod purge;
mod release;
pub(crate) mod set;
