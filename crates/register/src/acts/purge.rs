//! Erasure: by order of a court, or for a person's right.
//!
//! What rests on the source loses payload, salt and stream in the log; headers stay, so the chain holds
//! and says what was erased by whose order. What is left of it: entries of the log of releases, which
//! the public holds too; they carry nothing but public ids of facts, whose salt is destroyed: nobody who
//! holds the document can tell that they are of it. The event itself stands on the stream of releases, so that it
//! does not name the source either.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;

use codebook::event::{ReleaseChange, Stream};
use codebook::fold::fold_name;
use codebook::source::Origin;
use codebook::value::ShortText;
use codebook::{EntityId, Event, FactId, LayerId, Sha256, SourceId, StatementId, Verdict};
use rusqlite::Connection;

use super::release::{record_changes, taken_back};
use super::set::Set;
use crate::error::RegisterError;
use crate::log::{Log as _, SqliteLog};
use crate::read::contained::{Contained, contained_in};
use crate::register::{Given, Register};
use crate::views::fact_id;

/// What purging a source would destroy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PurgePlan {
    /// The rows of the log whose words would go.
    pub rows: Vec<u64>,
    /// The statements made from the source.
    pub statements: Vec<StatementId>,
    /// Its text layers: the archive holds their texts and maps.
    pub layers: Vec<LayerId>,
    /// The WARC records kept of fetching it, by digest: the archive holds them.
    pub warcs: Vec<Sha256>,
    /// Results of screening that were told from it, by digest: the archive holds them.
    pub results: Vec<Sha256>,
    /// Entities that nothing but this source names.
    pub entities: Vec<EntityId>,
    /// Entities that other sources name too, but otherwise: their names stay in the log, though this source gave them.
    pub names: Vec<(EntityId, ShortText)>,
    /// Sources that came inside this one and from nowhere else: they go with it.
    pub parts: Vec<SourceId>,
    /// Sources that came inside this one and from elsewhere too: they remain, and the register forgets
    /// that they were in it.
    pub remaining: Vec<SourceId>,
}

/// What a purge did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Purged {
    /// What was destroyed; empty where a purge before had done so already.
    pub plan: PurgePlan,
    /// Released facts that were taken back first.
    pub retracted: Vec<ReleaseChange>,
}

impl Register {
    /// What purging a source would destroy. Empty for a source that is unknown, or was purged before.
    ///
    /// The archive's copies are best destroyed between planning and purging: until the log forgets the
    /// source, a purge that was cut short can be planned again.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn plan_purge(&self, source: SourceId) -> Result<PurgePlan, RegisterError> {
        plan(&self.conn, source)
    }

    /// Destroys everything in the register that rests on a source, and on what came inside it alone, down to the bytes of the file.
    /// Released facts are taken back first. One that was cut short is finished by repeating it, also
    /// where the log has forgotten the source already: then it writes no event, but destroys what the
    /// file still holds of it.
    ///
    /// # Errors
    /// If the database fails, or another command reads it for so long that the words can't be destroyed
    /// everywhere: then it is to be repeated.
    pub fn purge(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        source: SourceId,
        order: &ShortText,
    ) -> Result<Purged, RegisterError> {
        let purged = self.act(given, by, |set| erase(set, source, order))?;
        self.conn.execute_batch("VACUUM")?;
        if self.empty_wal()? { Ok(purged) } else { Err(RegisterError::Unfinished) }
    }
}

