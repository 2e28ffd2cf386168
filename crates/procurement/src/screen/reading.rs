//! The first pass: bytes to facts.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use serde_json::value::RawValue;

use super::{Ledger, ScreenError, Settings, partition};
use crate::classify::Classifier;
use crate::digest::digest;
use crate::input::{self, Given, Problem, Sink, Source, Unit, Work};
use crate::mend::{Mended, mend};
use crate::model::Release;
use crate::place::Place;
use crate::spill::{Spill, Spool};
use crate::tolerant;

/// Reads all that is given into `digests`.
pub(super) fn read(
    given: &[Given],
    settings: &Settings,
    digests: &Spill,
    spool: &Spool,
) -> Result<(Vec<Source>, Ledger), ScreenError> {
    let (send, receive) = sync_channel::<(bool, Work)>(settings.threads * 2);
    let receive = Mutex::new(receive);
    let mut feeder = Feeder { send: Some(send), sources: Vec::new(), ledger: Ledger::default() };
    let parts = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..settings.threads)
            .map(|_| scope.spawn(|| Worker::new(digests, spool).run(&receive)))
            .collect();
        input::read_all(given, &settings.mappings, settings.chunk, &mut feeder);
        feeder.send = None;
        workers.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    let mut ledger = feeder.ledger;
    for part in parts {
        ledger.add(part.map_err(|_| ScreenError::Thread)??);
    }
    Ok((feeder.sources, ledger))
}

struct Feeder {
    send: Option<SyncSender<(bool, Work)>>,
    sources: Vec<Source>,
    ledger: Ledger,
}

impl Sink for Feeder {
    fn work(&mut self, work: Work) -> bool {
        let source = match &work {
            Work::Lines { source, .. } | Work::Units { source, .. } => *source,
        };
        let again = self.sources.get(source as usize).is_some_and(|source| source.again.is_some());
        self.send.as_ref().is_some_and(|send| send.send((again, work)).is_ok())
    }

    fn problem(&mut self, problem: Problem) {
        if problem.line == 0 {
            self.ledger.sources_left += 1;
        } else {
            self.ledger.units += 1;
            self.ledger.skipped += 1;
        }
        self.ledger.problem(problem);
    }

    fn source(&mut self, source: Source) -> u32 {
        self.sources.push(source);
        (self.sources.len() - 1) as u32
    }
}

struct Worker<'w> {
    digests: &'w Spill,
    spool: &'w Spool,
    classifier: Classifier,
    ledger: Ledger,
}

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
}

impl<'w> Worker<'w> {
    fn new(digests: &'w Spill, spool: &'w Spool) -> Self {
        Self { digests, spool, classifier: Classifier::default(), ledger: Ledger::default() }
    }

    fn run(mut self, receive: &Mutex<Receiver<(bool, Work)>>) -> std::io::Result<Ledger> {
        loop {
            let work = receive.lock().unwrap_or_else(PoisonError::into_inner).recv();
            match work {
                Err(_) => return Ok(self.ledger),
                Ok((again, Work::Lines { source, line, start, bytes })) => {
                    self.lines(source, again, line, start, &bytes)?;
                }
                Ok((again, Work::Units { source, units })) => {
                    for unit in units {
                        let Unit { line, start, len, pointer, bytes } = unit;
                        let row = (len != bytes.len() as u64).then_some(len);
                        self.unit(
                            From { source, again, line, start, pointer: &pointer, row },
                            &bytes,
                        )?;
                    }
                }
            }
        }
    }

