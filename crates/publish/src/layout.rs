//! Where things stand in a bundle. Names are made of identifiers and fixed words only.

use codebook::{LayerId, PublicSourceId};

pub(crate) const MANIFEST: &str = "manifest.json";
pub(crate) const SIGNATURE: &str = "manifest.json.minisig";
pub(crate) const SUMS: &str = "SHA256SUMS";
pub(crate) const CHECKPOINT: &str = "checkpoint.json";
pub(crate) const RELEASES: &str = "log/releases.jsonl";
pub(crate) const FACTS: &str = "data/facts.jsonl";
pub(crate) const FACTS_TABLE: &str = "data/facts.csv";
pub(crate) const ENTITIES: &str = "data/entities.jsonl";
pub(crate) const SOURCES: &str = "data/sources.jsonl";
pub(crate) const CONTRADICTIONS: &str = "data/contradictions.jsonl";
pub(crate) const CITATIONS: &str = "data/citations.jsonld";
pub(crate) const PACKAGE: &str = "data/datapackage.json";

/// The file of a text layer.
pub(crate) fn text(source: PublicSourceId, layer: LayerId) -> String {
    let layer = layer.to_string();
    let short = layer.get(..12).unwrap_or(&layer);
    format!("sources/{source}.{short}.txt")
}
