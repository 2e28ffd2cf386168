//! Words of scans and pictures, recognised by Tesseract in Spanish and English.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::ExtractError;
use super::joined::Sheet;
use super::process::Given;
use super::tool::Tool;
use super::{raster, tsv};
use crate::limits::Limits;

/// The version of how [`tsv`] joins words; raised with every change that changes a text.
pub(crate) const JOINED: &str = "1";

/// How fine the pictures are that words are recognised on, in dots per inch.
const DPI: f32 = 300.0;

/// The coarsest picture on which words are still recognised.
const COARSEST: f32 = 100.0;

const POINTS: f32 = 72.0;

/// The first page, if there are several; the languages; the layout, found by itself and turned upright.
const ARGUMENTS: [&str; 9] =
    ["stdin", "stdout", "-l", "spa+eng", "--psm", "1", "-c", "tessedit_page_number=0", "tsv"];

/// Told before each page is recognised: its number, and how many pages the document has.
pub type OnPage<'a> = &'a dyn Fn(u32, u32);

/// What came of the recognition of some pages.
#[derive(Debug, Default)]
pub(crate) struct Recognised {
    /// The pages on which there is something.
    pub(crate) sheets: BTreeMap<u32, Sheet>,
    /// The pages that could not be read, and why.
    pub(crate) failed: Vec<(u32, ExtractError)>,
}

/// The version of the installed Tesseract, with that of what is made of its words.
pub(crate) fn version(limits: &Limits) -> Result<String, ExtractError> {
    Tool::Tesseract.version(limits, "--version", "tesseract ")
}

/// The words of a picture of any form that Tesseract opens. A pixel becomes `scale` points.
pub(crate) fn picture(
    bytes: &[u8],
    number: u32,
    scale: f32,
    limits: &Limits,
) -> Result<Sheet, ExtractError> {
    let ran = Tool::Tesseract.run(limits, &ARGUMENTS, bytes)?;
    if ran.errors.contains("Error opening data file") {
        return Err(ExtractError::LanguageMissing);
    }
    if ran.status != Some(0) {
        return Err(Tool::Tesseract.failed(limits, &ran));
    }
    Ok(tsv::sheet(&ran.output, number, scale))
}

/// Points to a pixel where a picture does not say how large it is.
pub(crate) const fn scale() -> f32 {
    POINTS / DPI
}

/// Recognises pages of a PDF, as many at once as there are processors.
pub(crate) fn pages(
    file: &Given,
    wanted: &[Sheet],
    of: u32,
    limits: &Limits,
    on_page: OnPage<'_>,
) -> Recognised {
    let next = AtomicUsize::new(0);
    let missing = AtomicBool::new(false);
    let (tell, told) = mpsc::channel();
    let mut recognised = Recognised::default();
    let workers = thread::available_parallelism().map_or(1, usize::from).min(wanted.len());
    thread::scope(|scope| {
        for _ in 0..workers {
            let (tell, next, missing) = (tell.clone(), &next, &missing);
            scope.spawn(move || {
                while let Some(page) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if missing.load(Ordering::Relaxed) {
                        break;
                    }
                    let done = self::page(file, page, limits, &|| {
                        // Whoever listens may have gone; the page is recognised all the same.
                        tell.send((page.number, None)).ok();
                    });
                    if matches!(
                        done,
                        Err(ExtractError::ToolMissing { .. } | ExtractError::LanguageMissing)
                    ) {
                        missing.store(true, Ordering::Relaxed);
                    }
                    tell.send((page.number, Some(done))).ok();
                }
            });
        }
        drop(tell);
        for (number, done) in told {
            match done {
                None => on_page(number, of),
                Some(Ok(Some(sheet))) => drop(recognised.sheets.insert(number, sheet)),
                Some(Ok(None)) => {}
                Some(Err(why)) => recognised.failed.push((number, why)),
            }
        }
    });
    recognised.failed.sort_by_key(|(number, _)| *number);
    recognised
}

/// The words of a page of a PDF, as far as it is shown; nothing of an empty page.
fn page(
    file: &Given,
    page: &Sheet,
    limits: &Limits,
    begins: &dyn Fn(),
) -> Result<Option<Sheet>, ExtractError> {
    let inches = (page.width / POINTS) * (page.height / POINTS);
    let dpi = (limits.ocr_pixels as f32 / inches.max(0.01)).sqrt().min(DPI).floor();
    if dpi < COARSEST {
        return Err(ExtractError::TooManyPixels { limit: limits.ocr_pixels });
    }
    let ran = raster::pages(file, (page.number, page.number), dpi as u32, limits)?;
    let Some((picture, _)) = raster::next(&ran.output) else {
        return Err(Tool::Pdftoppm.failed(limits, &ran));
    };
    if picture.is_even() {
        return Ok(None);
    }
    begins();
    let recognised = self::picture(&ran.output, page.number, POINTS / dpi, limits)?;
    Ok(Some(Sheet { width: page.width, height: page.height, ..recognised }))
}
