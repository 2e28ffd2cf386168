//! Where the words of a page's text stand in its raw HTML.
//!
//! Both sides are compared without white space, the raw side with its entities decoded. Long lines
//! are found first and anchor the rest, in order; short ones are then looked for between their
//! neighbours. What is not found has no run. The work is bounded by a multiple of the page's size.

use codebook::layer::Run;
use memchr::memmem;

use super::ExtractError;
use super::raw::{Piece, Raw};

/// A line of this many bytes (white space aside) is found by itself, wherever it stands.
const LONG: usize = 32;

/// A stretch this short must begin where a word begins.
const SHORT: usize = 16;

/// How many words of a line that is not found whole are looked for together.
const GROUP: usize = 6;

/// How many times the page's size may be searched through before the rest is left without runs.
const BUDGET: usize = 64;

/// The runs of `text` in `html`.
pub(super) fn runs(text: &str, html: &str) -> Result<Vec<Run>, ExtractError> {
    let raw = Raw::read(html)?;
    let lines = lines(text);
    let budget = raw.key.len().saturating_add(1 << 16).saturating_mul(BUDGET);
    let mut search = Search { raw: &raw, budget };
    let mut runs = Runs { text, raw: &raw, runs: Vec::new() };

    let anchors = search.anchors(&lines);
    let mut from = 0;
    let mut rest = lines.as_slice();
    for (index, at) in anchors {
        let done = lines.len() - rest.len();
        let (between, after) = rest.split_at(index - done);
        let before_any = done == 0;
        for (words, at) in search.between(between, from, at, before_any) {
            runs.add(words, at);
        }
        let Some((anchor, after)) = after.split_first() else { break };
        runs.add(&anchor.words, at);
        from = at + anchor.key.len();
        rest = after;
    }
    for (words, at) in search.between(rest, from, raw.key.len(), false) {
        runs.add(words, at);
    }
    Ok(runs.runs)
}

/// A word of the text.
#[derive(Debug, Clone, Copy)]
struct TextWord {
    start: usize,
    end: usize,
}

/// A line of the text: its words, and the same without white space.
struct Line {
    words: Vec<TextWord>,
    key: String,
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut words = Vec::new();
        let mut key = String::with_capacity(line.len());
        for word in line.split_whitespace() {
            let start = at + (word.as_ptr() as usize - line.as_ptr() as usize);
            words.push(TextWord { start, end: start + word.len() });
            key.push_str(word);
        }
        if !words.is_empty() {
            lines.push(Line { words, key });
        }
        at += line.len();
    }
    lines
}

struct Search<'a> {
    raw: &'a Raw,
    budget: usize,
}

