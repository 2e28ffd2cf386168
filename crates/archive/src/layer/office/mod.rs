//! Office documents: ZIP archives of XML files. Word processors' documents paragraph by paragraph,
//! spreadsheets cell by cell, and what their authors hid apart from what they show.

mod docx;
mod flow;
mod ods;
mod odt;
mod package;
mod sheets;
mod shown;
mod xlsx;
mod xml;

use codebook::MediaType;

use super::{ExtractError, Made};
use crate::limits::Limits;

/// Makes the layers of an office document.
pub(super) fn make(media: MediaType, bytes: &[u8], limits: &Limits) -> Result<Made, ExtractError> {
    let package = package::Package::open(bytes, limits)?;
    match media {
        MediaType::Docx => docx::make(package),
        MediaType::Odt => odt::make(package),
        MediaType::Ods => ods::make(package, limits),
        _ => xlsx::make(package, bytes, limits),
    }
}

/// The document's own title, where it has one.
fn title(package: &mut package::Package<'_>, file: &str) -> Result<Option<String>, ExtractError> {
    let Some(text) = package.text(file)? else { return Ok(None) };
    let mut walk = xml::Walk::new(&text, file);
    let mut title: Option<String> = None;
    while let Some(step) = walk.next()? {
        match step {
            xml::Step::Open(element) if element.is("dc", "title") => title = Some(String::new()),
            xml::Step::Words(words) => {
                if let Some(title) = &mut title {
                    title.push_str(&words);
                }
            }
            xml::Step::Close if title.is_some() => return Ok(title),
            _ => {}
        }
    }
    Ok(None)
}
