//! A walk through an XML file: elements under short names of their namespaces, words with their
//! references resolved, no deeper than is sane.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::package::damaged;
use crate::layer::ExtractError;

/// The deepest nesting that is followed.
const DEEPEST: usize = 256;

/// The namespaces that are told apart, each with the prefix by which it is known here. The second one of
/// two with one prefix is that of the strict form of the standard.
const NAMESPACES: [(&str, &str); 16] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "x"),
    ("http://purl.oclc.org/ooxml/spreadsheetml/main", "x"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", "rel"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("urn:oasis:names:tc:opendocument:xmlns:presentation:1.0", "presentation"),
];

/// What comes next in a file.
pub(super) enum Step<'a> {
    /// An element begins; an empty one ends right after.
    Open(Element<'a>),
    /// The last element that began ends.
    Close,
    /// Words.
    Words(Cow<'a, str>),
}

/// An element.
pub(super) struct Element<'a> {
    space: &'static str,
    start: BytesStart<'a>,
    /// The byte at which it begins.
    pub(super) at: usize,
}

impl Element<'_> {
    /// The prefix of its namespace, and its name in it.
    pub(super) fn name(&self) -> (&'static str, &str) {
        (self.space, self.start.local_name().into_inner())
    }

    pub(super) fn is(&self, space: &str, name: &str) -> bool {
        self.name() == (space, name)
    }

    /// The value of an attribute, by its name without the namespace.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        // To look for doubles would take the square of their number.
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|it| it.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The value of an attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// A walk through one file.
pub(super) struct Walk<'a> {
    file: &'a str,
    reader: NsReader<&'a [u8]>,
    depth: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str, file: &'a str) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { file, reader, depth: 0 }
    }

    /// What comes next; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Step<'a>>, ExtractError> {
        loop {
            let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
            let (space, event) = self
                .reader
                .read_resolved_event()
                .map_err(|why| damaged(format!("{}, byte {at}: {why}", self.file)))?;
            let step = match event {
                Event::Start(start) => {
                    let space = short(&space);
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(ExtractError::TooDeep { limit: DEEPEST });
                    }
                    Step::Open(Element { space, start, at })
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::Close
                }
                Event::Text(text) => Step::Words(text.into_inner()),
                Event::CData(text) => Step::Words(text.into_inner()),
                Event::GeneralRef(reference) => {
                    let named = quick_xml::escape::resolve_predefined_entity(&reference);
                    let words = match (reference.resolve_char_ref(), named) {
                        (Ok(Some(character)), _) => character.to_string(),
                        (_, Some(words)) => words.to_owned(),
                        // An entity of the document's own: nobody knows what it stands for.
                        _ => continue,
                    };
                    Step::Words(Cow::Owned(words))
                }
                Event::Eof if self.depth > 0 => {
                    return Err(damaged(format!("{} is cut short", self.file)));
                }
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(step));
        }
    }
}

fn short(space: &ResolveResult<'_>) -> &'static str {
    let ResolveResult::Bound(namespace) = space else { return "" };
    let found = NAMESPACES.iter().find(|(uri, _)| *uri == namespace.into_inner());
    found.map_or("", |(_, prefix)| prefix)
}
