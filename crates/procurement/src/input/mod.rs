//! Files, folders, standard input; plain, gzip or zip; JSON Lines, JSON or CSV: as units, each the bytes of
//! one line, document or row, with where they stand. Memory stays within a few units whatever comes.

mod csvs;
mod json;

use std::cell::Cell;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::mapping::Mapping;
use crate::numbers::Unread;

/// The longest line, document or row that is read: 16 MiB.
pub const UNIT_LIMIT: usize = 16 << 20;

/// How many times its packed size a file may unpack to, beyond the first [`UNPACKED_FREE`] bytes.
pub const RATIO_LIMIT: u64 = 200;

/// How many bytes may unpack before the ratio is looked at.
pub const UNPACKED_FREE: u64 = 64 << 20;

/// How many bytes of lines go to a worker at once, if the caller has no wish of its own: what a core's own cache holds
/// beside all else. Releases of one process mostly stand that near each other, and are merged as they are read then.
pub const CHUNK: usize = 1 << 20;

/// What is to be screened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A file or folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

/// A source as it is reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path; of a file in a zip, with `!` and the name in there.
    pub name: String,
    /// The file it is, or is in; none for standard input.
    pub path: Option<PathBuf>,
    /// Its name in that file, where it is one of several packed in it.
    pub member: Option<String>,
    /// The file it can be read from again by offset, if it can.
    pub(crate) again: Option<PathBuf>,
    /// The mapping its rows were read by.
    pub mapping: Option<Mapping>,
    /// Its columns, where it is a CSV.
    pub header: Vec<String>,
}

/// A part of a source that was not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Problem {
    /// Which source.
    pub source: u32,
    /// The line (from 1), 0 where it is about the whole.
    pub line: u64,
    /// The first byte.
    pub offset: u64,
    /// What is wrong, and what became of it.
    pub why: String,
}

/// Numbers of one column of a table that were left out, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Left {
    /// Which source.
    pub source: u32,
    /// Its column.
    pub column: String,
    /// Why.
    pub why: Unread,
    /// How many.
    pub count: u64,
    /// The line of the first.
    pub line: u64,
    /// That one as it stands, where it is a number that can be read in two ways. Other cells may say anything.
    pub words: Option<String>,
}

/// One line, document or row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) line: u64,
    pub(crate) start: u64,
    /// How many bytes it has in its source (a row of CSV is another text than its bytes).
    pub(crate) len: u64,
    /// The pointer that leads to it in its document, if it is a part of one.
    pub(crate) pointer: String,
    pub(crate) bytes: Vec<u8>,
}

/// What goes to a worker.
#[derive(Debug)]
pub(crate) enum Work {
    /// Whole lines, and where each of them ends: one past its line feed.
    Lines { source: u32, line: u64, start: u64, bytes: Vec<u8>, ends: Vec<usize> },
    /// Single units.
    Units { source: u32, units: Vec<Unit> },
}

/// Lines of a file, which several threads may ask for.
pub(crate) type Shared = json::Lines<BufReader<json::At>>;

/// Helps whoever reads.
pub(crate) trait Notes {
    /// A buffer to be filled; what is in it is of no meaning.
    fn buffer(&mut self) -> Vec<u8>;
    /// Takes a problem.
    fn problem(&mut self, problem: Problem);
}

/// Takes what is read.
pub(crate) trait Sink: Notes {
    /// Takes work; false where nobody wants more.
    fn work(&mut self, work: Work) -> bool;
    /// Takes lines that are still to be read.
    fn share(&mut self, lines: Shared);
    /// Takes a number that was left out.
    fn left(&mut self, left: Left);
    /// Takes a source, and gives its number.
    fn source(&mut self, source: Source) -> u32;
}

/// Reads all that is given into `sink`.
pub(crate) fn read_all(given: &[Given], mappings: &[Mapping], chunk: usize, sink: &mut dyn Sink) {
    for given in given {
        match given {
            Given::Stdin => {
                let stdin = std::io::stdin();
                Opened {
                    name: "-".to_owned(),
                    path: None,
                    member: None,
                    again: None,
                    file: None,
                    mappings,
                    chunk,
                }
                .read(Box::new(stdin.lock()), sink);
            }
            Given::Path(path) => read_path(path, mappings, chunk, sink),
        }
    }
}

fn read_path(path: &Path, mappings: &[Mapping], chunk: usize, sink: &mut dyn Sink) {
    for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
        match entry {
            // What was named itself may be a pipe, which can't be read again.
            Ok(entry) if entry.depth() == 0 && is_pipe(&entry) => match File::open(entry.path()) {
                Ok(pipe) => {
                    let name = entry.path().display().to_string();
                    let (path, member, again) = (None, None, None);
                    Opened { name, path, member, again, file: None, mappings, chunk }
                        .read(Box::new(pipe), sink);
                }
                Err(error) => refused(path.display().to_string(), &error.to_string(), sink),
            },
            Ok(entry) if entry.file_type().is_file() => {
                let name = entry.path().display().to_string();
                let hidden =
                    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
                if hidden {
                    continue;
                }
                match File::open(entry.path()) {
                    Ok(file) => {
                        let path = Some(entry.path().to_owned());
                        let again = path.clone();
                        Opened { name, path, member: None, again, file: None, mappings, chunk }
                            .open(file, sink);
                    }
                    Err(error) => refused(name, &error.to_string(), sink),
                }
            }
            Ok(_) => {}
            Err(error) => refused(path.display().to_string(), &error.to_string(), sink),
        }
    }
}

