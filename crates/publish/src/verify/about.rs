//! A shard of entities: its facts against the log, the table and the pages.

use std::collections::HashMap;
use std::fs::File;
use std::io::Take;

use codebook::{EntityId, FactId, Kind, Sha256};

use crate::data::{ContradictionLine, EntityLine, FactLine};
use crate::layout::{self, Data};
use crate::manifest::short;
use crate::table;
use crate::verify::claims::{Claims, UNSEEN, check_anchors};
use crate::verify::inside::{HELD_BYTES, Inside, each_line};
use crate::verify::report::Report;

/// What is said of one shard.
struct About<'a> {
    claims: &'a mut Claims,
    inside: &'a Inside<'a>,
    place: String,
    named: HashMap<EntityId, (Kind, String)>,
    table: Option<Table>,
    /// The facts of the shard, and what they are about.
    subjects: HashMap<FactId, EntityId>,
    /// The anchors that the page of the subject at hand must have.
    page: Option<(EntityId, Vec<String>)>,
}

type Table = csv::StringRecordsIntoIter<Take<File>>;

pub(crate) fn check(claims: &mut Claims, shard: &str, inside: &Inside<'_>, report: &mut Report) {
    let mut named = HashMap::new();
    // What is wrong with its lines was said when they were read first.
    let quiet = &mut Report::default();
    each_line(inside, &Data::Entities.file(shard), quiet, |line: EntityLine, _| {
        named.insert(line.id, (line.kind, line.name.to_string()));
    });
    let table_place = Data::Table.file(shard);
    let table = open_table(inside, &table_place, report);
    let mut about = About {
        claims,
        inside,
        place: Data::Facts.file(shard),
        named,
        table,
        subjects: HashMap::new(),
        page: None,
    };
    each_line(inside, &Data::Facts.file(shard), report, |fact, report| {
        about.fact(&fact, &table_place, report);
    });
    about.end_page(report);
    if about.table.as_mut().is_some_and(|rows| rows.next().is_some()) {
        report.fail(&table_place, "has more rows than there are facts");
    }
    let subjects = about.subjects;
    let place = Data::Contradictions.file(shard);
    each_line(inside, &place, report, |found: ContradictionLine, report| {
        let here = |fact: &&FactId| subjects.get(*fact) != Some(&found.subject);
        for fact in found.facts.iter().filter(here) {
            report.fail(&place, format!("{fact} is not among the facts"));
        }
    });
}

fn open_table(inside: &Inside<'_>, path: &str, report: &mut Report) -> Option<Table> {
    let mut reader = match inside.open(path, HELD_BYTES) {
        Ok(file) => csv::Reader::from_reader(file),
        Err(why) => {
            report.fail(path, why);
            return None;
        }
    };
    let header = table::COLUMNS.iter().map(|column| column.name);
    if !reader.headers().is_ok_and(|found| found.iter().eq(header)) {
        report.fail(path, "its columns are not those of a table of facts");
        return None;
    }
    Some(reader.into_records())
}

impl About<'_> {
    fn fact(&mut self, fact: &FactLine, table: &str, report: &mut Report) {
        self.claims.counts.facts += 1;
        match self.claims.standing.get_mut(&fact.id) {
            None => report.fail(
                &self.place,
                format!("{} is shown, and the log has not released it", fact.id),
            ),
            Some(seen) if *seen != UNSEEN => {
                report.fail(&self.place, format!("{} stands in it twice", fact.id));
            }
            Some(seen) => *seen = words(fact),
        }
        self.subjects.insert(fact.id, fact.subject);
        self.references(fact, report);
        self.row(fact, table, report);
        if self.page.as_ref().is_none_or(|(subject, _)| *subject != fact.subject) {
            self.end_page(report);
        }
        let (_, anchors) = self.page.get_or_insert_with(|| (fact.subject, Vec::new()));
        anchors.push(fact.id.to_string());
    }

    /// What a fact names is there, and a withheld source gives no place away.
    fn references(&mut self, fact: &FactLine, report: &mut Report) {
        let place = &self.place;
        for entity in [Some(fact.subject), fact.names].into_iter().flatten() {
            if !self.claims.entities.contains(&entity) {
                report.fail(place, format!("{} names {entity}, which is not there", fact.id));
            }
        }
        let Some(source) = self.claims.sources.get(&fact.source) else {
            let (id, source) = (fact.id, fact.source);
            return report.fail(place, format!("{id} rests on {source}, which is not there"));
        };
        let placed = fact.spans.iter().filter(|span| span.place.is_some()).count();
        self.claims.counts.quotes += placed;
        if source.withheld {
            self.claims.counts.withheld += fact.spans.len();
            if placed > 0 {
                report.fail(place, format!("{} gives a place in a withheld source", fact.id));
            }
        }
    }

    /// The table says what the JSON Lines say.
    fn row(&mut self, fact: &FactLine, path: &str, report: &mut Report) {
        let Some(rows) = &mut self.table else { return };
        let named = self.named.get(&fact.subject);
        let name = named.map_or("", |(_, name)| name);
        let title = self.claims.sources.get(&fact.source).map_or("", |source| &source.title);
        let expected = table::row(fact, named.map(|(kind, _)| *kind), name, title);
        let found = rows.next().and_then(Result::ok);
        self.claims.counts.rows += 1;
        if !found.is_some_and(|found| found.iter().eq(expected.iter().map(|cell| &**cell))) {
            let row = self.subjects.len();
            let (facts, id) = (&self.place, fact.id);
            report.fail(path, format!("row {row} does not say what {facts} says of {id}"));
            self.table = None;
        }
    }

    /// Every fact has its anchor on its subject's page.
    fn end_page(&mut self, report: &mut Report) {
        let Some((subject, anchors)) = self.page.take() else { return };
        self.claims.counts.anchors += anchors.len() * pages::Lang::ALL.len();
        check_anchors(self.inside, pages::Page::Entity(subject), &anchors, report);
    }
}

/// The digest of a fact's words and where they stand, which its annotation must have too.
fn words(fact: &FactLine) -> [u8; 16] {
    let mut words = Words::new(fact.source.to_string());
    for span in &fact.spans {
        match &span.place {
            Some(place) => {
                let file = layout::text(fact.source, place.layer);
                words.placed(&file, place.start, place.end, &span.quote);
            }
            None => words.unplaced(&span.quote),
        }
    }
    words.digest()
}

/// The words that a fact cites, in order.
pub(crate) struct Words(Vec<Vec<u8>>);

impl Words {
    pub(crate) fn new(source: String) -> Self {
        Self(vec![source.into_bytes()])
    }

    pub(crate) fn placed(&mut self, file: &str, start: usize, end: usize, exact: &str) {
        let place = format!("{file} {start} {end}");
        self.0.extend([place.into_bytes(), exact.as_bytes().to_vec()]);
    }

    pub(crate) fn unplaced(&mut self, exact: &str) {
        self.0.extend([Vec::new(), exact.as_bytes().to_vec()]);
    }

    pub(crate) fn digest(&self) -> [u8; 16] {
        let parts: Vec<&[u8]> = self.0.iter().map(Vec::as_slice).collect();
        short(&Sha256::of_parts(&parts))
    }
}
