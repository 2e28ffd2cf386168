//! The first edition's reader: lexicons, shapes and rules.

use std::ops::Range;

use codebook::{LayerMap, ReaderId, Technology, Value};

use crate::areas::Areas;
use crate::drafts::Drafts;
use crate::folded::Folded;
use crate::grounded::{Grounded, Grounds};
#[cfg(any(test, feature = "fuzzing"))]
use crate::relations::Weighed;
use crate::relations::{Focus, prepare, relate};
use crate::scene::Scene;
use crate::sentences::{Sentence, sentences};
use crate::{Document, Reader, forms, furniture, notation, table, technology, vendors};

/// Reads by rules. Cheap to make and to share: its tables are built once for all.
#[derive(Debug, Clone)]
pub struct Rules {
    id: ReaderId,
}

impl Rules {
    /// The reader `rules/1`.
    #[must_use]
    pub fn new() -> Self {
        Self { id: ReaderId::rules(1) }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader for Rules {
    fn id(&self) -> ReaderId {
        self.id.clone()
    }

    fn read(&self, document: &Document<'_>) -> Vec<Grounded> {
        let text = document.layer.text();
        // Most of what is kept does not speak of the subject: nothing more is asked of it.
        let Some(topic) = Topic::of(text) else { return Vec::new() };
        let grounds = Grounds::of(document);
        let mut drafts = Drafts::new(text, &grounds, self.id());
        fill(document, topic, &grounds, &mut drafts);
        without_general(drafts.finish())
    }
}

/// What is weighed of a document's mentions, for whoever learns from it.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn weighed(document: &Document<'_>) -> Vec<Weighed> {
    let text = document.layer.text();
    let Some(topic) = Topic::of(text) else { return Vec::new() };
    let grounds = Grounds::of(document);
    let mut drafts = Drafts::new(text, &grounds, Rules::new().id);
    drafts.weighed = Some(Vec::new());
    fill(document, topic, &grounds, &mut drafts);
    drafts.weighed.unwrap_or_default()
}

/// The first words of a document on the subject.
struct Topic {
    at: Range<usize>,
    /// True where it never says by what technology anybody is watched.
    plain: bool,
}

impl Topic {
    fn of(text: &str) -> Option<Self> {
        let named = first_technology(text).map(|at| Self { at, plain: false });
        named.or_else(|| technology::first_plain(text).map(|at| Self { at, plain: true }))
    }
}

/// Drafts what a document says, whose first words on the subject are `topic`.
fn fill<'a>(
    document: &Document<'a>,
    Topic { at: topic, plain }: Topic,
    grounds: &'a Grounds<'a>,
    drafts: &mut Drafts<'a>,
) {
    let text = document.layer.text();
    let map = document.layer.map();
    let mut read: Vec<Range<usize>> = table::tables(map, text)
        .iter()
        .filter_map(|table| table::relate(table, drafts, grounds.settled()))
        .collect();
    // Such a file holds nothing but its tables.
    if !matches!(map, LayerMap::Table { .. } | LayerMap::Book { .. }) {
        let tables = Areas::new(read.clone());
        let noted = notation::relate(map, drafts, grounds.settled(), &tables, &topic);
        read.extend(noted.read.iter().cloned());
        read.extend(furniture::furniture(map, text));
        let form = forms::relate(drafts, grounds.settled(), &Areas::new(read.clone()), &topic);
        read.extend(form.read);
        let read = Areas::new(read);
        let sentences = noted.part(sentences(text, grounds.settled().language()), text);
        let replies = grounds.settled().replies();
        let topical = || Focus::on_topic(text, topic, replies);
        let focus = form.about.map_or_else(topical, Focus::about).with_headed(form.headed);
        prose(&sentences, (grounds, plain), &read, focus, drafts);
    }
}

/// Biometrics in general are no news where a document says which.
fn without_general(mut found: Vec<Grounded>) -> Vec<Grounded> {
    let general = |found: &Grounded| match &found.parts().value {
        Value::Technology(term) => Some(*term == Technology::Other),
        _ => None,
    };
    if found.iter().any(|found| general(found) == Some(false)) {
        let biometric =
            |found: &Grounded| found.parts().written.as_str().to_lowercase().contains("biom");
        found.retain(|found| general(found) != Some(true) || !biometric(found));
    }
    found
}

