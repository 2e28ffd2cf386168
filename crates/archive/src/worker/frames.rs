//! What passes between the two processes: a request is a line of JSON; an answer is frames, each a line
//! `NAME LENGTH` and that many bytes. `page` frames may come before, `made`, `picture` or `failed` is the last.

use std::io::{self, BufRead, Read as _, Write};

use codebook::layer::Extractor;
use codebook::{LayerMap, MediaType, SourceId, SourceMeta};
use serde::{Deserialize, Serialize};

use crate::reason::Reason;

/// The longest first line of a frame.
const LINE: u64 = 64;

/// One file to read.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) source: SourceId,
    pub(super) media: MediaType,
    /// The bytes of its path.
    pub(super) path: Vec<u8>,
    pub(super) name: Option<String>,
    /// The place to show, where a picture is asked for and no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<Place>,
}

/// A place on a page, in points from its upper left.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The page, from 1.
    pub page: u32,
    /// The width and height of the page.
    pub size: (f32, f32),
    /// Left, top, right and bottom of the place.
    pub region: [f32; 4],
}

/// Why nothing was.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Failed {
    pub(super) reason: Reason,
    pub(super) words: String,
}

/// What was made of it, but for texts and files inside, which have frames of their own.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Made {
    pub(super) extractor: Extractor,
    pub(super) map: LayerMap,
    pub(super) hidden: Option<LayerMap>,
    pub(super) parts: Vec<(String, Option<String>)>,
    pub(super) unread: Option<String>,
    pub(super) meta: SourceMeta,
}

/// What a frame holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Page,
    Text,
    Hidden,
    Part,
    Made,
    Picture,
    Failed,
}

impl Kind {
    const ALL: [Self; 7] =
        [Self::Page, Self::Text, Self::Hidden, Self::Part, Self::Made, Self::Picture, Self::Failed];

    const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Text => "text",
            Self::Hidden => "hidden",
            Self::Part => "part",
            Self::Made => "made",
            Self::Picture => "picture",
            Self::Failed => "failed",
        }
    }
}

/// A frame.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) kind: Kind,
    pub(crate) bytes: Vec<u8>,
}

pub(super) fn write(out: &mut impl Write, kind: Kind, bytes: &[u8]) -> io::Result<()> {
    writeln!(out, "{} {}", kind.name(), bytes.len())?;
    out.write_all(bytes)
}

/// The next frame of at most `limit` bytes; nothing at the end.
///
/// # Errors
/// `FileTooLarge` past the limit, `InvalidData` where it is no frame.
pub(crate) fn read(from: &mut impl BufRead, limit: u64) -> io::Result<Option<Frame>> {
    let mut line = Vec::new();
    from.take(LINE).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    let (kind, length) = first(&line).ok_or_else(nonsense)?;
    if length > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::new();
    if from.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(Frame { kind, bytes }))
}

fn first(line: &[u8]) -> Option<(Kind, u64)> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (name, length) = line.split_once(' ')?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name)?;
    Some((kind, length.parse().ok()?))
}

/// Tells why there is nothing.
pub(super) fn write_failed(out: &mut impl Write, reason: Reason, words: String) -> io::Result<()> {
    write(out, Kind::Failed, &serde_json::to_vec(&Failed { reason, words })?)
}

/// What nobody expected to be said.
pub(super) fn nonsense() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "what it said can't be understood")
}
