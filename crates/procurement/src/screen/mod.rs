//! The edge: three passes over what is given, each in parts that threads share.
//!
//! 1. Lines are read, and what each release says ([`crate::facts::Facts`]) goes to the partition of its ocid.
//! 2. In each partition, releases of one ocid are merged (their bytes are read again); the crowd is counted.
//! 3. In each partition, flags are told among the whole crowd, and what is asked for is written out by ocid.
//!
//! A partition knows nothing of others but through the crowd, whose parts add up in any order: so the
//! answer is the same for any number of threads, and partitions may be on different machines.

mod feeding;
mod ledger;
mod long;
mod merging;
mod reading;
mod reread;
mod said;
mod together;

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

pub use ledger::Ledger;
pub use said::{Said, What};

use crate::digest::{Digester, fingerprint};
use crate::facts::Facts;
use crate::flags::{Among, Crowd, Fences, Finding, Threshold, rules};
use crate::input::{CHUNK, Given, Source};
use crate::mapping::Mapping;
use crate::spill::{Blocks, Spill, Spool, in_order};
use merging::{Opened, Settling};
use reread::Reread;

/// How many partitions there are.
pub const PARTITIONS: usize = 1 << PARTITION_BITS;

/// How many bits of a fingerprint tell the partition.
const PARTITION_BITS: u32 = 6;

/// The partition of a process.
#[must_use]
pub fn partition(ocid: &str) -> usize {
    (fingerprint(ocid) >> (u64::BITS - PARTITION_BITS)) as usize
}

/// How to screen.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How many threads read and judge; at least one.
    pub threads: usize,
    /// How many bytes of lines go to a thread at once.
    pub chunk: usize,
    /// How tables are read.
    pub mappings: Vec<Mapping>,
    /// From which amounts on competition is owed.
    pub thresholds: Vec<Threshold>,
    /// Every process, not only those that are for a technology.
    pub all: bool,
    /// Also the fields that say what a process is ([`Screened::said`]).
    pub fields: bool,
}

impl Settings {
    /// With this many threads, and the mappings that ship.
    #[must_use]
    pub fn new(threads: usize) -> Self {
        let mappings = Mapping::shipped();
        let (threads, thresholds) = (threads.max(1), Vec::new());
        Self { threads, chunk: CHUNK, mappings, thresholds, all: false, fields: false }
    }
}

/// One process of the answer.
#[derive(Debug)]
pub struct Screened<'s> {
    /// What it says.
    pub facts: &'s Facts<'s>,
    /// Every flag, in the order of [`rules`].
    pub flags: Vec<Finding>,
    /// Where it was read.
    pub source: &'s Source,
    /// The evidence of its technologies and flags, with the bytes it stands on.
    pub cited: Vec<Cited>,
    /// The fields that say what it is, where they were asked for.
    pub said: Vec<Said>,
}

/// A field that something was told from, with the bytes it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Its pointer in the process.
    pub pointer: String,
    /// The source it is in.
    pub source: u32,
    /// The line it is on.
    pub line: u64,
    /// Its pointer in the line or document; of a table, its column.
    pub stands: String,
    /// Its bytes in the source; of a cell, those of its row.
    pub bytes: (u64, u64),
}

/// What screening came to.
#[derive(Debug)]
pub struct Outcome {
    /// The sources, in the order they were read.
    pub sources: Vec<Source>,
    /// What became of every line.
    pub ledger: Ledger,
    /// What was counted over all processes.
    pub crowd: Crowd,
}

/// What went wrong with the machine, not with what was read.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// The disk, or the one who reads the answer.
    #[error("screening stopped: {0}")]
    Io(#[from] std::io::Error),
    /// A thread ended in the middle.
    #[error("screening stopped: a thread ended in the middle; this is a fault of Veedor's")]
    Thread,
}

