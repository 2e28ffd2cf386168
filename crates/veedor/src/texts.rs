//! The texts of public sources, out of the archive.

use std::fs::File;
use std::io::Read;

use archive::{Archive, LayerRecord};
use codebook::{SourceId, TextLayer};
use publish::{TextError, Texts};
use register::public::{KeptLayer, PublicScreening, PublicSource};

/// An archive that hands out the texts of public sources.
pub(crate) struct ArchiveTexts<'a> {
    pub(crate) archive: &'a Archive,
}

impl Texts for ArchiveTexts<'_> {
    fn text(&self, _: &PublicSource, layer: &KeptLayer) -> Result<TextLayer, TextError> {
        let KeptLayer { layer, source, extractor, text, map } = layer.clone();
        // The length is of use to writers only; what is read is held against the digest.
        let record = LayerRecord { layer, source, extractor, text, length: 0, map };
        Ok(self.archive.layer(&record)?)
    }

    fn original(&self, source: SourceId) -> Result<Box<dyn Read>, TextError> {
        Ok(Box::new(File::open(self.archive.lies(&source)?)?))
    }

    fn screening(&self, found: &PublicScreening) -> Result<Vec<u8>, TextError> {
        Ok(self.archive.original(&SourceId::new(found.result))?)
    }
}