/// True of what is neither a file nor a folder, such as a pipe.
fn is_pipe(entry: &walkdir::DirEntry) -> bool {
    let is = entry.file_type();
    !is.is_file() && !is.is_dir() && !is.is_symlink()
}

fn refused(name: String, why: &str, sink: &mut dyn Sink) {
    let (mapping, header) = (None, Vec::new());
    let source =
        sink.source(Source { name, path: None, member: None, again: None, mapping, header });
    sink.problem(Problem { source, line: 0, offset: 0, why: format!("not read: {why}") });
}

struct Opened<'m> {
    name: String,
    path: Option<PathBuf>,
    member: Option<String>,
    again: Option<PathBuf>,
    /// The file, where its bytes are what is read.
    file: Option<File>,
    mappings: &'m [Mapping],
    chunk: usize,
}

impl Opened<'_> {
    fn open(mut self, mut file: File, sink: &mut dyn Sink) {
        let mut magic = [0; 4];
        let got = file.read(&mut magic).unwrap_or(0);
        if std::io::Seek::rewind(&mut file).is_err() {
            return refused(self.name, "it can't be read from its beginning", sink);
        }
        if got == 4 && magic == *b"PK\x03\x04" {
            return self.zip(file, sink);
        }
        self.file = file.try_clone().ok();
        self.read(Box::new(file), sink);
    }

    fn zip(self, file: File, sink: &mut dyn Sink) {
        let mut archive = match zip::ZipArchive::new(file) {
            Ok(archive) => archive,
            Err(error) => return refused(self.name, &error.to_string(), sink),
        };
        for place in 0..archive.len() {
            let inner = match archive.by_index(place) {
                Ok(inner) if inner.is_dir() => continue,
                Ok(inner) => inner,
                Err(error) => {
                    refused(format!("{}!{place}", self.name), &error.to_string(), sink);
                    continue;
                }
            };
            let name =
                inner.name().map_or_else(|_| place.to_string(), std::borrow::Cow::into_owned);
            let member = Some(name.clone());
            let name = format!("{}!{name}", self.name);
            let packed = Rc::new(Cell::new(inner.compressed_size()));
            let (path, mappings, chunk) = (self.path.clone(), self.mappings, self.chunk);
            let opened = Opened { name, path, member, again: None, file: None, mappings, chunk };
            opened.content(
                Box::new(BufReader::new(Bounded { from: inner, packed, unpacked: 0 })),
                sink,
            );
        }
    }

    fn read(mut self, from: Box<dyn Read + '_>, sink: &mut dyn Sink) {
        let packed = Rc::new(Cell::new(0));
        let mut from =
            BufReader::with_capacity(1 << 17, Counted { from, packed: Rc::clone(&packed) });
        let gzip = from.fill_buf().is_ok_and(|head| head.starts_with(&[0x1f, 0x8b]));
        if gzip {
            (self.again, self.file) = (None, None);
            let unpacked =
                Bounded { from: flate2::bufread::MultiGzDecoder::new(from), packed, unpacked: 0 };
            return self.content(Box::new(BufReader::with_capacity(1 << 17, unpacked)), sink);
        }
        self.content(Box::new(from), sink);
    }

    fn content(self, mut from: Box<dyn BufRead + '_>, sink: &mut dyn Sink) {
        let mut source = Source {
            name: self.name,
            path: self.path,
            member: self.member,
            again: self.again,
            mapping: None,
            header: Vec::new(),
        };
        let (start, first) = match from.fill_buf() {
            Ok(head) => {
                let start = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
                (start, head.iter().skip(start).copied().find(|b| !b.is_ascii_whitespace()))
            }
            Err(error) => return refused(source.name, &error.to_string(), sink),
        };
        from.consume(start);
        match first {
            Some(b'{' | b'[') => {
                let number = sink.source(source);
                json::read(from, self.file, number, start as u64, self.chunk, sink);
            }
            None => {
                sink.source(source);
            }
            Some(_) => {
                source.again = None;
                csvs::read(from, source, start as u64, self.mappings, sink);
            }
        }
    }
}

/// Counts what goes through.
struct Counted<R> {
    from: R,
    packed: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let got = self.from.read(into)?;
        self.packed.set(self.packed.get() + got as u64);
        Ok(got)
    }
}

/// Ends where too much comes out of too little.
struct Bounded<R> {
    from: R,
    packed: Rc<Cell<u64>>,
    unpacked: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let got = self.from.read(into)?;
        self.unpacked += got as u64;
        if self.unpacked > UNPACKED_FREE && self.unpacked / RATIO_LIMIT > self.packed.get() {
            return Err(std::io::Error::other(format!(
                "it unpacks to more than {RATIO_LIMIT} times its size; what came before was read"
            )));
        }
        Ok(got)
    }
}
