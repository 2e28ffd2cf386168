//! Rows of program code: "['P-3', 'NORTE', 'La recta Arden', "3°31'N …", 4]" in a list of sites, whose place is
//! what stands beside the coordinates.
//!
//! It should also find rows in round or curly brackets, named cells, and coordinates as two numbers.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Property, Value};

use crate::drafts::{Drafts, Finding, Subject};
use crate::folded::{Pattern, pattern};
use crate::persons;
use crate::scene::Scene;

/// Rows are no longer.
const LONGEST: usize = 500;

static CELL: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r#"'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|(-?\d+(?:\.\d+)?)"#));
static COORDINATES: LazyLock<Pattern> = LazyLock::new(|| pattern(r#"\d ?°|^ ?-?\d{1,3}\.\d{3,}"#));

/// Proposes the place of a row; false where the sentence is none.
pub(super) fn relate(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) -> bool {
    let text = scene.text;
    let opens = |at: usize| text[at..].starts_with(['[', '(', '{']);
    if !opens(scene.at.start) {
        return false;
    }
    let line = line(text, scene.at.start);
    if line.len() > LONGEST {
        return false;
    }
    let raw = &text[line.clone()];
    let cells: Vec<Range<usize>> = CELL
        .captures_iter(raw)
        .filter_map(|hit| hit.get(1).or_else(|| hit.get(2)).or_else(|| hit.get(3)))
        .map(|cell| cell.range())
        .collect();
    let located = cells.iter().position(|cell| COORDINATES.is_match(&raw[cell.clone()]));
    let Some(located) = located.filter(|_| cells.len() >= 3) else { return false };
    let persons = cells.iter().any(|cell| persons::is_name(&raw[cell.clone()]));
    let site = site(raw, &cells, located);
    let Some(site) = site.filter(|at| !persons && !persons::names_somebody(&raw[at.clone()]))
    else {
        return true;
    };
    let at = line.start + site.start..line.start + site.end;
    if let Some(value) = drafts.literal(&at, Value::Name) {
        drafts.propose(Finding::new("frame/row", subject, Property::Place, value, &at, &line));
    }
    true
}

/// The cell that tells a row's thing from the others, where the row says where it stands ("P-3", "Faro 12"), and
/// where the row ends.
pub(in crate::relations) fn numbered(scene: &Scene<'_>) -> Option<(Range<usize>, usize)> {
    const SHORT: usize = 16;
    let text = scene.text;
    if !text[scene.at.start..].starts_with(['[', '(', '{']) {
        return None;
    }
    let line = line(text, scene.at.start);
    let raw = text.get(line.clone()).filter(|raw| raw.len() <= LONGEST)?;
    let mut cells = CELL.captures_iter(raw).filter_map(|hit| {
        hit.get(1).or_else(|| hit.get(2)).or_else(|| hit.get(3)).map(|cell| cell.as_str())
    });
    if !cells.any(|cell| COORDINATES.is_match(cell)) {
        return None;
    }
    let hit = CELL.captures(raw)?;
    let cell = hit.get(1).or_else(|| hit.get(2))?;
    let words = cell.as_str();
    let code = words.len() <= SHORT
        && words.starts_with(char::is_alphabetic)
        && words.contains(|c: char| c.is_ascii_digit());
    code.then(|| (line.start + cell.start()..line.start + cell.end(), line.end))
}

/// The cell that says where: the words nearest to the coordinates, before them if there are any.
fn site(raw: &str, cells: &[Range<usize>], located: usize) -> Option<Range<usize>> {
    let worded = |cell: &&Range<usize>| {
        let words = &raw[(*cell).clone()];
        let letters = words.chars().filter(|c| c.is_alphabetic()).count();
        let told = words.contains(' ') || words.starts_with(char::is_uppercase);
        letters >= 4 && told && !words.contains("://") && !words.contains('°')
    };
    let before = cells[..located].iter().rev().find(worded);
    before.or_else(|| cells[located..].iter().find(worded)).cloned()
}

/// The line that begins at `start`.
fn line(text: &str, start: usize) -> Range<usize> {
    let length = text[start..].find('\n').unwrap_or(text.len() - start);
    start..start + text[start..start + length].trim_end().len()
}
