//! The text layer: the words got out of a source, and where each of them stands in it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::{LayerId, Sha256, SourceId};

/// What got a text out of a source: a name and a version, so that a better one later makes another
/// layer and moves no old anchor.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Extractor {
    /// Its name, as `utf8`, `html` or `pdftotext`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A text with its source and the map from its bytes to places in the source. Never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLayer {
    source: SourceId,
    extractor: Extractor,
    text: Arc<str>,
    map: LayerMap,
    id: LayerId,
}

impl TextLayer {
    /// Joins a text and its map.
    ///
    /// # Errors
    /// If the map is not in order or points outside the text or into the middle of a character.
    pub fn new(
        source: SourceId,
        extractor: Extractor,
        text: impl Into<Arc<str>>,
        map: LayerMap,
    ) -> Result<Self, LayerError> {
        let text = text.into();
        map.check(&text)?;
        let id = Self::id_for(source, &extractor, &Sha256::of(text.as_bytes()));
        Ok(Self { source, extractor, text, map, id })
    }

    /// The id of the layer with these four keys.
    #[must_use]
    pub fn id_for(source: SourceId, extractor: &Extractor, text: &Sha256) -> LayerId {
        LayerId::new(Sha256::of_parts(&[
            b"veedor layer 1",
            source.digest().as_bytes(),
            extractor.name.as_bytes(),
            extractor.version.as_bytes(),
            text.as_bytes(),
        ]))
    }

    /// The source.
    #[must_use]
    pub const fn source(&self) -> SourceId {
        self.source
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
    /// Where its parts stand in the source.
    #[must_use]
    pub const fn map(&self) -> &LayerMap {
        &self.map
    }
    /// The layer's id.
    #[must_use]
    pub const fn id(&self) -> LayerId {
        self.id
    }
}

/// Where the bytes of a text stand in its source. Every list is in text order and does not overlap.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "map")]
pub enum LayerMap {
    /// The text is the source: offsets are the file's bytes (or, after decoding, its characters).
    #[default]
    Plain,
    /// Pages with a box for every word.
    Pages {
        /// The pages.
        pages: Vec<Page>,
    },
    /// Runs of text, each with its byte range in the raw HTML.
    Html {
        /// The runs.
        runs: Vec<Run>,
    },
    /// The cells of a table.
    Table {
        /// The cells, row by row; row 0 is the first of the file.
        cells: Vec<Cell>,
    },
}

impl Eq for LayerMap {}

/// A page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Page {
    /// Its number, from 1.
    pub number: u32,
    /// Its width in PostScript points (1/72 inch).
    pub width: f32,
    /// Its height in points.
    pub height: f32,
    /// Its words.
    pub words: Vec<Word>,
}

/// A word on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Word {
    /// First byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Where it stands: left, top, right, bottom, in points from the page's upper left.
    #[serde(rename = "box")]
    pub place: [f32; 4],
}

/// A run of text in raw HTML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    /// First byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// First byte in the raw HTML.
    pub raw_start: usize,
    /// The byte after its last there.
    pub raw_end: usize,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
    /// First byte in the text, quotation marks aside.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// A map that does not fit its text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the layer's map has {start}..{end} after byte {after}, which is out of order, outside the text of {len} bytes, or inside a character"
)]
pub struct LayerError {
    start: usize,
    end: usize,
    after: usize,
    len: usize,
}

impl LayerMap {
    fn check(&self, text: &str) -> Result<(), LayerError> {
        match self {
            Self::Plain => Ok(()),
            Self::Pages { pages } => in_order(
                text,
                pages.iter().flat_map(|page| page.words.iter().map(|word| (word.start, word.end))),
            ),
            Self::Html { runs } => in_order(text, runs.iter().map(|run| (run.start, run.end))),
            Self::Table { cells } => {
                in_order(text, cells.iter().map(|cell| (cell.start, cell.end)))
            }
        }
    }
}

fn in_order(text: &str, ranges: impl Iterator<Item = (usize, usize)>) -> Result<(), LayerError> {
    let mut after = 0;
    for (start, end) in ranges {
        let fits = after <= start
            && start <= end
            && end <= text.len()
            && text.is_char_boundary(start)
            && text.is_char_boundary(end);
        if !fits {
            return Err(LayerError { start, end, after, len: text.len() });
        }
        after = end;
    }
    Ok(())
}
