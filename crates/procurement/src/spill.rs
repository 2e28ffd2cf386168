//! Records in partitions, in memory up to a budget and on disk beyond it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Write};
use std::os::unix::fs::FileExt as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

/// How many bytes of records wait in memory before they go to disk.
const BUDGET: usize = 16 << 20;

/// How many bytes of each run are read at once where runs are merged.
const WINDOW: usize = 16 << 10;

/// The longest record that is read back: what is longer is no record.
const LONGEST: usize = 256 << 20;

/// Records by partition.
pub(crate) struct Spill {
    parts: Vec<Mutex<Part>>,
    budget: usize,
    held: AtomicUsize,
}

#[derive(Default)]
struct Part {
    waiting: Vec<u8>,
    file: Option<File>,
    written: u64,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A thread that panicked has left whole records behind: they are appended at once.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Spill {
    pub(crate) fn new(parts: usize) -> Self {
        Self::within(parts, BUDGET)
    }

    /// With a budget of its own.
    pub(crate) fn within(parts: usize, budget: usize) -> Self {
        let parts = (0..parts).map(|_| Mutex::default()).collect();
        Self { parts, budget, held: AtomicUsize::new(0) }
    }

    /// Appends one record, and says where in its partition it begins.
    pub(crate) fn push(&self, part: usize, record: &impl Serialize) -> std::io::Result<u64> {
        self.append(part, |waiting| {
            let taken = std::mem::take(waiting);
            *waiting = postcard::to_extend(record, taken).map_err(std::io::Error::other)?;
            Ok(())
        })
    }

    /// Appends a record as it was taken from another partition.
    pub(crate) fn push_bytes(&self, part: usize, record: &[u8]) -> std::io::Result<u64> {
        self.append(part, |waiting| {
            waiting.extend_from_slice(record);
            Ok(())
        })
    }

    fn append(
        &self,
        part: usize,
        write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>,
    ) -> std::io::Result<u64> {
        let Some(part) = self.parts.get(part) else { return Ok(0) };
        let mut part = lock(part);
        let before = part.waiting.len();
        let at = part.written + before as u64;
        part.waiting.extend_from_slice(&[0; 4]);
        write(&mut part.waiting)?;
        let len = part.waiting.len() - before;
        let head = ((len - 4) as u32).to_le_bytes();
        part.waiting.iter_mut().skip(before).zip(head).for_each(|(byte, of)| *byte = of);
        let held = self.held.fetch_add(len, Ordering::Relaxed);
        if held > self.budget && part.waiting.len() > self.budget / (2 * self.parts.len()) {
            let freed = part.flush()?;
            self.held.fetch_sub(freed, Ordering::Relaxed);
        }
        Ok(at)
    }

    /// How many bytes a partition has.
    pub(crate) fn len(&self, part: usize) -> u64 {
        self.parts.get(part).map_or(0, |part| {
            let part = lock(part);
            part.written + part.waiting.len() as u64
        })
    }

    /// Takes a partition out, to be read from its beginning.
    pub(crate) fn take(&self, part: usize) -> Records {
        let taken = self.parts.get(part).map(|part| std::mem::take(&mut *lock(part)));
        let taken = taken.unwrap_or_default();
        self.held.fetch_sub(taken.waiting.len(), Ordering::Relaxed);
        taken.records(WINDOW * 8)
    }

    /// Takes a partition out as the runs that begin at `starts`.
    pub(crate) fn runs(&self, part: usize, starts: &[u64]) -> std::io::Result<Vec<Records>> {
        let taken = self.parts.get(part).map(|part| std::mem::take(&mut *lock(part)));
        let mut taken = taken.unwrap_or_default();
        self.held.fetch_sub(taken.waiting.len(), Ordering::Relaxed);
        if taken.file.is_none() {
            let bytes: Arc<[u8]> = taken.waiting.into();
            let ends = starts.iter().copied().skip(1).chain([bytes.len() as u64]);
            let runs = starts.iter().zip(ends).map(|(from, to)| {
                let shared =
                    Shared { bytes: Arc::clone(&bytes), at: *from as usize, end: to as usize };
                Records(Box::new(shared))
            });
            return Ok(runs.collect());
        }
        taken.flush()?;
        let file = taken.file.map(Arc::new);
        let ends = starts.iter().copied().skip(1).chain([taken.written]);
        let runs = starts.iter().zip(ends).filter_map(|(from, to)| {
            let segment = Segment { file: Arc::clone(file.as_ref()?), at: *from, end: to };
            Some(Records(Box::new(BufReader::with_capacity(WINDOW, segment))))
        });
        Ok(runs.collect())
    }
}

impl Part {
    /// Puts what waits on disk, and says how much that was.
    fn flush(&mut self) -> std::io::Result<usize> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        file.write_all(&self.waiting)?;
        let len = self.waiting.len();
        self.written += len as u64;
        self.waiting.clear();
        Ok(len)
    }

