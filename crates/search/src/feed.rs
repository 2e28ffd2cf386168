//! What the index is made from: the one place that asks register and archive.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use archive::Archive;
use codebook::event::Stream;
use codebook::{
    EntityId, Envelope, Event, Kind, LayerRecord, Sha256, SourceId, Statement, StatementId, Verdict,
};
use register::{Register, RegisterError, StatementView};

/// What has changed over a stretch of the log. What it names is to be asked for as it stands now, which
/// may be later than that stretch: then a later one names it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The last row of the stretch and its hash; none where there is nothing new.
    pub until: Option<(u64, Sha256)>,
    /// Text layers that were made, hidden ones aside; of each source the last counts.
    pub layers: BTreeMap<SourceId, LayerRecord>,
    /// Statements that changed themselves, each with the row that last did it.
    pub statements: BTreeMap<StatementId, u64>,
    /// Things named in a source that were bound anew.
    pub mentions: BTreeSet<MentionKey>,
    /// Entities that changed.
    pub entities: BTreeSet<EntityId>,
    /// True where something was purged.
    pub purged: bool,
}

/// Something as one source names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionKey([u8; 16]);

impl MentionKey {
    /// The key of what `source` names so.
    #[must_use]
    pub fn of(source: SourceId, kind: Kind, folded: &str) -> Self {
        let parts =
            [source.digest().as_bytes().as_slice(), kind.as_str().as_bytes(), folded.as_bytes()];
        let digest = Sha256::of_parts(&parts);
        let mut key = [0; 16];
        key.copy_from_slice(digest.as_bytes().split_at(16).0);
        Self(key)
    }

    /// The key of what a statement is about.
    #[must_use]
    pub fn subject(statement: &Statement) -> Self {
        let subject = &statement.parts().subject;
        Self::of(statement.source(), subject.kind, &subject.folded())
    }

    pub(crate) const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// What the index keeps of a source besides its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFeed {
    /// Its public id.
    pub public_id: String,
    /// Its title.
    pub title: String,
    /// The year it was published, if known.
    pub year: Option<i16>,
}

/// Where the index is fed from.
pub trait Feed {
    /// The last row of the log and its hash; 0 for an empty log.
    ///
    /// # Errors
    /// If the register can't be read.
    fn head(&self) -> Result<(u64, Sha256), RegisterError>;

    /// The hash of a row of the log, if there is one.
    ///
    /// # Errors
    /// If the register can't be read.
    fn hash_at(&self, row: u64) -> Result<Option<Sha256>, RegisterError>;

    /// What changed in at most `limit` rows after the row `after`.
    ///
    /// # Errors
    /// If the register can't be read.
    fn changes(&self, after: u64, limit: usize) -> Result<Changes, RegisterError>;

    /// A statement as it stands, if there is one.
    ///
    /// # Errors
    /// If the register can't be read.
    fn statement(&self, id: StatementId) -> Result<Option<StatementView>, RegisterError>;

    /// A source, if it is there still.
    ///
    /// # Errors
    /// If the register can't be read.
    fn source(&self, id: SourceId) -> Result<Option<SourceFeed>, RegisterError>;

    /// The name of an entity, if there is one.
    ///
    /// # Errors
    /// If the register can't be read.
    fn entity_name(&self, id: EntityId) -> Result<Option<String>, RegisterError>;

    /// The words of a layer; none where they can't be read, which is for `verify` to say.
    fn text(&self, layer: &LayerRecord) -> Option<String>;
}

/// A dossier as a feed.
pub struct DossierFeed<'a> {
    register: &'a Register,
    archive: &'a Archive,
    /// Asked for once a stretch: the register has no question for one of them.
    names: RefCell<Option<HashMap<EntityId, String>>>,
}

impl<'a> DossierFeed<'a> {
    /// The feed of a dossier.
    #[must_use]
    pub fn new(register: &'a Register, archive: &'a Archive) -> Self {
        Self { register, archive, names: RefCell::new(None) }
    }
}

impl Feed for DossierFeed<'_> {
    fn head(&self) -> Result<(u64, Sha256), RegisterError> {
        self.register.head()
    }

    fn hash_at(&self, row: u64) -> Result<Option<Sha256>, RegisterError> {
        let entry = self.register.entries(row, 1)?.pop();
        Ok(entry.filter(|entry| entry.seq == row).map(|entry| entry.hash))
    }

    fn changes(&self, after: u64, limit: usize) -> Result<Changes, RegisterError> {
        /// The log is read a little at a time: its rows hold whole statements.
        const AT_ONCE: usize = 1_000;
        self.names.take();
        let mut changes = Changes::default();
        let (mut from, mut left) = (after + 1, limit);
        while left > 0 {
            let entries = self.register.entries(from, left.min(AT_ONCE))?;
            let Some(last) = entries.last() else { break };
            changes.until = Some((last.seq, last.hash));
            from = last.seq + 1;
            left -= entries.len();
            for entry in entries {
                if let Some(envelope) = entry.envelope {
                    changes.note(entry.seq, envelope);
                }
            }
        }
        Ok(changes)
    }

    fn statement(&self, id: StatementId) -> Result<Option<StatementView>, RegisterError> {
        match self.register.statement(&id.to_string()) {
            Ok(view) => Ok(Some(view)),
            Err(RegisterError::Unknown { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn source(&self, id: SourceId) -> Result<Option<SourceFeed>, RegisterError> {
        Ok(self.register.source(id)?.map(|view| SourceFeed {
            public_id: view.public_id.to_string(),
            title: view.meta.title.unwrap_or_default(),
            year: view.meta.published.and_then(|date| Some(date.bounds().0?.year())),
        }))
    }

    fn entity_name(&self, id: EntityId) -> Result<Option<String>, RegisterError> {
        let mut names = self.names.borrow_mut();
        let names = match &mut *names {
            Some(names) => names,
            none => {
                let all = self.register.entities()?.into_iter();
                none.insert(all.map(|entity| (entity.id, entity.name.to_string())).collect())
            }
        };
        Ok(names.get(&id).cloned())
    }

    fn text(&self, layer: &LayerRecord) -> Option<String> {
        self.archive.layer(layer).ok().map(|layer| layer.text().to_owned())
    }
}

impl Changes {
    /// Takes in one row of the log. What kind of event it is matters little: the stream it is in says
    /// what changed.
    fn note(&mut self, row: u64, envelope: Envelope) {
        match envelope.on {
            Stream::Statement(id) => {
                self.statements.insert(id, row);
            }
            Stream::Entity(id) => {
                self.entities.insert(id);
            }
            _ => {}
        }
        match envelope.event {
            Event::LayerMade { layer, source, extractor, text, length, map }
                if !extractor.hidden =>
            {
                let record = LayerRecord { layer, source, extractor, text, length, map };
                self.layers.insert(source, record);
            }
            Event::Proposed { statement } => {
                self.statements.insert(statement.id(), row);
            }
            Event::Decided { decision } => {
                if let Verdict::Amended { into, .. } = decision.verdict {
                    self.statements.insert(into.id(), row);
                }
            }
            Event::Bound { source, mention, .. } => {
                self.mentions.insert(MentionKey::of(source, mention.kind, &mention.folded()));
            }
            Event::Merged { from, into, .. } => self.entities.extend([from, into]),
            Event::Purged { .. } => self.purged = true,
            _ => {}
        }
    }
}
