//! What `pdfinfo -box` writes of the pages of a PDF: which part of each is shown, and how it is turned.

use super::ExtractError;
use super::process::Given;
use super::tool::Tool;
use crate::limits::Limits;

/// A box in the page's own measure: left, bottom, right, top, in points. It need not begin at 0, 0.
type Edges = [f32; 4];

/// The shape of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Shape {
    /// All of the sheet.
    media: Edges,
    /// The part of it that is shown.
    crop: Edges,
    /// How far it is turned clockwise, in degrees.
    turn: u16,
}

impl Shape {
    /// Width and height of what is shown, as it is turned.
    pub(crate) fn size(&self) -> (f32, f32) {
        let [left, bottom, right, top] = self.crop;
        let (width, height) = (right - left, top - bottom);
        if self.turn % 180 == 90 { (height, width) } else { (width, height) }
    }

    /// How far the upper left of what is shown lies from the upper left of the sheet, as it is turned.
    pub(crate) fn offset(&self) -> (f32, f32) {
        let (media, crop) = (self.media, self.crop);
        let [left, bottom, right, top] =
            [crop[0] - media[0], crop[1] - media[1], media[2] - crop[2], media[3] - crop[3]];
        match self.turn {
            90 => (bottom, left),
            180 => (right, bottom),
            270 => (top, right),
            _ => (left, top),
        }
    }

    /// Where something in the page's own measure stands on what is shown: left, top, right, bottom from
    /// its upper left, as it is turned.
    pub(crate) fn shown(&self, [left, bottom, right, top]: Edges) -> [f32; 4] {
        let crop = self.crop;
        let (across, down) = ([left - crop[0], right - crop[0]], [crop[3] - top, crop[3] - bottom]);
        let (back, up) = ([crop[2] - right, crop[2] - left], [bottom - crop[1], top - crop[1]]);
        let ([x, right], [y, bottom]) = match self.turn {
            90 => (up, across),
            180 => (back, up),
            270 => (down, back),
            _ => (across, down),
        };
        [x, y, right, bottom]
    }
}

/// The shapes of all pages of a PDF.
pub(crate) fn of_file(file: &Given, limits: &Limits) -> Result<Vec<Shape>, ExtractError> {
    let ran = Tool::Pdfinfo.run_on(limits, &["-box", "-f", "1", "-l", "-1", Given::PATH], file)?;
    if ran.status == Some(0) {
        return Ok(shapes(&ran.output));
    }
    Err(super::pdf::why(Tool::Pdfinfo, limits, &ran))
}

/// Reads the output of `pdfinfo -box`.
pub(crate) fn shapes(output: &[u8]) -> Vec<Shape> {
    let text = String::from_utf8_lossy(output);
    let mut shapes: Vec<Shape> = Vec::new();
    for line in text.lines() {
        let Some((head, rest)) = line.split_once(':') else { continue };
        let mut words = head.split_whitespace();
        let (Some("Page"), Some(number), Some(what)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        // Sizes and turns come first, page by page, and then the boxes.
        let Ok(number) = number.parse::<usize>() else { continue };
        if what == "size" && number == shapes.len() + 1 {
            shapes.push(Shape::default());
        }
        let Some(shape) = shapes.get_mut(number.wrapping_sub(1)) else { continue };
        match what {
            "rot" => shape.turn = rest.trim().parse().unwrap_or_default(),
            "MediaBox" => shape.media = edges(rest),
            "CropBox" => shape.crop = edges(rest),
            _ => {}
        }
    }
    shapes
}

fn edges(text: &str) -> Edges {
    let mut edges = Edges::default();
    for (edge, word) in edges.iter_mut().zip(text.split_whitespace()) {
        *edge = word.parse().ok().filter(|number: &f32| number.is_finite()).unwrap_or_default();
    }
    edges
}
