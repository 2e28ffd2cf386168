//! What of a document was not read, in words.

use super::ExtractError;
use crate::limits::Limits;

/// Says which pages were not read and why, and what to do; nothing where all were.
pub(super) fn of(
    failed: Vec<(u32, ExtractError)>,
    beyond: &[u32],
    limits: &Limits,
    unjudged: usize,
) -> Option<String> {
    let mut said: Vec<(String, Vec<u32>)> = Vec::new();
    for (page, why) in failed {
        let why = why.to_string();
        match said.iter_mut().find(|(known, _)| *known == why) {
            Some((_, pages)) => pages.push(page),
            None => said.push((why, vec![page])),
        }
    }
    let mut lines: Vec<String> =
        said.iter().map(|(why, pages)| format!("{} not read: {why}", listed(pages))).collect();
    if !beyond.is_empty() {
        let limit = limits.ocr_pages;
        lines.push(format!(
            "{} not read: at most {limit} scanned pages of a document are recognised; split the file",
            listed(beyond)
        ));
    }
    if unjudged > 0 {
        lines.push(format!("on {unjudged} pages not all words could be looked for under boxes"));
    }
    (!lines.is_empty()).then(|| lines.join("; "))
}

/// Page numbers in words: `pages 3, 7 to 9`.
fn listed(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let runs: Vec<String> = runs
        .iter()
        .map(
            |(first, last)| {
                if first == last { first.to_string() } else { format!("{first} to {last}") }
            },
        )
        .collect();
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {}", runs.join(", "))
}
