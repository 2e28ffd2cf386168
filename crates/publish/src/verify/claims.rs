//! What a bundle's data claims: that its quotes stand in its texts, that its facts are those that
//! its log leaves, that its forms agree, and that its pages have them. Shard by shard: what one says of
//! another is held in memory, in little room.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use codebook::{EntityId, PublicSourceId};

use crate::data::{EntityLine, SeenLine, SourceLine};
use crate::layout::{self, Data, Group};
use crate::manifest::{Listing, Manifest};
use crate::verify::inside::{HELD_BYTES, Inside, each_line};
use crate::verify::log::Standing;
use crate::verify::report::Report;
use crate::verify::{about, files, words};

/// What shards say of each other's things.
pub(crate) struct Claims {
    pub(crate) standing: Standing,
    pub(crate) entities: HashSet<EntityId>,
    pub(crate) sources: HashMap<PublicSourceId, Source>,
    pub(crate) counts: Counts,
}

/// A source, as facts need it.
pub(crate) struct Source {
    pub(crate) title: Box<str>,
    pub(crate) withheld: bool,
}

/// How many were checked.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) facts: usize,
    pub(crate) rows: usize,
    pub(crate) withheld: usize,
    pub(crate) annotations: usize,
    pub(crate) texts: usize,
    /// Texts with gaps.
    pub(crate) cut: usize,
    pub(crate) originals: usize,
    pub(crate) quotes: usize,
    pub(crate) anchors: usize,
}

/// What digest a fact has of which the words were not seen.
pub(crate) const UNSEEN: [u8; 16] = [0; 16];

pub(crate) fn check(
    root: &Path,
    manifest: &Manifest,
    top: &Listing,
    standing: Standing,
    report: &mut Report,
) {
    let mut claims = Claims {
        standing,
        entities: HashSet::new(),
        sources: HashMap::new(),
        counts: Counts::default(),
    };
    each_shard(root, manifest, top, report, |group, shard, inside, report| match group {
        Group::Entities => {
            let path = Data::Entities.file(shard);
            each_line(inside, &path, report, |line: EntityLine, _| {
                claims.entities.insert(line.id);
            });
        }
        Group::Sources => {
            each_line(inside, &Data::Sources.file(shard), report, |line, report| {
                take_source(&mut claims, shard, line, report);
            });
        }
    });
    each_shard(root, manifest, top, report, |group, shard, inside, report| match group {
        Group::Entities => about::check(&mut claims, shard, inside, report),
        Group::Sources => words::check(&mut claims, shard, inside, report),
    });
    let unseen = claims.standing.iter().filter(|(_, digest)| **digest == UNSEEN);
    let mut unseen: Vec<_> = unseen.map(|(fact, _)| *fact).collect();
    unseen.sort_unstable();
    for fact in unseen {
        report.fail(Data::Facts.file(""), format!("{fact} is released, and is not shown"));
    }
    let Counts { facts, rows, withheld, annotations, texts, cut, originals, quotes, anchors } =
        claims.counts;
    if annotations != facts {
        let why = "its annotations are not those of the facts";
        report.fail(Data::Citations.file(""), why);
    }
    report.checked("facts against the log of releases", facts);
    report.unchecked("quotes of withheld sources", withheld, "their texts are not in the bundle");
    report.checked("annotations against the facts", annotations);
    report.checked("texts against the ids of their layers", texts);
    report.checked("quotes against the texts, byte for byte", quotes);
    report.checked("originals against the digests of their sources", originals);
    let why = "that takes the originals, and the programs that made the texts";
    report.unchecked("texts against their originals", texts, why);
    report.checked("texts with gaps against their digests", cut);
    report.unchecked(
        "texts with gaps against their originals",
        cut,
        "what was redacted can't be had from the bundle",
    );
    report.checked("rows of the table against the facts", rows);
    report.checked("anchors of facts and of marked words", anchors);
}

fn take_source(claims: &mut Claims, shard: &str, line: SourceLine, report: &mut Report) {
    let withheld = matches!(line.seen, SeenLine::Quotes { .. });
    if !matches!(line.seen, SeenLine::Whole { .. }) && !line.addresses.is_empty() {
        let place = Data::Sources.file(shard);
        report.fail(place, format!("{} is not shown whole, and has an address", line.id));
    }
    claims.sources.insert(line.id, Source { title: line.title.into_boxed_str(), withheld });
}

/// Goes through the shards, each with the files it lists.
fn each_shard(
    root: &Path,
    manifest: &Manifest,
    top: &Listing,
    report: &mut Report,
    mut visit: impl FnMut(Group, &str, &Inside<'_>, &mut Report),
) {
    for group in Group::ALL {
        if manifest.digits.none() {
            visit(group, "", &Inside::new(root, top), report);
            continue;
        }
        let files: HashMap<&str, _> =
            manifest.shards.iter().map(|shard| (shard.file.path.as_str(), &shard.file)).collect();
        for shard in manifest.digits.shards() {
            let Some(file) = files.get(layout::manifest(group, &shard).as_str()) else { continue };
            // What is wrong with a manifest was said when the files were checked.
            let Some(listing) = files::names_of(root, file, &mut Report::default()) else {
                continue;
            };
            visit(group, &shard, &Inside::new(root, &listing), report);
        }
    }
}

/// Holds the anchors that a page must have against it and its further parts, in every language.
pub(crate) fn check_anchors(
    inside: &Inside<'_>,
    page: pages::Page,
    wanted: &[String],
    report: &mut Report,
) {
    for lang in pages::Lang::ALL {
        let path = format!("{}/{}", lang.tag(), page.path());
        let html = match inside.text(&path, HELD_BYTES) {
            Ok(html) => html,
            Err(why) => {
                report.fail(&path, why);
                continue;
            }
        };
        let mut html = html;
        if let pages::Page::Entity(id) = page {
            for number in 2.. {
                let part = pages::Page::EntityPart(id, number).path();
                let Ok(more) = inside.text(&format!("{}/{part}", lang.tag()), HELD_BYTES) else {
                    break;
                };
                html.push_str(&more);
            }
        }
        let anchors: HashSet<&str> = html
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('"').map(|(id, _)| id))
            .collect();
        for anchor in wanted.iter().filter(|anchor| !anchors.contains(anchor.as_str())) {
            report.fail(&path, format!("has no anchor id=\"{anchor}\""));
        }
    }
}
