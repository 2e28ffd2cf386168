//! The first edition's reader: lexicons, shapes and rules.

use codebook::{LayerMap, ReaderId};

use crate::drafts::Drafts;
use crate::folded::Folded;
use crate::grounded::{Grounded, Grounds};
use crate::names::Acronyms;
use crate::relations::{Focus, relate};
use crate::scene::Scene;
use crate::sentences::{Sentence, sentences};
use crate::{Document, Reader, forms, furniture, table, technology};

/// Reads by rules. Cheap to make and to share: its tables are built once for all.
#[derive(Debug, Clone)]
pub struct Rules {
    id: ReaderId,
}

impl Rules {
    /// The reader `rules/1`.
    ///
    /// # Panics
    /// Never: the name is a constant.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the name is a constant, and a test reads it")]
    pub fn new() -> Self {
        Self { id: "rules/1".parse().expect("a fixed name") }
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
        if !speaks_of_technology(text) {
            return Vec::new();
        }
        let grounds = Grounds::of(document);
        let mut drafts = Drafts::new(text, &grounds, self.id());
        let table = match document.layer.map() {
            LayerMap::Table { cells } => Some(table::Table::of(cells)),
            _ => table::Table::in_text(text),
        };
        match table {
            Some(table) => table::relate(&table, &mut drafts, grounds.settled()),
            None => {
                let form = forms::relate(&mut drafts, grounds.settled());
                let focus = form.map_or_else(Focus::default, Focus::about);
                let sentences = sentences(text, grounds.settled().language());
                prose(&sentences, &grounds, focus, &mut drafts);
            }
        }
        drafts.finish()
    }
}

/// A document that names no technology of the register's says nothing for it.
fn speaks_of_technology(text: &str) -> bool {
    let mut at = 0;
    while at < text.len() {
        let end = text.floor_char_boundary(text.len().min(at + 16 * 1024));
        // A little overlap, so that no name is missed at a cut.
        if !technology::technologies(&Folded::new(&text[at..end], at)).is_empty() {
            return true;
        }
        if end == text.len() {
            return false;
        }
        at = text.floor_char_boundary(end - 128);
    }
    false
}

/// Reads sentences, block by block; only one block's findings are held at a time.
fn prose(sentences: &[Sentence], grounds: &Grounds<'_>, mut focus: Focus, drafts: &mut Drafts<'_>) {
    let text = drafts.text();
    let furniture = furniture::furniture(text);
    let mut known = Acronyms::default();
    for block in sentences.chunk_by(|a, b| a.block == b.block) {
        let scenes: Vec<Scene<'_>> = block
            .iter()
            .filter(|s| !furniture.iter().any(|f| f.start <= s.at.start && s.at.start < f.end))
            .map(|s| Scene::new(text, s.at.clone(), grounds.settled(), &mut known))
            .collect();
        if let Some(first) = block.first() {
            focus.enter(first.block, &scenes);
        }
        for scene in &scenes {
            relate(scene, &mut focus, drafts);
        }
    }
}
