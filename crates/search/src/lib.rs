//! Search: full text over the words of sources, and over what statements say.
//!
//! The index lies in the dossier's folder `index/`, follows the log by its sequence number, and can be
//! thrown away at any time: everything in it is made from log and archive. What a person may not see
//! ([`Seer`]) is taken out before anything is counted. It holds no rules and must not know HTML or HTTP;
//! no other crate knows tantivy.

mod analysis;
mod document;
mod error;
mod facets;
mod feed;
mod field;
mod find;
mod follow;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod hits;
mod index;
mod passage;
mod query;
mod saved;
mod schema;
mod seer;
mod snippet;
mod terms;
mod translate;

pub use error::SearchError;
pub use facets::{Facet, FacetCount};
pub use feed::{Changes, DossierFeed, Feed, MentionKey, SourceFeed};
pub use field::Field;
pub use find::{Found, Request, Scope};
pub use follow::{Followed, Progress};
pub use hits::{FactHit, TextHit};
pub use index::Index;
pub use query::{Clause, Note, Query, Wanted};
pub use saved::{Refused, SavedSearch};
pub use seer::Seer;
pub use snippet::Snippet;
