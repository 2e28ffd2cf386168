//! What a bundle's data claims: that its quotes stand in its texts, that its facts are those that
//! its log leaves, that its forms agree, and that its pages have them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use codebook::{EntityId, FactId, LayerId, PublicSourceId, Sha256, SourceId, TextLayer};

use crate::annotation::{self, Annotation, Selector};
use crate::chain::{self, Entry};
use crate::data::{ContradictionLine, EntityLine, FactLine, LayerLine, SeenLine, SourceLine};
use crate::layout;
use crate::table;
use crate::verify::inside::{HELD_BYTES, Inside};
use crate::verify::report::Report;

/// The data of a bundle.
pub(crate) struct Data {
    pub(crate) facts: Vec<FactLine>,
    pub(crate) entities: HashMap<EntityId, EntityLine>,
    pub(crate) sources: HashMap<PublicSourceId, SourceLine>,
    pub(crate) contradictions: Vec<ContradictionLine>,
}

pub(crate) fn check(inside: &Inside<'_>, data: &Data, log: &[Entry], report: &mut Report) {
    check_standing(data, log, report);
    check_references(data, report);
    let annotations = read_annotations(inside, data, report);
    check_texts(inside, data, &annotations, report);
    check_table(inside, data, report);
    check_anchors(inside, data, report);
}

/// The facts that are shown are those that the log leaves.
fn check_standing(data: &Data, log: &[Entry], report: &mut Report) {
    let standing = chain::standing(log.iter().map(|entry| (entry.fact, entry.released)));
    let shown: BTreeSet<FactId> = data.facts.iter().map(|fact| fact.id).collect();
    report.checked("facts against the log of releases", shown.len());
    for fact in shown.difference(&standing) {
        report.fail(layout::FACTS, format!("{fact} is shown, and the log has not released it"));
    }
    for fact in standing.difference(&shown) {
        report.fail(layout::FACTS, format!("{fact} is released, and is not shown"));
    }
    if shown.len() != data.facts.len() {
        report.fail(layout::FACTS, "a fact stands in it twice");
    }
}

/// What facts and contradictions name is there, and a withheld source gives no place away.
fn check_references(data: &Data, report: &mut Report) {
    let mut withheld = 0;
    for fact in &data.facts {
        for entity in [Some(fact.subject), fact.names].into_iter().flatten() {
            if !data.entities.contains_key(&entity) {
                report
                    .fail(layout::FACTS, format!("{} names {entity}, which is not there", fact.id));
            }
        }
        let Some(source) = data.sources.get(&fact.source) else {
            report.fail(
                layout::FACTS,
                format!("{} rests on {}, which is not there", fact.id, fact.source),
            );
            continue;
        };
        if matches!(source.seen, SeenLine::Quotes { .. }) {
            withheld += fact.spans.len();
            if fact.spans.iter().any(|span| span.place.is_some()) {
                report
                    .fail(layout::FACTS, format!("{} gives a place in a withheld source", fact.id));
            }
        }
    }
    let withholds = |source: &&SourceLine| matches!(source.seen, SeenLine::Quotes { .. });
    for source in data.sources.values().filter(withholds).filter(|s| !s.addresses.is_empty()) {
        report.fail(layout::SOURCES, format!("{} is withheld, and has an address", source.id));
    }
    report.unchecked("quotes of withheld sources", withheld, "their texts are not in the bundle");
    let shown: BTreeSet<FactId> = data.facts.iter().map(|fact| fact.id).collect();
    for found in &data.contradictions {
        for fact in found.facts.iter().filter(|fact| !shown.contains(*fact)) {
            report.fail(layout::CONTRADICTIONS, format!("{fact} is not among the facts"));
        }
    }
}

/// A cited stretch to hold against a text.
struct Stretch<'a> {
    fact: FactId,
    start: usize,
    end: usize,
    exact: &'a str,
    around: Option<(&'a str, &'a str)>,
    from: &'static str,
}

