//! A second reading of a PDF's numbers: runs the program that makes it, and holds the words of
//! `pdftotext` against it.
//!
//! The program gets the PDF on its standard input and writes a line of JSON a page: a list of
//! [`PdfWord`]s, or `null` for a page that it can't read.

use serde::{Deserialize, Serialize};

use super::joined::Sheet;
use super::numbers::{Seen, dispute};
use super::process::Given;
use super::shapes::Shape;
use super::tool::Tool;
use super::unseen::is_on_page;
use crate::limits::Limits;

/// The exit status by which the program says that it has no library to read with: then nothing is
/// compared, and nothing is said of it.
pub const NO_LIBRARY: u8 = 3;

/// A word with a digit in it, as the program that reads a PDF a second time writes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PdfWord {
    /// The word.
    pub text: String,
    /// Left, bottom, right, top in points, in the page's own measure, not turned.
    pub edges: [f32; 4],
}

/// Marks the words whose number is read differently the second time; says what was not compared.
pub(super) fn compare(
    file: &Given,
    sheets: &mut [Sheet],
    shapes: &[Shape],
    limits: &Limits,
) -> Option<String> {
    let (_, arguments) = limits.pdf_numbers.split_first()?;
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let failed = |why: String| Some(format!("its numbers were not compared with pdfium's: {why}"));
    let ran = match Tool::Numbers.run_on(limits, &arguments, file) {
        Ok(ran) => ran,
        Err(why) => return failed(why.to_string()),
    };
    if ran.status == Some(i32::from(NO_LIBRARY)) {
        return None;
    }
    if ran.status != Some(0) {
        return failed(Tool::Numbers.failed(limits, &ran).to_string());
    }
    let mut read = pages(&ran.output).chain(std::iter::repeat(None));
    let mut missed: usize = 0;
    for (sheet, shape) in sheets.iter_mut().zip(shapes) {
        let compared = match read.next().flatten() {
            Some(words) => {
                dispute(&mut sheet.words, &on_page(words, sheet.width, sheet.height, shape))
            }
            None => sheet.words.is_empty(),
        };
        missed += usize::from(!compared);
    }
    (missed > 0).then(|| format!("on {missed} pages numbers were not compared with pdfium's"))
}

/// What the program wrote, page by page; nothing for a page it could not read, and for a line that is
/// none.
pub(crate) fn pages(output: &[u8]) -> impl Iterator<Item = Option<Vec<PdfWord>>> {
    let lines = output.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| {
        let words: Option<Vec<PdfWord>> = serde_json::from_slice(line).ok()?;
        words.filter(|words| words.iter().all(|it| it.edges.iter().all(|edge| edge.is_finite())))
    })
}

/// The words on what is shown of a page.
fn on_page(words: Vec<PdfWord>, width: f32, height: f32, shape: &Shape) -> Vec<Seen> {
    words
        .into_iter()
        .map(|PdfWord { text, edges }| Seen { text, place: shape.shown(edges) })
        .filter(|seen| is_on_page(seen.place, width, height))
        .collect()
}
