//! What the index holds of a fact and of a passage.
//!
//! A fact is found by more than it says: by the technologies, places, bodies and years that the *same
//! source* says of the same subject. Never by what another source says, which may be one that whoever
//! looks is not to know of.

use std::collections::BTreeSet;
use std::ops::Range;

use codebook::{Kind, LayerRecord, Property, SourceId, Statement, Technology, Value};
use jiff::civil::Date;
use register::{RegisterError, State, StatementView};
use tantivy::TantivyDocument;

use crate::feed::{Feed, MentionKey, SourceFeed};
use crate::passage::{blanked, passages};
use crate::schema::{FACT, Fields, TEXT};

/// A stretch of time counts for so many years at most, its first ones.
const MOST_YEARS: i16 = 30;

/// Statements of one source about one subject, each with the row that last changed it.
pub(crate) type Group = Vec<(StatementView, u64)>;

/// What a source says of a subject, as far as facts are found by it.
#[derive(Default)]
struct Context {
    technology: BTreeSet<&'static str>,
    status: BTreeSet<&'static str>,
    place: BTreeSet<String>,
    agency: BTreeSet<String>,
    vendor: BTreeSet<String>,
}

/// The documents of a group.
///
/// # Errors
/// If the feed fails.
pub(crate) fn of_group(
    feed: &dyn Feed,
    fields: &Fields,
    group: &Group,
) -> Result<Vec<TantivyDocument>, RegisterError> {
    let Some((first, _)) = group.first() else { return Ok(Vec::new()) };
    let source = first.statement.source();
    let Some(about) = feed.source(source)? else { return Ok(Vec::new()) };
    let mut context = Context::default();
    for (view, _) in group {
        context.add(feed, view)?;
    }
    group.iter().map(|(view, row)| of_fact(feed, fields, &about, &context, view, *row)).collect()
}

