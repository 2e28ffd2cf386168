//! Score: how good proposals are, held against facts that people marked.
//!
//! In: marked facts, the documents they were marked in, and proposals in the exchange format. Out: recall,
//! precision, whether facts of one thing are kept together and called by its name, and how far a stated
//! confidence can be trusted. Of files it knows the folder of marks alone; it must not know how proposals are made.
//!
//! What counts:
//! - *grounded*: the quote is exactly the document's bytes `[start, end)`; anything else scores nothing;
//! - *recall*: a marked fact is found if a proposal of its document and property has an equal value, and
//!   a quote of at most 600 bytes that covers at least half of the marked quote;
//! - *precision*: over the core properties, where the marks are close to complete: a proposal is right if
//!   some fact of its document and property, marked or also marked by a second reader, has an equal value;
//! - *linking*: over the facts found, whether pairs that share a subject in the marks share one here (F1);
//! - *named*: of the facts found, how many have a subject whose name is the marked one.

mod equal;
mod folder;
mod marked;
mod measure;
mod reliability;
mod report;

pub use marked::{Marked, MarkedError, Proposal, proposals};
pub use measure::{Judged, Verdict, is_core, judge, verdict};
pub use reliability::{Bin, reliability};
pub use report::{Report, Row, report};
