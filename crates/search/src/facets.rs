//! Counts by field, of everything that fits.

use std::collections::{BTreeSet, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::field::Field;

/// How many facts fit, by the values of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field.
    pub field: Field,
    /// Its most frequent values, most frequent first, then by value.
    pub values: Vec<FacetCount>,
    /// How many values there are in all.
    pub distinct: usize,
}

/// How many facts have a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// The codebook's term, the name, or the year.
    pub value: String,
    /// How many.
    pub count: u64,
}

/// The fields that are counted, in the order in which they are given.
pub(crate) const COUNTED: [Field; 9] = [
    Field::Technology,
    Field::Place,
    Field::Agency,
    Field::Vendor,
    Field::Status,
    Field::Property,
    Field::Kind,
    Field::State,
    Field::Year,
];

/// Counts these fields, and all that fits.
pub(crate) struct Counter(pub(crate) &'static [Field]);

/// All that fits, and of each field its values.
#[derive(Default)]
pub(crate) struct Counted {
    pub(crate) total: u64,
    by_field: HashMap<Field, HashMap<String, u64>>,
}

impl Counted {
    /// The facets, each with its most frequent values.
    pub(crate) fn facets(self, fields: &[Field], most: usize) -> Vec<Facet> {
        let mut by_field = self.by_field;
        let facet = |field: &Field| {
            let counts = by_field.remove(field).unwrap_or_default();
            let distinct = counts.len();
            let mut values: Vec<FacetCount> =
                counts.into_iter().map(|(value, count)| FacetCount { value, count }).collect();
            values
                .sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
            values.truncate(most);
            Facet { field: *field, values, distinct }
        };
        fields.iter().map(facet).collect()
    }
}

/// The values of a field in one segment.
enum Values {
    Texts(Field, StrColumn, Vec<u32>),
    Years(Column<i64>, Vec<u32>),
}

/// Years are counted from 0 to this.
const LAST_YEAR: usize = 2_999;

/// The counter in one segment.
pub(crate) struct InSegment {
    total: u64,
    columns: Vec<Values>,
    waiting: Vec<DocId>,
    rows: Vec<u32>,
    docs: Vec<DocId>,
    ords: Vec<u64>,
    years: Vec<i64>,
}

/// So many documents are counted at a time.
const BLOCK: usize = 256;

impl Collector for Counter {
    type Fruit = Counted;
    type Child = InSegment;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<InSegment> {
        let fast = segment.fast_fields();
        let mut columns = Vec::new();
        for field in self.0 {
            if *field == Field::Year {
                if let Some(column) = fast.column_opt::<i64>(field.as_str())? {
                    columns.push(Values::Years(column, vec![0; LAST_YEAR + 1]));
                }
            } else if let Some(column) = fast.str(field.as_str())? {
                let counts = vec![0; column.num_terms()];
                columns.push(Values::Texts(*field, column, counts));
            }
        }
        Ok(InSegment {
            total: 0,
            columns,
            waiting: Vec::with_capacity(BLOCK),
            rows: Vec::new(),
            docs: Vec::new(),
            ords: Vec::new(),
            years: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<tantivy::Result<Counted>>) -> tantivy::Result<Counted> {
        let mut whole = Counted::default();
        for fruit in fruits {
            let fruit = fruit?;
            whole.total += fruit.total;
            for (field, counts) in fruit.by_field {
                let sums = whole.by_field.entry(field).or_default();
                for (value, count) in counts {
                    *sums.entry(value).or_default() += count;
                }
            }
        }
        Ok(whole)
    }
}

impl SegmentCollector for InSegment {
    type Fruit = tantivy::Result<Counted>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.waiting.push(doc);
        if self.waiting.len() >= BLOCK {
            self.count();
        }
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        self.waiting.extend_from_slice(docs);
        if self.waiting.len() >= BLOCK {
            self.count();
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        self.count();
        let mut counted = Counted { total: self.total, by_field: HashMap::new() };
        for column in self.columns {
            let (field, counts) = match column {
                Values::Texts(field, column, counts) => (field, texts(&column, &counts)?),
                Values::Years(_, counts) => (Field::Year, years(&counts)),
            };
            counted.by_field.insert(field, counts);
        }
        Ok(counted)
    }
}

impl InSegment {
    fn count(&mut self) {
        self.total += self.waiting.len() as u64;
        for column in &mut self.columns {
            self.rows.clear();
            self.docs.clear();
            match column {
                Values::Texts(_, column, counts) => {
                    let ords = column.ords();
                    ords.row_ids_for_docs(&self.waiting, &mut self.docs, &mut self.rows);
                    self.ords.resize(self.rows.len(), 0);
                    ords.values.get_vals(&self.rows, &mut self.ords);
                    for ord in &self.ords {
                        let place = usize::try_from(*ord).ok().and_then(|ord| counts.get_mut(ord));
                        place.into_iter().for_each(|count| *count += 1);
                    }
                }
                Values::Years(column, counts) => {
                    column.row_ids_for_docs(&self.waiting, &mut self.docs, &mut self.rows);
                    self.years.resize(self.rows.len(), 0);
                    column.values.get_vals(&self.rows, &mut self.years);
                    for year in &self.years {
                        let place = usize::try_from(*year).ok().and_then(|at| counts.get_mut(at));
                        place.into_iter().for_each(|count| *count += 1);
                    }
                }
            }
        }
        self.waiting.clear();
    }
}

fn texts(column: &StrColumn, counts: &[u32]) -> tantivy::Result<HashMap<String, u64>> {
    let found = || counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let mut named = HashMap::with_capacity(found().count());
    let mut next = found().map(|(_, count)| u64::from(*count));
    let ords: Vec<u64> = found().map(|(ord, _)| ord as u64).collect();
    column.dictionary().sorted_ords_to_term_cb(&ords, |term| {
        let name = String::from_utf8_lossy(term).into_owned();
        named.insert(name, next.next().unwrap_or_default());
    })?;
    Ok(named)
}

fn years(counts: &[u32]) -> HashMap<String, u64> {
    let found = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    found.map(|(year, count)| (format!("{year:04}"), u64::from(*count))).collect()
}

/// Gathers the sources of all that fits.
pub(crate) struct Sources;

/// The sources in one segment.
pub(crate) struct SourcesInSegment {
    column: Option<StrColumn>,
    seen: Vec<bool>,
}

impl Collector for Sources {
    type Fruit = BTreeSet<String>;
    type Child = SourcesInSegment;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SourcesInSegment> {
        let column = segment.fast_fields().str("source")?;
        let seen = vec![false; column.as_ref().map_or(0, |column| column.num_terms())];
        Ok(SourcesInSegment { column, seen })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(
        &self,
        fruits: Vec<tantivy::Result<BTreeSet<String>>>,
    ) -> tantivy::Result<BTreeSet<String>> {
        let mut all = BTreeSet::new();
        for fruit in fruits {
            all.append(&mut fruit?);
        }
        Ok(all)
    }
}

impl SegmentCollector for SourcesInSegment {
    type Fruit = tantivy::Result<BTreeSet<String>>;

    fn collect(&mut self, doc: DocId, _: Score) {
        let ord = self.column.as_ref().and_then(|column| column.ords().first(doc));
        let seen = ord.and_then(|ord| self.seen.get_mut(usize::try_from(ord).ok()?));
        seen.into_iter().for_each(|seen| *seen = true);
    }

    fn harvest(self) -> Self::Fruit {
        let mut sources = BTreeSet::new();
        let Some(column) = self.column else { return Ok(sources) };
        let seen = self.seen.iter().enumerate().filter(|(_, seen)| **seen);
        let ords: Vec<u64> = seen.map(|(ord, _)| ord as u64).collect();
        column.dictionary().sorted_ords_to_term_cb(&ords, |term| {
            sources.insert(String::from_utf8_lossy(term).into_owned());
        })?;
        Ok(sources)
    }
}