    fn records(self, window: usize) -> Records {
        let waiting = Cursor::new(self.waiting);
        match self.file {
            None => Records(Box::new(waiting)),
            Some(file) => {
                let segment = Segment { file: Arc::new(file), at: 0, end: self.written };
                let written = BufReader::with_capacity(window, segment);
                Records(Box::new(written.chain(waiting)))
            }
        }
    }
}

/// A stretch of a file.
struct Segment {
    file: Arc<File>,
    at: u64,
    end: u64,
}

impl Read for Segment {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX);
        let len = into.len().min(left);
        let Some(into) = into.get_mut(..len) else { return Ok(0) };
        let got = self.file.read_at(into, self.at)?;
        self.at += got as u64;
        Ok(got)
    }
}

/// A stretch of bytes that several runs share.
struct Shared {
    bytes: Arc<[u8]>,
    at: usize,
    end: usize,
}

impl Read for Shared {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let mut left = self.bytes.get(self.at..self.end).unwrap_or_default();
        let got = left.read(into)?;
        self.at += got;
        Ok(got)
    }
}

/// Records one after another.
pub(crate) struct Records(Box<dyn Read + Send>);

impl Records {
    /// Puts the next record into `record`; false where there is none.
    pub(crate) fn next(&mut self, record: &mut Vec<u8>) -> std::io::Result<bool> {
        let mut head = [0; 4];
        let got = self.0.read(&mut head)?;
        if got == 0 {
            return Ok(false);
        }
        if let Some(rest) = head.get_mut(got..) {
            self.0.read_exact(rest)?;
        }
        let len = u32::from_le_bytes(head) as usize;
        if len > LONGEST {
            return Err(std::io::Error::other("a record on disk that nobody wrote"));
        }
        record.resize(len, 0);
        self.0.read_exact(record)?;
        Ok(true)
    }
}

/// Gives `each` the records of all runs in the order of their keys; each run is in that order.
pub(crate) fn in_order(
    mut runs: Vec<Records>,
    key: impl Fn(&[u8]) -> Vec<u8>,
    mut each: impl FnMut(&[u8]) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut heads = BinaryHeap::new();
    for (place, run) in runs.iter_mut().enumerate() {
        let mut record = Vec::new();
        if run.next(&mut record)? {
            heads.push(Reverse((key(&record), place, record)));
        }
    }
    while let Some(Reverse((_, place, mut record))) = heads.pop() {
        each(&record)?;
        let Some(run) = runs.get_mut(place) else { continue };
        if run.next(&mut record)? {
            heads.push(Reverse((key(&record), place, record)));
        }
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
        file.write_all_at(bytes, at)?;
        *end += bytes.len() as u64;
        Ok(at)
    }

    /// Reads again.
    pub(crate) fn get(&self, at: u64, len: usize) -> std::io::Result<Vec<u8>> {
        let spool = lock(&self.0);
        let mut bytes = vec![0; len];
        if let Some((file, _)) = &*spool {
            file.read_exact_at(&mut bytes, at)?;
        }
        Ok(bytes)
    }
}
