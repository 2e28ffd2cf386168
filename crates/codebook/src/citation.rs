//! Citations: the exact words a statement stands on.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::{LayerId, SourceId};
use crate::layer::{Cell, FieldPlace, LayerMap, Paragraph, TextLayer};

/// What a span is cited for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The clause or sentence that a reader confirms the fact from.
    Quote,
    /// The words of the value itself.
    Value,
    /// The words that name the subject.
    Subject,
    /// Other words needed to understand it.
    Context,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Quote, Self::Value, Self::Subject, Self::Context];

    /// The word used in exchange formats.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Value => "value",
            Self::Subject => "subject",
            Self::Context => "context",
        }
    }
}

crate::term::term_strings!(Role, "a role of a span");

/// Where a span stands in its source, beyond its bytes in the text layer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "at")]
pub enum Locator {
    /// Nowhere else: the text is the source.
    #[default]
    Text,
    /// On a page.
    Page {
        /// The page it begins on, from 1.
        page: u32,
        /// The smallest box around its words on that page: left, top, right, bottom, in points.
        #[serde(rename = "box")]
        region: [f32; 4],
    },
    /// In raw HTML.
    Html {
        /// First byte in the raw HTML.
        raw_start: usize,
        /// The byte after its last.
        raw_end: usize,
    },
    /// In a table's cell.
    Cell {
        /// The row it begins in, from 0.
        row: u32,
        /// The column it begins in, from 0.
        column: u32,
        /// The sheet, where there are sheets.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sheet: Option<String>,
    },
    /// In a paragraph of a word processor's document.
    Paragraph {
        /// Which paragraph of the text it begins in, from 1.
        number: u32,
        /// The file inside the document that holds it.
        file: String,
        /// The byte in that file, unpacked, at which its element begins.
        #[serde(rename = "byte")]
        at: usize,
    },
    /// In a field of structured data.
    Field(FieldPlace),
    /// In a mail.
    Mail {
        /// Which message of the mailbox, from 1.
        message: u32,
        /// Which part of it.
        part: String,
    },
}

impl Eq for Locator {}

/// A stretch of a text layer and the exact words that stand there.
///
/// The only way to make one is [`Span::cut`], which takes the words from the text; one read back from
/// storage is held against the text again by [`Span::check`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "RawSpan")]
pub struct Span {
    role: Role,
    source: SourceId,
    layer: LayerId,
    start: usize,
    end: usize,
    quote: String,
    #[serde(default, skip_serializing_if = "is_text")]
    locator: Locator,
}

fn is_text(locator: &Locator) -> bool {
    *locator == Locator::Text
}

/// A span as it is written out.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "SpanForm")]
struct RawSpan {
    role: Role,
    source: SourceId,
    layer: LayerId,
    start: usize,
    end: usize,
    quote: String,
    #[serde(default)]
    locator: Locator,
}

impl TryFrom<RawSpan> for Span {
    type Error = SpanError;
    fn try_from(raw: RawSpan) -> Result<Self, SpanError> {
        let RawSpan { role, source, layer, start, end, quote, locator } = raw;
        if start >= end || end - start != quote.len() {
            return Err(SpanError::Length { start, end, quote: quote.len() });
        }
        Ok(Self { role, source, layer, start, end, quote, locator })
    }
}

/// Words that do not stand where they are said to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// The range is empty, outside the text, or splits a character.
    #[error(
        "bytes {start}..{end} are not a stretch of the text layer (it has {len} bytes; a span is not empty and does not split a character)"
    )]
    Range {
        /// First byte.
        start: usize,
        /// The byte after the last.
        end: usize,
        /// The length of the text.
        len: usize,
    },
    /// The quote's length is not the range's.
    #[error("a quote of {quote} bytes can't stand at {start}..{end}")]
    Length {
        /// First byte.
        start: usize,
        /// The byte after the last.
        end: usize,
        /// The length of the quote.
        quote: usize,
    },
    /// The text is another layer's.
    #[error("the span points into layer {expected}, but was held against layer {found}")]
    Layer {
        /// The span's layer.
        expected: LayerId,
        /// The text's layer.
        found: LayerId,
    },
    /// Other words stand there.
    #[error("at bytes {start}..{end} the text layer does not read `{quote}`")]
    Words {
        /// First byte.
        start: usize,
        /// The byte after the last.
        end: usize,
        /// What was said to stand there.
        quote: String,
    },
}

impl Span {
    /// Cuts the words at `range` out of a text layer.
    ///
    /// # Errors
    /// If `range` is empty, outside the text, or splits a character.
    pub fn cut(layer: &TextLayer, range: Range<usize>, role: Role) -> Result<Self, SpanError> {
        let Range { start, end } = range;
        let quote = layer
            .text()
            .get(start..end)
            .filter(|quote| !quote.is_empty())
            .ok_or(SpanError::Range { start, end, len: layer.text().len() })?;
        Ok(Self {
            role,
            source: layer.source(),
            layer: layer.id(),
            start,
            end,
            quote: quote.to_owned(),
            locator: locate(layer.map(), start, end),
        })
    }

    /// Holds the span against the text it points into.
    ///
    /// # Errors
    /// If `layer` is another one, or other words stand there.
    pub fn check(&self, layer: &TextLayer) -> Result<(), SpanError> {
        if self.layer != layer.id() || self.source != layer.source() {
            return Err(SpanError::Layer { expected: self.layer, found: layer.id() });
        }
        if layer.text().get(self.start..self.end) == Some(self.quote.as_str())
            && self.locator == locate(layer.map(), self.start, self.end)
        {
            return Ok(());
        }
        Err(SpanError::Words { start: self.start, end: self.end, quote: self.quote.clone() })
    }

