//! What `pdftotext -bbox` writes: XHTML with a box for every word, in reading order.
//!
//! The reader is tolerant, since poppler passes on whatever bytes a PDF has for a word.

use std::borrow::Cow;

use codebook::layer::{Page, Word};
use memchr::memmem;

/// The words of a PDF, joined into a text: a blank between words, a line break between lines, an
/// empty line between paragraphs, a form feed before every page but the first.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) title: Option<String>,
    pub(crate) text: String,
    pub(crate) pages: Vec<Page>,
}

/// A word before it is joined.
struct Loose {
    text: String,
    place: [f32; 4],
}

/// Two words are in one line if they share this much of the lower one's height.
const SHARED: f32 = 0.5;

/// A gap that is this much of a line's height above the page's usual gap parts paragraphs.
const APART: f32 = 0.5;

/// Reads the output of `pdftotext -bbox`.
pub(crate) fn words(output: &[u8]) -> Words {
    let mut words = Words::default();
    let mut pending: Vec<Loose> = Vec::new();
    let mut size = (0.0, 0.0);
    let mut number = 0;
    let mut rest = output;
    while let Some((tag, after)) = next_tag(rest) {
        rest = after;
        if tag.starts_with(b"word ") {
            let end = memmem::find(rest, b"</word>").unwrap_or(rest.len());
            pending.extend(word(tag, &rest[..end], size));
            rest = &rest[end..];
        } else if tag.starts_with(b"page ") {
            size = (attribute(tag, "width"), attribute(tag, "height"));
            number += 1;
        } else if tag == b"/page" {
            words.add_page(number, size, &std::mem::take(&mut pending));
        } else if tag == b"title" && words.title.is_none() {
            let end = memmem::find(rest, b"</title>").unwrap_or(rest.len());
            words.title = Some(unescape(&rest[..end]));
        }
    }
    words
}

/// The next tag without its brackets, and what comes after it.
fn next_tag(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let start = memchr::memchr(b'<', bytes)? + 1;
    let end = start + memchr::memchr(b'>', &bytes[start..])?;
    Some((&bytes[start..end], &bytes[end + 1..]))
}

/// A number in a tag; 0 where there is none.
fn attribute(tag: &[u8], name: &str) -> f32 {
    let value = || {
        let needle = format!(" {name}=\"");
        let start = memmem::find(tag, needle.as_bytes())? + needle.len();
        let end = start + memchr::memchr(b'"', &tag[start..])?;
        let number: f32 = std::str::from_utf8(&tag[start..end]).ok()?.parse().ok()?;
        number.is_finite().then_some(number)
    };
    value().unwrap_or(0.0)
}

/// A word, unless it is empty or stands outside its page: what a reader of the page can't see is
/// not its text.
fn word(tag: &[u8], text: &[u8], (width, height): (f32, f32)) -> Option<Loose> {
    let place = ["xMin", "yMin", "xMax", "yMax"].map(|name| attribute(tag, name));
    let [left, top, right, bottom] = place;
    let hidden = right < 0.0 || bottom < 0.0 || left > width || top > height;
    let text = unescape(text);
    (!hidden && !text.is_empty()).then_some(Loose { text, place })
}

/// Decodes entities; drops control characters and white space around.
fn unescape(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text: Cow<'_, str> = html_escape::decode_html_entities(&text);
    text.trim().chars().filter(|character| !character.is_control()).collect()
}

impl Words {
    fn add_page(&mut self, number: u32, (width, height): (f32, f32), loose: &[Loose]) {
        let usual = usual_gap(loose);
        let mut words = Vec::with_capacity(loose.len());
        let mut before: Option<&Loose> = None;
        for word in loose {
            match before {
                None if self.text.is_empty() => {}
                None => self.text.push_str("\n\u{c}"),
                Some(before) if same_line(before, word) => self.text.push(' '),
                Some(before) if gap(before, word) > usual + APART * tall(word) => {
                    self.text.push_str("\n\n");
                }
                Some(_) => self.text.push('\n'),
            }
            let start = self.text.len();
            self.text.push_str(&word.text);
            words.push(Word { start, end: self.text.len(), place: word.place, confidence: None });
            before = Some(word);
        }
        self.pages.push(Page { number, width, height, words });
    }
}

/// The (lower) median gap between a line and the one below it.
fn usual_gap(loose: &[Loose]) -> f32 {
    let mut gaps: Vec<f32> = loose
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if !same_line(a, b) => Some(gap(a, b)),
            _ => None,
        })
        .filter(|gap| *gap > -1.0)
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len().saturating_sub(1) / 2).copied().unwrap_or(0.0).max(0.0)
}

fn same_line(a: &Loose, b: &Loose) -> bool {
    let shared = a.place[3].min(b.place[3]) - a.place[1].max(b.place[1]);
    shared > SHARED * tall(a).min(tall(b)) && b.place[0] >= a.place[0]
}

fn gap(above: &Loose, below: &Loose) -> f32 {
    below.place[1] - above.place[3]
}

fn tall(word: &Loose) -> f32 {
    word.place[3] - word.place[1]
}
