//! What of a source is kept from whom: words redacted for the public, people admitted to confidential
//! sources.

use std::ops::Range;

use codebook::event::{Stream, Stretch};
use codebook::value::ShortText;
use codebook::{Event, SourceId, TextLayer};
use rusqlite::params;

use super::release::is_confidential;
use super::set::Set;
use crate::error::RegisterError;
use crate::register::{Given, Register};

impl Register {
    /// Keeps words of a source's text layer from the public, from now on; the archive keeps them. The
    /// ranges are bytes of the layer's text. Answers with the row of the redaction, by which it can be
    /// taken back; `None` where all of it was redacted before.
    ///
    /// # Errors
    /// If the layer is not known or hidden, or a range is no stretch of its text; nothing is written
    /// then.
    pub fn redact(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        layer: &TextLayer,
        ranges: &[Range<usize>],
        why: &ShortText,
    ) -> Result<Option<u64>, RegisterError> {
        let ranges = stretches(layer, ranges)?;
        self.act(given, by, |set| {
            check_layer(set, layer)?;
            let mut fresh = Vec::with_capacity(ranges.len());
            for range in ranges {
                if !is_covered(set, layer, range)? {
                    fresh.push(range);
                }
            }
            if fresh.is_empty() {
                return Ok(None);
            }
            let (source, layer, why) = (layer.source(), layer.id(), why.clone());
            let event = Event::Redacted { source, layer, ranges: fresh, why };
            set.record(Stream::Source(source), event).map(Some)
        })
    }

    /// Takes a redaction back, by its row. False where there is none such.
    ///
    /// # Errors
    /// If the database fails.
    pub fn unredact(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        source: SourceId,
        row: u64,
        why: &ShortText,
    ) -> Result<bool, RegisterError> {
        self.act(given, by, |set| {
            let known = set
                .conn
                .prepare_cached("SELECT 1 FROM redactions WHERE seq = ?1 AND source = ?2")?
                .exists(params![row.cast_signed(), source.digest().as_bytes()])?;
            if known {
                let event = Event::Unredacted { source, row, why: why.clone() };
                set.record(Stream::Source(source), event)?;
            }
            Ok(known)
        })
    }

    /// Lets people see a source though it is, or will be, confidential. Answers with how many could not
    /// before.
    ///
    /// # Errors
    /// If the source is unknown; nothing is written then.
    pub fn admit(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        source: SourceId,
        names: &[ShortText],
    ) -> Result<usize, RegisterError> {
        self.act(given, by, |set| {
            let names = others(set, source, names, false)?;
            let count = names.len();
            if count > 0 {
                set.record(Stream::Source(source), Event::Admitted { source, names })?;
            }
            Ok(count)
        })
    }

    /// Lets people no longer see a confidential source. Answers with how many could before.
    ///
    /// # Errors
    /// If the source is unknown; nothing is written then.
    pub fn dismiss(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        source: SourceId,
        names: &[ShortText],
    ) -> Result<usize, RegisterError> {
        self.act(given, by, |set| {
            let names = others(set, source, names, true)?;
            let count = names.len();
            if count > 0 {
                set.record(Stream::Source(source), Event::Dismissed { source, names })?;
            }
            Ok(count)
        })
    }

    /// Records that somebody reads a source, if it is confidential; false where it is not, and nothing
    /// is recorded. Each reading counts. Whether somebody may, [`Register::may_see`] says.
    ///
    /// # Errors
    /// If the source is unknown.
    pub fn open_source(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        source: SourceId,
    ) -> Result<bool, RegisterError> {
        self.act(given, by, |set| {
            check_source(set, source)?;
            if !is_confidential(set.conn, source)? {
                return Ok(false);
            }
            set.record(Stream::Source(source), Event::Opened { source })?;
            Ok(true)
        })
    }
}

/// The ranges in order, joined where they touch.
fn stretches(layer: &TextLayer, ranges: &[Range<usize>]) -> Result<Vec<Stretch>, RegisterError> {
    let mut sorted = ranges.to_vec();
    sorted.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Stretch> = Vec::with_capacity(sorted.len());
    for range in sorted {
        codebook::Span::cut(layer, range.clone(), codebook::Role::Context)
            .map_err(|error| RegisterError::Redaction { source_id: layer.source(), error })?;
        let (start, end) = (range.start as u64, range.end as u64);
        match joined.last_mut().filter(|last| last.end >= start) {
            Some(last) => last.end = last.end.max(end),
            None => joined.push(Stretch { start, end }),
        }
    }
    Ok(joined)
}

fn check_layer(set: &Set<'_>, layer: &TextLayer) -> Result<(), RegisterError> {
    check_source(set, layer.source())?;
    let shown = set
        .conn
        .prepare_cached("SELECT 1 FROM layers WHERE id = ?1 AND source = ?2 AND NOT hidden")?
        .exists(params![layer.id().digest().as_bytes(), layer.source().digest().as_bytes()])?;
    if shown { Ok(()) } else { Err(RegisterError::NoLayer(layer.source())) }
}

fn is_covered(set: &Set<'_>, layer: &TextLayer, range: Stretch) -> Result<bool, RegisterError> {
    Ok(set
        .conn
        .prepare_cached(
            "SELECT 1 FROM redactions
             WHERE source = ?1 AND layer = ?2 AND first <= ?3 AND after >= ?4",
        )?
        .exists(params![
            layer.source().digest().as_bytes(),
            layer.id().digest().as_bytes(),
            range.start.cast_signed(),
            range.end.cast_signed()
        ])?)
}

/// Those of the names, each once, that are admitted, or that are not.
fn others(
    set: &Set<'_>,
    source: SourceId,
    names: &[ShortText],
    admitted: bool,
) -> Result<Vec<ShortText>, RegisterError> {
    check_source(set, source)?;
    let mut query =
        set.conn.prepare_cached("SELECT 1 FROM admissions WHERE source = ?1 AND name = ?2")?;
    let mut such = Vec::new();
    for name in names {
        let is = query.exists(params![source.digest().as_bytes(), name.as_str()])?;
        if is == admitted && !such.contains(name) {
            such.push(name.clone());
        }
    }
    Ok(such)
}

fn check_source(set: &Set<'_>, source: SourceId) -> Result<(), RegisterError> {
    let known = set
        .conn
        .prepare_cached("SELECT 1 FROM sources WHERE id = ?1")?
        .exists([source.digest().as_bytes()])?;
    if known { Ok(()) } else { Err(unknown(source)) }
}

fn unknown(source: SourceId) -> RegisterError {
    let ids = vec![source.to_string()];
    RegisterError::Unknown { what: "source", list: "source --list", ids }
}