    fn lines(
        &mut self,
        source: u32,
        again: bool,
        mut line: u64,
        start: u64,
        bytes: &[u8],
    ) -> std::io::Result<()> {
        let mut at = 0;
        for text in bytes.split_inclusive(|b| *b == b'\n') {
            let body = text.trim_ascii();
            if body.is_empty() {
                self.ledger.blank += 1;
            } else {
                let lead = text.len() - text.trim_ascii_start().len();
                let start = start + (at + lead) as u64;
                self.unit(From { source, again, line, start, pointer: "", row: None }, body)?;
            }
            at += text.len();
            line += 1;
        }
        Ok(())
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

    fn unit(&mut self, from: From<'_>, bytes: &[u8]) -> std::io::Result<()> {
        self.ledger.units += 1;
        let clean = std::str::from_utf8(bytes).ok();
        let parsed = clean.and_then(|text| parse(text).ok().map(|release| (text, release)));
        if let Some((text, release)) = parsed {
            return self.shape(from, text, &release);
        }
        let (text, mended) = mend(bytes);
        match parse(&text) {
            Ok(release) => {
                self.note(mended);
                self.shape(from, &text, &release)
            }
            Err(error) => {
                let place = from.start + error.column().saturating_sub(1) as u64;
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
            ("bytes", mended.bytes),
            ("surrogates", mended.surrogates),
            ("numbers", mended.numbers),
        ];
        for (what, count) in kinds.into_iter().filter(|(_, count)| *count > 0) {
            *self.ledger.mended.entry(what).or_default() += u64::from(count);
        }
    }

    /// A release, a record, a package of either.
    fn shape(&mut self, from: From<'_>, text: &str, read: &Release<'_>) -> std::io::Result<()> {
        let twice = tolerant::take_twice();
        if twice > 0 {
            *self.ledger.mended.entry("keys").or_default() += u64::from(twice);
        }
        let before = self.ledger.releases;
        let known = self.ledger.releases_skipped;
        let publisher = read.publisher.name.get().unwrap_or_default();
        if text.starts_with('[') {
            for (i, member) in serde_json::from_str::<Vec<&RawValue>>(text)
                .unwrap_or_default()
                .into_iter()
                .enumerate()
            {
                self.member(from, text, &format!("/{i}"), member, "", 0)?;
            }
        } else {
            self.members(from, text, "", text, read, publisher, 0)?;
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

    #[expect(
        clippy::too_many_arguments,
        reason = "where a member stands has these parts, and they recur"
    )]
    fn members(
        &mut self,
        from: From<'_>,
        whole: &str,
        pointer: &str,
        text: &str,
        read: &Release<'_>,
        publisher: &str,
        depth: u8,
    ) -> std::io::Result<()> {
        if depth > 3 {
            return Ok(());
        }
        if let Some(compiled) = read.compiled.0 {
            return self.member(
                from,
                whole,
                &format!("{pointer}/compiledRelease"),
                compiled,
                publisher,
                depth,
            );
        }
        let lists = [("records", read.records.0), ("releases", read.releases.0)];
        let mut packed = false;
        for (name, raw) in lists.into_iter().filter_map(|(name, raw)| Some((name, raw?))) {
            packed = true;
            let Ok(members) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) else { continue };
            for (i, member) in members.into_iter().enumerate() {
                self.member(
                    from,
                    whole,
                    &format!("{pointer}/{name}/{i}"),
                    member,
                    publisher,
                    depth,
                )?;
            }
        }
        if packed {
            return Ok(());
        }
        self.release(from, whole, pointer, text, read, publisher)
    }

    fn member(
        &mut self,
        from: From<'_>,
        whole: &str,
        pointer: &str,
        raw: &RawValue,
        publisher: &str,
        depth: u8,
    ) -> std::io::Result<()> {
        let Ok(read) = parse(raw.get()) else { return Ok(()) };
        let _ = tolerant::take_twice();
        // A record may only point to its releases, which stand elsewhere.
        if read == Release::default() || linked(&read) {
            return Ok(());
        }
        self.members(from, whole, pointer, raw.get(), &read, publisher, depth + 1)
    }

    fn release(
        &mut self,
        from: From<'_>,
        whole: &str,
        pointer: &str,
        text: &str,
        read: &Release<'_>,
        publisher: &str,
    ) -> std::io::Result<()> {
        // Both are parts of one text, so the distance of their beginnings is an offset.
        let offset = (text.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize) as u64;
        let start = from.start + if from.row.is_some() { 0 } else { offset };
        if read.ocid.get().is_none() {
            self.ledger.releases_skipped += 1;
            let why = format!("skipped: {pointer:?} has no ocid, so its process can't be told");
            self.ledger.problem(Problem {
                source: from.source,
                line: from.line,
                offset: start,
                why,
            });
            return Ok(());
        }
        self.ledger.releases += 1;
        let spooled = if from.again { None } else { Some(self.spool.put(text.as_bytes())?) };
        let place = Place {
            source: from.source,
            line: from.line,
            start,
            end: start + from.row.unwrap_or(text.len() as u64),
            pointer: format!("{}{pointer}", from.pointer),
            spooled: spooled.map(|at| (at, text.len() as u64)),
        };
        let mut facts = digest(read, place, &mut self.classifier);
        if facts.publisher.is_empty() {
            facts.publisher = publisher.to_owned();
        }
        self.digests.push(partition(&facts.ocid), &facts)
    }
}

/// True of a link to a release (`url`, `date`, `tag`), which has no process of its own.
fn linked(read: &Release<'_>) -> bool {
    let bare = Release {
        date: read.date.clone(),
        tag: read.tag.clone(),
        id: read.id.clone(),
        ..Release::default()
    };
    *read == bare
}

pub(super) fn parse(text: &str) -> serde_json::Result<Release<'_>> {
    let _ = tolerant::take_twice();
    serde_json::from_str(text)
}

fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ").next().unwrap_or_default().to_owned()
}
