//! The register: an append-only log of events, and the views made from it.
//!
//! Everything that ever happened is a row of the log ([`log`]); how things stand is a set of tables that
//! follow from it and are changed in the same transaction. Writing goes through acts: bring in a source
//! with what was read in it, judge, bind, release, purge. Each act is one atomic set of events, is safe
//! to repeat, and expects the version of the thing it changes.
//!
//! It must not know HTML, nor how statements were found, nor any file but its database and the
//! checkpoint beside it. What may be shown to the public leaves it in one form only:
//! [`public::Publishable`].

mod acts;
mod checkpoint;
mod error;
pub mod log;
pub mod public;
mod read;
pub mod redaction;
mod register;
mod shown;
mod snapshot;
mod views;

pub use acts::add::{LayerAct, SourceAct, SourceOutcome};
pub use acts::amend::{AmendError, Field, derive};
pub use acts::bind::{BindOutcome, Choice, Move};
pub use acts::decide::{DecideOutcome, Judgement};
pub use acts::guard::Redacting;
pub use acts::hand::{StateOutcome, Stated, Words, by_hand};
pub use acts::purge::{PurgePlan, Purged};
pub use acts::screen::Screening;
pub use acts::together::Sure;
pub use acts::undo::UndoOutcome;
pub use checkpoint::Checkpoint;
pub use error::RegisterError;
pub use read::alike::Alike;
pub use read::check::{Finding, Report};
pub use read::contained::Contained;
pub use read::contradict::Disagreement;
pub use read::entity::{EntityPage, MentionView};
pub use read::entries::Entry;
pub use read::facts::FactView;
pub use read::filter::{Facets, Filter, Order};
pub use read::history::Change;
pub use read::people::{Correction, Note, Opening, Redaction};
pub use read::rows::{SourceFilter, SourceRow};
pub use read::sources::{EntityView, OriginView, SourceView};
pub use read::statements::{State, StatementView};
pub use read::status::{Purge, Status};
pub use register::{Given, Register};
pub use snapshot::snapshot;
