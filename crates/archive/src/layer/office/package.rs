//! The ZIP archive that an office document is, unpacked within limits.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::layer::ExtractError;
use crate::layer::text::decode;
use crate::limits::Limits;

/// Below this many bytes nobody minds how well a file was packed.
const SMALL: u64 = 4 << 20;

/// The first byte of a file that OpenDocument has encrypted is none of XML's.
const SEALED: &str = "META-INF/manifest.xml";

/// An archive of which no more is unpacked than [`Limits::unpacked_bytes`], all files together.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, ExtractError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if archive.len() > limits.packed_files {
            return Err(ExtractError::TooManyFiles { limit: limits.packed_files });
        }
        let mut package = Self { archive, limits, left: limits.unpacked_bytes };
        if package.text(SEALED)?.is_some_and(|text| text.contains("encryption-data")) {
            return Err(ExtractError::Encrypted);
        }
        Ok(package)
    }

    /// The names of its files, in alphabetical order.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.archive.file_names();
        let mut names: Vec<String> =
            names.filter_map(|name| Some(name.ok()?.into_owned())).collect();
        names.sort();
        names
    }

    /// The characters of a file, if it is there.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ExtractError> {
        let Some(bytes) = self.file(name)? else { return Ok(None) };
        let text = decode(&bytes).map_err(|error| damaged(format!("{name}: {error}")))?.text;
        Ok(Some(text))
    }

    fn file(&mut self, name: &str) -> Result<Option<Vec<u8>>, ExtractError> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(|error| broken(&error))?;
        let (limit, ratio) = (self.limits.unpacked_bytes, self.limits.unpacked_ratio);
        let most = self.left.min(SMALL.max(file.compressed_size().saturating_mul(ratio)));
        let mut bytes = Vec::new();
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|why| damaged(format!("{name}: {why}")))?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(ExtractError::Unpacked { limit, ratio });
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// Unpacks every file whose name passes, to nowhere: another reader may then do so safely.
    pub(super) fn check(&mut self, passes: impl Fn(&str) -> bool) -> Result<(), ExtractError> {
        for name in self.names().into_iter().filter(|name| passes(name)) {
            self.file(&name)?;
        }
        Ok(())
    }
}

fn broken(error: &zip::result::ZipError) -> ExtractError {
    let why = error.to_string();
    if why.to_ascii_lowercase().contains("password") {
        return ExtractError::Encrypted;
    }
    damaged(why)
}

pub(super) fn damaged(why: String) -> ExtractError {
    ExtractError::Office { why }
}