    /// What it is cited for.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }
    /// The source.
    #[must_use]
    pub const fn source(&self) -> SourceId {
        self.source
    }
    /// The text layer its offsets count in.
    #[must_use]
    pub const fn layer(&self) -> LayerId {
        self.layer
    }
    /// Its bytes in the text layer.
    #[must_use]
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }
    /// The exact words.
    #[must_use]
    pub fn quote(&self) -> &str {
        &self.quote
    }
    /// Where it stands in the source itself.
    #[must_use]
    pub const fn locator(&self) -> &Locator {
        &self.locator
    }
}

fn locate(map: &LayerMap, start: usize, end: usize) -> Locator {
    match map {
        LayerMap::Plain => Locator::Text,
        LayerMap::Pages { pages } => locate_page(pages, start, end),
        LayerMap::Html { runs } => {
            let hit = overlapping(runs, start, end, |run| (run.start, run.end));
            match hit {
                [] => Locator::Text,
                [first, .., last] => {
                    Locator::Html { raw_start: first.raw_start, raw_end: last.raw_end }
                }
                [only] => Locator::Html { raw_start: only.raw_start, raw_end: only.raw_end },
            }
        }
        LayerMap::Table { cells } => locate_cell(cells, None, start, end),
        LayerMap::Book { sheets } => {
            match overlapping(sheets, start, end, |sheet| (sheet.start, sheet.end)).first() {
                Some(sheet) => locate_cell(&sheet.cells, sheet.name.as_ref(), start, end),
                None => Locator::Text,
            }
        }
        LayerMap::Flow { paragraphs, .. } => locate_paragraph(paragraphs, start, end),
        LayerMap::Fields { fields } => {
            match overlapping(fields, start, end, |field| (field.start, field.end)).first() {
                Some(field) => Locator::Field(field.place.clone()),
                None => Locator::Text,
            }
        }
        LayerMap::Mail { parts } => {
            match overlapping(parts, start, end, |part| (part.start, part.end)).first() {
                Some(part) => Locator::Mail { message: part.message, part: part.part.clone() },
                None => Locator::Text,
            }
        }
    }
}

fn locate_cell(cells: &[Cell], sheet: Option<&String>, start: usize, end: usize) -> Locator {
    match overlapping(cells, start, end, |cell| (cell.start, cell.end)).first() {
        Some(cell) => Locator::Cell { row: cell.row, column: cell.column, sheet: sheet.cloned() },
        None => Locator::Text,
    }
}

fn locate_paragraph(paragraphs: &[Paragraph], start: usize, end: usize) -> Locator {
    let before = paragraphs.partition_point(|paragraph| paragraph.end <= start);
    match paragraphs.get(before).filter(|paragraph| paragraph.start < end) {
        Some(Paragraph { file, at, .. }) => Locator::Paragraph {
            number: u32::try_from(before + 1).unwrap_or(u32::MAX),
            file: file.clone(),
            at: *at,
        },
        None => Locator::Text,
    }
}

fn locate_page(pages: &[crate::layer::Page], start: usize, end: usize) -> Locator {
    for page in pages {
        let words = overlapping(&page.words, start, end, |word| (word.start, word.end));
        let around = words
            .iter()
            .map(|word| word.place)
            .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
        if let Some(region) = around {
            return Locator::Page { page: page.number, region };
        }
    }
    Locator::Text
}

/// The items, in text order, that share a byte with `start..end`.
fn overlapping<T>(
    items: &[T],
    start: usize,
    end: usize,
    range: impl Fn(&T) -> (usize, usize),
) -> &[T] {
    let first = items.partition_point(|item| range(item).1 <= start);
    let after = items.partition_point(|item| range(item).0 < end);
    items.get(first..after).unwrap_or_default()
}

/// What a statement stands on: one or more spans, the first of them the quote, all of one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Vec<Span>", into = "Vec<Span>")]
pub struct Citation(#[schemars(length(min = 1))] Vec<Span>);

/// Spans that do not make a citation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CitationError {
    /// There are none.
    #[error("a citation needs at least one span")]
    Empty,
    /// The first is not the quote.
    #[error("a citation's first span is its quote, found one cited as {0}")]
    NoQuote(Role),
    /// They are of several sources.
    #[error("a citation stands on one source; its spans are of several")]
    Sources,
}

impl Citation {
    /// Joins spans: the quote first, then what else is cited.
    ///
    /// # Errors
    /// If there are none, the first is not a quote, or they are of several sources.
    pub fn new(spans: Vec<Span>) -> Result<Self, CitationError> {
        let first = spans.first().ok_or(CitationError::Empty)?;
        if first.role != Role::Quote {
            return Err(CitationError::NoQuote(first.role));
        }
        if spans.iter().any(|span| span.source != first.source) {
            return Err(CitationError::Sources);
        }
        Ok(Self(spans))
    }

    /// The span that a reader confirms the fact from.
    #[must_use]
    pub fn quote(&self) -> &Span {
        &self.0[0]
    }

    /// All spans, the quote first.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// The span of a role, if one is cited.
    #[must_use]
    pub fn span(&self, role: Role) -> Option<&Span> {
        self.0.iter().find(|span| span.role == role)
    }
}

impl TryFrom<Vec<Span>> for Citation {
    type Error = CitationError;
    fn try_from(spans: Vec<Span>) -> Result<Self, CitationError> {
        Self::new(spans)
    }
}

impl From<Citation> for Vec<Span> {
    fn from(citation: Citation) -> Self {
        citation.0
    }
}
