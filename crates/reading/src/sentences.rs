//! Sentences, by their bytes. `sentencex` finds them; blank lines, list items and table-like lines
//! bound them; what it breaks at wrongly ("Res. 398", "1.º", "approx. £") is joined again.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::fold::has_double_space;

use crate::folded::{Pattern, pattern};
use crate::language::Language;
use crate::preface;

/// A sentence is never longer than this: text without sentence ends is cut at white space.
const LONGEST: usize = 1500;

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its bytes in the layer, white space aside.
    pub(crate) at: Range<usize>,
    /// Which block (paragraph, list item) it stands in, from 0.
    pub(crate) block: usize,
}

static NO_END: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[\s(\[])(?:res|resol|art|arts|inc|no|nos|nro|num|núm|expte|exp|approx|aprox|vs|fig|pág|pag|vol|dr|dra|sr|sra|lic|ing|gral|col|cnel|av|avda|ee|s\. ?a|c|u\.s|e\.g|i\.e|rs|st|gov|sgt|sen|rep|jr|mr|mrs|ms|dec|ley|cf|ord|tel|ext|est|cía|cia|nº|\d{1,3})\.$",
    )
});

/// "Proveedor: …", "Deadline for bids: …": a label of a few words, and its value on the same line.
static FIELD: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^\p{Lu}[\p{L}\d./]*(?: [\p{L}\d./º°]+){0,4}: \S.{0,300}$"));

/// "title: 'Arden'": what a file of data calls a part, on a line of its own.
static TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r#"^["']?(?:title|titulo|name|nombre|heading)["']?: ?["'][^"']{2,120}["'],?$"#)
});

/// The sentences of `text`, in order.
pub(crate) fn sentences(text: &str, language: Language) -> Vec<Sentence> {
    let code = match language {
        Language::English => "en",
        Language::Spanish => "es",
    };
    let mut found = Vec::new();
    let (mut block, mut before) = (0, None);
    for range in blocks(text) {
        let is_field = is_field(text[range.clone()].trim());
        // The lines of one form are sentences of their own and yet belong together.
        let goes_on = is_field && before == Some(range.start);
        if !goes_on && before.is_some() {
            block += 1;
        }
        before = Some(if is_field { range.end } else { usize::MAX });
        for piece in pieces(text, range) {
            cut(text, &piece, code, block, &mut found);
        }
    }
    found
}

/// Paragraphs and list items: what no sentence runs across.
pub(crate) fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut at = 0;
    let head = preface::end(text);
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let trimmed = line.trim();
        let apart = range.end <= head || is_apart(line, trimmed);
        if trimmed.is_empty() || apart || begins_item(trimmed) {
            blocks.extend(open.take());
        }
        if trimmed.is_empty() {
            continue;
        }
        match &mut open {
            Some(block) => block.end = range.end,
            None => open = Some(range),
        }
        // A title or a short line that ends no sentence and is followed by a capital is its own block.
        if apart {
            blocks.extend(open.take());
        }
    }
    blocks.extend(open);
    blocks
}

/// A line of a form or table, a heading or a lone tag: it shares no sentence with its neighbours.
fn is_apart(line: &str, trimmed: &str) -> bool {
    trimmed.starts_with(['#', '<', '|'])
        || has_double_space(line.as_bytes()) && line.trim_start().contains("   ")
        || is_row(trimmed)
        || is_field(trimmed)
        || trimmed.starts_with(['t', 'n', '"', '\'']) && TITLE.is_match(trimmed)
}

/// "['P-3', 'Arden', 4],": a row of a list in program code.
fn is_row(trimmed: &str) -> bool {
    trimmed.starts_with(['[', '{', '('])
        && trimmed.trim_end_matches(',').ends_with([']', '}', ')'])
        && trimmed.contains(['\'', '"'])
        && !trimmed.contains("](")
}

/// True for a label of a few words, and its value.
fn is_field(line: &str) -> bool {
    line.contains(": ") && FIELD.is_match(line)
}

