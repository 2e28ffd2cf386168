//! What screening found in bulk contracting data, as far as the public may see it: of each process that is a
//! contract in the register, its facts and its flags. Amounts are added within one currency alone.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use codebook::screened::{FlagInput, FlagState, ScreenedFlag, ScreenedProcess};
use codebook::statement::MoneyRole;
use codebook::{
    EntityId, FactId, Kind, Locator, Money, Polarity, Property, PublicSourceId, Role, SourceId,
    Technology, Value,
};
use register::RegisterError;
use register::public::{PublicFact, PublicScreening, Publishable};

/// All that screening found and the public may see.
#[derive(Debug, Default)]
pub(crate) struct Bulk {
    /// The processes, in the order of their contracts' ids.
    pub(crate) rows: Vec<Row>,
    /// True where anything was screened and may be seen, found or not: then there is a page of it.
    pub(crate) screened: bool,
    /// Which of them an entity is, or is a part of.
    of: HashMap<EntityId, usize>,
}

/// A process.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) entity: EntityId,
    pub(crate) name: String,
    pub(crate) source: PublicSourceId,
    /// The same in the archive.
    archived: SourceId,
    pub(crate) process: ScreenedProcess,
    pub(crate) buyers: Vec<(String, Option<EntityId>)>,
    pub(crate) suppliers: Vec<(String, Option<EntityId>)>,
    pub(crate) technologies: Vec<Technology>,
    /// What may be added: the one amount it was signed or else awarded for; of a process in parts, of each.
    pub(crate) added: Vec<Money>,
    /// How many amounts disagree or are several of one part, and are not added.
    pub(crate) unsettled: usize,
    /// Where the source opens for each of its contracts, by that one's own facts.
    opens: HashMap<EntityId, Opens>,
}

/// The facts at which a source opens.
#[derive(Debug)]
struct Opens {
    /// By the bytes of the field that they are told from.
    told: HashMap<(u64, u64), FactId>,
    /// The one that names the process.
    first: FactId,
}

/// The anchor of a field that stands in these bytes of the original.
pub(crate) fn own_anchor((start, end): (u64, u64)) -> String {
    format!("f-{start}-{end}")
}

impl Row {
    /// The fact of `entity` at which the source opens on the field that an input of a flag stands in, or else on its
    /// process.
    pub(crate) fn opens(&self, entity: EntityId, input: &FlagInput) -> Option<FactId> {
        let opens = self.opens.get(&entity)?;
        let place = input.stands.as_ref().map(|at| (at.place.raw_start, at.place.raw_end));
        Some(place.and_then(|place| opens.told.get(&place)).copied().unwrap_or(opens.first))
    }

    /// The anchor in its source of the field that an input of a flag stands in: of a fact of `entity` that says the same,
    /// else one of the field's own.
    pub(crate) fn anchor(&self, entity: EntityId, input: &FlagInput) -> Option<String> {
        let (opens, fact) = (self.opens.get(&entity)?, self.opens(entity, input)?);
        let raw = self.raw(input).filter(|raw| !opens.told.contains_key(raw));
        Some(raw.map_or_else(|| format!("s-{fact}"), own_anchor))
    }

    /// The bytes of its source in which an input of a flag stands.
    fn raw(&self, input: &FlagInput) -> Option<(u64, u64)> {
        let stands = input.stands.as_ref().filter(|stands| stands.source == self.archived)?;
        Some((stands.place.raw_start, stands.place.raw_end))
    }

    /// The bytes of the fields that raised flags open in its source and no fact does, each with the fact that names
    /// its process.
    pub(crate) fn untold(&self) -> impl Iterator<Item = ((u64, u64), FactId)> {
        let inputs = self.flags(FlagState::Raised).flat_map(|flag| &flag.from);
        inputs.filter_map(|input| self.raw(input)).flat_map(|raw| {
            let lack = self.opens.values().filter(move |opens| !opens.told.contains_key(&raw));
            lack.map(move |opens| (raw, opens.first))
        })
    }

    /// Its flags of which one thing can be said.
    pub(crate) fn flags(&self, state: FlagState) -> impl Iterator<Item = &ScreenedFlag> {
        self.process.flags.iter().filter(move |flag| flag.state == state)
    }
}