/// Where a text first names a technology of the register's, or speaks of biometrics; a document that
/// does neither says nothing for the register.
pub(crate) fn first_technology(text: &str) -> Option<Range<usize>> {
    const FIRST: usize = 384;
    const MOST: usize = 16 * 1024;
    // What stands so near to a cut is read with what is on both sides of it, in the next stretch.
    const NEAR: usize = 128;
    let (mut at, mut step) = (0, FIRST);
    let mut spoken = None;
    while at < text.len() {
        let end = text.floor_char_boundary(text.len().min(at + step));
        let folded = Folded::new(&text[at..end], at);
        let whole = |found: &Range<usize>| end == text.len() || found.end + NEAR <= end;
        for found in technology::technologies(&folded).into_iter().filter(|f| whole(&f.at)) {
            if found.value != Technology::Other {
                return Some(found.at);
            }
            spoken = spoken.or(Some(found.at));
        }
        spoken = spoken.or_else(|| technology::biometrics(&folded).filter(whole));
        if end == text.len() {
            break;
        }
        at = text.floor_char_boundary(end - 2 * NEAR);
        step = MOST.min(2 * step);
    }
    spoken
        .or_else(|| first_label(text.lines().next().unwrap_or_default()))
        .or_else(|| first_maker(&text[..text.floor_char_boundary(MAKERS)]))
}

/// Where the labels of a table first name a technology, joined as a program's names are: "faces_scanned".
fn first_label(header: &str) -> Option<Range<usize>> {
    const MOST: usize = 8 * 1024;
    if header.len() > MOST || !header.contains('_') {
        return None;
    }
    technology::labelled(header, 0).into_iter().next().map(|found| found.at)
}

/// How much of a document is looked through for whoever makes such technology.
const MAKERS: usize = 16 * 1024;

/// Where a document on surveillance first names a company of the list: a letter about its contract may say
/// no technology.
fn first_maker(head: &str) -> Option<Range<usize>> {
    let watches = ["surveillance", "vigilancia"].iter().any(|word| head.contains(word));
    if !watches {
        return None;
    }
    let folded = Folded::new(head, 0);
    let known = vendors::known(&folded).into_iter();
    let company = known
        .filter(|(_, known)| !known.product && !known.also_word)
        .min_by_key(|(at, _)| at.start);
    company.map(|(at, _)| folded.back(&at))
}

/// How many blocks are read at once: enough that what a recogniser is made of is fetched for many sentences, and few
/// enough that their findings take little room.
const AT_ONCE: usize = 16;

/// Reads sentences, some blocks at a time, but for what `read` holds: tables that have been read, and
/// furniture.
fn prose(
    sentences: &[Sentence],
    (grounds, plain): (&Grounds<'_>, bool),
    read: &Areas,
    mut focus: Focus,
    drafts: &mut Drafts<'_>,
) {
    let text = drafts.text();
    let blocks: Vec<&[Sentence]> = sentences.chunk_by(|a, b| a.block == b.block).collect();
    for blocks in blocks.chunks(AT_ONCE) {
        let unread = |sentence: &&Sentence| !read.hold(sentence.at.start);
        let all = blocks.iter().copied().flatten().filter(unread).map(|s| s.at.clone());
        let mut scenes = Scene::all(text, all, grounds.settled(), &mut drafts.known);
        if plain {
            scenes = scenes.into_iter().map(Scene::with_plain).collect();
        }
        prepare(&scenes);
        let mut rest = scenes.as_slice();
        for block in blocks {
            let (own, later) = rest.split_at(block.iter().filter(unread).count());
            rest = later;
            if let Some(first) = block.first() {
                focus.enter(first.block, own);
            }
            for scene in own {
                relate(scene, &mut focus, drafts);
            }
        }
    }
    focus.settle(text, drafts);
}
