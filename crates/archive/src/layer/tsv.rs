//! What `tesseract … tsv` writes: a line for every page, block, paragraph, line and word, with its box
//! in pixels; the lines of words with a confidence and the word.

use super::joined::{Gap, Loose, Sheet};

/// The level of a line that tells of a page, and of one that tells of a word.
const PAGE: &str = "1";
const WORD: &str = "5";

/// Reads the output of `tesseract … tsv` for one page: its words in the order of blocks, paragraphs and
/// lines. A pixel becomes `scale` points.
pub(crate) fn sheet(output: &[u8], number: u32, scale: f32) -> Sheet {
    let text = String::from_utf8_lossy(output);
    let mut sheet = Sheet { number, ..Sheet::default() };
    let mut before: Option<[&str; 3]> = None;
    for line in text.lines() {
        let mut fields = [""; 12];
        for (field, text) in fields.iter_mut().zip(line.splitn(12, '\t')) {
            *field = text;
        }
        let [level, _, block, paragraph, row, _, left, top, width, height, confidence, word] =
            fields;
        let place = edges([left, top, width, height], scale);
        if level == PAGE {
            (sheet.width, sheet.height) = (place[2], place[3]);
        }
        let word: String = word.trim().chars().filter(|c| !c.is_control()).collect();
        if level != WORD || word.is_empty() {
            continue;
        }
        let at = [block, paragraph, row];
        let after = match before {
            Some(before) if before == at => Gap::Blank,
            Some(before) if before[..2] == at[..2] => Gap::Line,
            _ => Gap::Paragraph,
        };
        before = Some(at);
        let confidence = Some(hundredths(confidence));
        sheet.words.push(Loose { text: word, place, confidence, disputed: false, after });
    }
    sheet
}

/// Left, top, width and height in pixels, as left, top, right and bottom in points.
fn edges(pixels: [&str; 4], scale: f32) -> [f32; 4] {
    let [left, top, width, height] =
        pixels.map(|text| text.parse::<u32>().map_or(0.0, |number| number as f32 * scale));
    [left, top, left + width, top + height]
}

fn hundredths(text: &str) -> u8 {
    text.parse::<f32>().map_or(0, |number| number.clamp(0.0, 100.0) as u8)
}
