//! The texts of public sources, out of the archive.

use archive::{Archive, LayerRecord};
use codebook::TextLayer;
use publish::{TextError, Texts};
use register::public::{PublicLayer, PublicSource, Seen};

/// An archive that hands out the texts of public sources.
pub(crate) struct ArchiveTexts<'a> {
    pub(crate) archive: &'a Archive,
}

impl Texts for ArchiveTexts<'_> {
    fn text(&self, source: &PublicSource, layer: &PublicLayer) -> Result<TextLayer, TextError> {
        let Seen::Whole { source, .. } = source.seen else {
            return Err("the text of a withheld source is not handed out".into());
        };
        let PublicLayer { layer, extractor, text, map } = layer.clone();
        // The length is of use to writers only; what is read is held against the digest.
        let record = LayerRecord { layer, source, extractor, text, length: 0, map };
        Ok(self.archive.layer(&record)?)
    }
}
