//! Brief: selected facts as a Word document, for a lawyer or whoever else argues from them. Under each
//! entity its facts, each with a footnote that quotes the words it stands on and says which source they
//! are from and where in it; facts that can't all be so, side by side; the sources at the end.
//!
//! Pure: a view in, the bytes of a DOCX out, the same for the same view. It must not know files, the
//! register, or which facts somebody may see: whoever hands them over has chosen.

mod body;
mod package;
mod words;

use codebook::{Edtf, Kind, SourceId, Statement};
pub use pages::Lang;

/// What a document is made of.
#[derive(Debug, Clone)]
pub struct Brief {
    /// Its language; quotes stay in theirs.
    pub lang: Lang,
    /// The day that stands under its title.
    pub made: Edtf,
    /// What it is about, in this order.
    pub subjects: Vec<Subject>,
    /// The sources of the facts; they are listed in this order.
    pub sources: Vec<Source>,
}

/// An entity with its facts.
#[derive(Debug, Clone)]
pub struct Subject {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What is said of it, in the order in which it stands there.
    pub statements: Vec<Statement>,
    /// Sets of those that can't all be so, each by its places in `statements`.
    pub disagreements: Vec<Vec<usize>>,
}

/// A source.
#[derive(Debug, Clone)]
pub struct Source {
    /// Which.
    pub id: SourceId,
    /// Its title.
    pub title: String,
    /// When it was published, as far as that is known.
    pub published: Option<Edtf>,
    /// The day on which it was archived.
    pub archived: Edtf,
    /// Where it is from: an address, or the name of a file.
    pub origin: Option<String>,
}

/// Why no document could be made.
#[derive(Debug, thiserror::Error)]
pub enum BriefError {
    /// A statement is of a source that is not in the list.
    #[error("the statement {statement} is of the source {source_id}, which is not in the list")]
    NoSource {
        /// The statement.
        statement: codebook::StatementId,
        /// Its source.
        source_id: SourceId,
    },
    /// The package could not be written.
    #[error("the document could not be packed: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// The XML could not be written.
    #[error("the document could not be written: {0}")]
    Xml(#[from] std::io::Error),
}

/// Writes the document.
///
/// # Errors
/// If a statement's source is not in the list, or memory is short.
pub fn docx(brief: &Brief) -> Result<Vec<u8>, BriefError> {
    package::pack(brief.lang, &body::write(brief)?)
}