impl Context {
    fn add(&mut self, feed: &dyn Feed, view: &StatementView) -> Result<(), RegisterError> {
        if !matches!(view.state, State::Undecided | State::Accepted) {
            return Ok(());
        }
        let parts = view.statement.parts();
        let subject = label(feed, view.subject, parts.subject.name.as_str())?;
        if let Some(names) = self.names(parts.subject.kind) {
            names.insert(subject);
        }
        match &parts.value {
            Value::Technology(technology) => self.technology(*technology),
            Value::Status(status) => {
                self.status.insert(status.as_str());
            }
            Value::Name(name) => {
                let kind = parts.property.names_kind();
                let name = label(feed, view.names, name.as_str())?;
                if let Some(names) = kind.and_then(|kind| self.names(kind)) {
                    names.insert(name);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// What is narrower is found under what is broader too.
    fn technology(&mut self, technology: Technology) {
        let mut next = Some(technology);
        while let Some(one) = next {
            self.technology.insert(one.as_str());
            next = one.broader();
        }
    }

    fn names(&mut self, kind: Kind) -> Option<&mut BTreeSet<String>> {
        match kind {
            Kind::Agency => Some(&mut self.agency),
            Kind::Vendor => Some(&mut self.vendor),
            Kind::Jurisdiction => Some(&mut self.place),
            _ => None,
        }
    }
}

/// The entity's name where there is one, else what the source calls it.
fn label(
    feed: &dyn Feed,
    entity: Option<codebook::EntityId>,
    mention: &str,
) -> Result<String, RegisterError> {
    let name = entity.map(|id| feed.entity_name(id)).transpose()?.flatten();
    Ok(name.unwrap_or_else(|| mention.to_owned()))
}

fn of_fact(
    feed: &dyn Feed,
    fields: &Fields,
    about: &SourceFeed,
    context: &Context,
    view: &StatementView,
    row: u64,
) -> Result<TantivyDocument, RegisterError> {
    let (statement, parts) = (&view.statement, view.statement.parts());
    let mut doc = TantivyDocument::default();
    doc.add_text(fields.what, FACT);
    of_source(&mut doc, fields, statement.source(), about);
    doc.add_bytes(fields.id, statement.id().digest().as_bytes());
    doc.add_bytes(fields.group, MentionKey::subject(statement).as_bytes());
    for key in mentions(statement) {
        doc.add_bytes(fields.mention, key.as_bytes());
    }
    for entity in [view.subject, view.names].into_iter().flatten() {
        doc.add_text(fields.entity, entity.to_string());
    }
    doc.add_u64(fields.changed, row);
    let subject = label(feed, view.subject, parts.subject.name.as_str())?;
    for name in BTreeSet::from([subject.as_str(), parts.subject.name.as_str()]) {
        doc.add_text(fields.subject, blanked(name));
        doc.add_text(fields.words, blanked(name));
    }
    doc.add_text(fields.words, blanked(parts.citation.quote().quote()));
    let value = parts.value.to_string();
    // What a term of the codebook is called is found by its field, not as words.
    if !matches!(parts.value, Value::Technology(_) | Value::Status(_) | Value::Response(_)) {
        doc.add_text(fields.words, blanked(&value));
    }
    doc.add_text(fields.kind, parts.subject.kind.as_str());
    doc.add_text(fields.property, parts.property.as_str());
    doc.add_text(fields.state, view.state.as_str());
    let coded = [(fields.technology, &context.technology), (fields.status, &context.status)];
    for (field, terms) in coded {
        terms.iter().for_each(|term| doc.add_text(field, term));
    }
    let named = [
        (fields.agency, &context.agency),
        (fields.vendor, &context.vendor),
        (fields.place, &context.place),
    ];
    for (field, names) in named {
        names.iter().for_each(|name| doc.add_text(field, name));
    }
    for year in years(statement, about) {
        doc.add_i64(fields.year, i64::from(year));
    }
    Ok(doc)
}

fn of_source(doc: &mut TantivyDocument, fields: &Fields, source: SourceId, about: &SourceFeed) {
    let id = source.to_string();
    doc.add_text(fields.source_words, blanked(&about.title));
    doc.add_text(fields.source_words, &about.public_id);
    doc.add_text(fields.source_words, &id);
    doc.add_text(fields.source, id);
}

/// The things that a source names in a statement: what it is about, and what its value names.
fn mentions(statement: &Statement) -> BTreeSet<MentionKey> {
    let parts = statement.parts();
    let mut keys = BTreeSet::from([MentionKey::subject(statement)]);
    if let (Value::Name(name), Some(kind)) = (&parts.value, parts.property.names_kind()) {
        let folded = codebook::fold::fold_name(name.as_str());
        keys.insert(MentionKey::of(statement.source(), kind, &folded));
    }
    keys
}

/// The years that a statement speaks of: when it held, else the date it says, else when its source was
/// published.
fn years(statement: &Statement, about: &SourceFeed) -> BTreeSet<i16> {
    let parts = statement.parts();
    let dated =
        matches!(parts.property, Property::AwardDate | Property::StartDate | Property::EndDate);
    let date = match (&parts.valid, &parts.value) {
        (_, Value::Date(date)) if dated => Some(date),
        (valid, _) => valid.as_ref(),
    };
    let year = |date: Option<Date>| date.map(Date::year);
    match date.map(codebook::Edtf::bounds) {
        Some((from, until)) => match (year(from), year(until)) {
            (Some(from), Some(until)) => {
                (from..=until.min(from.saturating_add(MOST_YEARS))).collect()
            }
            (one, other) => one.or(other).into_iter().collect(),
        },
        None => about.year.into_iter().collect(),
    }
}

/// The documents of a text, one a passage.
pub(crate) fn of_text<'a>(
    fields: &'a Fields,
    about: &'a SourceFeed,
    layer: &'a LayerRecord,
    text: &'a str,
) -> impl Iterator<Item = TantivyDocument> + 'a {
    passages(text).filter_map(move |at: Range<usize>| {
        let words = text.get(at.clone())?;
        if !words.chars().any(char::is_alphanumeric) {
            return None;
        }
        let mut doc = TantivyDocument::default();
        doc.add_text(fields.what, TEXT);
        of_source(&mut doc, fields, layer.source, about);
        doc.add_text(fields.words, words);
        doc.add_text(fields.layer, layer.layer.to_string());
        doc.add_u64(fields.start, at.start as u64);
        doc.add_text(fields.body, words);
        Some(doc)
    })
}
