//! A shard of sources: its texts, and the words that annotations say stand in them.

use std::collections::BTreeMap;

use codebook::{FactId, LayerId, PublicSourceId, Sha256, TextLayer};

use crate::annotation::{self, Annotation, Selector};
use crate::data::{SeenLine, SourceLine};
use crate::layout::{self, Data};
use crate::verify::about::Words;
use crate::verify::claims::{Claims, check_anchors};
use crate::verify::inside::{self, HELD_BYTES, Inside, each_line};
use crate::verify::report::Report;

/// The annotations of a shard: by source, and for each of its texts what must stand in it.
#[derive(Default)]
struct Cited {
    anchors: BTreeMap<PublicSourceId, Vec<String>>,
    stretches: BTreeMap<String, Vec<Stretch>>,
}

/// A cited stretch to hold against a text.
struct Stretch {
    fact: FactId,
    start: usize,
    end: usize,
    exact: String,
    around: Option<(String, String)>,
}

pub(crate) fn check(claims: &mut Claims, shard: &str, inside: &Inside<'_>, report: &mut Report) {
    let place = Data::Citations.file(shard);
    let mut cited = Cited::default();
    each_annotation(inside, &place, report, |item, report| {
        take(claims, &place, item, &mut cited, report);
    });
    // What is wrong with its lines was said when they were read first.
    let quiet = &mut Report::default();
    let mut sources = Vec::new();
    each_line(inside, &Data::Sources.file(shard), quiet, |line: SourceLine, _| sources.push(line));
    for source in sources {
        if let Some(anchors) = cited.anchors.remove(&source.id) {
            claims.counts.anchors += anchors.len() * pages::Lang::ALL.len();
            check_anchors(inside, pages::Page::Source(source.id), &anchors, report);
        }
        check_original(claims, inside, shard, &source, report);
        for text in texts(&source.seen) {
            let file = layout::text(source.id, text.layer);
            let stretches = cited.stretches.remove(&file).unwrap_or_default();
            // Whoever made the bundle does not get to say what is opened.
            if *text.file != file {
                let place = Data::Sources.file(shard);
                report.fail(place, format!("{}: its text must be {file}", source.id));
                continue;
            }
            match text.id {
                Some(_) => claims.counts.texts += 1,
                None => claims.counts.cut += 1,
            }
            claims.counts.quotes += stretches.len();
            check_text(inside, &place, &text, &stretches, report);
        }
    }
    for (file, stretches) in cited.stretches {
        for stretch in stretches {
            report.fail(&place, format!("{} cites {file}, which no source has", stretch.fact));
        }
    }
    for source in cited.anchors.keys() {
        report.fail(&place, format!("cites {source}, which is not in this shard"));
    }
}

/// An original is the one that the source's digest names.
fn check_original(
    claims: &mut Claims,
    inside: &Inside<'_>,
    shard: &str,
    line: &SourceLine,
    report: &mut Report,
) {
    let SeenLine::Whole { source, media_type, size, original: Some(path), .. } = &line.seen else {
        return;
    };
    claims.counts.originals += 1;
    if *path != pages::original_path(line.id, *source, *media_type) {
        let place = Data::Sources.file(shard);
        report.fail(place, format!("{}: its original can't be {path}", line.id));
    } else if inside.listed(path) != Some((*size, *source.digest())) {
        report.fail(path, format!("is not the original of {}", line.id));
    }
}

/// A text of a source as it is listed.
struct Text<'a> {
    layer: LayerId,
    file: &'a str,
    digest: Sha256,
    /// The id that a layer with this text has; none where it has gaps, and a salted id.
    id: Option<LayerId>,
}

fn texts(seen: &SeenLine) -> Vec<Text<'_>> {
    match seen {
        SeenLine::Quotes { .. } => Vec::new(),
        SeenLine::Whole { source, layers, .. } => layers
            .iter()
            .map(|line| Text {
                layer: line.layer,
                file: &line.file,
                digest: line.text,
                id: Some(TextLayer::id_for(*source, &line.extractor, &line.text)),
            })
            .collect(),
        SeenLine::Gaps { layers, .. } => layers
            .iter()
            .map(|line| Text { layer: line.layer, file: &line.file, digest: line.text, id: None })
            .collect(),
    }
}

