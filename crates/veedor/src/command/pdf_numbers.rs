//! `pdf-numbers`, which Veedor runs as a process of its own, within bounds: pdfium is C++ for other
//! people's input, and is loaded nowhere else.

use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use archive::{NO_LIBRARY, PdfWord};
use pdfium_render::prelude::{PdfPage, PdfPageTextChar, Pdfium, PdfiumError};

use crate::cli::PdfNumbers;

/// Writes a line a page: its words with digits, or `null`.
pub(crate) fn pdf_numbers(arguments: &PdfNumbers) -> anyhow::Result<ExitCode> {
    let Some(pdfium) = load(arguments.library.as_deref())? else {
        return Ok(ExitCode::from(NO_LIBRARY));
    };
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let document = pdfium.load_pdf_from_byte_slice(&bytes, None).context("not read by pdfium")?;
    let mut out = BufWriter::new(io::stdout().lock());
    for nth in 0..document.pages().len() {
        let words = document.pages().get(nth).and_then(|page| words(&page));
        serde_json::to_writer(&mut out, &words.ok())?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The library; nothing where none is named and the system has none.
fn load(named: Option<&Path>) -> anyhow::Result<Option<Pdfium>> {
    let bound = match named {
        None => match Pdfium::bind_to_system_library() {
            Err(PdfiumError::LoadLibraryError(_)) => return Ok(None),
            bound => bound.map_err(|error| unusable("the system's pdfium library", &error))?,
        },
        Some(path) => {
            let file = if path.is_dir() {
                Pdfium::pdfium_platform_library_name_at_path(path)
            } else {
                path.to_owned()
            };
            let what = format!("{}, which VEEDOR_PDFIUM names,", file.display());
            Pdfium::bind_to_library(&file).map_err(|error| unusable(&what, &error))?
        }
    };
    Ok(Some(Pdfium::new(bound)))
}

/// An error in one line: the first is what is shown of it.
fn unusable(what: &str, error: &PdfiumError) -> anyhow::Error {
    let why = match error {
        PdfiumError::LoadLibraryError(why) => why.to_string(),
        other => other.to_string(),
    };
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    anyhow::anyhow!("{what} can't be used: {why}")
}

/// The words with digits. They are put together from characters: the text that pdfium puts together
/// itself is cut at the page box, through numbers too.
fn words(page: &PdfPage<'_>) -> Result<Vec<PdfWord>, PdfiumError> {
    let text = page.text()?;
    let letters = text.chars();
    let mut words = Vec::new();
    let mut word = Vec::new();
    for letter in letters.iter() {
        // The hyphen at the end of a line comes as a control character.
        match letter.unicode_char() {
            Some(sign) if !sign.is_whitespace() && !sign.is_control() => word.push((sign, letter)),
            _ => words.extend(whole(&std::mem::take(&mut word))),
        }
    }
    words.extend(whole(&word));
    Ok(words)
}

/// A word from its characters, if it has a digit and a place.
fn whole(word: &[(char, PdfPageTextChar<'_>)]) -> Option<PdfWord> {
    if !word.iter().any(|(sign, _)| sign.is_ascii_digit()) {
        return None;
    }
    let text = word.iter().map(|(sign, _)| *sign).collect();
    let places = word.iter().filter_map(|(_, letter)| letter.loose_bounds().ok());
    let edges = places
        .map(|it| [it.left().value, it.bottom().value, it.right().value, it.top().value])
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])?;
    Some(PdfWord { text, edges })
}
