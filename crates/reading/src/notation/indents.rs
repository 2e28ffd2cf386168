//! Objects that YAML tells by indentation: lists of keys and values, one behind each dash, and what stands
//! under a key.

use std::ops::Range;

use super::objects::{DEEPEST, Entry, Object, Objects};

/// An object that is still open.
struct Open {
    index: Option<usize>,
    /// The column of its keys.
    column: usize,
    /// The key whose value has not come, or is only begun: what is under it belongs to it.
    key: Option<Range<usize>>,
    /// Where a value begins that may run on over the next lines.
    value: Option<usize>,
}

/// A line's key and what stands behind it.
struct Keyed {
    column: usize,
    key: Range<usize>,
    value: Range<usize>,
}

/// The objects of a text outside of `taken`, if it has a list of such.
pub(super) fn objects(text: &str, taken: impl Fn(usize) -> bool) -> Objects {
    let mut scan = Scan { text, open: Vec::new(), objects: Objects::default() };
    if !has_item(text) {
        return scan.objects;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim_end();
        let indent = words.len() - words.trim_start_matches(' ').len();
        if words.trim_start().is_empty() || words.trim_start().starts_with('#') {
            continue;
        }
        if taken(start + indent) {
            scan.open.clear();
        } else {
            scan.line(start..start + words.len(), indent);
        }
    }
    scan.objects
}

/// True where a line is a dash with a key behind it.
fn has_item(text: &str) -> bool {
    text.lines().any(|line| {
        let item = line.trim_start_matches(' ').strip_prefix("- ");
        item.is_some_and(|item| keyed(item.trim_start(), 0, 0).is_some())
    })
}

struct Scan<'t> {
    text: &'t str,
    open: Vec<Open>,
    objects: Objects,
}

impl Scan<'_> {
    fn line(&mut self, line: Range<usize>, indent: usize) {
        let mut column = indent;
        let mut rest = &self.text[line.start + indent..line.end];
        let mut item = false;
        while let Some(inner) = rest.strip_prefix("- ") {
            let inner_at = rest.len() - inner.trim_start_matches(' ').len();
            column += inner_at;
            rest = inner.trim_start_matches(' ');
            item = true;
        }
        let start = line.end - rest.len();
        let keyed = keyed(rest, start, column);
        if item {
            self.item(indent, keyed, start..line.end);
        } else if self.runs_on(indent) {
            self.run_on(line.end);
        } else if let Some(keyed) = keyed {
            self.shut(keyed.column + 1);
            if self.open.last().is_none_or(|last| last.column < keyed.column) {
                self.begin(keyed.column, start, false);
            }
            self.entry(keyed);
        } else {
            self.open.clear();
        }
    }

    /// A line behind a dash.
    fn item(&mut self, indent: usize, keyed: Option<Keyed>, rest: Range<usize>) {
        // An object's list may stand as far left as its key.
        self.shut(indent + 1);
        let Some(keyed) = keyed else {
            let Some(open) = self.open.last_mut() else { return };
            let Some(key) = open.key.clone() else { return };
            let (index, value) = (open.index, unquoted(self.text, rest));
            if let Some(value) = value {
                let near =
                    self.text[key.end..value.start].trim_matches([':', ' ', '\n', '-', '"', '\'']);
                let quote = if near.is_empty() { key.start..value.end } else { value.clone() };
                self.objects.add(index, Entry { key, value, quote });
            }
            return;
        };
        self.begin(keyed.column, keyed.key.start, true);
        self.entry(keyed);
    }

    fn begin(&mut self, column: usize, start: usize, listed: bool) {
        let parent = self.open.iter().rev().find(|open| open.key.is_some());
        let index = (self.open.len() < DEEPEST).then(|| Object {
            at: start..start,
            parent: parent.and_then(|open| open.index),
            key: parent.and_then(|open| open.key.clone()),
            listed,
            ..Object::default()
        });
        let index = index.and_then(|object| self.objects.begin(object));
        self.open.push(Open { index, column, key: None, value: None });
    }

    fn entry(&mut self, keyed: Keyed) {
        let Some(open) = self.open.last_mut() else { return };
        let words = &self.text[keyed.value.clone()];
        open.key = Some(keyed.key.clone());
        open.value = None;
        let index = open.index;
        // A block of prose follows, or a list, or another object.
        if words.is_empty() || matches!(words, ">" | "|" | ">-" | "|-" | ">+" | "|+") {
            if !words.is_empty() {
                open.value = Some(usize::MAX);
            }
            return;
        }
        if let Some(list) = words.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
            let mut at = keyed.value.start + 1;
            for (place, part) in list.split(',').enumerate() {
                if let Some(value) = unquoted(self.text, at..at + part.len()) {
                    let from = if place == 0 { keyed.key.start } else { value.start };
                    let quote = from..value.end;
                    self.objects.add(index, Entry { key: keyed.key.clone(), value, quote });
                }
                at += part.len() + 1;
            }
            return;
        }
        if let Some(value) = unquoted(self.text, keyed.value.clone()) {
            open.value = Some(value.start).filter(|_| value == keyed.value);
            let quote = keyed.key.start..keyed.value.end;
            self.objects.add(index, Entry { key: keyed.key, value, quote });
        }
    }

    /// True for a line that belongs to the value begun before it.
    fn runs_on(&self, indent: usize) -> bool {
        self.open.last().is_some_and(|open| open.value.is_some() && indent > open.column)
    }

    fn run_on(&mut self, end: usize) {
        let Some(open) = self.open.last_mut() else { return };
        let (Some(key), Some(start)) = (open.key.clone(), open.value) else { return };
        let line = self.text[..end].rfind('\n').map_or(0, |line| line + 1);
        let words = self.text[line..end].len() - self.text[line..end].trim_start().len();
        let start = if start == usize::MAX { line + words } else { start };
        open.value = Some(start);
        self.objects.lengthen(open.index, Entry { key, value: start..end, quote: start..end });
    }

    /// Closes what stands at this column or further right.
    fn shut(&mut self, column: usize) {
        while self.open.last().is_some_and(|open| open.column >= column) {
            self.open.pop();
        }
    }
}

/// The key that a line begins with: one word, a colon, and a space or nothing more.
fn keyed(line: &str, start: usize, column: usize) -> Option<Keyed> {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let length = line.find(|c| !inner(c))?;
    let rest = line[length..].strip_prefix(':')?;
    let first = line.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let parted = rest.is_empty() || rest.starts_with(' ');
    (first && parted).then(|| {
        let lead = rest.len() - rest.trim_start().len();
        let words = rest.trim();
        let words = words.find(" #").map_or(words, |remark| words[..remark].trim_end());
        let value = start + length + 1 + lead;
        Keyed { column, key: start..start + length, value: value..value + words.len() }
    })
}

/// A value without white space and its quotation marks; nothing where it is none.
fn unquoted(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let at = crate::sentences::trimmed(text, at);
    let words = &text[at.clone()];
    let marked = ['"', '\'']
        .iter()
        .any(|mark| words.len() >= 2 && words.starts_with(*mark) && words.ends_with(*mark));
    let at = if marked { at.start + 1..at.end - 1 } else { at };
    let silent = matches!(&text[at.clone()], "" | "null" | "~" | "true" | "false" | "yes" | "no");
    (!silent && !words.starts_with(['{', '&', '*'])).then_some(at)
}
