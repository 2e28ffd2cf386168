//! Fields of structured data held against the original: whether their words stand in the bytes they name.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};

use codebook::layer::FieldPlace;
use codebook::{SourceId, western};

use crate::error::ArchiveError;
use crate::store::Archive;

/// The longest field or row, in bytes: longer ones don't stand.
const LONGEST: u64 = 64 << 20;

/// How many times its size an original may unpack to, beyond the first [`LONGEST`] bytes.
const RATIO: u64 = 256;

impl Archive {
    /// Tells of each field whether its words stand in the bytes that its place names, in the original itself
    /// or, where that is packed (gzip, zip), in what it unpacks to. A field's bytes are one value of JSON; a
    /// cell's are its row. What is no UTF-8 is read as Windows-1252.
    ///
    /// # Errors
    /// If the original is missing or can't be read.
    pub fn fields_stand(
        &self,
        source: &SourceId,
        fields: &[(&FieldPlace, &str)],
    ) -> Result<Vec<bool>, ArchiveError> {
        let path = self.lies(source)?;
        let opened = File::open(&path).and_then(|file| Ok((file.metadata()?.len(), file)));
        let (size, file) = opened.map_err(|why| ArchiveError::io("read", &path)(why))?;
        stand_in(file, size, fields).map_err(|why| ArchiveError::io("read", &path)(why))
    }
}

/// Tells of each field whether its words stand in an original of `size` bytes.
pub(crate) fn stand_in(
    mut file: impl Read + Seek,
    size: u64,
    fields: &[(&FieldPlace, &str)],
) -> std::io::Result<Vec<bool>> {
    let mut magic = [0; 4];
    let got = file.read(&mut magic)?;
    file.rewind()?;
    let most = LONGEST + size.saturating_mul(RATIO);
    let mut stand = vec![false; fields.len()];
    let mut order: Vec<usize> = (0..fields.len()).collect();
    order.sort_by_key(|i| fields.get(*i).map(|(place, _)| *place));
    order.sort_by_key(|i| {
        fields.get(*i).map(|(place, _)| (place.file.as_ref(), place.raw_start, place.raw_end))
    });
    let of = |i: &usize| fields.get(*i).and_then(|(place, _)| place.file.as_deref());
    if magic.get(..got) == Some(b"PK\x03\x04") {
        let Ok(mut zip) = zip::ZipArchive::new(file) else { return Ok(stand) };
        for group in order.chunk_by(|a, b| of(a) == of(b)) {
            let name = group.first().and_then(of).unwrap_or_default();
            if let Ok(inner) = zip.by_name(name) {
                walk(BufReader::new(inner), most, group, fields, &mut stand);
            }
        }
        return Ok(stand);
    }
    order.retain(|i| of(i).is_none());
    let from = BufReader::with_capacity(1 << 17, file);
    if magic.starts_with(&[0x1f, 0x8b]) {
        let unpacked = BufReader::new(flate2::bufread::MultiGzDecoder::new(from));
        walk(unpacked, most, &order, fields, &mut stand);
    } else {
        walk(from, most, &order, fields, &mut stand);
    }
    Ok(stand)
}

/// Goes through the bytes once; what can't be read any more does not stand.
fn walk(
    mut from: impl BufRead,
    most: u64,
    order: &[usize],
    fields: &[(&FieldPlace, &str)],
    stand: &mut [bool],
) {
    let mut at = 0;
    let mut held: (u64, u64, Vec<u8>) = (0, 0, Vec::new());
    for i in order {
        let Some((place, words)) = fields.get(*i) else { continue };
        let (start, end) = (place.raw_start, place.raw_end);
        if (held.0, held.1) != (start, end) {
            if start < at || end < start || end - start > LONGEST || end > most {
                continue;
            }
            let (skip, length) = (start - at, end - start);
            let skipped = std::io::copy(&mut from.by_ref().take(skip), &mut std::io::sink());
            let mut bytes = Vec::new();
            let read = from.by_ref().take(length).read_to_end(&mut bytes);
            let whole = skipped.is_ok_and(|n| n == skip) && read.is_ok_and(|n| n as u64 == length);
            if !whole {
                return;
            }
            at = end;
            held = (start, end, bytes);
        }
        if let Some(stands) = stand.get_mut(*i) {
            *stands = !words.is_empty() && said(place, &held.2, words);
        }
    }
}

fn said(place: &FieldPlace, bytes: &[u8], words: &str) -> bool {
    let text = western::read(bytes).text;
    if place.pointer.is_some() {
        return match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(serde_json::Value::String(text)) => text.contains(words),
            Ok(_) => text.trim_ascii() == words,
            Err(_) => false,
        };
    }
    text.contains(words) || text.replace("\"\"", "\"").contains(words)
}
