//! The index that the published site searches with, without a server: files of JavaScript calls, so that a page that was
//! opened from a disk can load them as scripts, which is all it is allowed to load.
//!
//! What is found are entities and sources: by their names, by the values and quotes of facts about them, by titles. Words
//! are folded and lightly stemmed, here and in `search.js` alike. `words.js` has the first word of every shard of
//! words, in order; a shard of words has, for each, the numbers of the things that have it; a shard of things has what is
//! shown of them. Every file stays below a hundred kilobytes, and memory is bounded by [`MOST`] things for each word.

use std::collections::BTreeMap;

use askama::Template;
use codebook::Kind;
use codebook::fold::fold;
use register::RegisterError;
use register::public::Publishable;

use crate::frame::Frame;
use crate::page::Page;
use crate::site::{PageError, Shown};
use crate::words::Words;

/// The one script, which the search page links to as `search.js` at the root.
pub(crate) const SCRIPT: &str = include_str!("../templates/search.js");

/// For how many things a word is noted; later ones are not found by it alone.
const MOST: usize = 4_000;
/// How many bytes of words a shard has, about.
const SHARD: usize = 48_000;
/// How many things stand in a shard of them.
const THINGS: usize = 200;
/// How much of a name is shown.
const SHOWN: usize = 160;
/// How many characters of a word count.
const LONGEST: usize = 24;
/// Words that are in nearly everything.
const COMMON: [&str; 24] = [
    "al", "and", "by", "con", "de", "del", "el", "en", "for", "from", "in", "is", "la", "las",
    "los", "of", "on", "para", "por", "que", "the", "to", "with", "un",
];

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    f: Frame<'a>,
    kinds: Vec<(&'static str, &'a str)>,
    lists: Vec<(&'a str, String)>,
}

/// The page that searches.
pub(crate) fn render<'a>(
    site: &Shown<'a>,
    w: &'a Words,
    out: &mut String,
) -> Result<(), PageError> {
    let kinds = Kind::ALL.map(|kind| (kind.as_str(), w.kinds(&kind)));
    let source = ("source", w.t("nav-sources"));
    let lists = Kind::ALL.map(|kind| (w.kinds(&kind), Page::List(kind, 1).path()));
    SearchPage {
        f: Frame::new(site, w, Page::Search, w.t("nav-search").to_owned()),
        kinds: kinds.into_iter().chain([source]).collect(),
        lists: lists.into_iter().chain([(w.t("nav-sources"), Page::Sources(1).path())]).collect(),
    }
    .render_into(out)?;
    Ok(())
}

/// The words of a text, as they are looked up.
pub(crate) fn terms(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().nth(1).is_some() && !COMMON.contains(word))
        .map(stem)
        .collect();
    words.into_iter()
}

/// Without the ending of a plural, then without a last a, e or o: "cámaras" and "cámara" are one, "faces" and "face" too.
fn stem(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().take(LONGEST).collect();
    for ends in [&['s'][..], &['a', 'e', 'o'][..]] {
        if letters.len() > 3 && letters.last().is_some_and(|last| ends.contains(last)) {
            letters.pop();
        }
    }
    letters.into_iter().collect()
}

/// What is found by which word.
#[derive(Default)]
struct Finder {
    /// By word: the number of a thing, and 2 where it is called so.
    found: BTreeMap<String, Vec<(u32, u8)>>,
    things: u32,
    /// What is shown of the things of the shard at hand.
    shard: Vec<(String, String, &'static str)>,
}

impl Finder {
    fn note(&mut self, weight: u8, text: &str) {
        for term in terms(text) {
            let things = self.found.entry(term).or_default();
            let room = things.len() < MOST;
            match things.last_mut() {
                Some((thing, known)) if *thing == self.things => *known = weight.max(*known),
                _ if room => things.push((self.things, weight)),
                _ => {}
            }
        }
    }

    /// The shard of things that is full, with its number.
    fn add(
        &mut self,
        id: String,
        name: &str,
        kind: &'static str,
    ) -> Result<Option<(String, String)>, PageError> {
        self.shard.push((id, name.chars().take(SHOWN).collect(), kind));
        self.things = self.things.saturating_add(1);
        if self.shard.len() < THINGS { Ok(None) } else { self.full() }
    }