impl Bulk {
    /// Gathers what was found in screenings; what rests on a source that is not among them is left out.
    pub(crate) fn gather(
        view: &Publishable<'_>,
        found: Vec<(PublicScreening, Vec<ScreenedProcess>)>,
    ) -> Result<Self, RegisterError> {
        let open: HashSet<SourceId> = found.iter().map(|(screening, _)| screening.source).collect();
        let mut bulk = Self { screened: !found.is_empty(), ..Self::default() };
        for (screening, processes) in found {
            let facts = view.resting_on(screening.id)?;
            let mut numbered: BTreeMap<String, BTreeSet<EntityId>> = BTreeMap::new();
            let mut about: HashMap<EntityId, Vec<&PublicFact>> = HashMap::new();
            for fact in facts.iter().filter(|fact| fact.polarity == Polarity::Affirmed) {
                about.entry(fact.subject).or_default().push(fact);
                if fact.property == Property::ContractId {
                    numbered.entry(fact.value.to_string()).or_default().insert(fact.subject);
                }
            }
            for mut process in processes {
                let Some(entities) = numbered.get(&process.process) else { continue };
                let rests = |input: &FlagInput| {
                    input.stands.as_ref().is_none_or(|stands| open.contains(&stands.source))
                };
                process.flags.retain(|flag| flag.from.iter().all(rests));
                let place = bulk.rows.len();
                let Some(row) = row(view, &screening, process, entities, &about)? else {
                    continue;
                };
                bulk.of.extend(entities.iter().map(|entity| (*entity, place)));
                bulk.rows.push(row);
            }
        }
        Ok(bulk)
    }

    /// The process that an entity is, or is a part of.
    pub(crate) fn about(&self, entity: EntityId) -> Option<&Row> {
        self.of.get(&entity).and_then(|place| self.rows.get(*place))
    }
}

fn row(
    view: &Publishable<'_>,
    screening: &PublicScreening,
    process: ScreenedProcess,
    entities: &BTreeSet<EntityId>,
    about: &HashMap<EntityId, Vec<&PublicFact>>,
) -> Result<Option<Row>, RegisterError> {
    let mut named: Vec<(String, EntityId)> = Vec::new();
    for id in entities {
        let row = view.entity(*id)?.filter(|row| row.entity.kind == Kind::Contract);
        named.extend(row.map(|row| (row.entity.name.to_string(), *id)));
    }
    // The process as a whole has the shortest name: its parts add their numbers.
    named.sort_by_key(|(name, id)| (name.len(), *id));
    let Some((name, entity)) = named.first().cloned() else { return Ok(None) };
    let facts: Vec<&PublicFact> =
        entities.iter().filter_map(|id| about.get(id)).flatten().copied().collect();
    let of = |property: Property| facts.iter().filter(move |fact| fact.property == property);
    let bodies = |property| {
        let bodies: BTreeMap<String, Option<EntityId>> =
            of(property).map(|fact| (fact.value.to_string(), fact.names)).collect();
        bodies.into_iter().collect::<Vec<_>>()
    };
    let technologies: BTreeSet<Technology> = of(Property::UsesTechnology)
        .filter_map(|fact| match fact.value {
            Value::Technology(technology) => Some(technology),
            _ => None,
        })
        .collect();
    let opens: HashMap<EntityId, Opens> =
        entities.iter().filter_map(|id| Some((*id, opens(about.get(id)?)?))).collect();
    let (buyers, suppliers) = (bodies(Property::Buyer), bodies(Property::Supplier));
    let technologies = technologies.into_iter().collect();
    let (added, unsettled) = amounts(entities, about);
    Ok(Some(Row {
        entity,
        name,
        source: screening.id,
        archived: screening.source,
        process,
        buyers,
        suppliers,
        technologies,
        added,
        unsettled,
        opens,
    }))
}

/// Where a source opens by the facts about one contract.
fn opens(facts: &[&PublicFact]) -> Option<Opens> {
    let mut told = HashMap::new();
    for fact in facts {
        let value = fact.spans.iter().find(|span| span.role == Role::Value);
        let place = value.and_then(|span| span.place.as_ref());
        if let Some(Locator::Field(at)) = place.map(|place| &place.locator) {
            told.entry((at.raw_start, at.raw_end)).or_insert(fact.id);
        }
    }
    let first = facts.iter().find(|fact| fact.property == Property::ContractId)?.id;
    Some(Opens { told, first })
}

/// For how much each part was signed, or else awarded; and how many amounts can't be told to be the one.
fn amounts(
    entities: &BTreeSet<EntityId>,
    about: &HashMap<EntityId, Vec<&PublicFact>>,
) -> (Vec<Money>, usize) {
    let (mut added, mut unsettled) = (Vec::new(), 0);
    for id in entities {
        let facts = about.get(id).map_or(&[][..], Vec::as_slice);
        let of = |role: MoneyRole| -> Vec<&Money> {
            let these = facts.iter().filter(|fact| fact.qualifiers.money == Some(role));
            let mut amounts: Vec<&Money> = these
                .filter_map(|fact| match &fact.value {
                    Value::Money(money) => Some(money),
                    _ => None,
                })
                .collect();
            amounts.dedup();
            amounts
        };
        let (signed, awarded) = (of(MoneyRole::Contract), of(MoneyRole::Award));
        match (&signed[..], &awarded[..]) {
            ([one], _) | ([], [one]) => added.push((*one).clone()),
            ([], []) => {}
            (several, awards) => unsettled += several.len().max(awards.len()),
        }
    }
    (added, unsettled)
}
