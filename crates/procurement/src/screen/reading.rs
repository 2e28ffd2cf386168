//! The first pass: what one thread makes of bytes, which is facts.

use std::sync::LazyLock;

use codebook::western::Western;
use memchr::memmem::Finder;
use serde_json::value::RawValue;

use super::feeding::Spare;
use super::together::{Read, together};
use super::{Ledger, partition};
use crate::digest::Digester;
use crate::flags::Crowd;
use crate::input::{Problem, Unit, Work};
use crate::mend::{Mended, mend};
use crate::model::Release;
use crate::place::Place;
use crate::quick;
use crate::spill::{Spill, Spool};
use crate::tolerant;

/// What a thread reads with, and what it has counted.
pub(super) struct Worker<'w> {
    digests: &'w Spill,
    spool: &'w Spool,
    digester: Digester,
    pub(super) ledger: Ledger,
    /// Counts each process as it is read; what is merged later is counted anew then.
    pub(super) crowd: Crowd,
    /// Where each record is written first.
    scratch: Vec<u8>,
}

/// Releases that were read and wait to be digested with others of their process.
#[derive(Default)]
struct Batch<'t> {
    releases: Vec<Read<'t>>,
    bytes: usize,
}

/// How many bytes of releases wait before they are digested: as much as a core's own cache holds once it is read.
const WAITING: usize = 384 << 10;

/// Where a unit is from, and whether its source can be read again.
#[derive(Clone, Copy)]
struct From<'u> {
    source: u32,
    again: bool,
    line: u64,
    start: u64,
    pointer: &'u str,
    /// The bytes of its row, where its own are not those of the source.
    row: Option<u64>,
    /// How it was mended, if it was.
    mended: Option<Original<'u>>,
}

/// The bytes of a unit that was mended, and how it reads.
#[derive(Clone, Copy)]
struct Original<'u> {
    bytes: &'u [u8],
    read: &'u Western<'u>,
}

/// The text of a unit, of which releases are parts.
struct Whole<'u, 't> {
    from: From<'u>,
    text: &'t str,
    publisher: String,
}

impl<'w> Worker<'w> {
    pub(super) fn new(digests: &'w Spill, spool: &'w Spool) -> Self {
        let (digester, ledger, crowd) = Default::default();
        Self { digests, spool, digester, ledger, crowd, scratch: Vec::new() }
    }

    /// Reads some work, whose source can be read again or not.
    pub(super) fn work(&mut self, again: bool, work: Work, spare: &Spare) -> std::io::Result<()> {
        match work {
            Work::Lines { source, line, start, bytes, ends } => {
                let from =
                    From { source, again, line, start, pointer: "", row: None, mended: None };
                self.lines(from, &bytes, &ends)?;
                spare.give(bytes);
            }
            Work::Units { source, units } => {
                let mut batch = Batch::default();
                for unit in &units {
                    let Unit { line, start, len, pointer, bytes } = unit;
                    let row = (*len != bytes.len() as u64).then_some(*len);
                    let (line, start) = (*line, *start);
                    let mended = None;
                    let from = From { source, again, line, start, pointer, row, mended };
                    self.unit(from, bytes, &mut batch)?;
                }
                self.digest(&mut batch)?;
            }
        }
        Ok(())
    }

    /// Lines, the first of which begins at `from`. Those that seem to be of one process are read one after another.
    fn lines(&mut self, from: From<'_>, bytes: &[u8], ends: &[usize]) -> std::io::Result<()> {
        let mut lines = lines_of(bytes, ends);
        lines.sort_unstable_by(|a, b| (a.process, a.number).cmp(&(b.process, b.number)));
        let mut groups: Vec<&[Line<'_>]> =
            lines.chunk_by(|a, b| a.process.is_some() && a.process == b.process).collect();
        // What was read last is nearest.
        groups.sort_unstable_by_key(|group| group.first().map(|line| line.number));
        let mut batch = Batch::default();
        for group in groups {
            for line in group {
                self.line(from, line, &mut batch)?;
            }
            self.digest(&mut batch)?;
        }
        Ok(())
    }

    fn line<'t>(
        &mut self,
        from: From<'_>,
        line: &Line<'t>,
        batch: &mut Batch<'t>,
    ) -> std::io::Result<()> {
        let body = line.text.trim_ascii();
        if body.is_empty() {
            self.ledger.blank += 1;
            return Ok(());
        }
        let lead = line.text.len() - line.text.trim_ascii_start().len();
        let start = from.start + (line.at + lead) as u64;
        self.unit(From { line: from.line + line.number, start, ..from }, body, batch)
    }