/// Reads the annotations, and holds their list against that of the facts.
fn read_annotations(
    inside: &Inside<'_>,
    data: &Data,
    report: &mut Report,
) -> Vec<(FactId, Annotation)> {
    let text = match inside.text(layout::CITATIONS) {
        Ok(text) => text,
        Err(why) => {
            report.fail(layout::CITATIONS, why);
            return Vec::new();
        }
    };
    let Some(items) =
        text.strip_prefix(annotation::HEAD).and_then(|rest| rest.strip_suffix(annotation::TAIL))
    else {
        report.fail(layout::CITATIONS, "is not a page of annotations as Veedor writes it");
        return Vec::new();
    };
    let lines = items.split(annotation::BETWEEN).filter(|line| !line.is_empty());
    let mut annotations = Vec::new();
    for (number, line) in (1..).zip(lines) {
        match annotation_of(line) {
            Ok(item) => annotations.push(item),
            Err(why) => report.fail(layout::CITATIONS, format!("annotation {number}: {why}")),
        }
    }
    let facts = data.facts.iter().map(|fact| fact.id);
    report.checked("annotations against the facts", annotations.len());
    if !facts.eq(annotations.iter().map(|(fact, _)| *fact)) {
        report.fail(layout::CITATIONS, "its annotations are not those of the facts");
    }
    annotations
}

/// An annotation, and the fact that it is of.
fn annotation_of(line: &str) -> Result<(FactId, Annotation), String> {
    let item: Annotation =
        serde_json::from_str(line).map_err(|error| format!("is not in its form: {error}"))?;
    let fact = item.id.rsplit_once('#').and_then(|(_, id)| id.parse().ok());
    fact.map(|fact| (fact, item)).ok_or_else(|| "is of no fact".to_owned())
}

/// Every quote of a public source stands in its text, byte for byte.
fn check_texts(
    inside: &Inside<'_>,
    data: &Data,
    annotations: &[(FactId, Annotation)],
    report: &mut Report,
) {
    let mut stretches: BTreeMap<String, Vec<Stretch<'_>>> = BTreeMap::new();
    for fact in &data.facts {
        for span in &fact.spans {
            let Some(place) = &span.place else { continue };
            stretches.entry(layout::text(fact.source, place.layer)).or_default().push(Stretch {
                fact: fact.id,
                start: place.start,
                end: place.end,
                exact: &span.quote,
                around: None,
                from: layout::FACTS,
            });
        }
    }
    for (fact, item) in annotations {
        for target in &item.target {
            if let [Selector::Quote { exact, prefix, suffix }, Selector::Bytes { start, end }] =
                target.selector.as_slice()
            {
                let around = prefix.as_deref().zip(suffix.as_deref());
                let file = target.source.trim_start_matches("../").to_owned();
                stretches.entry(file).or_default().push(Stretch {
                    fact: *fact,
                    start: *start,
                    end: *end,
                    exact,
                    around,
                    from: layout::CITATIONS,
                });
            }
        }
    }
    let (mut texts, mut quotes) = (0, 0);
    let mut sources: Vec<_> = data.sources.values().collect();
    sources.sort_unstable_by_key(|source| source.id);
    for source in sources {
        let SeenLine::Whole { source: original, layers, .. } = &source.seen else { continue };
        for layer in layers {
            let file = layout::text(source.id, layer.layer);
            let cited = stretches.remove(&file).unwrap_or_default();
            // Whoever made the bundle does not get to say what is opened.
            if layer.file != file {
                report.fail(layout::SOURCES, format!("{}: its text must be {file}", source.id));
                continue;
            }
            texts += 1;
            quotes += cited.len();
            check_text(inside, *original, layer, &cited, report);
        }
    }
    for (file, cited) in stretches {
        for stretch in cited {
            report
                .fail(stretch.from, format!("{} cites {file}, which no source has", stretch.fact));
        }
    }
    report.checked("texts against the ids of their layers", texts);
    report.checked("quotes against the texts, byte for byte", quotes);
    report.unchecked("texts against their originals", texts, "the originals are not in the bundle");
}