fn begins_item(trimmed: &str) -> bool {
    let rest = trimmed.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let marker = trimmed.len() - rest.len();
    let bullet = trimmed.starts_with(['*', '-', '•', '·', '–', '+']) && trimmed.contains(' ');
    bullet && !trimmed.starts_with("**")
        || (1..=3).contains(&marker) && rest.starts_with([')', '.']) && {
            let label = &trimmed[..marker];
            let number = label.bytes().all(|b| b.is_ascii_digit());
            (number || label.len() == 1) && rest[1..].starts_with([' ', '\t'])
        }
}

/// Blocks of bounded length, cut at white space where they are longer.
fn pieces(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    const MOST: usize = 8 * LONGEST;
    let mut pieces = Vec::new();
    let mut start = range.start;
    while range.end - start > MOST {
        let end = space_before(text, start, start + MOST);
        pieces.push(start..end);
        start = end;
    }
    pieces.push(start..range.end);
    pieces
}

fn space_before(text: &str, start: usize, limit: usize) -> usize {
    let limit = text.floor_char_boundary(limit);
    match text[start..limit].rfind(char::is_whitespace) {
        Some(at) if at > 0 => start + at,
        _ => limit,
    }
}

fn cut(text: &str, piece: &Range<usize>, code: &str, block: usize, found: &mut Vec<Sentence>) {
    let body = &text[piece.clone()];
    if is_one(body) {
        return close(text, piece.start, Some(0..body.len()), block, found);
    }
    let mut open: Option<Range<usize>> = None;
    for boundary in sentencex::get_sentence_boundaries(code, body) {
        let mut next = boundary.start_byte..boundary.end_byte;
        let Some(words) = body.get(next.clone()) else { continue };
        if let Some(before) = &mut open {
            next.start += dash(words);
            before.end = next.start;
        }
        let words = &body[next.clone()];
        let joined = open.as_ref().is_some_and(|before| joins(&body[before.clone()], words));
        match &mut open {
            Some(before) if joined => before.end = next.end,
            _ => {
                close(text, piece.start, open.take(), block, found);
                open = Some(next);
            }
        }
    }
    close(text, piece.start, open, block, found);
}

/// How long the dash is that words begin with: it closes what was before ("Brumas.- La policía …").
fn dash(words: &str) -> usize {
    let rest = words.trim_start_matches(['-', '–', '—']);
    if rest.starts_with(' ') { words.len() - rest.len() } else { 0 }
}

/// True for a line (a title, a label and its value) with nothing in it that ends a sentence or begins an item:
/// letters of Spanish and English, and plain signs.
fn is_one(body: &str) -> bool {
    const LONGEST: usize = 1000;
    let line = body.trim_end().trim_end_matches(['.', '!', '?']);
    let plain = |at: usize, byte: u8| match byte {
        b'.' | b'!' | b'?' | b')' | b'\n' | b'\r' => false,
        // The second byte of a letter of Latin-1.
        0x80..0xc0 => at > 0 && line.as_bytes()[at - 1] == 0xc3,
        _ => byte.is_ascii() || byte == 0xc3,
    };
    line.len() <= LONGEST && line.bytes().enumerate().all(|(at, byte)| plain(at, byte))
}

/// True where a break between the two is none.
fn joins(before: &str, next: &str) -> bool {
    let before = before.trim_end();
    if before.ends_with(['?', '!', '"', '”', ':']) || next.trim().is_empty() {
        return next.trim().is_empty();
    }
    let tail = &before[before.floor_char_boundary(before.len().saturating_sub(16))..];
    let head = next.trim_start();
    let goes_on =
        head.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || "£€$º°ª".contains(c));
    goes_on && (NO_END.is_match(tail) || head.starts_with(|c: char| c.is_lowercase()))
        || tail.ends_with("EE.") && head.starts_with("UU")
}

fn close(
    text: &str,
    base: usize,
    open: Option<Range<usize>>,
    block: usize,
    found: &mut Vec<Sentence>,
) {
    let Some(range) = open else { return };
    let mut start = base + range.start;
    let end = base + range.end;
    while start < end {
        let stop =
            if end - start > LONGEST { space_before(text, start, start + LONGEST) } else { end };
        let at = trimmed(text, start..stop);
        if !at.is_empty() {
            found.push(Sentence { at, block });
        }
        start = stop;
    }
}

/// The range without the white space at its ends.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start.max(range.start + words.trim_end().len())
}
