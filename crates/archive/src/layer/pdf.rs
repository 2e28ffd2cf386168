//! Born-digital PDF: poppler's `pdftotext` gives the words with their boxes.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use codebook::{LayerMap, SourceMeta};

use super::process::{Bounds, Ended, run};
use super::{ExtractError, Made, bbox, extractor};
use crate::limits::Limits;

/// The version of how [`bbox`] joins words; raised with every change that changes a text.
const JOINED: &str = "1";

/// A whole PDF has its end mark in its last bytes; a few writers put some rubbish after it.
const TAIL: usize = 4096;

pub(super) fn make(bytes: &[u8], limits: &Limits) -> Result<Made, ExtractError> {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    if memchr::memmem::find(tail, b"%%EOF").is_none() {
        return Err(ExtractError::Damaged { why: "its end mark is missing".to_owned() });
    }
    let version = version(limits)?;
    let arguments = ["-raw", "-bbox", "-enc", "UTF-8", "-", "-"];
    let (status, output, errors) = pdftotext(limits, &arguments, bytes)?;
    let complaint = errors.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    if status != Some(0) {
        return Err(if errors.contains("Incorrect password") {
            ExtractError::Encrypted
        } else if complaint.is_empty() {
            ExtractError::Tool { why: format!("it ended with status {status:?}") }
        } else if complaint.starts_with("Syntax") || complaint.contains("May not be a PDF") {
            ExtractError::Damaged { why: complaint.to_owned() }
        } else {
            ExtractError::Tool { why: complaint.to_owned() }
        });
    }
    let bbox::Words { title, text, pages } = bbox::words(&output);
    if text.is_empty() {
        return Err(if complaint.starts_with("Syntax Error") {
            ExtractError::Damaged { why: complaint.to_owned() }
        } else {
            ExtractError::NoText {
                what: "the PDF has no text, only pictures of it (a scan); there is no text \
                       recognition yet: have it recognised elsewhere and add the result",
            }
        });
    }
    Ok(Made::new(
        extractor("pdftotext", format!("{version}/{JOINED}")),
        text,
        LayerMap::Pages { pages },
        SourceMeta { title, ..SourceMeta::default() },
    ))
}

/// The version of the installed program, asked once.
fn version(limits: &Limits) -> Result<String, ExtractError> {
    static KNOWN: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(version) = known().get(&limits.pdftotext) {
        return Ok(version.clone());
    }
    let (_, _, said) = pdftotext(limits, &["-v"], b"")?;
    let version = said
        .lines()
        .find_map(|line| line.strip_prefix("pdftotext version "))
        .ok_or_else(|| ExtractError::Tool { why: "it does not tell its version".to_owned() })?
        .trim()
        .to_owned();
    known().insert(limits.pdftotext.clone(), version.clone());
    Ok(version)
}

fn pdftotext(
    limits: &Limits,
    arguments: &[&str],
    input: &[u8],
) -> Result<(Option<i32>, Vec<u8>, String), ExtractError> {
    let Limits { pdf_time: time, pdf_memory: memory, pdf_output: output, .. } = *limits;
    let program = &limits.pdftotext;
    let ended = run(program, arguments, input, Bounds { time, memory, output })
        .map_err(|why| ExtractError::Tool { why: why.to_string() })?;
    match ended {
        Ended::Exited { status, output, errors } => Ok((status, output, errors)),
        Ended::Missing => Err(ExtractError::ToolMissing { program: program.clone() }),
        Ended::OutOfTime => Err(ExtractError::Time { limit: time }),
        Ended::OutOfMemory => Err(ExtractError::Memory { limit: memory }),
        Ended::TooMuchOutput => Err(ExtractError::Output { limit: output }),
    }
}
