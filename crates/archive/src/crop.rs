//! The picture of a place in a source, so that a person sees what a citation rests on.

use std::io::Cursor;

use codebook::MediaType;
use image::{DynamicImage, ImageFormat, Limits as Decoding};

use crate::layer::{ExtractError, image as pictures, raster};
use crate::limits::Limits;
use crate::worker::Place;

/// How fine pictures of PDF pages are, in dots per inch.
const DPI: u32 = 150;

/// What is shown around the place on every side, in points.
const MARGIN: f32 = 24.0;

/// Cuts the picture of a place out of a source, in the process that calls it: as a PNG file, with a margin
/// around the place.
///
/// # Errors
/// If the source has no pages to show, is damaged, or its picture is too large.
pub(crate) fn crop(
    media: MediaType,
    bytes: &[u8],
    place: Place,
    limits: &Limits,
) -> Result<Vec<u8>, ExtractError> {
    let Place { page: number, size: (width, height), region: [left, top, right, bottom] } = place;
    let shown = [
        (left - MARGIN).clamp(0.0, width),
        (top - MARGIN).clamp(0.0, height),
        (right + MARGIN).clamp(0.0, width),
        (bottom + MARGIN).clamp(0.0, height),
    ];
    match media {
        MediaType::Pdf => {
            let pixels = shown.map(|points| (points * DPI as f32 / 72.0).max(0.0) as u32);
            raster::part(bytes, number, DPI, pixels, limits)
        }
        MediaType::Png | MediaType::Jpeg | MediaType::Tiff => {
            let page = pictures::page(media, bytes, number);
            let whole = decode(media, &page, limits)?;
            let across = whole.width() as f32 / width.max(1.0);
            let down = whole.height() as f32 / height.max(1.0);
            let [left, top, right, bottom] = shown;
            let cut = whole.crop_imm(
                (left * across) as u32,
                (top * down) as u32,
                ((right - left) * across).max(1.0) as u32,
                ((bottom - top) * down).max(1.0) as u32,
            );
            let mut png = Cursor::new(Vec::new());
            cut.write_to(&mut png, ImageFormat::Png)?;
            Ok(png.into_inner())
        }
        _ => Err(ExtractError::NoText { what: "this source has no pages to show a picture of" }),
    }
}

fn decode(media: MediaType, page: &[u8], limits: &Limits) -> Result<DynamicImage, ExtractError> {
    let mut reader = pictures::reader(media, page);
    let mut decoding = Decoding::default();
    decoding.max_alloc = Some(limits.ocr_memory);
    reader.limits(decoding);
    Ok(reader.decode()?)
}
