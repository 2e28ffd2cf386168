//! PDF: the words of pages born digital from poppler's `pdftotext`, those of scanned pages recognised.

use codebook::layer::Extractor;
use codebook::{LayerMap, SourceMeta};

use super::joined::{Sheet, join, part};
use super::ocr::{self, OnPage, Recognised};
use super::process::Given;
use super::tool::{Ran, Tool};
use super::{ExtractError, Made, bbox, extractor, pictures, second, shapes, unread, unseen};
use crate::limits::Limits;

/// The version of how words are chosen and joined; raised with every change that changes a text.
const JOINED: &str = "3";

/// A whole PDF has its end mark in its last bytes; a few writers put some rubbish after it.
const TAIL: usize = 4096;

/// A page with fewer words than this, most of it a picture, may be a scan with a stamp on it.
const FEW: usize = 25;

/// Of a page that is a scan, pictures cover at least this much.
const MOSTLY: f32 = 0.5;

/// Where pictures cover this much, somebody else has recognised the words on it.
const WHOLLY: f32 = 0.85;

pub(super) fn make(
    bytes: &[u8],
    limits: &Limits,
    on_page: OnPage<'_>,
) -> Result<Made, ExtractError> {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    if memchr::memmem::find(tail, b"%%EOF").is_none() {
        return Err(ExtractError::Damaged { why: "its end mark is missing".to_owned() });
    }
    let version = Tool::Pdftotext.version(limits, "-v", "pdftotext version ")?;
    // For programs that go through it more than once.
    let file = Tool::Pdftotext.give(limits, bytes)?;
    let shapes = shapes::of_file(&file, limits)?;
    let (bbox::Words { title, mut sheets }, complaint) = words(&file, limits)?;
    let cover = pictures::cover(bytes, &file, &shapes, limits)?;

    let mut hidden = unseen::off_the_page(&mut sheets, &shapes);
    // What is covered still counts as a word that the other library may read.
    let uncompared = second::compare(&file, &mut sheets, &shapes, limits);
    let (covered, unjudged) = unseen::under_cover(&file, &mut sheets, limits);
    hidden.extend(covered);
    sheets.iter_mut().for_each(|sheet| part(&mut sheet.words));

    let (scans, beyond) = scans(&sheets, &cover, limits);
    let of = u32::try_from(sheets.len()).unwrap_or(u32::MAX);
    let recognised = ocr::pages(&file, &scans, of, limits, on_page);
    let born_digital = sheets.iter().any(|sheet| !sheet.words.is_empty());
    mark_recognised(&mut sheets, &cover);
    let Recognised { sheets: found, failed } = recognised;
    let any_recognised = found.values().any(|sheet| !sheet.words.is_empty());
    replace(&mut sheets, found);
    if sheets.iter().all(|sheet| sheet.words.is_empty()) {
        return Err(no_words(&complaint, failed));
    }
    let extractor = match (born_digital, any_recognised) {
        (true, false) => extractor("pdftotext", format!("{version}/{JOINED}")),
        (false, _) => recognisers(limits)?,
        (true, true) => {
            let other = ocr::version(limits)?;
            extractor("pdftotext+tesseract", format!("{version}+{other}/{JOINED}"))
        }
    };
    let (text, pages) = join(sheets);
    let mut made = Made::new(
        extractor,
        text,
        LayerMap::Pages { pages },
        SourceMeta { title, ..SourceMeta::default() },
    );
    made.hidden = joined_hidden(hidden);
    let unread = unread::of(failed, &beyond, limits, unjudged);
    made.unread = [unread, uncompared].into_iter().flatten().reduce(|a, b| format!("{a}; {b}"));
    Ok(made)
}

/// What recognises words alone.
pub(super) fn recognisers(limits: &Limits) -> Result<Extractor, ExtractError> {
    Ok(extractor("tesseract", format!("{}/{}", ocr::version(limits)?, ocr::JOINED)))
}

/// The words of all pages, and what `pdftotext` complained about.
fn words(file: &Given, limits: &Limits) -> Result<(bbox::Words, String), ExtractError> {
    let arguments = ["-raw", "-bbox", "-enc", "UTF-8", Given::PATH, "-"];
    let ran = Tool::Pdftotext.run_on(limits, &arguments, file)?;
    if ran.status == Some(0) {
        Ok((bbox::words(&ran.output), ran.complaint().to_owned()))
    } else {
        Err(why(Tool::Pdftotext, limits, &ran))
    }
}

/// Why one of poppler's programs gave nothing.
pub(super) fn why(tool: Tool, limits: &Limits, ran: &Ran) -> ExtractError {
    let complaint = ran.complaint();
    if ran.errors.contains("Incorrect password") {
        ExtractError::Encrypted
    } else if complaint.starts_with("Syntax") || complaint.contains("May not be a PDF") {
        ExtractError::Damaged { why: complaint.to_owned() }
    } else {
        tool.failed(limits, ran)
    }
}

/// The pages to recognise, and the numbers of those beyond the limit.
fn scans(sheets: &[Sheet], cover: &[f32], limits: &Limits) -> (Vec<Sheet>, Vec<u32>) {
    let covers = cover.iter().copied().chain(std::iter::repeat(0.0));
    let mut scans: Vec<Sheet> = sheets
        .iter()
        .zip(covers)
        .filter(|(sheet, cover)| {
            sheet.words.is_empty() || (sheet.words.len() < FEW && *cover >= MOSTLY)
        })
        .map(|(sheet, _)| Sheet { words: Vec::new(), ..*sheet })
        .collect();
    let beyond = scans.iter().skip(limits.ocr_pages).map(|sheet| sheet.number).collect();
    scans.truncate(limits.ocr_pages);
    (scans, beyond)
}

/// Words that lie on the picture of a whole page were recognised by whoever made the file, who does not
/// say how surely.
fn mark_recognised(sheets: &mut [Sheet], cover: &[f32]) {
    for (sheet, cover) in sheets.iter_mut().zip(cover) {
        if *cover >= WHOLLY {
            sheet.words.iter_mut().for_each(|word| word.confidence = Some(0));
        }
    }
}

/// Takes what was recognised on a page where it is more than the page had.
fn replace(sheets: &mut [Sheet], mut found: std::collections::BTreeMap<u32, Sheet>) {
    for sheet in sheets {
        if let Some(recognised) = found.remove(&sheet.number)
            && recognised.words.len() > 2 * sheet.words.len()
        {
            *sheet = recognised;
        }
    }
}

fn no_words(complaint: &str, failed: Vec<(u32, ExtractError)>) -> ExtractError {
    match failed.into_iter().next() {
        Some((_, why)) => why,
        None if complaint.starts_with("Syntax Error") => {
            ExtractError::Damaged { why: complaint.to_owned() }
        }
        None => ExtractError::NoText {
            what: "the PDF has no text, and none could be made out on its pages; if there is some, \
                   have it recognised elsewhere and add the result",
        },
    }
}

/// What was hidden, in the order of the pages.
fn joined_hidden(mut hidden: Vec<Sheet>) -> Option<(String, LayerMap)> {
    if hidden.is_empty() {
        return None;
    }
    hidden.sort_by_key(|sheet| sheet.number);
    hidden.iter_mut().for_each(|sheet| part(&mut sheet.words));
    let (text, pages) = join(hidden);
    Some((text, LayerMap::Pages { pages }))
}
