//! Bringing in sources, their text layers, and what was read in them.

use codebook::event::Stream;
use codebook::layer::Extractor;
use codebook::source::Acquisition;
use codebook::value::ShortText;
use codebook::{
    Event, LayerId, LayerRecord, MediaType, Origin, PublicSourceId, Sha256, SourceId, SourceMeta,
    Statement,
};
use rusqlite::{OptionalExtension as _, params};

use super::release::{is_confidential, set_confidential};
use super::set::Set;
use crate::error::RegisterError;
use crate::register::{Given, Register};
use crate::views::place_of;

/// A source as the archive has it, with its layers and what was read in them.
#[derive(Debug, Clone)]
pub struct SourceAct {
    /// Its digest.
    pub source: SourceId,
    /// Its size in bytes.
    pub size: u64,
    /// What it is, by content.
    pub media_type: MediaType,
    /// What else is known of it; counts the first time only.
    pub meta: SourceMeta,
    /// Where it came from this time.
    pub from: Acquisition,
    /// Its text layers.
    pub layers: Vec<LayerAct>,
    /// Why no text could be got out of it, or not all of it.
    pub failed: Option<ShortText>,
}

/// A text layer with what was read in it.
#[derive(Debug, Clone)]
pub struct LayerAct {
    /// The layer.
    pub layer: LayerId,
    /// What made it.
    pub extractor: Extractor,
    /// The digest of its text.
    pub text: Sha256,
    /// The length of its text in bytes.
    pub length: u64,
    /// The digest of its map as stored, where it has one.
    pub map: Option<Sha256>,
    /// What readers propose, cited from this layer.
    pub proposals: Vec<Statement>,
}

impl LayerAct {
    /// A layer that is kept, with what was read in it.
    #[must_use]
    pub fn of(kept: LayerRecord, proposals: Vec<Statement>) -> Self {
        let LayerRecord { layer, source: _, extractor, text, length, map } = kept;
        Self { layer, extractor, text, length, map, proposals }
    }
}

/// What came of one source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SourceOutcome {
    /// True where its bytes were not known yet.
    pub new_source: bool,
    /// True where it came from a file it had not come from before, or was fetched: each fetch that was
    /// kept is an origin.
    pub new_origin: bool,
    /// True where it failed in a way that was not known yet.
    pub new_failure: bool,
    /// How many of its text layers were not known yet.
    pub new_layers: usize,
    /// How many statements were proposed for the first time.
    pub proposed: usize,
    /// How many known statements were seen anew: in another layer, or by another reader.
    pub sighted: usize,
    /// How many proposals said nothing new.
    pub already: usize,
}

impl Register {
    /// Records sources in one transaction, each as one set, in the order given. What is known already
    /// adds nothing: adding the same file from the same place again changes nothing at all.
    ///
    /// # Errors
    /// If a proposal cites another source or layer than the one it came with, or one of what its author
    /// had hidden, or the database fails.
    pub fn record_sources(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        acts: Vec<SourceAct>,
    ) -> Result<Vec<SourceOutcome>, RegisterError> {
        self.act(given, by, |set| {
            let mut outcomes = Vec::with_capacity(acts.len());
            for act in acts {
                outcomes.push(record_source(set, act)?);
                set.flush()?;
            }
            Ok(outcomes)
        })
    }
}