fn erase(set: &mut Set<'_>, source: SourceId, order: &ShortText) -> Result<Purged, RegisterError> {
    let plan = plan(set.conn, source)?;
    if plan.rows.is_empty() {
        return Ok(Purged::default());
    }
    let (mut changes, mut public) = (Vec::new(), false);
    for source in std::iter::once(&source).chain(&plan.parts) {
        public |= was_public(set.conn, *source)?;
        changes.extend(taken_back(
            set.conn,
            "SELECT r.fact FROM released r JOIN statements s ON s.id = r.statement
             WHERE s.source = ?1 ORDER BY r.seq, r.fact",
            [source.digest().as_bytes()],
        )?);
    }
    let retracted = if changes.is_empty() && public {
        // Nothing is taken back, but the source itself goes from public view: that has its time, too.
        set.record(Stream::Release, Event::Released { changes })?;
        Vec::new()
    } else {
        record_changes(set, changes)?
    };
    let event = Event::Purged { rows: plan.rows.clone(), order: order.clone() };
    set.record(Stream::Release, event)?;
    set.flush()?;
    SqliteLog(set.conn).erase(&plan.rows)?;
    crate::read::replay::rebuild(set.conn)?;
    Ok(Purged { plan, retracted })
}

/// True where it was ever public as a whole.
fn was_public(conn: &Connection, source: SourceId) -> Result<bool, RegisterError> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM shown WHERE source = ?1")?
        .exists([source.digest().as_bytes()])?)
}

