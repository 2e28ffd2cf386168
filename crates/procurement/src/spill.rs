//! Records in partitions, in memory up to a budget and on disk beyond it.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// How many bytes of records wait in memory before they go to disk.
const BUDGET: usize = 24 << 20;

/// Records by partition.
pub(crate) struct Spill {
    parts: Vec<Mutex<Part>>,
    held: AtomicUsize,
}

#[derive(Default)]
struct Part {
    waiting: Vec<u8>,
    file: Option<File>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A thread that panicked has left whole records behind: they are appended at once.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Spill {
    pub(crate) fn new(parts: usize) -> Self {
        Self { parts: (0..parts).map(|_| Mutex::default()).collect(), held: AtomicUsize::new(0) }
    }

    /// Appends one record.
    pub(crate) fn push(&self, part: usize, record: &impl Serialize) -> std::io::Result<()> {
        let bytes = postcard::to_stdvec(record).map_err(std::io::Error::other)?;
        self.append(part, &bytes)
    }

    fn append(&self, part: usize, bytes: &[u8]) -> std::io::Result<()> {
        let Some(part) = self.parts.get(part) else { return Ok(()) };
        let mut part = lock(part);
        part.waiting.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        part.waiting.extend_from_slice(bytes);
        let held = self.held.fetch_add(bytes.len() + 4, Ordering::Relaxed);
        if held > BUDGET && part.waiting.len() > BUDGET / (2 * self.parts.len()) {
            let waiting = std::mem::take(&mut part.waiting);
            let file = match &mut part.file {
                Some(file) => file,
                none => none.insert(tempfile::tempfile()?),
            };
            file.write_all(&waiting)?;
            self.held.fetch_sub(waiting.len(), Ordering::Relaxed);
        }
        Ok(())
    }

    /// Takes all records of a partition.
    pub(crate) fn take<T: DeserializeOwned>(&self, part: usize) -> std::io::Result<Vec<T>> {
        let Some(part) = self.parts.get(part) else { return Ok(Vec::new()) };
        let mut part = lock(part);
        let waiting = std::mem::take(&mut part.waiting);
        self.held.fetch_sub(waiting.len(), Ordering::Relaxed);
        let mut records = Vec::new();
        if let Some(mut file) = part.file.take() {
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(0))?;
            file.read_to_end(&mut bytes)?;
            decode(&bytes, &mut records)?;
        }
        decode(&waiting, &mut records)?;
        Ok(records)
    }
}

fn decode<T: DeserializeOwned>(mut bytes: &[u8], records: &mut Vec<T>) -> std::io::Result<()> {
    while let Some((len, rest)) = bytes.split_first_chunk::<4>() {
        let len = u32::from_le_bytes(*len) as usize;
        let Some(record) = rest.get(..len) else { break };
        records.push(postcard::from_bytes(record).map_err(std::io::Error::other)?);
        bytes = rest.get(len..).unwrap_or_default();
    }
    Ok(())
}

/// Bytes that may be asked for again by where they were put.
#[derive(Default)]
pub(crate) struct Spool(Mutex<Option<(File, u64)>>);

impl Spool {
    /// Appends, and says where.
    pub(crate) fn put(&self, bytes: &[u8]) -> std::io::Result<u64> {
        let mut spool = lock(&self.0);
        let (file, end) = match &mut *spool {
            Some(spool) => spool,
            none => none.insert((tempfile::tempfile()?, 0)),
        };
        let at = *end;
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)?;
        *end += bytes.len() as u64;
        Ok(at)
    }

    /// Reads again.
    pub(crate) fn get(&self, at: u64, len: usize) -> std::io::Result<Vec<u8>> {
        let mut spool = lock(&self.0);
        let mut bytes = vec![0; len];
        if let Some((file, _)) = &mut *spool {
            file.seek(SeekFrom::Start(at))?;
            file.read_exact(&mut bytes)?;
        }
        Ok(bytes)
    }
}
