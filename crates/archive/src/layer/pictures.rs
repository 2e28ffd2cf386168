//! How much of each page of a PDF pictures cover, as `pdfimages -list` tells: what is a scan.

use super::ExtractError;
use super::process::Given;
use super::shapes::Shape;
use super::tool::Tool;
use crate::limits::Limits;

/// How much of each page pictures cover: 1 is all of it, more where pictures lie on each other.
pub(crate) fn cover(
    bytes: &[u8],
    file: &Given,
    shapes: &[Shape],
    limits: &Limits,
) -> Result<Vec<f32>, ExtractError> {
    let none = vec![0.0; shapes.len()];
    // A picture is a stream with this name in its dictionary, and neither is ever packed.
    if memchr::memmem::find(bytes, b"/Image").is_none() {
        return Ok(none);
    }
    let ran = Tool::Pdfimages.run_on(limits, &["-list", Given::PATH], file)?;
    if ran.status != Some(0) {
        return Err(super::pdf::why(Tool::Pdfimages, limits, &ran));
    }
    let mut cover = none;
    for (page, area) in areas(&ran.output) {
        let nth = page.saturating_sub(1);
        if let (Some(cover), Some(shape)) = (cover.get_mut(nth), shapes.get(nth)) {
            let (width, height) = shape.size();
            *cover += area / (width * height).max(1.0);
        }
    }
    Ok(cover)
}

/// The page (from 1) and the area in square points of each picture in a listing.
pub(crate) fn areas(listing: &[u8]) -> Vec<(usize, f32)> {
    let text = String::from_utf8_lossy(listing);
    text.lines().filter_map(area).filter(|(_, area)| area.is_finite()).collect()
}

fn area(line: &str) -> Option<(usize, f32)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [page, _, "image" | "stencil", width, height, .., across, down, _, _] = words[..] else {
        return None;
    };
    let inches = |pixels: &str, ppi: &str| -> Option<f32> {
        Some(pixels.parse::<u32>().ok()? as f32 / (ppi.parse::<u32>().ok()?.max(1) as f32))
    };
    let area = inches(width, across)? * inches(height, down)? * 72.0 * 72.0;
    Some((page.parse().ok()?, area))
}
