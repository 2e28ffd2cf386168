//! Making what may be shown.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use codebook::value::ShortText;
use codebook::{EntityId, Kind, LayerId, Origin, Sha256, SourceId, Value, Visibility};
use jiff::Timestamp;
use rusqlite::OptionalExtension as _;

use super::contradict::disagreements;
use super::entries::first_time;
use super::facts::{FactView, facts};
use super::naming::{shown_addresses, shown_title};
use super::parsed;
use super::sources::{LayerView, SourceView};
use crate::error::RegisterError;
use crate::public::{
    Contradiction, PublicEntity, PublicFact, PublicLayer, PublicPlace, PublicSource, PublicSpan,
    Publishable, Release, Seen,
};
use crate::register::Register;

impl Register {
    /// Everything that may be shown, and nothing else: see [`Publishable`].
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn publishable(&self) -> Result<Publishable, RegisterError> {
        let sources: HashMap<SourceId, SourceView> = self
            .sources()?
            .into_iter()
            .filter(|view| view.visibility != Visibility::Confidential)
            .map(|view| (view.source, view))
            .collect();
        let mut shown =
            facts(&self.conn, "s.state = 'accepted' AND r.fact IS NOT NULL", Vec::new())?;
        shown.retain(|view| sources.contains_key(&view.fact.statement().source()));
        let mut facts: Vec<PublicFact> =
            shown.iter().filter_map(|view| public_fact(view, &sources)).collect();
        facts.sort_by_cached_key(|fact| {
            (fact.subject, fact.property, fact.value.to_string(), fact.id)
        });
        Ok(Publishable {
            as_of: self.as_of()?,
            entities: self.public_entities(&shown)?,
            facts,
            sources: self.public_sources(&shown, &sources)?,
            contradictions: contradictions(&shown),
            releases: self.releases()?,
        })
    }

