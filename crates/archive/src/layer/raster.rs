//! Pages of a PDF as grey pictures, made by `pdftoppm`.

use super::ExtractError;
use super::process::Given;
use super::tool::Tool;
use crate::limits::Limits;

/// A grey picture, row by row from the upper left; 0 is black.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grey<'a> {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pixels: &'a [u8],
}

/// Two greys that differ by no more are the same to the eye.
const SAME: u8 = 12;

impl Grey<'_> {
    /// True where all of the picture is of one grey.
    pub(crate) fn is_even(&self) -> bool {
        self.is_even_in(0..self.width, 0..self.height)
    }

    /// True where these columns and rows, as far as they are in the picture, are of one grey. False
    /// where none are.
    pub(crate) fn is_even_in(
        &self,
        columns: std::ops::Range<usize>,
        rows: std::ops::Range<usize>,
    ) -> bool {
        let columns = columns.start..columns.end.min(self.width);
        let (mut darkest, mut lightest) = (u8::MAX, u8::MIN);
        for row in rows.start..rows.end.min(self.height) {
            let start = row * self.width;
            let pixels = self.pixels.get(start + columns.start..start + columns.end);
            for &pixel in pixels.unwrap_or_default() {
                darkest = darkest.min(pixel);
                lightest = lightest.max(pixel);
            }
        }
        lightest >= darkest && lightest - darkest <= SAME
    }
}

/// The pages `first..=last` of a PDF, as far as they are shown, as PGM files one after the other.
pub(crate) fn pages(
    file: &Given,
    (first, last): (u32, u32),
    dpi: u32,
    limits: &Limits,
) -> Result<super::tool::Ran, ExtractError> {
    let [first, last, dpi] = [first, last, dpi].map(|number| number.to_string());
    let arguments = ["-cropbox", "-gray", "-f", &first, "-l", &last, "-r", &dpi, Given::PATH];
    Tool::Pdftoppm.run_on(limits, &arguments, file)
}

/// The first picture of some PGM files, and what comes after it.
pub(crate) fn next(bytes: &[u8]) -> Option<(Grey<'_>, &[u8])> {
    let mut rest = bytes.strip_prefix(b"P5")?;
    let mut header = [0; 3];
    for number in &mut header {
        let word = rest.trim_ascii_start();
        let end = word.iter().position(|byte| !byte.is_ascii_digit())?;
        *number = std::str::from_utf8(&word[..end]).ok()?.parse::<usize>().ok()?;
        rest = &word[end..];
    }
    let [width, height, 255] = header else { return None };
    let size = width.checked_mul(height)?;
    let (pixels, rest) = rest.get(1..)?.split_at_checked(size)?;
    Some((Grey { width, height, pixels }, rest))
}

/// A part of a page of a PDF as a PNG file: left, top, right and bottom in dots.
pub(crate) fn part(
    bytes: &[u8],
    number: u32,
    dpi: u32,
    [left, top, right, bottom]: [u32; 4],
    limits: &Limits,
) -> Result<Vec<u8>, ExtractError> {
    let width = right.saturating_sub(left).max(1);
    let height = bottom.saturating_sub(top).max(1);
    let numbers = [number, dpi, left, top, width, height].map(|number| number.to_string());
    let [number, dpi, left, top, width, height] = numbers.each_ref().map(String::as_str);
    let arguments = [
        "-cropbox", "-png", "-f", number, "-l", number, "-r", dpi, "-x", left, "-y", top, "-W",
        width, "-H", height, "-",
    ];
    let ran = Tool::Pdftoppm.run(limits, &arguments, bytes)?;
    if ran.output.is_empty() { Err(Tool::Pdftoppm.failed(limits, &ran)) } else { Ok(ran.output) }
}
