//! Objects between braces, as JSON, JSON Lines, JavaScript, TypeScript and Python write them: keys bare or
//! quoted, three kinds of quotation marks, trailing commas, remarks. What is broken costs its entry, not the rest.

use std::ops::Range;

use super::objects::{DEEPEST, Entry, Object, Objects};

/// What is waited for in an object.
#[derive(Debug, Clone, Default)]
enum Awaited {
    #[default]
    Key,
    /// A colon behind the key, with its quotation marks, if that is what it is.
    Colon(Key),
    Value(Key),
    /// A comma, or the end of the line.
    End,
}

/// A key: its words, and where it begins with its quotation mark.
#[derive(Debug, Clone)]
struct Key {
    words: Range<usize>,
    start: usize,
}

#[derive(Debug)]
enum Frame {
    Object { index: Option<usize>, awaited: Awaited },
    List { key: Option<Key>, filled: bool },
}

/// The objects of a text.
pub(super) fn objects(text: &str) -> Objects {
    if !text.contains('{') {
        return Objects::default();
    }
    let mut scan = Scan {
        text,
        at: 0,
        frames: Vec::new(),
        beyond: 0,
        unclosed: [0; 4],
        objects: Objects::default(),
    };
    while scan.at < text.len() {
        scan.step();
    }
    scan.close(0, None);
    scan.objects
}

/// One pass over a text. No byte is looked at more than a few times, whatever the text.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    frames: Vec<Frame>,
    /// How many brackets are open beyond the deepest that are followed.
    beyond: usize,
    /// For each quotation mark, and a remark's end: up to where it is known that none closes.
    unclosed: [usize; 4],
    objects: Objects,
}