fn check_text(
    inside: &Inside<'_>,
    original: SourceId,
    layer: &LayerLine,
    cited: &[Stretch<'_>],
    report: &mut Report,
) {
    let text = match inside.text(&layer.file) {
        Ok(text) => text,
        Err(why) => {
            report.fail(&layer.file, why);
            return;
        }
    };
    let digest = Sha256::of(text.as_bytes());
    let id: LayerId = TextLayer::id_for(original, &layer.extractor, &digest);
    if digest != layer.text || id != layer.layer {
        report.fail(&layer.file, format!("is not the text of layer {}", layer.layer));
    }
    for stretch in cited {
        let stands = text.get(stretch.start..stretch.end) == Some(stretch.exact);
        let around = stretch.around.is_none_or(|(prefix, suffix)| {
            let around = annotation::around(&text, stretch.start, stretch.end);
            around.prefix == prefix && around.suffix == suffix
        });
        if !stands || !around {
            let Stretch { fact, start, end, from, .. } = stretch;
            report.fail(
                *from,
                format!("{fact}: its words do not stand at bytes {start}..{end} of {}", layer.file),
            );
        }
    }
}

/// The table says what the JSON Lines say.
fn check_table(inside: &Inside<'_>, data: &Data, report: &mut Report) {
    let mut reader = match inside.open(layout::FACTS_TABLE, HELD_BYTES) {
        Ok(file) => csv::Reader::from_reader(file),
        Err(why) => {
            report.fail(layout::FACTS_TABLE, why);
            return;
        }
    };
    report.checked("rows of the table against the facts", data.facts.len());
    let header = table::COLUMNS.iter().map(|column| column.name);
    if !reader.headers().is_ok_and(|found| found.iter().eq(header)) {
        report.fail(layout::FACTS_TABLE, "its columns are not those of a table of facts");
        return;
    }
    let mut rows = reader.records();
    for (number, fact) in (1..).zip(&data.facts) {
        let entity = data.entities.get(&fact.subject);
        let title = data.sources.get(&fact.source).map_or("", |source| source.title.as_str());
        let name = entity.map_or("", |entity| entity.name.as_str());
        let expected = table::row(fact, entity.map(|entity| entity.kind), name, title);
        let found = rows.next().and_then(Result::ok);
        if !found.is_some_and(|found| found.iter().eq(expected.iter().map(String::as_str))) {
            report.fail(
                layout::FACTS_TABLE,
                format!("row {number} does not say what {} says of {}", layout::FACTS, fact.id),
            );
            return;
        }
    }
    if rows.next().is_some() {
        report.fail(layout::FACTS_TABLE, "has more rows than there are facts");
    }
}

/// Every fact has its anchor on its subject's page, and its mark on its source's.
fn check_anchors(inside: &Inside<'_>, data: &Data, report: &mut Report) {
    let mut anchors: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for fact in &data.facts {
        for lang in pages::Lang::ALL {
            let page = |page: pages::Page| format!("{}/{}", lang.tag(), page.path());
            let subject = page(pages::Page::Entity(fact.subject));
            anchors.entry(subject).or_default().push(format!(" id=\"{}\"", fact.id));
            let marked = fact.spans.first().is_some_and(|span| span.place.is_some());
            let source = anchors.entry(page(pages::Page::Source(fact.source))).or_default();
            if marked {
                source.push(format!(" id=\"s-{}\"", fact.id));
            }
        }
    }
    report.checked("anchors of facts and of marked words", anchors.values().map(Vec::len).sum());
    for (page, wanted) in anchors {
        let html = match inside.text(&page) {
            Ok(html) => html,
            Err(why) => {
                report.fail(&page, why);
                continue;
            }
        };
        for anchor in wanted.iter().filter(|anchor| !html.contains(anchor.as_str())) {
            report.fail(&page, format!("has no anchor{anchor}"));
        }
    }
}
