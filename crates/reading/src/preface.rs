//! What a page kept as Markdown carries before its text: labels and values between two lines of dashes.

use std::ops::Range;

/// Values in which somebody says something; of the others nothing is proposed.
const SAID: &[&str] = &[
    "title",
    "subtitle",
    "headline",
    "description",
    "summary",
    "excerpt",
    "abstract",
    "teaser",
    "date",
    "published",
    "titulo",
    "título",
    "subtitulo",
    "subtítulo",
    "bajada",
    "copete",
    "resumen",
    "extracto",
    "descripcion",
    "descripción",
    "fecha",
];

/// Where the head of a page ends; 0 where it has none.
pub(crate) fn end(text: &str) -> usize {
    const MOST: usize = 120;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').take(MOST).enumerate() {
        at += line.len();
        let words = line.trim_end();
        match (number, words) {
            (0, "---" | "+++") => {}
            (0, _) => return 0,
            (_, "---" | "+++") => return at,
            _ if is_of_head(words) => {}
            _ => return 0,
        }
    }
    0
}

/// The lines of a page's head of which nothing is proposed.
pub(crate) fn unsaid(text: &str) -> Vec<Range<usize>> {
    let head = &text[..end(text)];
    let (mut at, mut said) = (0, false);
    let mut unsaid = Vec::new();
    for line in head.split_inclusive('\n') {
        let goes_on = line.starts_with([' ', '\t', '-']) && line.trim_end() != "---";
        if !goes_on {
            said = label(line).is_some_and(|label| SAID.contains(&label.to_lowercase().as_str()));
        }
        if !said {
            unsaid.push(at..at + line.len());
        }
        at += line.len();
    }
    unsaid
}

/// A label with a value, an item or a line that goes on, a remark, or nothing.
fn is_of_head(line: &str) -> bool {
    line.is_empty() || line.starts_with([' ', '\t', '-', '#', ']']) || label(line).is_some()
}

/// The word before a colon or an equals sign.
fn label(line: &str) -> Option<&str> {
    let (label, _) = line.split_once([':', '='])?;
    let label = label.trim_end();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    (!label.is_empty() && label.len() <= 40 && label.chars().all(plain)).then_some(label)
}
