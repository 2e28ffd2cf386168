//! Pictures of documents (PNG, JPEG, TIFF with its pages): all of their words are recognised.

use std::borrow::Cow;
use std::io::Cursor;

use codebook::{LayerMap, MediaType, SourceMeta};
use image::{ImageFormat, ImageReader};

use super::joined::{Sheet, join};
use super::ocr::{self, OnPage};
use super::{ExtractError, Made, pdf, unread};
use crate::limits::Limits;

pub(super) fn make(
    media: MediaType,
    bytes: &[u8],
    limits: &Limits,
    on_page: OnPage<'_>,
) -> Result<Made, ExtractError> {
    is_whole(media, bytes)?;
    let pages = page_count(media, bytes);
    let of = u32::try_from(pages).unwrap_or(u32::MAX);
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut failed = Vec::new();
    for number in 1..=of.min(u32::try_from(limits.ocr_pages).unwrap_or(u32::MAX)) {
        on_page(number, of);
        match sheet(media, bytes, number, limits) {
            Ok(sheet) => sheets.push(sheet),
            Err(why) => failed.push((number, why)),
        }
    }
    if sheets.iter().all(|sheet| sheet.words.is_empty()) {
        return Err(failed.into_iter().next().map_or(
            ExtractError::NoText { what: "no words could be made out in the picture" },
            |(_, why)| why,
        ));
    }
    let beyond: Vec<u32> = (1..=of).skip(limits.ocr_pages).collect();
    let (text, pages) = join(sheets);
    let map = LayerMap::Pages { pages };
    let mut made = Made::new(pdf::recognisers(limits)?, text, map, SourceMeta::default());
    made.unread = unread::of(failed, &beyond, limits, 0);
    Ok(made)
}

fn sheet(
    media: MediaType,
    bytes: &[u8],
    number: u32,
    limits: &Limits,
) -> Result<Sheet, ExtractError> {
    let page = page(media, bytes, number);
    let (width, height) = reader(media, &page).into_dimensions()?;
    if u64::from(width) * u64::from(height) > limits.ocr_pixels {
        return Err(ExtractError::TooManyPixels { limit: limits.ocr_pixels });
    }
    ocr::picture(&page, number, ocr::scale(), limits)
}

/// What decodes a picture.
pub(crate) fn reader(media: MediaType, bytes: &[u8]) -> ImageReader<Cursor<&[u8]>> {
    let format = match media {
        MediaType::Jpeg => ImageFormat::Jpeg,
        MediaType::Tiff => ImageFormat::Tiff,
        _ => ImageFormat::Png,
    };
    ImageReader::with_format(Cursor::new(bytes), format)
}

/// Refuses a picture that was cut short: the programs would fill the rest with grey.
fn is_whole(media: MediaType, bytes: &[u8]) -> Result<(), ExtractError> {
    let end: &[u8] = match media {
        MediaType::Png => b"IEND",
        MediaType::Jpeg => b"\xff\xd9",
        _ => return Ok(()),
    };
    // Cameras put pictures and notes of their own behind the end.
    if memchr::memmem::rfind(bytes, end).is_some_and(|at| at >= bytes.len() / 2) {
        return Ok(());
    }
    Err(ExtractError::DamagedPicture { why: "its end mark is missing".to_owned() })
}

/// How many pages a picture has.
pub(crate) fn page_count(media: MediaType, bytes: &[u8]) -> usize {
    if media == MediaType::Tiff { directories(bytes).count().max(1) } else { 1 }
}

/// The picture with one page only: of a TIFF, its first directory is made that page's.
pub(crate) fn page(media: MediaType, bytes: &[u8], number: u32) -> Cow<'_, [u8]> {
    let nth = number.saturating_sub(1) as usize;
    if media != MediaType::Tiff || nth == 0 {
        return Cow::Borrowed(bytes);
    }
    let Some(directory) = directories(bytes).nth(nth) else { return Cow::Borrowed(bytes) };
    let mut alone = bytes.to_vec();
    let written =
        if is_big_endian(bytes) { directory.to_be_bytes() } else { directory.to_le_bytes() };
    if let Some(first) = alone.get_mut(4..8) {
        first.copy_from_slice(&written);
    }
    Cow::Owned(alone)
}

fn is_big_endian(tiff: &[u8]) -> bool {
    tiff.starts_with(b"MM")
}

/// Where the directories of a TIFF stand, one a page. A chain that leads back ends there.
fn directories(tiff: &[u8]) -> impl Iterator<Item = u32> {
    let big = is_big_endian(tiff);
    let word = move |at: usize| -> Option<u32> {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    };
    let entries = move |at: usize| -> Option<usize> {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(usize::from(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) }))
    };
    let exists = move |at: &u32| *at != 0 && (*at as usize) < tiff.len();
    let mut seen = std::collections::BTreeSet::new();
    std::iter::successors(word(4).filter(exists), move |&at| {
        let at = at as usize;
        word(at + 2 + 12 * entries(at)?).filter(exists)
    })
    .take_while(move |at| seen.insert(*at))
}
