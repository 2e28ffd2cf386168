//! Records in partitions, in memory up to a budget and on disk beyond it.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::os::unix::fs::FileExt as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

/// How many bytes of records wait in memory before they go to disk.
const BUDGET: usize = 16 << 20;

/// How many bytes a block of memory has.
const BLOCK: usize = 32 << 10;

/// How many bytes of each run are read at once where runs are merged.
const WINDOW: usize = 16 << 10;

/// The longest record that is read back: what is longer is no record.
const LONGEST: usize = 256 << 20;

/// Blocks of memory that nobody uses: what one partition has given back serves the next, of whichever thread, so that
/// the machine has few new pages to make.
#[derive(Debug, Clone, Default)]
pub(crate) struct Blocks(Arc<Mutex<Vec<Vec<u8>>>>);

impl Blocks {
    fn take(&self) -> Vec<u8> {
        lock(&self.0).pop().unwrap_or_else(|| Vec::with_capacity(BLOCK))
    }

    fn give(&self, mut block: Vec<u8>) {
        block.clear();
        lock(&self.0).push(block);
    }
}

/// Records by partition.
pub(crate) struct Spill {
    parts: Vec<Mutex<Part>>,
    blocks: Blocks,
    budget: usize,
    held: AtomicUsize,
}

#[derive(Default)]
struct Part {
    /// Blocks, of which all but the last are full.
    waiting: Vec<Vec<u8>>,
    file: Option<File>,
    written: u64,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A thread that panicked has left whole records behind: they are appended at once.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Spill {
    pub(crate) fn new(parts: usize, blocks: &Blocks) -> Self {
        Self::within(parts, BUDGET, blocks)
    }

    /// With a budget of its own.
    pub(crate) fn within(parts: usize, budget: usize, blocks: &Blocks) -> Self {
        let parts = (0..parts).map(|_| Mutex::default()).collect();
        Self { parts, blocks: blocks.clone(), budget, held: AtomicUsize::new(0) }
    }

    /// Appends one record, which is first written into `scratch`, and says where in its partition it begins.
    pub(crate) fn push(
        &self,
        part: usize,
        record: &impl Serialize,
        scratch: &mut Vec<u8>,
    ) -> std::io::Result<u64> {
        let mut taken = std::mem::take(scratch);
        taken.clear();
        *scratch = postcard::to_extend(record, taken).map_err(std::io::Error::other)?;
        self.push_bytes(part, scratch)
    }

    /// Appends a record as it was taken from another partition.
    pub(crate) fn push_bytes(&self, part: usize, record: &[u8]) -> std::io::Result<u64> {
        let Some(part) = self.parts.get(part) else { return Ok(0) };
        let mut part = lock(part);
        let at = part.written + part.waits() as u64;
        part.write(&(record.len() as u32).to_le_bytes(), &self.blocks);
        part.write(record, &self.blocks);
        let len = record.len() + 4;
        let held = self.held.fetch_add(len, Ordering::Relaxed) + len;
        if held > self.budget && part.waits() > self.budget / (2 * self.parts.len()) {
            let freed = part.flush(&self.blocks)?;
            self.held.fetch_sub(freed, Ordering::Relaxed);
        }
        Ok(at)
    }

    /// How many bytes a partition has.
    pub(crate) fn len(&self, part: usize) -> u64 {
        self.parts.get(part).map_or(0, |part| {
            let part = lock(part);
            part.written + part.waits() as u64
        })
    }

    fn take_out(&self, part: usize) -> Part {
        let taken = self.parts.get(part).map(|part| std::mem::take(&mut *lock(part)));
        let taken = taken.unwrap_or_default();
        self.held.fetch_sub(taken.waits(), Ordering::Relaxed);
        taken
    }

    /// Takes a partition out, to be read from its beginning.
    pub(crate) fn take(&self, part: usize) -> Records {
        let Part { waiting, file, written } = self.take_out(part);
        let waiting = Waiting { left: waiting.into(), at: 0, blocks: self.blocks.clone() };
        match file {
            None => Records(Box::new(waiting)),
            Some(file) => {
                let segment = Segment { file: Arc::new(file), at: 0, end: written };
                let written = BufReader::with_capacity(WINDOW * 8, segment);
                Records(Box::new(written.chain(waiting)))
            }
        }
    }

    /// Takes a partition out as the runs that begin at `starts`.
    pub(crate) fn runs(&self, part: usize, starts: &[u64]) -> std::io::Result<Vec<Records>> {
        let mut taken = self.take_out(part);
        if taken.file.is_none() {
            let end = taken.waits();
            let blocks: Arc<[Vec<u8>]> = taken.waiting.into();
            let ends = starts.iter().copied().skip(1).chain([end as u64]);
            let runs = starts.iter().zip(ends).map(|(from, to)| {
                let (at, end) = (*from as usize, to as usize);
                Records(Box::new(Shared { blocks: Arc::clone(&blocks), at, end }))
            });
            return Ok(runs.collect());
        }
        taken.flush(&self.blocks)?;
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
    /// How many bytes wait.
    fn waits(&self) -> usize {
        self.waiting.last().map_or(0, |last| (self.waiting.len() - 1) * BLOCK + last.len())
    }

    fn write(&mut self, mut bytes: &[u8], blocks: &Blocks) {
        while !bytes.is_empty() {
            match self.waiting.last_mut().filter(|last| last.len() < BLOCK) {
                Some(last) => {
                    let (now, later) = bytes.split_at(bytes.len().min(BLOCK - last.len()));
                    last.extend_from_slice(now);
                    bytes = later;
                }
                None => self.waiting.push(blocks.take()),
            }
        }
    }

    /// Puts what waits on disk, and says how much that was.
    fn flush(&mut self, blocks: &Blocks) -> std::io::Result<usize> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        let mut len = 0;
        for block in self.waiting.drain(..) {
            file.write_all(&block)?;
            len += block.len();
            blocks.give(block);
        }
        self.written += len as u64;
        Ok(len)
    }
}

/// Blocks that are read once, each given back when it is read.
struct Waiting {
    left: VecDeque<Vec<u8>>,
    /// How much of the first is read.
    at: usize,
    blocks: Blocks,
}

impl Read for Waiting {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let Some(first) = self.left.front() else { return Ok(0) };
        let mut rest = first.get(self.at..).unwrap_or_default();
        let got = rest.read(into)?;
        self.at += got;
        if self.at == first.len() {
            self.at = 0;
            self.left.pop_front().into_iter().for_each(|block| self.blocks.give(block));
        }
        Ok(got)
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

/// A stretch of blocks that several runs share.
struct Shared {
    blocks: Arc<[Vec<u8>]>,
    at: usize,
    end: usize,
}

impl Read for Shared {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let block = self.blocks.get(self.at / BLOCK).map(Vec::as_slice).unwrap_or_default();
        let end = BLOCK.min(self.end - self.at + self.at % BLOCK);
        let got = block.get(self.at % BLOCK..end).unwrap_or_default().read(into)?;
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
pub(crate) fn in_order<K: Ord>(
    mut runs: Vec<Records>,
    key: impl Fn(&[u8]) -> K,
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
