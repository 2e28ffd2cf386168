//! The form of the index: its fields, and how each is kept.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use crate::analysis::NAME;

/// The version of all of it: what words are, which passages, which fields. An index of another is made
/// again.
pub(crate) const FORM: u32 = 1;

/// What a document of the index is.
pub(crate) const FACT: &str = "f";
/// The other kind.
pub(crate) const TEXT: &str = "t";

/// The fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// [`FACT`] or [`TEXT`].
    pub(crate) what: Field,
    /// The words: of a passage; of a fact its subject, value and quote, apart from each other.
    pub(crate) words: Field,
    /// The source's digest.
    pub(crate) source: Field,
    /// The source's title and ids, as words.
    pub(crate) source_words: Field,
    /// Of a fact: its statement's id.
    pub(crate) id: Field,
    /// The subject as its source names it, by key.
    pub(crate) group: Field,
    /// Every thing its source names in it, by key.
    pub(crate) mention: Field,
    /// The entities that it is about and that it names.
    pub(crate) entity: Field,
    /// The log's row that last changed it.
    pub(crate) changed: Field,
    pub(crate) subject: Field,
    pub(crate) kind: Field,
    pub(crate) agency: Field,
    pub(crate) vendor: Field,
    pub(crate) place: Field,
    pub(crate) technology: Field,
    pub(crate) status: Field,
    pub(crate) property: Field,
    pub(crate) state: Field,
    pub(crate) year: Field,
    /// Of a passage: its layer, its first byte in that, and its words as they are shown.
    pub(crate) layer: Field,
    pub(crate) start: Field,
    pub(crate) body: Field,
}

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let as_words = || {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(NAME)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        TextOptions::default().set_indexing_options(indexing)
    };
    let name = || as_words().set_fast("raw");
    let fields = Fields {
        what: schema.add_text_field("what", STRING),
        words: schema.add_text_field("words", as_words()),
        source: schema.add_text_field("source", STRING | FAST | STORED),
        source_words: schema.add_text_field("source_words", as_words()),
        id: schema.add_bytes_field("id", INDEXED | STORED),
        group: schema.add_bytes_field("group", INDEXED),
        mention: schema.add_bytes_field("mention", INDEXED),
        entity: schema.add_text_field("entity", STRING),
        changed: schema.add_u64_field("changed", FAST | INDEXED),
        subject: schema.add_text_field("subject", as_words()),
        kind: schema.add_text_field("kind", STRING | FAST),
        agency: schema.add_text_field("agency", name()),
        vendor: schema.add_text_field("vendor", name()),
        place: schema.add_text_field("place", name()),
        technology: schema.add_text_field("technology", STRING | FAST),
        status: schema.add_text_field("status", STRING | FAST),
        property: schema.add_text_field("property", STRING | FAST),
        state: schema.add_text_field("state", STRING | FAST),
        year: schema.add_i64_field("year", FAST | INDEXED),
        layer: schema.add_text_field("layer", STORED),
        start: schema.add_u64_field("start", STORED),
        body: schema.add_text_field("body", STORED),
    };
    (schema.build(), fields)
}