impl Search<'_> {
    /// The long lines that are found, in order, each with its place.
    fn anchors(&mut self, lines: &[Line]) -> Vec<(usize, usize)> {
        let mut anchors = Vec::new();
        let mut from = 0;
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.key.len() >= LONG) {
            if let Some(at) = self.first(&line.key, from, self.raw.key.len()) {
                anchors.push((index, at));
                from = at + line.key.len();
            }
        }
        anchors
    }

    /// The stretches of `lines` that are found in `from..until`, in order. Before the first anchor
    /// they are looked for backwards: what stands near the content is the content's, what stands far
    /// before it is a menu.
    fn between<'l>(
        &mut self,
        lines: &'l [Line],
        mut from: usize,
        mut until: usize,
        backwards: bool,
    ) -> Vec<(&'l [TextWord], usize)> {
        let mut found = Vec::new();
        if backwards {
            for line in lines.iter().rev() {
                if let Some(at) = self.last(&line.key, from, until) {
                    found.push((line.words.as_slice(), at));
                    until = at;
                }
            }
            found.reverse();
            return found;
        }
        for line in lines {
            if let Some(at) = self.first(&line.key, from, until) {
                found.push((line.words.as_slice(), at));
                from = at + line.key.len();
                continue;
            }
            let mut key = line.key.as_str();
            for words in line.words.chunks(GROUP) {
                let length: usize = words.iter().map(|word| word.end - word.start).sum();
                let (group, after) = key.split_at(length);
                key = after;
                if let Some(at) = self.first(group, from, until) {
                    found.push((words, at));
                    from = at + length;
                }
            }
        }
        found
    }

    /// The first place of `key` in `from..until`.
    fn first(&mut self, key: &str, mut from: usize, until: usize) -> Option<usize> {
        loop {
            let at = self.find(key, from, until, false)?;
            if self.fits(key, at) {
                return Some(at);
            }
            from = at + 1;
        }
    }

    /// The last place of `key` in `from..until`.
    fn last(&mut self, key: &str, from: usize, mut until: usize) -> Option<usize> {
        loop {
            let at = self.find(key, from, until, true)?;
            if self.fits(key, at) {
                return Some(at);
            }
            until = at + key.len() - 1;
        }
    }

    /// The first or last place of the bytes of `key` in `from..until`, paid for by what was searched
    /// through.
    fn find(&mut self, key: &str, from: usize, until: usize, last: bool) -> Option<usize> {
        let within = self.raw.key.as_bytes().get(from..until)?;
        let (found, searched) = if last {
            let found = memmem::rfind(within, key.as_bytes());
            (found, found.map(|at| within.len() - at))
        } else {
            let found = memmem::find(within, key.as_bytes());
            (found, found.map(|at| at + key.len()))
        };
        let enough = self.spend(searched.unwrap_or(within.len()));
        found.filter(|_| enough).map(|at| from + at)
    }

    /// Takes `bytes` off the budget, and says whether that was in it.
    fn spend(&mut self, bytes: usize) -> bool {
        let enough = self.budget >= bytes;
        self.budget = self.budget.saturating_sub(bytes);
        enough
    }

    /// Whether a match may be one: a short one must be of whole words.
    fn fits(&self, key: &str, at: usize) -> bool {
        key.len() >= SHORT || (self.raw.begins(at) && self.raw.begins(at + key.len()))
    }
}

struct Runs<'a> {
    text: &'a str,
    raw: &'a Raw,
    runs: Vec<Run>,
}

impl Runs<'_> {
    /// Adds words whose key stands at `at`. A run ends where its text node does, and at the end of
    /// a clause, so that what is cited from it is not marked too widely.
    fn add(&mut self, words: &[TextWord], mut at: usize) {
        let mut last_node = None;
        for word in words {
            let mut start = word.start;
            while start < word.end {
                let piece = self.raw.piece(at);
                let length = (piece.key_end() - at).min(word.end - start);
                let run = Run {
                    start,
                    end: start + length,
                    raw_start: piece.raw_at(at),
                    raw_end: piece.raw_after(at + length),
                };
                self.join(run, last_node == Some(piece.node));
                last_node = Some(piece.node);
                start += length;
                at += length;
            }
            if ends_clause(&self.text[word.start..word.end]) {
                last_node = None;
            }
        }
    }

    fn join(&mut self, run: Run, same: bool) {
        match self.runs.last_mut() {
            Some(last) if same && last.raw_end <= run.raw_start => {
                last.end = run.end;
                last.raw_end = run.raw_end;
            }
            // Two characters of one entity.
            Some(last) if last.raw_end > run.raw_start => last.end = run.end,
            _ => self.runs.push(run),
        }
    }
}

fn ends_clause(word: &str) -> bool {
    word.trim_end_matches(['"', '\'', '”', '’', '»', ')']).ends_with(['.', ';', ':', '!', '?'])
}

impl Piece {
    fn key_end(&self) -> usize {
        self.key_start + self.key_len
    }

    /// Where a byte of the key stands in the raw page: exactly, unless it is part of an entity.
    fn raw_at(&self, at: usize) -> usize {
        if self.literal { self.raw_start + (at - self.key_start) } else { self.raw_start }
    }

    fn raw_after(&self, end: usize) -> usize {
        if self.literal { self.raw_start + (end - self.key_start) } else { self.raw_end }
    }
}
