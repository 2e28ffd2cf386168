//! A folder of marks as people keep it: `documents.jsonl`, `facts.jsonl`, perhaps `also.jsonl`, and the text of each
//! document as `documents/ID.txt`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::marked::{Given, Marked, MarkedError};

impl Marked {
    /// Reads what was marked from its folder. Facts of documents that are not listed are left out. Errors name files
    /// as they are called in the folder.
    ///
    /// # Errors
    /// If a file can't be read as UTF-8 text, a line does not parse, a document has no text, or a quote is not in
    /// its document.
    pub fn open(folder: &Path) -> Result<Self, MarkedError> {
        let text = |file: &str| text(folder, file);
        let also = folder.join("also.jsonl").exists();
        Self::parse(&Given {
            documents: &text("documents.jsonl")?,
            facts: &text("facts.jsonl")?,
            also: &if also { text("also.jsonl")? } else { String::new() },
            texts: &texts(folder)?,
        })
    }
}

fn texts(folder: &Path) -> Result<BTreeMap<String, String>, MarkedError> {
    const TEXTS: &str = "documents";
    let mut texts = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join(TEXTS)).map_err(|error| unread(TEXTS, error))? {
        let name = entry.map_err(|error| unread(TEXTS, error))?.file_name();
        let name = name.to_string_lossy();
        if let Some(id) = name.strip_suffix(".txt") {
            texts.insert(id.to_owned(), text(folder, &format!("{TEXTS}/{name}"))?);
        }
    }
    Ok(texts)
}

fn text(folder: &Path, file: &str) -> Result<String, MarkedError> {
    std::fs::read_to_string(folder.join(file)).map_err(|error| unread(file, error))
}

fn unread(file: &str, error: std::io::Error) -> MarkedError {
    MarkedError::Unread { file: file.to_owned(), error }
}