fn record_source(set: &mut Set<'_>, act: SourceAct) -> Result<SourceOutcome, RegisterError> {
    let SourceAct { source, size, media_type, meta, from, layers, failed } = act;
    let on = Stream::Source(source);
    let mut outcome = SourceOutcome::default();
    if !is_known(set, "SELECT 1 FROM sources WHERE id = ?1", source.digest())? {
        let public_id = PublicSourceId::random(set.given.chance);
        let mut salt = [0; 32];
        set.given.chance.fill(&mut salt);
        let salt = Sha256::from_bytes(salt);
        let event = Event::SourceAdded { source, size, media_type, meta, public_id, salt };
        set.record_first(on, event)?;
        outcome.new_source = true;
    }
    let confidential = match &from.origin {
        Origin::Part { of, .. } if outcome.new_source => is_confidential(set.conn, *of)?,
        _ => false,
    };
    if !was_seen(set, source, &from)? {
        set.record(on, Event::SourceSeen { source, from })?;
        outcome.new_origin = true;
    }
    // What is inside a confidential source is so as well, until somebody says otherwise.
    if confidential {
        set.flush()?;
        set_confidential(set, source)?;
    }
    for layer in layers {
        record_layer(set, source, layer, &mut outcome)?;
    }
    if let Some(why) = failed
        && !has_failed(set, source, &why)?
    {
        set.record(on, Event::LayerFailed { source, why })?;
        outcome.new_failure = true;
    }
    Ok(outcome)
}

fn record_layer(
    set: &mut Set<'_>,
    source: SourceId,
    act: LayerAct,
    outcome: &mut SourceOutcome,
) -> Result<(), RegisterError> {
    let LayerAct { layer, extractor, text, length, map, proposals } = act;
    let hidden = extractor.hidden;
    if !is_known(set, "SELECT 1 FROM layers WHERE id = ?1", layer.digest())? {
        let event = Event::LayerMade { layer, source, extractor, text, length, map };
        set.record(Stream::Source(source), event)?;
        outcome.new_layers += 1;
    }
    if hidden && let Some(statement) = proposals.first() {
        return Err(RegisterError::Hidden { statement: statement.id(), source_id: source });
    }
    for statement in proposals {
        let spans = statement.parts().citation.spans();
        if spans.iter().any(|span| span.source() != source || span.layer() != layer) {
            return Err(RegisterError::Stray { statement: statement.id(), source_id: source });
        }
        propose(set, layer, statement, outcome)?;
    }
    Ok(())
}

fn propose(
    set: &mut Set<'_>,
    layer: LayerId,
    statement: Statement,
    outcome: &mut SourceOutcome,
) -> Result<(), RegisterError> {
    let id = statement.id();
    let on = Stream::Statement(id);
    if !is_known(set, "SELECT 1 FROM statements WHERE id = ?1", id.digest())? {
        set.record_first(on, Event::Proposed { statement: Box::new(statement) })?;
        outcome.proposed += 1;
        return Ok(());
    }
    let parts = statement.into_parts();
    let seen = set
        .conn
        .prepare_cached(
            "SELECT 1 FROM sightings WHERE statement = ?1 AND reader = ?2 AND layer = ?3",
        )?
        .exists(params![
            id.digest().as_bytes(),
            parts.proposed_by.to_string(),
            layer.digest().as_bytes()
        ])?;
    if seen {
        outcome.already += 1;
        return Ok(());
    }
    let event =
        Event::Sighted { statement: id, reader: parts.proposed_by, citation: parts.citation };
    set.record(on, event)?;
    outcome.sighted += 1;
    Ok(())
}

fn is_known(set: &Set<'_>, sql: &'static str, id: &Sha256) -> Result<bool, RegisterError> {
    let found: Option<i64> =
        set.conn.prepare_cached(sql)?.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
    Ok(found.is_some())
}

fn was_seen(set: &Set<'_>, source: SourceId, from: &Acquisition) -> Result<bool, RegisterError> {
    Ok(set
        .conn
        .prepare_cached("SELECT 1 FROM origins WHERE source = ?1 AND place = ?2")?
        .exists(params![source.digest().as_bytes(), place_of(&from.origin)])?)
}

fn has_failed(set: &Set<'_>, source: SourceId, why: &ShortText) -> Result<bool, RegisterError> {
    Ok(set
        .conn
        .prepare_cached("SELECT 1 FROM failures WHERE source = ?1 AND why = ?2")?
        .exists(params![source.digest().as_bytes(), why.as_str()])?)
}