fn plan(conn: &Connection, source: SourceId) -> Result<PurgePlan, RegisterError> {
    let Contained { only_there, elsewhere_too } = contained_in(conn, &[source])?;
    let sources: HashSet<SourceId> =
        std::iter::once(source).chain(only_there.iter().copied()).collect();
    let facts = facts_of(conn, &sources)?;
    let mut search = Search::new(sources, facts);
    SqliteLog(conn).visit(1, &mut |row| {
        let row = row?;
        if let Some(envelope) = row.envelope()? {
            search.look_at(row.header.seq, envelope.on, envelope.event);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(PurgePlan { parts: only_there, remaining: elsewhere_too, ..search.finish() })
}

/// The public ids of what was ever accepted of sources.
fn facts_of(
    conn: &Connection,
    sources: &HashSet<SourceId>,
) -> Result<HashSet<FactId>, RegisterError> {
    let mut query = conn.prepare_cached(
        "SELECT s.id, q.salt FROM sources q JOIN statements s ON s.source = q.id WHERE q.id = ?1",
    )?;
    let mut facts = HashSet::new();
    for source in sources {
        let mut rows = query.query([source.digest().as_bytes()])?;
        while let Some(row) = rows.next()? {
            let statement = StatementId::new(Sha256::from_bytes(row.get(0)?));
            facts.insert(fact_id(&Sha256::from_bytes(row.get(1)?), statement));
        }
    }
    Ok(facts)
}

/// What a walk along the log finds of sources.
struct Search {
    sources: HashSet<SourceId>,
    rows: BTreeSet<u64>,
    statements: BTreeSet<StatementId>,
    layers: Vec<LayerId>,
    warcs: Vec<Sha256>,
    results: Vec<Sha256>,
    facts: HashSet<FactId>,
    created: Vec<(EntityId, u64, ShortText)>,
    /// What else was done to entities.
    said: Vec<(EntityId, u64)>,
    /// By which folded names.
    bound_here: HashMap<EntityId, HashSet<String>>,
    bound_elsewhere: HashMap<EntityId, HashSet<String>>,
}

impl Search {
    fn new(sources: HashSet<SourceId>, facts: HashSet<FactId>) -> Self {
        Self {
            sources,
            rows: BTreeSet::new(),
            statements: BTreeSet::new(),
            layers: Vec::new(),
            warcs: Vec::new(),
            results: Vec::new(),
            facts,
            created: Vec::new(),
            said: Vec::new(),
            bound_here: HashMap::new(),
            bound_elsewhere: HashMap::new(),
        }
    }

    fn look_at(&mut self, seq: u64, on: Stream, event: Event) {
        let here = match event {
            Event::SourceAdded { source, .. }
            | Event::LayerFailed { source, .. }
            | Event::Redacted { source, .. }
            | Event::Unredacted { source, .. }
            | Event::Admitted { source, .. }
            | Event::Dismissed { source, .. }
            | Event::Opened { source }
            | Event::OriginalOffered { source, .. }
            | Event::VisibilitySet { source, .. } => self.sources.contains(&source),
            Event::SourceSeen { source, from } => {
                let here = self.sources.contains(&source);
                match from.origin {
                    Origin::Url { warc, .. } if here => self.warcs.push(warc),
                    // Of what remains nothing may tell where it was.
                    Origin::Part { of, .. } if self.sources.contains(&of) => {
                        self.rows.insert(seq);
                    }
                    _ => {}
                }
                here
            }
            Event::LayerMade { layer, source, .. } => {
                let here = self.sources.contains(&source);
                if here {
                    self.layers.push(layer);
                }
                here
            }
            Event::Screened { source, result, inputs, .. } => {
                // Flags are told among all that was screened together.
                let here = self.sources.contains(&source)
                    || inputs.iter().any(|input| self.sources.contains(input));
                if here {
                    self.results.push(result);
                }
                here
            }
            Event::Proposed { statement } => self.is_here(&statement),
            Event::Decided { decision } => {
                if let Verdict::Amended { into, .. } = &decision.verdict {
                    self.is_here(into);
                }
                self.statements.contains(&decision.statement)
            }
            Event::Sighted { statement, .. }
            | Event::Undone { statement, .. }
            | Event::Embargoed { statement, .. } => self.statements.contains(&statement),
            Event::EntityCreated { entity, name, .. } => {
                self.created.push((entity, seq, name));
                false
            }
            Event::Bound { source, mention, entity, .. } => {
                let here = self.sources.contains(&source);
                let bound = if here { &mut self.bound_here } else { &mut self.bound_elsewhere };
                bound.entry(entity).or_default().insert(mention.folded());
                here
            }
            Event::Merged { from, into, .. } => {
                self.said.push((from, seq));
                self.said.push((into, seq));
                false
            }
            Event::Unmerged { entity, .. }
            | Event::AliasAdded { entity, .. }
            | Event::AliasRemoved { entity, .. } => {
                self.said.push((entity, seq));
                false
            }
            Event::Noted { .. } => match on {
                Stream::Source(source) => self.sources.contains(&source),
                Stream::Statement(statement) => self.statements.contains(&statement),
                Stream::Entity(entity) => {
                    self.said.push((entity, seq));
                    false
                }
                Stream::Release => false,
            },
            // What was told of a fact speaks of the source that it rested on.
            Event::Corrected { facts, .. } => facts.iter().any(|fact| self.facts.contains(fact)),
            Event::Released { .. } | Event::Purged { .. } => false,
        };
        if here {
            self.rows.insert(seq);
        }
    }

    fn is_here(&mut self, statement: &codebook::Statement) -> bool {
        let here = self.sources.contains(&statement.source());
        if here {
            self.statements.insert(statement.id());
        }
        here
    }

    fn finish(mut self) -> PurgePlan {
        let only_here = |entity: &EntityId| {
            self.bound_here.contains_key(entity) && !self.bound_elsewhere.contains_key(entity)
        };
        let (mut entities, mut names) = (Vec::new(), Vec::new());
        for (entity, seq, name) in &self.created {
            let folded = fold_name(name.as_str());
            let calls = |by: &HashMap<EntityId, HashSet<String>>| {
                by.get(entity).is_some_and(|names| names.contains(&folded))
            };
            if only_here(entity) {
                entities.push(*entity);
                self.rows.insert(*seq);
            } else if calls(&self.bound_here) && !calls(&self.bound_elsewhere) {
                names.push((*entity, name.clone()));
            }
        }
        let gone: HashSet<EntityId> = entities.iter().copied().collect();
        self.rows.extend(
            self.said.iter().filter(|(entity, _)| gone.contains(entity)).map(|(_, seq)| *seq),
        );
        PurgePlan {
            rows: self.rows.into_iter().collect(),
            statements: self.statements.into_iter().collect(),
            layers: self.layers,
            warcs: self.warcs,
            results: self.results,
            entities,
            names,
            ..PurgePlan::default()
        }
    }
}
