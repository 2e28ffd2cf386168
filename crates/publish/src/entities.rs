//! A shard of entities: their pages, and the data about them.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use codebook::{EntityId, PublicSourceId};
use pages::Page;
use register::public::{Contradiction, EntityRow, PublicEntity, PublicFact, Publishable};

use crate::data::{ContradictionLine, EntityLine, FactLine};
use crate::error::PublishError;
use crate::layout::{Data, Group};
use crate::manifest::Listing;
use crate::site::Making;
use crate::table;
use crate::tree::line;

/// The titles of sources, asked for once.
#[derive(Debug, Default)]
pub(crate) struct Titles(HashMap<PublicSourceId, Box<str>>);

impl Titles {
    fn of(&mut self, view: &Publishable<'_>, source: PublicSourceId) -> Result<&str, PublishError> {
        Ok(match self.0.entry(source) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let title = view.source(source)?.map(|row| row.source.title).unwrap_or_default();
                place.insert(title.into_boxed_str())
            }
        })
    }
}

/// The data of a shard, as far as it has come.
struct Lines {
    facts: Vec<u8>,
    table: csv::Writer<Vec<u8>>,
    entities: Vec<u8>,
    contradictions: Vec<u8>,
}

impl Lines {
    fn new() -> Result<Self, PublishError> {
        let mut table = csv::Writer::from_writer(Vec::new());
        let header = table::COLUMNS.iter().map(|column| column.name);
        table.write_record(header).map_err(|error| wrong(&error))?;
        let (facts, entities, contradictions) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Self { facts, table, entities, contradictions })
    }

    fn entity(&mut self, entity: &PublicEntity) -> Result<(), PublishError> {
        line(&mut self.entities, Data::Entities.name().0, &EntityLine::from(entity))
    }

    fn disputes(&mut self, disputes: &[Contradiction]) -> Result<(), PublishError> {
        disputes.iter().try_for_each(|dispute| {
            let found = ContradictionLine::from(dispute);
            line(&mut self.contradictions, Data::Contradictions.name().0, &found)
        })
    }

    /// A fact about an entity; its source is called so.
    fn fact(
        &mut self,
        about: &PublicEntity,
        fact: &PublicFact,
        title: &str,
    ) -> Result<(), PublishError> {
        let told = FactLine::from(fact);
        line(&mut self.facts, Data::Facts.name().0, &told)?;
        let cells = table::row(&told, Some(about.kind), about.name.as_str(), title);
        let cells = cells.iter().map(|cell| cell.as_bytes());
        self.table.write_record(cells).map_err(|error| wrong(&error))
    }

    /// The files they make.
    fn files(self) -> Result<[(Data, Vec<u8>); 4], PublishError> {
        let table = self.table.into_inner().map_err(|error| wrong(&error.into_error().into()))?;
        Ok([
            (Data::Facts, self.facts),
            (Data::Table, table),
            (Data::Entities, self.entities),
            (Data::Contradictions, self.contradictions),
        ])
    }
}

/// The data of a shard alone.
pub(crate) fn data(
    view: &Publishable<'_>,
    shard: &str,
) -> Result<[(Data, Vec<u8>); 4], PublishError> {
    let (mut lines, mut titles) = (Lines::new()?, Titles::default());
    view.each_entity(&format!("{}{shard}", Group::Entities.head()), |row| {
        lines.entity(&row.entity)?;
        lines.disputes(&view.disputes(row.entity.id)?)?;
        view.about(row.entity.id)?
            .iter()
            .try_for_each(|fact| lines.fact(&row.entity, fact, titles.of(view, fact.source)?))
    })?;
    lines.files()
}

/// Writes a shard: its data, and the pages of all its entities, or of those only that are given. Says whether
/// there is anything in it.
pub(crate) fn write(
    making: &mut Making<'_, '_>,
    shard: &str,
    only: Option<&HashSet<EntityId>>,
    listing: &mut Listing,
) -> Result<bool, PublishError> {
    let mut lines = Lines::new()?;
    let view = making.view;
    let mut any = false;
    view.each_entity(&format!("{}{shard}", Group::Entities.head()), |row| {
        any = true;
        entity(making, &row, only, listing, &mut lines)
    })?;
    any |= making.moved(shard, listing)?;
    for (data, bytes) in lines.files()? {
        making.data(listing, data, shard, any, &bytes)?;
    }
    Ok(any)
}

fn entity(
    making: &mut Making<'_, '_>,
    row: &EntityRow,
    only: Option<&HashSet<EntityId>>,
    listing: &mut Listing,
    lines: &mut Lines,
) -> Result<(), PublishError> {
    let (id, view) = (row.entity.id, making.view);
    lines.entity(&row.entity)?;
    let write = |making: &mut Making<'_, '_>, fact: &PublicFact, lines: &mut Lines| {
        lines.fact(&row.entity, fact, making.titles.of(view, fact.source)?)
    };
    if only.is_none_or(|only| only.contains(&id)) {
        making.tree.clear(listing, &id.to_string())?;
        let ready = making.site.ready(Page::Entity(id))?;
        making.page(listing, Page::Entity(id), &ready, &[])?;
        for page in making.site.pages_of(row)?.into_iter().skip(1) {
            let ready = making.site.ready(page)?;
            making.page(listing, page, &ready, &[])?;
        }
        let mut about = ready.facts().iter().filter(|fact| fact.subject == id);
        lines.disputes(ready.contradictions())?;
        if let Some(found) = &mut making.found {
            found.entity(&row.entity, about.clone())?;
        }
        about.try_for_each(|fact| write(making, fact, lines))
    } else {
        lines.disputes(&view.disputes(id)?)?;
        view.about(id)?.iter().try_for_each(|fact| write(making, fact, lines))
    }
}

fn wrong(error: &csv::Error) -> PublishError {
    PublishError::Form { place: "the table of facts".to_owned(), why: error.to_string() }
}