    /// Digests what waits, releases of one process together, and puts it into the partitions.
    fn digest(&mut self, batch: &mut Batch<'_>) -> std::io::Result<()> {
        batch.bytes = 0;
        let (digests, digester) = (self.digests, &mut self.digester);
        let (crowd, merged) = (&mut self.crowd, &mut self.ledger.merged);
        let scratch = &mut self.scratch;
        together(&mut batch.releases, digester, &mut |facts| {
            *merged += (facts.parts.len() as u64).saturating_sub(1);
            crowd.count(facts);
            digests.push(partition(&facts.ocid), facts, scratch).map(drop)
        })
    }

    fn skip(&mut self, from: From<'_>, why: String) {
        self.ledger.skipped += 1;
        self.ledger.problem(Problem {
            source: from.source,
            line: from.line,
            offset: from.start,
            why,
        });
    }

    fn unit<'t>(
        &mut self,
        from: From<'_>,
        bytes: &'t [u8],
        batch: &mut Batch<'t>,
    ) -> std::io::Result<()> {
        self.ledger.units += 1;
        let clean = simdutf8::basic::from_utf8(bytes).ok();
        let parsed = clean.and_then(|text| parse(text).ok().map(|release| (text, release)));
        if let Some((text, release)) = parsed {
            return self.shape(from, text, release, batch);
        }
        let (read, mended) = mend(bytes);
        match parse(&read.text) {
            Ok(release) => {
                self.note(mended);
                let mut own = Batch::default();
                let from = From { mended: Some(Original { bytes, read: &read }), ..from };
                self.shape(from, &read.text, release, &mut own)?;
                self.digest(&mut own)
            }
            Err(error) => {
                let column = error.column().saturating_sub(1);
                let place = from.start + read.original(column) as u64;
                self.skip(
                    from,
                    format!(
                        "skipped: no JSON that can be read, at byte {place}: {}",
                        reason(&error)
                    ),
                );
                Ok(())
            }
        }
    }

    fn note(&mut self, mended: Mended) {
        let kinds = [
            ("western", u32::from(mended.western)),
            ("bytes", mended.bytes),
            ("surrogates", mended.surrogates),
            ("numbers", mended.numbers),
        ];
        for (what, count) in kinds {
            self.ledger.mended(what, count);
        }
    }

    /// A release, a record, a package of either.
    fn shape<'t>(
        &mut self,
        from: From<'_>,
        text: &'t str,
        read: Parsed<'t>,
        batch: &mut Batch<'t>,
    ) -> std::io::Result<()> {
        self.ledger.mended("keys", tolerant::take_twice());
        let before = self.ledger.releases;
        let known = self.ledger.releases_skipped;
        if text.starts_with('[') {
            for (i, member) in serde_json::from_str::<Vec<&RawValue>>(text)
                .unwrap_or_default()
                .into_iter()
                .enumerate()
            {
                let whole = Whole { from, text, publisher: String::new() };
                self.member(&whole, &format!("/{i}"), member.get(), 0, batch)?;
            }
        } else {
            let publisher = publisher(&read.release);
            let whole = Whole { from, text, publisher };
            self.members(&whole, "", text, read, 0, batch)?;
        }
        if self.ledger.releases > before {
            self.ledger.read += 1;
        } else if self.ledger.releases_skipped > known {
            self.ledger.skipped += 1;
        } else {
            self.ledger.empty += 1;
        }
        Ok(())
    }

    fn members<'t>(
        &mut self,
        whole: &Whole<'_, 't>,
        pointer: &str,
        text: &'t str,
        read: Parsed<'t>,
        depth: u8,
        batch: &mut Batch<'t>,
    ) -> std::io::Result<()> {
        if depth > 3 {
            return Ok(());
        }
        if let Some(compiled) = read.release.compiled.0 {
            let pointer = format!("{pointer}/compiledRelease");
            return self.member(whole, &pointer, compiled, depth, batch);
        }
        let lists = [("records", read.release.records.0), ("releases", read.release.releases.0)];
        let mut packed = false;
        for (name, raw) in lists.into_iter().filter_map(|(name, raw)| Some((name, raw?))) {
            packed = true;
            let Ok(members) = serde_json::from_str::<Vec<&RawValue>>(raw) else { continue };
            for (i, member) in members.into_iter().enumerate() {
                let pointer = format!("{pointer}/{name}/{i}");
                self.member(whole, &pointer, member.get(), depth, batch)?;
            }
        }
        if packed {
            return Ok(());
        }
        self.release(whole, pointer, text, read, batch)
    }

    fn member<'t>(
        &mut self,
        whole: &Whole<'_, 't>,
        pointer: &str,
        raw: &'t str,
        depth: u8,
        batch: &mut Batch<'t>,
    ) -> std::io::Result<()> {
        let Ok(read) = parse(raw) else { return Ok(()) };
        let _ = tolerant::take_twice();
        // A record may only point to its releases, which stand elsewhere.
        if *read.release == Release::default() || linked(&read.release) {
            return Ok(());
        }
        self.members(whole, pointer, raw, read, depth + 1, batch)
    }

    fn release<'t>(
        &mut self,
        whole: &Whole<'_, 't>,
        pointer: &str,
        text: &'t str,
        read: Parsed<'t>,
        batch: &mut Batch<'t>,
    ) -> std::io::Result<()> {
        let from = whole.from;
        // Both are parts of one text, so the distance of their beginnings is an offset.
        let offset = (text.as_ptr() as usize).saturating_sub(whole.text.as_ptr() as usize);
        let (mut range, mut bytes) = (offset..offset + text.len(), text.as_bytes());
        if let Some(Original { bytes: all, read }) = from.mended {
            range = read.original(range.start)..read.original(range.end);
            bytes = all.get(range.clone()).unwrap_or_default();
        }
        let start = from.start + if from.row.is_some() { 0 } else { range.start as u64 };
        if read.release.ocid.get().is_none() {
            self.ledger.releases_skipped += 1;
            let why = format!("skipped: {pointer:?} has no ocid, so its process can't be told");
            let (source, line) = (from.source, from.line);
            self.ledger.problem(Problem { source, line, offset: start, why });
            return Ok(());
        }
        self.ledger.releases += 1;
        self.ledger.mended("amounts", read.unread);
        let spooled = if from.again { None } else { Some(self.spool.put(bytes)?) };
        let place = Place {
            source: from.source,
            line: from.line,
            start,
            end: start + from.row.unwrap_or(bytes.len() as u64),
            pointer: format!("{}{pointer}", from.pointer),
            spooled: spooled.map(|at| (at, bytes.len() as u64)),
        };
        let own = publisher(&read.release);
        let publisher = if own.is_empty() { whole.publisher.clone() } else { own };
        batch.releases.push(Read::new(text, read, place, publisher));
        batch.bytes += text.len();
        if batch.bytes > WAITING { self.digest(batch) } else { Ok(()) }
    }
}

