//! What a dossier's archive hands to whoever publishes it.

use codebook::LayerRecord;

pub(crate) struct Kept<'a>(pub(crate) &'a archive::Archive);

impl publish::Texts for Kept<'_> {
    fn text(
        &self,
        _: &register::public::PublicSource,
        layer: &register::public::KeptLayer,
    ) -> Result<codebook::TextLayer, publish::TextError> {
        let register::public::KeptLayer { layer, source, extractor, text, map } = layer.clone();
        let record = LayerRecord { layer, source, extractor, text, length: 0, map };
        Ok(self.0.layer(&record)?)
    }

    fn original(
        &self,
        _: codebook::SourceId,
    ) -> Result<Box<dyn std::io::Read>, publish::TextError> {
        Err("no original of contracting data is given away".into())
    }

    fn screening(
        &self,
        found: &register::public::PublicScreening,
    ) -> Result<Vec<u8>, publish::TextError> {
        Ok(self.0.original(&codebook::SourceId::new(found.result))?)
    }
}
