//! The text layer: the words got out of a source, and where each of them stands in it.

use std::ops::Range;
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
    /// True where it took what the author had hidden from who reads the document: text struck out or
    /// made invisible, hidden sheets, comments. Such a text is kept and shown as such to who works on
    /// the register; nothing is proposed from it, and it is never published.
    #[serde(default, skip_serializing_if = "is_shown")]
    pub hidden: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_shown(hidden: &bool) -> bool {
    !*hidden
}

impl Extractor {
    /// One that takes what everybody sees.
    #[must_use]
    pub fn new(name: impl Into<String>, version: impl Into<String>) -> Self {
        Self { name: name.into(), version: version.into(), hidden: false }
    }

    /// The same, taking what was hidden.
    #[must_use]
    pub fn of_hidden(self) -> Self {
        Self { hidden: true, ..self }
    }
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
        let mut parts: Vec<&[u8]> = vec![
            b"veedor layer 1",
            source.digest().as_bytes(),
            extractor.name.as_bytes(),
            extractor.version.as_bytes(),
            text.as_bytes(),
        ];
        if extractor.hidden {
            parts.push(b"hidden");
        }
        LayerId::new(Sha256::of_parts(&parts))
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
    /// The words on pages that share a byte with `range`, in text order; none where there are no pages.
    pub fn words(&self, range: Range<usize>) -> impl Iterator<Item = &Word> {
        let pages = match &self.map {
            LayerMap::Pages { pages } => pages.as_slice(),
            _ => &[],
        };
        pages.iter().flat_map(move |page| {
            let first = page.words.partition_point(|word| word.end <= range.start);
            let after = page.words.partition_point(|word| word.start < range.end);
            page.words.get(first..after).unwrap_or_default()
        })
    }
    /// The layer's id.
    #[must_use]
    pub const fn id(&self) -> LayerId {
        self.id
    }
}

/// A layer that is kept: what [`crate::Event::LayerMade`] says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerRecord {
    /// Its id.
    pub layer: LayerId,
    /// Its source.
    pub source: SourceId,
    /// What made it.
    pub extractor: Extractor,
    /// The digest of its text.
    pub text: Sha256,
    /// The length of its text in bytes.
    pub length: u64,
    /// The digest of its map as stored, where it has one.
    pub map: Option<Sha256>,
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
    /// The sheets of a spreadsheet, one after another.
    Book {
        /// The sheets.
        sheets: Vec<Grid>,
    },
    /// The paragraphs of a word processor's document.
    Flow {
        /// The paragraphs, those of tables among them.
        paragraphs: Vec<Paragraph>,
        /// The tables.
        tables: Vec<Grid>,
    },
    /// Fields of structured data, as words: those only that something is said from.
    Fields {
        /// The fields.
        fields: Vec<Field>,
    },
    /// The messages of a mailbox, or one mail.
    Mail {
        /// The parts whose words are in the text.
        parts: Vec<MailPart>,
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
    /// How sure the recognition of a picture of it was, in percent; none where the text was born
    /// digital. It vouches for no number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// True for a number that another program reads differently.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub disputed: bool,
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

/// A sheet, or a table among paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Grid {
    /// Its name, where it has one. A sheet's name stands as a line before its rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// First byte in the text, that line included.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The cells that hold something, row by row; rows and columns count as in the document, hidden
    /// ones too, from 0.
    pub cells: Vec<Cell>,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Paragraph {
    /// First byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The file inside the document that holds it, as `word/document.xml`.
    pub file: String,
    /// The byte in that file, unpacked, at which its element begins.
    pub at: usize,
}

/// A part of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MailPart {
    /// First byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Which message of the mailbox, from 1.
    pub message: u32,
    /// Which part of it: `header`, or its place among the parts, as IMAP counts them (`1`, `2.1`).
    pub part: String,
}

/// A field of structured data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Field {
    /// First byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Where it stands in the source.
    #[serde(flatten)]
    pub place: FieldPlace,
}

/// Where a field stands in structured data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct FieldPlace {
    /// The line, from 1, on which its line, document or row begins.
    pub line: u64,
    /// First byte of its value in the source, unpacked; of a cell, of its row.
    pub raw_start: u64,
    /// The byte after its last there.
    pub raw_end: u64,
    /// The JSON Pointer (RFC 6901) that leads to it in the line or document, where it is JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The heading of its column, where it is a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The file in the source that holds it, where several are packed in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// A table in a layer: rows of cells under a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table<'a> {
    /// Its name, where it has one.
    pub name: Option<&'a str>,
    /// Its cells, row by row.
    pub cells: &'a [Cell],
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
    /// The tables of the layer, in text order.
    pub fn tables(&self) -> impl Iterator<Item = Table<'_>> {
        let (whole, grids) = match self {
            Self::Table { cells } => (Some(Table { name: None, cells }), &[][..]),
            Self::Book { sheets: grids } | Self::Flow { tables: grids, .. } => (None, &grids[..]),
            Self::Plain
            | Self::Pages { .. }
            | Self::Html { .. }
            | Self::Fields { .. }
            | Self::Mail { .. } => (None, &[][..]),
        };
        let grids =
            grids.iter().map(|grid| Table { name: grid.name.as_deref(), cells: &grid.cells });
        whole.into_iter().chain(grids)
    }

    /// The same places, without a word of who disputes what stands there.
    #[must_use]
    pub fn undisputed(mut self) -> Self {
        if let Self::Pages { pages } = &mut self {
            let words = pages.iter_mut().flat_map(|page| &mut page.words);
            words.for_each(|word| word.disputed = false);
        }
        self
    }

    fn check(&self, text: &str) -> Result<(), LayerError> {
        match self {
            Self::Plain => Ok(()),
            Self::Pages { pages } => in_order(
                text,
                pages.iter().flat_map(|page| page.words.iter().map(|word| (word.start, word.end))),
            ),
            Self::Html { runs } => in_order(text, runs.iter().map(|run| (run.start, run.end))),
            Self::Table { cells } => in_order(text, ranges(cells)),
            Self::Book { sheets } => grids_in_order(text, sheets),
            Self::Flow { paragraphs, tables } => {
                in_order(text, paragraphs.iter().map(|it| (it.start, it.end)))?;
                grids_in_order(text, tables)
            }
            Self::Fields { fields } => in_order(text, fields.iter().map(|it| (it.start, it.end))),
            Self::Mail { parts } => in_order(text, parts.iter().map(|it| (it.start, it.end))),
        }
    }
}

fn ranges(cells: &[Cell]) -> impl Iterator<Item = (usize, usize)> {
    cells.iter().map(|cell| (cell.start, cell.end))
}

/// Holds grids against the text, and the cells of each against the grid.
fn grids_in_order(text: &str, grids: &[Grid]) -> Result<(), LayerError> {
    in_order(text, grids.iter().map(|grid| (grid.start, grid.end)))?;
    for grid in grids {
        let outside = ranges(&grid.cells).find(|it| it.0 < grid.start || grid.end < it.1);
        if let Some((start, end)) = outside {
            return Err(LayerError { start, end, after: grid.start, len: text.len() });
        }
        in_order(text, ranges(&grid.cells))?;
    }
    Ok(())
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
