//! A shard of entities: their pages, and the data about them.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use codebook::{EntityId, PublicSourceId};
use pages::Page;
use register::public::{Contradiction, EntityRow, PublicFact, Publishable};

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

/// Writes a shard: its data, and the pages of all its entities, or of those only that are given. Says whether
/// there is anything in it.
pub(crate) fn write(
    making: &mut Making<'_, '_>,
    shard: &str,
    only: Option<&HashSet<EntityId>>,
    listing: &mut Listing,
) -> Result<bool, PublishError> {
    let mut lines = Lines {
        facts: Vec::new(),
        table: csv::Writer::from_writer(Vec::new()),
        entities: Vec::new(),
        contradictions: Vec::new(),
    };
    let header = table::COLUMNS.iter().map(|column| column.name);
    lines.table.write_record(header).map_err(|error| wrong(&error))?;
    let view = making.view;
    let mut any = false;
    view.each_entity(&format!("{}{shard}", Group::Entities.head()), |row| {
        any = true;
        entity(making, &row, only, listing, &mut lines)
    })?;
    any |= making.moved(shard, listing)?;
    let table = lines.table.into_inner().map_err(|error| wrong(&error.into_error().into()))?;
    for (data, bytes) in [
        (Data::Facts, lines.facts),
        (Data::Table, table),
        (Data::Entities, lines.entities),
        (Data::Contradictions, lines.contradictions),
    ] {
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
    line(&mut lines.entities, Data::Entities.name().0, &EntityLine::from(&row.entity))?;
    if only.is_none_or(|only| only.contains(&id)) {
        making.tree.clear(listing, &id.to_string())?;
        let ready = making.site.ready(Page::Entity(id))?;
        making.page(listing, Page::Entity(id), &ready, &[])?;
        for page in making.site.pages_of(row)?.into_iter().skip(1) {
            let ready = making.site.ready(page)?;
            making.page(listing, page, &ready, &[])?;
        }
        let mut about = ready.facts().iter().filter(|fact| fact.subject == id);
        write_disputes(ready.contradictions(), lines)?;
        if let Some(found) = &mut making.found {
            found.entity(&row.entity, about.clone())?;
        }
        about.try_for_each(|fact| write_fact(making, row, fact, lines))
    } else {
        write_disputes(&view.disputes(id)?, lines)?;
        view.about(id)?.iter().try_for_each(|fact| write_fact(making, row, fact, lines))
    }
}

fn write_disputes(disputes: &[Contradiction], lines: &mut Lines) -> Result<(), PublishError> {
    disputes.iter().try_for_each(|dispute| {
        let found = ContradictionLine::from(dispute);
        line(&mut lines.contradictions, Data::Contradictions.name().0, &found)
    })
}

fn write_fact(
    making: &mut Making<'_, '_>,
    row: &EntityRow,
    fact: &PublicFact,
    lines: &mut Lines,
) -> Result<(), PublishError> {
    let told = FactLine::from(fact);
    line(&mut lines.facts, Data::Facts.name().0, &told)?;
    let title = making.titles.of(making.view, fact.source)?;
    let cells = table::row(&told, Some(row.entity.kind), row.entity.name.as_str(), title);
    lines
        .table
        .write_record(cells.iter().map(|cell| cell.as_bytes()))
        .map_err(|error| wrong(&error))
}

fn wrong(error: &csv::Error) -> PublishError {
    PublishError::Form { place: "the table of facts".to_owned(), why: error.to_string() }
}