/// A line with its end.
struct Line<'b> {
    /// How many come before it.
    number: u64,
    at: usize,
    text: &'b [u8],
    /// The ocid of the process that it seems to be of.
    process: Option<&'b [u8]>,
}

fn lines_of<'b>(bytes: &'b [u8], ends: &[usize]) -> Vec<Line<'b>> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let lines = starts.zip(ends).enumerate().map(|(number, (at, end))| {
        let text = bytes.get(at..*end).unwrap_or_default();
        Line { number: number as u64, at, text, process: seems(text) }
    });
    lines.collect()
}

/// The ocid of the process that a line seems to be of, by a look at its beginning. What it says decides only what
/// waits for others of its process; what belongs together and was not seen is merged later.
fn seems(line: &[u8]) -> Option<&[u8]> {
    let head = line.get(..HEAD).unwrap_or(line);
    let behind = KEY.find(head)? + KEY.needle().len();
    let mut values = head.get(behind..)?.splitn(3, |byte| *byte == b'"');
    values.nth(1)
}

/// Made once for all lines.
static KEY: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\"ocid\""));

/// In how many bytes of a line its process is looked for.
const HEAD: usize = 2 << 10;

/// True of a link to a release (`url`, `date`, `tag`), which has no process of its own.
fn linked(read: &Release<'_>) -> bool {
    let bare = Release {
        date: read.date.clone(),
        tag: read.tag.clone(),
        id: read.id.clone(),
        said: read.said,
        ..Release::default()
    };
    *read == bare
}

/// A release as it was read, and whether only its JSON can be merged.
pub(super) struct Parsed<'t> {
    pub(super) release: Box<Release<'t>>,
    pub(super) odd: bool,
    /// How many texts where a number belongs were read as none.
    unread: u32,
}

pub(super) fn parse(text: &str) -> serde_json::Result<Parsed<'_>> {
    let _ = (tolerant::take_twice(), tolerant::take_odd(), tolerant::take_unread());
    if let Some(quick::Read { release, odd, unread }) = quick::read(text) {
        return Ok(Parsed { release, odd, unread });
    }
    let release = serde_json::from_str(text)?;
    Ok(Parsed { release, odd: tolerant::take_odd(), unread: tolerant::take_unread() })
}

/// Who publishes, as a release or package says itself.
fn publisher(read: &Release<'_>) -> String {
    let name = read.package.publisher.name.get().or(read.publisher.name.get());
    name.unwrap_or_default().to_owned()
}

fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ").next().unwrap_or_default().to_owned()
}