/// Screens all that is given; `render` writes one process, and what it writes goes to `out` by ocid.
///
/// # Errors
/// Where the disk fails or `out` does. What is wrong with what is read stands in the ledger.
pub fn screen(
    given: &[Given],
    settings: &Settings,
    render: &(dyn Fn(&Screened<'_>, &[Source]) -> Vec<u8> + Sync),
    out: &mut dyn Write,
) -> Result<Outcome, ScreenError> {
    let blocks = Blocks::default();
    let digests = Spill::new(PARTITIONS, &blocks);
    let spool = Spool::default();
    let (sources, mut ledger, mut crowd) = feeding::read(given, settings, &digests, &spool)?;

    let settled = Spill::new(PARTITIONS, &blocks);
    let make = || Settling {
        settled: &settled,
        spool: &spool,
        sources: &sources,
        digester: Digester::default(),
        opened: Opened::default(),
        crowd: Crowd::default(),
        ledger: Ledger::default(),
        blocks: blocks.clone(),
        whole: Vec::new(),
        scratch: Vec::new(),
        texts: Vec::new(),
    };
    let settle =
        |part, settling: &mut Settling<'_>| settling.settle(part, &digests, part, PARTITION_BITS);
    let counted = |settling: Settling<'_>| (settling.crowd, settling.ledger);
    for (part, read) in each_partition(settings.threads, make, settle, counted)? {
        crowd.merge(part);
        ledger.add(read);
    }
    crowd.close();

    let fences = Fences::of(&crowd, &settings.thresholds);
    let written = Spill::new(PARTITIONS, &blocks);
    let starts: Vec<Mutex<Vec<u64>>> = (0..PARTITIONS).map(|_| Mutex::default()).collect();
    let tell = |part, told: &mut Ledger| {
        let (mut records, mut record) = (settled.take(part), Vec::new());
        let mut scratch = Vec::new();
        let (mut last, mut flags): (Option<String>, Vec<Finding>) = (None, Vec::new());
        while records.next(&mut record)? {
            let facts: Facts<'_> = postcard::from_bytes(&record).map_err(std::io::Error::other)?;
            let shown = settings.all || !facts.found.technologies.is_empty();
            let among = Among::of(&facts, &crowd, &fences, shown);
            flags.clear();
            flags.extend(rules().iter().map(|rule| rule.tell(&facts, &among)));
            told.tell(&facts, &flags);
            if shown {
                let Some(source) = sources.get(facts.place.source as usize) else { continue };
                let reread = Reread::new(&facts, &sources, &spool);
                let cited = reread::cite(&facts, &flags, &reread);
                let said =
                    if settings.fields { said::said(&facts, &cited, &reread) } else { Vec::new() };
                let screened = Screened {
                    facts: &facts,
                    flags: std::mem::take(&mut flags),
                    source,
                    cited,
                    said,
                };
                let bytes = render(&screened, &sources);
                let at = written.push(part, &(&facts.ocid, bytes), &mut scratch)?;
                // Where ocids go back, another run begins.
                if last.is_none_or(|last| last.as_str() > facts.ocid.as_str())
                    && let Some(starts) = starts.get(part)
                {
                    starts.lock().unwrap_or_else(PoisonError::into_inner).push(at);
                }
                last = Some(facts.ocid.to_string());
            }
        }
        Ok(())
    };
    for mut told in each_partition(settings.threads, Ledger::default, tell, |told| told)? {
        told.close();
        ledger.add(told);
    }
    let mut runs = Vec::new();
    for (part, starts) in starts.into_iter().enumerate() {
        runs.extend(
            written.runs(part, &starts.into_inner().unwrap_or_else(PoisonError::into_inner))?,
        );
    }
    let key = |record: &[u8]| merging::ocid(record).unwrap_or_default().as_bytes().to_vec();
    in_order(runs, key, |record| {
        let (_, bytes): (&str, &[u8]) =
            postcard::from_bytes(record).map_err(std::io::Error::other)?;
        out.write_all(bytes)
    })?;
    Ok(Outcome { sources, ledger, crowd })
}

/// Does something with every partition, on several threads, each of which gathers in what `make` makes, and hands on what
/// `done` makes of it.
fn each_partition<T, D: Send>(
    threads: usize,
    make: impl Fn() -> T + Sync,
    work: impl Fn(usize, &mut T) -> std::io::Result<()> + Sync,
    done: impl Fn(T) -> D + Sync,
) -> Result<Vec<D>, ScreenError> {
    let next = AtomicUsize::new(0);
    let done = std::thread::scope(|scope| {
        let run = || -> std::io::Result<D> {
            let mut gathered = make();
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= PARTITIONS {
                    return Ok(done(gathered));
                }
                work(part, &mut gathered)?;
            }
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        workers.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    done.into_iter()
        .map(|gathered| gathered.map_err(|_| ScreenError::Thread)?.map_err(ScreenError::Io))
        .collect()
}