/// Reads annotations one by one.
fn each_annotation(
    inside: &Inside<'_>,
    place: &str,
    report: &mut Report,
    mut take: impl FnMut(Annotation, &mut Report),
) {
    let file = match inside.open(place, HELD_BYTES) {
        Ok(file) => file,
        Err(why) => return report.fail(place, why),
    };
    let mut lines = inside::lines(file);
    let wrong = "is not a page of annotations as Veedor writes it";
    if !lines
        .next()
        .is_some_and(|line| line.is_ok_and(|l| l == annotation::HEAD.trim_end().as_bytes()))
    {
        return report.fail(place, wrong);
    }
    let (mut number, mut ended) = (0, false);
    for line in lines {
        let line = match line {
            Ok(line) if ended => {
                return report.fail(place, format!("{wrong}: {} bytes more", line.len()));
            }
            Ok(line) => line,
            Err(why) => return report.fail(place, why),
        };
        if line == annotation::TAIL.trim().as_bytes() {
            ended = true;
        } else if !line.is_empty() {
            number += 1;
            match serde_json::from_slice(line.strip_suffix(b",").unwrap_or(&line)) {
                Ok(item) => take(item, report),
                Err(error) => {
                    let why = format!("annotation {number}: is not in its form: {error}");
                    report.fail(place, why);
                }
            }
        }
    }
    if !ended {
        report.fail(place, wrong);
    }
}

/// Takes an annotation in, and holds its words against the fact's.
fn take(
    claims: &mut Claims,
    place: &str,
    item: Annotation,
    cited: &mut Cited,
    report: &mut Report,
) {
    claims.counts.annotations += 1;
    let fact = item.id.rsplit_once('#').and_then(|(_, id)| id.parse::<FactId>().ok());
    let source = item.target.first().and_then(|target| source_of(&target.source));
    let (Some(fact), Some(source)) = (fact, source) else {
        return report.fail(place, format!("{} is of no fact or no source", item.id));
    };
    let (mut words, mut stretches, mut first) = (Words::new(source.to_string()), Vec::new(), true);
    let mut marked = false;
    for target in item.target {
        let file = target.source.trim_start_matches("../").to_owned();
        match <[Selector; 2]>::try_from(target.selector) {
            Ok([Selector::Quote { exact, prefix, suffix }, Selector::Bytes { start, end }]) => {
                words.placed(&file, start, end, &exact);
                marked |= first;
                let around = prefix.zip(suffix);
                stretches.push((file, Stretch { fact, start, end, exact, around }));
            }
            Err(only) => match only.as_slice() {
                [Selector::Quote { exact, .. }] => words.unplaced(exact),
                // The same words on a page of the original, which is not in the bundle.
                _ => continue,
            },
            Ok(_) => continue,
        }
        first = false;
    }
    if claims.standing.get(&fact) != Some(&words.digest()) {
        report.fail(place, format!("{fact}: {} says other words of it", Data::Facts.file("")));
    }
    let anchors = cited.anchors.entry(source).or_default();
    if marked {
        anchors.push(format!("s-{fact}"));
    }
    for (file, stretch) in stretches {
        cited.stretches.entry(file).or_default().push(stretch);
    }
}

/// The source that a target names: by its text, or by its page.
fn source_of(target: &str) -> Option<PublicSourceId> {
    let (_, name) = target.rsplit_once('/')?;
    name.split('.').next()?.parse().ok()
}

/// Every quote of a public source stands in its text, byte for byte.
fn check_text(
    inside: &Inside<'_>,
    place: &str,
    listed: &Text<'_>,
    cited: &[Stretch],
    report: &mut Report,
) {
    let Text { layer, file, digest, id } = listed;
    let text = match inside.text(file, HELD_BYTES) {
        Ok(text) => text,
        Err(why) => return report.fail(*file, why),
    };
    if Sha256::of(text.as_bytes()) != *digest || id.is_some_and(|id| id != *layer) {
        report.fail(*file, format!("is not the text of layer {layer}"));
    }
    for Stretch { fact, start, end, exact, around } in cited {
        let stands = text.get(*start..*end) == Some(exact.as_str());
        let around = around.as_ref().is_none_or(|(prefix, suffix)| {
            let around = annotation::around(&text, *start, *end);
            around.prefix == *prefix && around.suffix == *suffix
        });
        if !stands || !around {
            let why = format!("{fact}: its words do not stand at bytes {start}..{end} of {file}");
            report.fail(place, why);
        }
    }
}
