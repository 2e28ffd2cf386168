//! What of a source is kept from whom: words redacted for the public, people admitted to confidential
//! sources.

use std::ops::Range;

use codebook::event::{ReleaseChange, Stream, Stretch};
use codebook::value::ShortText;
use codebook::{Event, SourceId, TextLayer};
use rusqlite::params;

use super::release::{is_confidential, retract, retract_redacted, set_confidential};
use super::set::Set;
use crate::error::RegisterError;
use crate::read::contained::contained_in;
use crate::redaction::{places, whole_words};
use crate::register::{Given, Register};

/// What came of redacting words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redacting {
    /// The rows of the redaction, one for each layer, by which it can be taken back; none where all of it
    /// was redacted before.
    pub rows: Vec<u64>,
    /// Released facts that may not be shown any more, and were taken back.
    pub retracted: Vec<ReleaseChange>,
}

impl Register {
    /// Keeps words of a source's text layer from the public, from now on; the archive keeps them. The
    /// ranges are bytes of the layer's text; they are widened to whole words, and to what stands between
    /// them and words redacted before where that is no word. The same words are redacted wherever they
    /// stand in `others`, the other layers of that source. What was released and may not be shown any more is taken
    /// back in the same set.
    ///
    /// # Errors
    /// If a layer is not known or hidden or of another source, or a range is no stretch of its text; nothing
    /// is written then.
    pub fn redact(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        layer: &TextLayer,
        ranges: &[Range<usize>],
        others: &[TextLayer],
        why: &ShortText,
    ) -> Result<Redacting, RegisterError> {
        let mut cuts = vec![(layer, stretches(layer, ranges)?)];
        let words = |range: &Stretch| said(layer, range);
        let words: Vec<&str> = cuts.iter().flat_map(|(_, ranges)| ranges).map(words).collect();
        for other in others.iter().filter(|other| other.id() != layer.id()) {
            let same: Vec<_> = words.iter().flat_map(|words| places(other.text(), words)).collect();
            if !same.is_empty() {
                cuts.push((other, stretches(other, &same)?));
            }
        }
        self.act(given, by, |set| {
            let mut outcome = Redacting::default();
            for (layer, ranges) in cuts {
                outcome.rows.extend(redact(set, layer, ranges, why)?);
            }
            if !outcome.rows.is_empty() {
                outcome.retracted = retract_redacted(set, layer.source())?;
            }
            Ok(outcome)
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

    /// Makes a source confidential, with what came inside it and from nowhere else; only those whom it names may
    /// see them. What was released of them is taken back in the same set. Answers with how many became
    /// confidential, and the facts taken back.
    ///
    /// # Errors
    /// If the source is unknown; nothing is written then.
    pub fn close_source(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        source: SourceId,
        admitted: &[ShortText],
    ) -> Result<(usize, Vec<ReleaseChange>), RegisterError> {
        self.act(given, by, |set| {
            check_source(set, source)?;
            let inside = contained_in(set.conn, &[source])?.only_there;
            let mut changed = 0;
            for source in std::iter::once(source).chain(inside) {
                // What somebody else had closed before stays closed to whoever closes what it came in.
                if !set_confidential(set, source)? {
                    continue;
                }
                changed += 1;
                let names = others(set, source, admitted, false)?;
                if !names.is_empty() {
                    set.record(Stream::Source(source), Event::Admitted { source, names })?;
                }
            }
            Ok((changed, if changed > 0 { retract(set, None)? } else { Vec::new() }))
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

fn redact(
    set: &mut Set<'_>,
    layer: &TextLayer,
    ranges: Vec<Stretch>,
    why: &ShortText,
) -> Result<Option<u64>, RegisterError> {
    check_layer(set, layer)?;
    let mut fresh = Vec::with_capacity(ranges.len());
    for range in ranges {
        if !is_covered(set, layer, range)? {
            fresh.push(bridged(set, layer, range)?);
        }
    }
    if fresh.is_empty() {
        return Ok(None);
    }
    let words = fresh.iter().map(|range| said(layer, range).to_owned()).collect();
    let (source, layer, why) = (layer.source(), layer.id(), why.clone());
    let event = Event::Redacted { source, layer, ranges: fresh, words, why };
    set.record(Stream::Source(source), event).map(Some)
}

/// The words of a stretch.
fn said<'t>(layer: &'t TextLayer, range: &Stretch) -> &'t str {
    layer.text().get(bytes(range.start)..bytes(range.end)).unwrap_or_default()
}

fn bytes(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// The stretch up to redacted ones beside it, where no word is between: how many gaps there are would tell
/// how many words there were.
fn bridged(set: &Set<'_>, layer: &TextLayer, range: Stretch) -> Result<Stretch, RegisterError> {
    let mut query = set
        .conn
        .prepare_cached("SELECT first, after FROM redactions WHERE source = ?1 AND layer = ?2")?;
    let mut rows =
        query.query(params![layer.source().digest().as_bytes(), layer.id().digest().as_bytes()])?;
    let mut wide = range;
    while let Some(row) = rows.next()? {
        let (first, after) =
            (row.get::<_, i64>(0)?.cast_unsigned(), row.get::<_, i64>(1)?.cast_unsigned());
        if after < range.start && is_joined(layer, after, range.start) {
            wide.start = wide.start.min(after);
        }
        if first > range.end && is_joined(layer, range.end, first) {
            wide.end = wide.end.max(first);
        }
    }
    Ok(wide)
}

/// True where no word is between.
fn is_joined(layer: &TextLayer, from: u64, to: u64) -> bool {
    let between = layer.text().get(bytes(from)..bytes(to)).unwrap_or_default();
    !between.chars().any(char::is_alphanumeric)
}

/// The ranges of whole words in order, joined where no word is between.
fn stretches(layer: &TextLayer, ranges: &[Range<usize>]) -> Result<Vec<Stretch>, RegisterError> {
    let mut sorted = ranges.to_vec();
    sorted.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Stretch> = Vec::with_capacity(sorted.len());
    for range in sorted {
        codebook::Span::cut(layer, range.clone(), codebook::Role::Context)
            .map_err(|error| RegisterError::Redaction { source_id: layer.source(), error })?;
        let range = whole_words(layer.text(), range);
        let (start, end) = (range.start as u64, range.end as u64);
        let touches = |last: &&mut Stretch| last.end >= start || is_joined(layer, last.end, start);
        match joined.last_mut().filter(touches) {
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
