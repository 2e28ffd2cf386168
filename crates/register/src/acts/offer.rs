//! Whether the public may have originals, beside the texts of public sources.

use codebook::event::Stream;
use codebook::value::ShortText;
use codebook::{Event, SourceId};
use rusqlite::{Connection, params};

use crate::error::RegisterError;
use crate::read::sources::{layers_of, source_by};
use crate::redaction::Cuts;
use crate::register::{Given, Register};

impl Register {
    /// Says whether the public may have the originals of sources: it can where they are public. One that has more
    /// in it than the public may see can't be offered, and is not shown if it gets so later. Sources that are so
    /// already are skipped; the answer is how many changed.
    ///
    /// # Errors
    /// If a source is unknown, or is to be offered and has words that were redacted or hidden in it, or
    /// files; nothing is written then.
    pub fn offer_originals(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        sources: &[SourceId],
        offered: bool,
    ) -> Result<usize, RegisterError> {
        self.act(given, by, |set| {
            let mut changed = 0;
            for source in sources {
                let view = source_by(set.conn, "id = ?1", [source.digest().as_bytes()])?;
                let view = view.ok_or_else(|| RegisterError::Unknown {
                    what: "source",
                    list: "source --list",
                    ids: vec![source.to_string()],
                })?;
                let obstacle = original_obstacle(set.conn, *source)?;
                if let Some(why) = obstacle.filter(|_| offered) {
                    return Err(RegisterError::NotOffered { source_id: *source, why });
                }
                if view.offered != offered {
                    let event = Event::OriginalOffered { source: *source, offered };
                    set.record(Stream::Source(*source), event)?;
                    changed += 1;
                }
            }
            Ok(changed)
        })
    }
}

/// What makes the text layers of files that were screened, of which a layer has what was matched alone.
const SCREENED: &str = "screen";

/// What in an original is not for the public, though its text is.
pub(crate) fn original_obstacle(
    conn: &Connection,
    source: SourceId,
) -> Result<Option<&'static str>, RegisterError> {
    if !Cuts::of(conn, source)?.is_empty() {
        return Ok(Some("words of it are redacted"));
    }
    if layers_of(conn, source)?.iter().any(|layer| layer.extractor.hidden) {
        return Ok(Some("it has words that its author had hidden"));
    }
    if layers_of(conn, source)?.iter().any(|layer| layer.extractor.name == SCREENED) {
        return Ok(Some("it is contracting data: what was not matched in it may name people"));
    }
    let inside = conn
        .prepare_cached("SELECT 1 FROM origins WHERE place >= ?1 || ' ' AND place < ?1 || '!'")?
        .exists(params![format!("part {source}")])?;
    Ok(inside.then_some("there are files in it, which are sources of their own"))
}