    fn full(&mut self) -> Result<Option<(String, String)>, PageError> {
        let Some(last) = self.things.checked_sub(1).filter(|_| !self.shard.is_empty()) else {
            return Ok(None);
        };
        let number = last as usize / THINGS;
        let text = format!("veedorThings({number},{});\n", serde_json::to_string(&self.shard)?);
        self.shard.clear();
        Ok(Some((format!("search/things-{number}.js"), text)))
    }
}

/// Writes the index, file by file.
pub(crate) fn write<E: From<PageError>>(
    view: &Publishable<'_>,
    mut visit: impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut finder = Finder::default();
    let mut full: Vec<(String, String)> = Vec::new();
    let from = |error: RegisterError| E::from(PageError::from(error));
    let mut entities = Vec::new();
    view.each_entity("", |row| {
        entities.push((row.entity.id, row.entity.kind));
        Ok::<_, RegisterError>(())
    })
    .map_err(from)?;
    for (id, kind) in entities {
        let Some(row) = view.entity(id).map_err(from)? else { continue };
        finder.note(2, row.entity.name.as_str());
        for alias in &row.entity.aliases {
            finder.note(2, alias.as_str());
        }
        for fact in view.about(id).map_err(from)? {
            finder.note(1, fact.written.as_str());
            for span in &fact.spans {
                finder.note(1, &span.quote);
            }
        }
        let shard = finder.add(id.to_string(), row.entity.name.as_str(), kind.as_str())?;
        if let Some((path, text)) = shard {
            visit(&path, text.as_bytes())?;
        }
    }
    view.each_source("", |row| {
        finder.note(2, &row.source.title);
        full.extend(finder.add(row.source.id.to_string(), &row.source.title, "source")?);
        Ok::<_, PageError>(())
    })?;
    full.extend(finder.full()?);
    for (path, text) in full {
        visit(&path, text.as_bytes())?;
    }
    write_words(&finder.found, &mut visit)
}

fn write_words<E: From<PageError>>(
    found: &BTreeMap<String, Vec<(u32, u8)>>,
    visit: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let quoted = |text: &str| serde_json::to_string(text).map_err(PageError::from);
    let mut firsts: Vec<&str> = Vec::new();
    let mut shard = String::new();
    for (word, things) in found {
        if shard.is_empty() {
            firsts.push(word);
        }
        if !shard.is_empty() {
            shard.push(',');
        }
        // The distance from the thing before, doubled; odd where the thing is called so.
        let mut last = 0;
        let steps = things.iter().map(|(thing, weight)| {
            let step = (thing - last) * 2 + u32::from(*weight == 2);
            last = *thing;
            step.to_string()
        });
        let steps: Vec<String> = steps.collect();
        shard.push_str(&format!("[{},[{}]]", quoted(word)?, steps.join(",")));
        if shard.len() > SHARD {
            put_words(firsts.len(), &mut shard, visit)?;
        }
    }
    if !shard.is_empty() {
        put_words(firsts.len(), &mut shard, visit)?;
    }
    let firsts = serde_json::to_string(&firsts).map_err(PageError::from)?;
    visit("search/words.js", format!("veedorWords({firsts});\n").as_bytes())
}

fn put_words<E>(
    count: usize,
    shard: &mut String,
    visit: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let number = count.saturating_sub(1);
    visit(
        &format!("search/words-{number}.js"),
        format!("veedorShard({number},[{shard}]);\n").as_bytes(),
    )?;
    shard.clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::terms;

    #[test]
    fn words_are_found_whatever_their_case_accents_and_number() {
        let cases = [
            ("Cámaras", "camara"),
            ("FACES", "face"),
            ("ciudades", "ciudad"),
            ("vendors", "vendor"),
            ("licencias", "licencia"),
            ("S.A. de C.V. 2021", "2021"),
        ];
        for (text, query) in cases {
            let of = |text: &str| terms(text).collect::<Vec<_>>();
            assert_eq!(of(text).last(), of(query).last(), "{text}");
        }
        assert_eq!(terms("de la y a").count(), 0);
    }
}