impl Scan<'_> {
    fn step(&mut self) {
        if self.frames.is_empty() {
            let open = self.text[self.at..].find('{');
            self.at = open.map_or(self.text.len(), |open| self.at + open);
        }
        let Some(byte) = self.text.as_bytes().get(self.at).copied() else { return };
        match byte {
            b'{' | b'[' => self.open(byte == b'{'),
            b'}' | b']' => self.shut(byte == b'}'),
            b'\n' => self.line(),
            b',' | b';' => {
                self.finish();
                self.at += 1;
            }
            b':' => {
                self.colon();
                self.at += 1;
            }
            b'"' | b'\'' | b'`' => self.string(byte),
            b'/' | b'#' => self.remark(),
            _ if byte.is_ascii_whitespace() => self.at += 1,
            _ => self.word(),
        }
    }

    /// What the innermost object waits for; nothing within a list.
    fn awaited(&mut self) -> Option<&mut Awaited> {
        match self.frames.last_mut() {
            Some(Frame::Object { awaited, .. }) => Some(awaited),
            _ => None,
        }
    }

    /// The innermost object.
    fn here(&self) -> Option<usize> {
        self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Object { index, .. } => Some(*index),
            Frame::List { .. } => None,
        })?
    }

    fn open(&mut self, object: bool) {
        let start = self.at;
        self.at += 1;
        if self.frames.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        // Where a key should stand, the object before was never closed.
        if object && self.beyond == 0 && matches!(self.awaited(), Some(Awaited::Key)) {
            self.close(self.frames.len() - 1, None);
        }
        let key = match self.frames.last_mut() {
            Some(Frame::Object { awaited, .. }) => match std::mem::replace(awaited, Awaited::End) {
                Awaited::Value(key) => Some(key),
                _ => None,
            },
            Some(Frame::List { key, .. }) => key.clone(),
            None => None,
        };
        if !object {
            self.frames.push(Frame::List { key, filled: false });
            return;
        }
        let listed = matches!(self.frames.last(), Some(Frame::List { .. }));
        let index = self.objects.begin(Object {
            at: start..start + 1,
            parent: self.here(),
            key: key.map(|key| key.words),
            listed,
            ..Object::default()
        });
        self.frames.push(Frame::Object { index, awaited: Awaited::Key });
    }

    fn shut(&mut self, object: bool) {
        self.at += 1;
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let same = |frame: &Frame| matches!(frame, Frame::Object { .. }) == object;
        if let Some(frame) = self.frames.iter().rposition(same) {
            self.close(frame, Some(self.at));
        }
    }

    /// Closes the frame at `depth` and all within it, which are never closed: they end with their last value.
    /// The frame itself ends at `end`, if its bracket stands there.
    fn close(&mut self, depth: usize, end: Option<usize>) {
        while self.frames.len() > depth {
            self.finish();
            if let Some(Frame::Object { index, .. }) = self.frames.pop()
                && let Some(end) = end.filter(|_| self.frames.len() == depth)
            {
                self.objects.end(index, end);
            }
        }
    }

    /// Ends an entry.
    fn finish(&mut self) {
        if self.beyond > 0 {
            return;
        }
        let here = self.here();
        if let Some(awaited) = self.awaited()
            && matches!(std::mem::take(awaited), Awaited::Colon(_))
        {
            self.objects.spoil(here);
        }
    }

    /// A line's end is an entry's only where its value has been.
    fn line(&mut self) {
        if matches!(self.awaited(), Some(Awaited::End | Awaited::Colon(_))) {
            self.finish();
        }
        self.at += 1;
    }

    fn colon(&mut self) {
        if self.beyond > 0 {
            return;
        }
        let Some(awaited) = self.awaited() else { return };
        if let Awaited::Colon(key) = awaited {
            *awaited = Awaited::Value(key.clone());
        }
    }

    fn string(&mut self, mark: u8) {
        let start = self.at;
        let Some(end) = self.closed(mark) else {
            self.at += 1;
            self.unread();
            return;
        };
        self.at = end + 1;
        self.take(start + 1..end, start..end + 1, true);
    }

    /// Where a string ends that begins here.
    fn closed(&mut self, mark: u8) -> Option<usize> {
        let kind = match mark {
            b'"' => 0,
            b'\'' => 1,
            _ => 2,
        };
        let from = self.at + 1;
        if self.unclosed[kind] > self.at {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut at = from;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1,
                b'\n' if mark != b'`' => break,
                byte if byte == mark && self.ends(at, mark) => return Some(at),
                _ => {}
            }
            at += 1;
        }
        self.unclosed[kind] = at;
        None
    }

    /// True where the mark at `at` closes a string: an apostrophe stands within words.
    fn ends(&self, at: usize, mark: u8) -> bool {
        let next = self.text.as_bytes().get(at + 1);
        mark != b'\'' || !next.is_some_and(u8::is_ascii_alphanumeric)
    }

    /// A remark to the line's end or to its closing sign; else a sign like others.
    fn remark(&mut self) {
        let rest = &self.text[self.at..];
        if rest.starts_with("# ") || rest.starts_with("//") {
            self.at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") && self.unclosed[3] <= self.at {
            let end = rest.find("*/").map(|end| end + 2);
            if end.is_none() {
                self.unclosed[3] = self.text.len();
            }
            self.at += end.unwrap_or(2);
        } else {
            self.at += 1;
            self.unread();
        }
    }

    /// A word without quotation marks: a key, a number, or something that says no value.
    fn word(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '.' | '+');
        let length = rest.find(|c| !inner(c)).unwrap_or(rest.len());
        let first = rest.chars().next().map_or(1, char::len_utf8);
        self.at = start + length.max(first);
        let at = start..self.at;
        let words = &self.text[at.clone()];
        let digits = words.trim_start_matches(['-', '+']);
        let number = digits.starts_with(|c: char| c.is_ascii_digit())
            && !digits.contains(|c: char| c.is_alphabetic() && !matches!(c, 'e' | 'E' | 'n'));
        let key =
            length > 0 && words.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$'));
        let silent =
            matches!(words, "null" | "undefined" | "None" | "true" | "false" | "True" | "False");
        match self.awaited() {
            Some(Awaited::Key) if key => self.take(at.clone(), at, false),
            Some(Awaited::Value(_)) if silent => self.skip(),
            // "key?: …" in a list of types has no values; "1" of a list is one.
            Some(Awaited::Value(_)) | None if number => self.take(at.clone(), at, true),
            _ => self.unread(),
        }
    }

    /// Passes over a value that says nothing.
    fn skip(&mut self) {
        if self.beyond == 0
            && let Some(awaited) = self.awaited()
        {
            *awaited = Awaited::End;
        }
    }

    /// Passes over what is no entry.
    fn unread(&mut self) {
        if self.beyond > 0 {
            return;
        }
        let here = self.here();
        let Some(awaited) = self.awaited() else { return };
        if !matches!(awaited, Awaited::End) {
            *awaited = Awaited::End;
            self.objects.spoil(here);
        }
    }

    /// Takes a string, or a bare key or number: `words`, and `whole` with their marks.
    fn take(&mut self, words: Range<usize>, whole: Range<usize>, value: bool) {
        if self.beyond > 0 {
            return;
        }
        let here = self.here();
        let (key, first) = match self.frames.last_mut() {
            Some(Frame::Object { awaited, .. }) => match std::mem::replace(awaited, Awaited::End) {
                Awaited::Key => {
                    *awaited = Awaited::Colon(Key { words, start: whole.start });
                    return;
                }
                Awaited::Value(key) if value => (key, true),
                Awaited::End => return,
                _ => return self.objects.spoil(here),
            },
            Some(Frame::List { key: Some(key), filled }) => {
                (key.clone(), !std::mem::replace(filled, true))
            }
            _ => return,
        };
        let quote = if first { key.start..whole.end } else { whole };
        self.objects.add(here, Entry { key: key.words, value: words, quote });
    }
}
