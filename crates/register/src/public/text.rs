//! Texts as the public reads them.

use std::ops::Range;
use std::sync::Arc;

use codebook::layer::Extractor;
use codebook::{LayerId, LayerMap, LayerRecord, Sha256, SourceId, TextLayer, Visibility};

use super::handle::Publishable;
use super::{PublicLayer, PublicSource, Seen};
use crate::error::RegisterError;
use crate::read::sources::{layers_of, source_by};
use crate::redaction::Cuts;

/// A text that the public may read: a layer as it is, or with gaps where words are kept from the public.
/// Whatever counts in a text, counts in this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicText {
    layer: LayerId,
    extractor: Extractor,
    text: Arc<str>,
    pages: Vec<(usize, u32)>,
    fields: Vec<PublicField>,
}

/// Where the words of a field of structured data stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicField {
    /// In the text.
    pub words: Range<usize>,
    /// The bytes of the original that say it.
    pub raw: (u64, u64),
}

/// A text layer as the archive keeps it, gaps or none: what is behind a [`PublicText`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLayer {
    /// The layer.
    pub layer: LayerId,
    /// Its source.
    pub source: SourceId,
    /// What made it.
    pub extractor: Extractor,
    /// The digest of its text.
    pub text: Sha256,
    /// The digest of its map, where it has one.
    pub map: Option<Sha256>,
}

impl From<&TextLayer> for PublicText {
    /// A layer of which nothing is kept from the public.
    fn from(layer: &TextLayer) -> Self {
        let pages = match layer.map() {
            LayerMap::Pages { pages } => pages.as_slice(),
            _ => &[],
        };
        let begins = pages
            .iter()
            .filter_map(|page| page.words.first().map(|word| (word.start, page.number)));
        let whole =
            Self::new(layer.id(), layer.extractor().clone(), layer.text(), begins.collect());
        let fields = match layer.map() {
            LayerMap::Fields { fields } => fields.as_slice(),
            _ => &[],
        };
        let fields = fields.iter().map(|field| PublicField {
            words: field.start..field.end,
            raw: (field.place.raw_start, field.place.raw_end),
        });
        Self { fields: fields.collect(), ..whole }
    }
}

impl PublicText {
    pub(crate) fn new(
        layer: LayerId,
        extractor: Extractor,
        text: impl Into<Arc<str>>,
        pages: Vec<(usize, u32)>,
    ) -> Self {
        Self { layer, extractor, text: text.into(), pages, fields: Vec::new() }
    }

    /// The id of the layer; of one with gaps, a salted one.
    #[must_use]
    pub const fn layer(&self) -> LayerId {
        self.layer
    }
    /// What made it.
    #[must_use]
    pub const fn extractor(&self) -> &Extractor {
        &self.extractor
    }
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
    /// Where each page's first word stands, and the number of the page; none where there are no pages, or where
    /// a gap may hide some.
    #[must_use]
    pub fn pages(&self) -> &[(usize, u32)] {
        &self.pages
    }
    /// The fields of structured data that it has; none where words are kept from the public.
    #[must_use]
    pub fn fields(&self) -> &[PublicField] {
        &self.fields
    }
}

impl Publishable<'_> {
    /// The texts of a source that the public may read, in the order of its layers. `fetch` takes a layer out of the
    /// archive.
    ///
    /// # Errors
    /// If the register can't be read, `fetch` fails, or what it gives is another layer.
    pub fn texts<E: From<RegisterError>>(
        &self,
        source: &PublicSource,
        mut fetch: impl FnMut(&KeptLayer) -> Result<TextLayer, E>,
    ) -> Result<Vec<PublicText>, E> {
        let mut take = |kept: &KeptLayer| {
            let layer = fetch(kept)?;
            if layer.id() == kept.layer && layer.source() == kept.source {
                return Ok(layer);
            }
            Err(E::from(RegisterError::OtherText(source.id)))
        };
        match &source.seen {
            Seen::Quotes { .. } => Ok(Vec::new()),
            Seen::Whole { source, layers, .. } => layers
                .iter()
                .map(|layer| Ok(PublicText::from(&take(&whole(*source, layer))?)))
                .collect(),
            Seen::Gaps { .. } => {
                let (cuts, behind) = self.behind(source)?;
                let left = behind.into_iter().map(|(id, kept)| Ok(cuts.text(&take(&kept)?, id)));
                left.collect()
            }
        }
    }

    /// What is cut of a source, and the layers that are shown of it, each with its id in public.
    fn behind(
        &self,
        source: &PublicSource,
    ) -> Result<(Cuts, Vec<(LayerId, KeptLayer)>), RegisterError> {
        let known = source_by(self.conn(), "public_id = ?1", [source.id.to_string()])?;
        let view = known
            .filter(|view| view.visibility == Visibility::Public)
            .ok_or(RegisterError::OtherText(source.id))?;
        let cuts = Cuts::of(self.conn(), view.source)?;
        let mut behind = Vec::new();
        let Seen::Gaps { layers, .. } = &source.seen else { return Ok((cuts, behind)) };
        for layer in layers_of(self.conn(), view.source)? {
            let id = cuts.shown_id(&view.salt, layer.layer);
            let is_shown = layers.iter().any(|shown| shown.layer == id);
            if is_shown && !layer.extractor.hidden && cuts.covers(layer.layer) {
                behind.push((id, kept(layer)));
            }
        }
        Ok((cuts, behind))
    }
}

fn whole(source: SourceId, layer: &PublicLayer) -> KeptLayer {
    let PublicLayer { layer, extractor, text, map } = layer.clone();
    KeptLayer { layer, source, extractor, text, map }
}

fn kept(layer: LayerRecord) -> KeptLayer {
    let LayerRecord { layer, source, extractor, text, map, length: _ } = layer;
    KeptLayer { layer, source, extractor, text, map }
}
