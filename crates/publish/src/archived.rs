//! The texts of public sources, out of the archive.

use std::fs::File;
use std::io::Read;

use archive::Archive;
use codebook::{LayerRecord, SourceId, TextLayer};
use register::public::{KeptLayer, PublicScreening, PublicSource};

use crate::error::TextError;
use crate::sources::Texts;

/// An archive that hands out the texts of public sources.
#[derive(Debug, Clone, Copy)]
pub struct ArchiveTexts<'a>(pub &'a Archive);

impl Texts for ArchiveTexts<'_> {
    fn text(&self, _: &PublicSource, layer: &KeptLayer) -> Result<TextLayer, TextError> {
        let KeptLayer { layer, source, extractor, text, map } = layer.clone();
        // The length is of use to writers only; what is read is held against the digest.
        let record = LayerRecord { layer, source, extractor, text, length: 0, map };
        Ok(self.0.layer(&record)?)
    }

    fn original(&self, source: SourceId) -> Result<Box<dyn Read>, TextError> {
        Ok(Box::new(File::open(self.0.lies(&source)?)?))
    }

    fn screening(&self, found: &PublicScreening) -> Result<Vec<u8>, TextError> {
        Ok(self.0.original(&SourceId::new(found.result))?)
    }
}
