//! A shard of sources: their pages and texts, and the citations of what rests on them.

use std::collections::HashSet;
use std::io::Read;

use codebook::{LayerId, PublicSourceId, SourceId, TextLayer};
use pages::Page;
use register::public::{
    KeptLayer, PublicFact, PublicScreening, PublicSource, PublicText, Publishable, Seen,
};

use crate::annotation::{self, Surroundings};
use crate::data::SourceLine;
use crate::error::{PublishError, TextError};
use crate::layout::{self, Data, Group};
use crate::manifest::Listing;
use crate::site::Making;
use crate::tree::{form, line};

/// Where the text layers of public sources come from; several threads ask for them.
pub trait Texts: Sync {
    /// The text of a layer of a public source, as the archive keeps it: what the public may not read is cut from it
    /// afterwards.
    ///
    /// # Errors
    /// If it can't be had.
    fn text(&self, source: &PublicSource, layer: &KeptLayer) -> Result<TextLayer, TextError>;

    /// The bytes of a source whose original the public may have.
    ///
    /// # Errors
    /// If they can't be had.
    fn original(&self, source: SourceId) -> Result<Box<dyn Read>, TextError>;

    /// What screening found in a public source, as the archive keeps it.
    ///
    /// # Errors
    /// If it can't be had.
    fn screening(&self, _: &PublicScreening) -> Result<Vec<u8>, TextError> {
        Err("nothing is kept here of what was screened".into())
    }
}

/// The data of a shard, as far as it has come.
#[derive(Default)]
struct Lines {
    sources: Vec<u8>,
    citations: Vec<u8>,
}

impl Lines {
    fn source(&mut self, source: &PublicSource, texts: &[PublicText]) -> Result<(), PublishError> {
        line(&mut self.sources, Data::Sources.name().0, &SourceLine::new(source, texts))
    }

    /// The files they make.
    fn files(mut self) -> [(Data, Vec<u8>); 2] {
        let mut citations = annotation::HEAD.as_bytes().to_vec();
        citations.append(&mut self.citations);
        citations.extend_from_slice(annotation::TAIL.as_bytes());
        [(Data::Sources, self.sources), (Data::Citations, citations)]
    }
}

/// The data of a shard alone.
pub(crate) fn data(
    view: &Publishable<'_>,
    texts: &dyn Texts,
    shard: &str,
) -> Result<[(Data, Vec<u8>); 2], PublishError> {
    let mut lines = Lines::default();
    view.each_source(&format!("{}{shard}", Group::Sources.head()), |row| {
        let layers = fetch(view, texts, &row.source)?;
        lines.source(&row.source, &layers)?;
        let facts = view.resting_on(row.source.id)?;
        cite(&row.source, &facts, &layers, &mut lines.citations)
    })?;
    Ok(lines.files())
}

/// Writes a shard: its data, and the pages and texts of all its sources, or of those only that are given. Says
/// whether there is anything in it.
pub(crate) fn write(
    making: &mut Making<'_, '_>,
    shard: &str,
    only: Option<&HashSet<PublicSourceId>>,
    listing: &mut Listing,
) -> Result<bool, PublishError> {
    let mut lines = Lines::default();
    let view = making.view;
    let mut any = false;
    view.each_source(&format!("{}{shard}", Group::Sources.head()), |row| {
        any = true;
        let show = only.is_none_or(|only| only.contains(&row.source.id));
        source(making, &row.source, show, listing, &mut lines)
    })?;
    for (data, bytes) in lines.files() {
        making.data(listing, data, shard, any, &bytes)?;
    }
    Ok(any)
}

fn source(
    making: &mut Making<'_, '_>,
    source: &PublicSource,
    show: bool,
    listing: &mut Listing,
    lines: &mut Lines,
) -> Result<(), PublishError> {
    if let Some(found) = &mut making.found {
        found.source(source)?;
    }
    let layers = fetch(making.view, making.texts, source)?;
    lines.source(source, &layers)?;
    if show {
        making.tree.clear(listing, &source.id.to_string())?;
        for layer in &layers {
            let path = layout::text(source.id, layer.layer());
            making.tree.write(listing, &path, layer.text().as_bytes())?;
        }
        original(making, source, listing)?;
        let ready = making.site.ready(Page::Source(source.id))?;
        making.page(listing, Page::Source(source.id), &ready, &layers)?;
        cite(source, ready.facts(), &layers, &mut lines.citations)
    } else {
        cite(source, &making.view.resting_on(source.id)?, &layers, &mut lines.citations)
    }
}

/// Writes the original, where the public may have it.
fn original(
    making: &mut Making<'_, '_>,
    source: &PublicSource,
    listing: &mut Listing,
) -> Result<(), PublishError> {
    let (Some(path), Seen::Whole { source: sha256, .. }) = (pages::original(source), &source.seen)
    else {
        return Ok(());
    };
    let wrong = |error| PublishError::Original { id: source.id, error };
    let mut bytes = making.texts.original(*sha256).map_err(wrong)?;
    let digest = making.tree.copy(listing, &path, &mut bytes)?;
    if digest != *sha256.digest() {
        return Err(wrong("its bytes are other ones".into()));
    }
    Ok(())
}

fn cite(
    source: &PublicSource,
    facts: &[PublicFact],
    layers: &[PublicText],
    citations: &mut Vec<u8>,
) -> Result<(), PublishError> {
    let original = match &source.seen {
        Seen::Whole { source: sha256, .. } => Some(*sha256),
        Seen::Gaps { .. } | Seen::Quotes { .. } => None,
    };
    let surroundings = surroundings(source, facts, layers)?;
    for fact in facts {
        if !citations.is_empty() {
            citations.extend_from_slice(annotation::BETWEEN.as_bytes());
        }
        let item = annotation::annotation(fact, original, &surroundings);
        serde_json::to_writer(&mut *citations, &item).map_err(form(Data::Citations.name().0))?;
    }
    Ok(())
}

/// The texts of a source that the public may read.
pub(crate) fn fetch(
    view: &Publishable<'_>,
    texts: &dyn Texts,
    source: &PublicSource,
) -> Result<Vec<PublicText>, PublishError> {
    view.texts(source, |layer| {
        let text = texts.text(source, layer);
        text.map_err(|error| PublishError::Text { id: source.id, layer: layer.layer, error })
    })
}

/// Holds every cited stretch against the text, and keeps the words around it.
fn surroundings(
    source: &PublicSource,
    facts: &[PublicFact],
    layers: &[PublicText],
) -> Result<Surroundings, PublishError> {
    let layer_of = |id: LayerId| layers.iter().find(|layer| layer.layer() == id);
    let mut surroundings = Surroundings::new();
    for fact in facts {
        for (index, span) in fact.spans.iter().enumerate() {
            let Some(place) = &span.place else { continue };
            let layer = layer_of(place.layer)
                .ok_or(PublishError::NoText { id: source.id, layer: place.layer })?;
            let (start, end) = (place.range.start, place.range.end);
            if layer.text().get(start..end) != Some(span.quote.as_str()) {
                let (fact, layer) = (fact.id, place.layer);
                return Err(PublishError::Words { fact, layer, start, end });
            }
            let around = annotation::around(layer.text(), start, end);
            surroundings.insert((fact.id, index), around);
        }
    }
    Ok(surroundings)
}