    /// See [`Publishable::as_of`].
    fn as_of(&self) -> Result<Timestamp, RegisterError> {
        let last: Option<String> = self
            .conn
            .prepare_cached("SELECT at FROM shown ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| row.get(0))
            .optional()?;
        match last {
            Some(last) => parsed(&last),
            None => Ok(first_time(&self.conn)?.unwrap_or(Timestamp::UNIX_EPOCH)),
        }
    }

    fn public_entities(&self, shown: &[FactView]) -> Result<Vec<PublicEntity>, RegisterError> {
        // What released facts call each, in a fixed order.
        let mut called: BTreeMap<EntityId, BTreeSet<ShortText>> = BTreeMap::new();
        for view in shown {
            let parts = view.fact.statement().parts();
            called.entry(view.subject).or_default().insert(parts.subject.name.clone());
            if let (Some(named), Value::Name(name)) = (view.names, &parts.value) {
                called.entry(named).or_default().insert(name.clone());
            }
        }
        let mut entities = Vec::with_capacity(called.len());
        for entity in self.entities()? {
            let Some(mut names) = called.remove(&entity.id) else { continue };
            // An entity can have its name from a source that is not shown: then one that is shown
            // names it.
            let name = match names.take(&entity.name) {
                Some(name) => Some(name),
                None => names.pop_first(),
            };
            let Some(name) = name else { continue };
            let aliases = names.into_iter().collect();
            entities.push(PublicEntity { id: entity.id, kind: entity.kind, name, aliases });
        }
        entities.sort_by(|a, b| order(a).cmp(&order(b)));
        Ok(entities)
    }

    fn public_sources(
        &self,
        shown: &[FactView],
        sources: &HashMap<SourceId, SourceView>,
    ) -> Result<Vec<PublicSource>, RegisterError> {
        let mut cited: HashMap<SourceId, BTreeSet<LayerId>> = HashMap::new();
        for view in shown {
            let spans = view.fact.statement().parts().citation.spans();
            let layers = cited.entry(view.fact.statement().source()).or_default();
            layers.extend(spans.iter().map(codebook::Span::layer));
        }
        let mut layers: HashMap<SourceId, Vec<LayerView>> = HashMap::new();
        for layer in self.layers()? {
            layers.entry(layer.source).or_default().push(layer);
        }
        let mut origins: HashMap<SourceId, Vec<Origin>> = HashMap::new();
        for origin in self.origins()? {
            origins.entry(origin.source).or_default().push(origin.from.origin);
        }
        let mut public = Vec::new();
        for view in sources.values() {
            let used = cited.get(&view.source);
            let seen = match (view.visibility, used) {
                (Visibility::Public, used) => {
                    let all = layers.get(&view.source).map(Vec::as_slice).unwrap_or_default();
                    whole(view, all, used)
                }
                (_, Some(_)) => Seen::Quotes { commitment: commitment(view) },
                (_, None) => continue,
            };
            let came_from = origins.get(&view.source).map(Vec::as_slice).unwrap_or_default();
            let is_public = view.visibility == Visibility::Public;
            let title = view.meta.title.as_deref();
            let title = title.and_then(|title| shown_title(title, came_from, is_public));
            public.push(PublicSource {
                id: view.public_id,
                title: title.unwrap_or_else(|| view.public_id.to_string()),
                published: view.meta.published.clone(),
                addresses: if is_public { shown_addresses(came_from) } else { Vec::new() },
                archived_at: view.archived_at,
                seen,
            });
        }
        public.sort_by(|a, b| (&a.title, a.id).cmp(&(&b.title, b.id)));
        Ok(public)
    }

    /// The public log of releases and retractions.
    fn releases(&self) -> Result<Vec<Release>, RegisterError> {
        let mut query = self
            .conn
            .prepare_cached("SELECT fact, released, at FROM releases ORDER BY seq, place")?;
        let mut rows = query.query([])?;
        let mut releases = Vec::new();
        while let Some(row) = rows.next()? {
            releases.push(Release {
                fact: parsed(&row.get::<_, String>(0)?)?,
                released: row.get(1)?,
                at: parsed(&row.get::<_, String>(2)?)?,
            });
        }
        Ok(releases)
    }
}

const fn order(entity: &PublicEntity) -> (Kind, &ShortText, EntityId) {
    (entity.kind, &entity.name, entity.id)
}

/// Binds the register to the bytes of a source without giving them away.
fn commitment(view: &SourceView) -> Sha256 {
    Sha256::of_parts(&[view.salt.as_bytes(), b"source", view.source.digest().as_bytes()])
}

fn whole(view: &SourceView, all: &[LayerView], cited: Option<&BTreeSet<LayerId>>) -> Seen {
    // What the author hid is nobody's to see but the desk's, whatever was decided on it.
    let all = all.iter().filter(|layer| !layer.extractor.hidden);
    let newest = all.clone().next_back().map(|layer| layer.layer);
    let layers = all
        .filter(|layer| match cited {
            Some(cited) => cited.contains(&layer.layer),
            None => newest == Some(layer.layer),
        })
        .map(|layer| PublicLayer {
            layer: layer.layer,
            extractor: layer.extractor.clone(),
            text: layer.text,
            map: layer.map,
        })
        .collect();
    let SourceView { source, media_type, size, .. } = view;
    Seen::Whole { source: *source, media_type: *media_type, size: *size, layers }
}

fn public_fact(view: &FactView, sources: &HashMap<SourceId, SourceView>) -> Option<PublicFact> {
    let statement = view.fact.statement();
    let (source, parts) = (sources.get(&statement.source())?, statement.parts());
    let (id, released_at) = view.released?;
    let is_public = source.visibility == Visibility::Public;
    let spans = parts.citation.spans().iter().map(|span| PublicSpan {
        role: span.role(),
        quote: span.quote().to_owned(),
        place: is_public.then(|| PublicPlace {
            layer: span.layer(),
            range: span.range(),
            locator: span.locator().clone(),
        }),
    });
    Some(PublicFact {
        id,
        subject: view.subject,
        mention: parts.subject.name.clone(),
        property: parts.property,
        value: parts.value.clone(),
        written: parts.written.clone(),
        qualifiers: parts.qualifiers,
        valid: parts.valid.clone(),
        polarity: parts.polarity,
        attribution: parts.attribution.clone(),
        basis: parts.basis,
        names: view.names,
        source: source.public_id,
        spans: spans.collect(),
        decided_at: view.fact.decided_at(),
        released_at,
    })
}

fn contradictions(shown: &[FactView]) -> Vec<Contradiction> {
    disagreements(shown)
        .into_iter()
        .map(|found| {
            let public = |view: &FactView| view.released.map(|(fact, _)| fact);
            let mut facts: Vec<_> = found.facts.iter().filter_map(public).collect();
            facts.sort_unstable();
            Contradiction { subject: found.subject, property: found.property, facts }
        })
        .collect()
}
