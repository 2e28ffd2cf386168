//! JSON Lines in chunks of whole lines; JSON documents as they come, and those beyond the limit member by member.

use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::os::unix::fs::FileExt as _;

use super::{Notes, Problem, Sink, UNIT_LIMIT, Unit, Work};

/// Reads JSON from where `from` stands, `start` bytes into its source; that is `file`, where it is one as it stands.
pub(crate) fn read(
    mut from: Box<dyn BufRead + '_>,
    file: Option<File>,
    source: u32,
    start: u64,
    chunk: usize,
    sink: &mut dyn Sink,
) {
    let (mut head, mut filled) = (Vec::new(), 0);
    let got = fill(&mut from, &mut head, &mut filled, UNIT_LIMIT.min(chunk.max(1 << 16)));
    head.truncate(filled);
    let more = matches!(got, Ok(false));
    if let Err(error) = got {
        // What came before is read; then the error comes again.
        from = Box::new(BufReader::new(Broken(Some(error))));
    }
    if !in_lines(&head) {
        return Documents::new(source, start, sink).read(from, head);
    }
    if let Some(file) = file.filter(|_| more) {
        let from = BufReader::new(At { file, at: start + filled as u64 });
        return sink.share(Lines::new(source, start, from, head, chunk));
    }
    let mut lines = Lines::new(source, start, from, head, chunk);
    while let Some(work) = lines.next(sink) {
        sink.work(work);
    }
}

/// A file, read from a place on.
pub(crate) struct At {
    file: File,
    at: u64,
}

impl Read for At {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let got = self.file.read_at(into, self.at)?;
        self.at += got as u64;
        Ok(got)
    }
}

/// A reader that says once what went wrong.
struct Broken(Option<std::io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

fn broke(source: u32, line: u64, offset: u64, error: &std::io::Error, notes: &mut dyn Notes) {
    notes.problem(Problem { source, line, offset, why: format!("the rest is not read: {error}") });
}

/// Reads behind the first `filled` bytes of `buffer` until it holds `len` or nothing comes any more, which is then
/// said. What it has beyond the bytes that are filled is of no meaning.
fn fill(
    from: &mut dyn BufRead,
    buffer: &mut Vec<u8>,
    filled: &mut usize,
    len: usize,
) -> std::io::Result<bool> {
    if buffer.len() < len {
        buffer.resize(len, 0);
    }
    loop {
        let Some(room) = buffer.get_mut(*filled..len).filter(|room| !room.is_empty()) else {
            return Ok(false);
        };
        match from.read(room) {
            Ok(0) => return Ok(true),
            Ok(got) => *filled += got,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// True where each line is JSON of its own: a line ends where a value does, or the next begins another object.
fn in_lines(head: &[u8]) -> bool {
    let body = head.trim_ascii_start();
    let Some(end) = memchr::memchr(b'\n', body) else { return false };
    let (first, rest) = (body[..end].trim_ascii(), body[end..].trim_ascii_start());
    if first == b"[" || first == b"{" {
        return false;
    }
    match serde_json::from_slice::<serde::de::IgnoredAny>(first) {
        Ok(_) => true,
        Err(error) => !error.is_eof() || rest.starts_with(b"{"),
    }
}

/// Lines, which are read by whoever asks for the next ones: what one thread reads and looks through is still near it then.
pub(crate) struct Lines<R> {
    pub(crate) source: u32,
    line: u64,
    start: u64,
    from: R,
    /// The first bytes, which were read already.
    head: Option<Vec<u8>>,
    /// What was read of a line that was not at its end.
    left: Vec<u8>,
    chunk: usize,
    over: bool,
}

impl<R: BufRead> Lines<R> {
    fn new(source: u32, start: u64, from: R, head: Vec<u8>, chunk: usize) -> Self {
        let (head, left, chunk) = (Some(head), Vec::new(), chunk.max(1));
        Self { source, line: 1, start, from, head, left, chunk, over: false }
    }

    /// The next whole lines; none at the end.
    pub(crate) fn next(&mut self, notes: &mut dyn Notes) -> Option<Work> {
        while !self.over {
            let (mut held, mut filled) = self.begun(notes);
            match fill(&mut self.from, &mut held, &mut filled, self.chunk) {
                Ok(ended) => self.over = ended,
                Err(error) => {
                    self.over = true;
                    let work = self.cut(held, filled).ok();
                    self.broke(&error, notes);
                    return work;
                }
            }
            if self.over {
                held.truncate(filled);
                return (!held.is_empty()).then(|| self.whole(held));
            }
            match self.cut(held, filled) {
                Ok(work) => return Some(work),
                // No line ends in here: read on to the end of this one, or skip it where it is too long.
                Err(held) => match self.long(held, notes) {
                    Ok(None) => {}
                    Ok(work) => return work,
                    Err(error) => {
                        self.over = true;
                        self.broke(&error, notes);
                    }
                },
            }
        }
        None
    }

    /// What is read already, at the beginning of a buffer, and how much that is.
    fn begun(&mut self, notes: &mut dyn Notes) -> (Vec<u8>, usize) {
        if let Some(head) = self.head.take() {
            let filled = head.len();
            return (head, filled);
        }
        let (mut held, filled) = (notes.buffer(), self.left.len());
        if held.len() < filled {
            held.resize(filled, 0);
        }
        if let Some(front) = held.get_mut(..filled) {
            front.copy_from_slice(&self.left);
        }
        (held, filled)
    }

    fn broke(&self, error: &std::io::Error, notes: &mut dyn Notes) {
        broke(self.source, self.line, self.start, error, notes);
    }

    /// The whole lines of what is filled of `held`; the rest is kept. Where there is none, what is filled.
    fn cut(&mut self, mut held: Vec<u8>, filled: usize) -> Result<Work, Vec<u8>> {
        held.truncate(filled);
        self.left.clear();
        let Some(end) = memchr::memrchr(b'\n', &held) else { return Err(held) };
        self.left.extend_from_slice(held.get(end + 1..).unwrap_or_default());
        held.truncate(end + 1);
        Ok(self.whole(held))
    }

    fn whole(&mut self, bytes: Vec<u8>) -> Work {
        let (line, start) = (self.line, self.start);
        let mut ends: Vec<usize> = memchr::memchr_iter(b'\n', &bytes).map(|end| end + 1).collect();
        self.line += ends.len() as u64;
        self.start += bytes.len() as u64;
        // The last line may have no end.
        if ends.last().copied().unwrap_or_default() < bytes.len() {
            ends.push(bytes.len());
        }
        Work::Lines { source: self.source, line, start, bytes, ends }
    }

    /// Reads the line that `held` begins to its end; none where it is too long, which is told.
    fn long(&mut self, mut held: Vec<u8>, notes: &mut dyn Notes) -> std::io::Result<Option<Work>> {
        let mut len = held.len() as u64;
        loop {
            let got = self.from.fill_buf()?;
            if got.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', got);
            let take = end.map_or(got.len(), |end| end + 1);
            if len <= UNIT_LIMIT as u64 {
                held.extend_from_slice(&got[..take]);
            }
            len += take as u64;
            self.from.consume(take);
            if end.is_some() {
                break;
            }
        }
        if len <= UNIT_LIMIT as u64 {
            return Ok(Some(self.whole(held)));
        }
        let why = format!("skipped: a line of {len} bytes, more than {UNIT_LIMIT}");
        let (source, line, offset) = (self.source, self.line, self.start);
        notes.problem(Problem { source, line, offset, why });
        self.line += 1;
        self.start += len;
        Ok(None)
    }
}

/// Where the reading of a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Between values.
    Nothing,
    /// In a value that is kept whole so far.
    Whole,
    /// In a document beyond the limit: its members are taken one by one.
    Members,
}

struct Documents<'s> {
    source: u32,
    sink: &'s mut dyn Sink,
    inside: Inside,
    at: u64,
    line: u64,
    depth: u32,
    quoted: bool,
    escaped: bool,
    /// The value being read, with where it begins.
    value: Vec<u8>,
    value_at: (u64, u64),
    too_long: bool,
    /// Of a document beyond the limit: whether it is a list, the key at its first level, the member's number.
    listed: bool,
    key: Vec<u8>,
    in_list: bool,
    member: usize,
}

impl<'s> Documents<'s> {
    fn new(source: u32, start: u64, sink: &'s mut dyn Sink) -> Self {
        Self {
            source,
            sink,
            inside: Inside::Nothing,
            at: start,
            line: 1,
            depth: 0,
            quoted: false,
            escaped: false,
            value: Vec::new(),
            value_at: (1, start),
            too_long: false,
            listed: false,
            key: Vec::new(),
            in_list: false,
            member: 0,
        }
    }

    fn read(mut self, mut from: Box<dyn BufRead + '_>, head: Vec<u8>) {
        self.feed(&head);
        drop(head);
        loop {
            let got = match from.fill_buf() {
                Ok([]) => break,
                Ok(got) => got,
                Err(error) => return broke(self.source, self.line, self.at, &error, self.sink),
            };
            self.feed(got);
            let len = got.len();
            from.consume(len);
        }
        if self.inside != Inside::Nothing {
            let why = match self.inside {
                Inside::Members => {
                    "the document ends before it is closed; its members so far were read"
                }
                _ => "skipped: the document ends before it is closed",
            };
            let (line, offset) = self.value_at;
            self.sink.problem(Problem { source: self.source, line, offset, why: why.to_owned() });
        }
    }

    fn feed(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.byte(*byte);
            self.at += 1;
            if *byte == b'\n' {
                self.line += 1;
            }
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.inside == Inside::Nothing {
            if byte.is_ascii_whitespace() {
                return;
            }
            self.inside = Inside::Whole;
            self.value_at = (self.line, self.at);
            self.value.clear();
        }
        let before = self.depth;
        self.structure(byte);
        match self.inside {
            Inside::Members => self.member_byte(byte, before),
            _ => {
                self.value.push(byte);
                if self.depth == 0 && !self.quoted && (before > 0 || byte.is_ascii_whitespace()) {
                    self.emit(String::new());
                    self.inside = Inside::Nothing;
                } else if self.value.len() > UNIT_LIMIT {
                    self.divide();
                }
            }
        }
    }

    fn structure(&mut self, byte: u8) {
        if self.quoted {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.quoted = false,
                _ => {}
            }
            return;
        }
        match byte {
            b'"' => self.quoted = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// Goes back over a document that turned out too long, taking its members.
    fn divide(&mut self) {
        let whole = std::mem::take(&mut self.value);
        let (end_at, end_line) = (self.at, self.line);
        self.inside = Inside::Members;
        self.listed = whole.first() == Some(&b'[');
        (self.line, self.at) = self.value_at;
        (self.depth, self.quoted, self.escaped) = (0, false, false);
        (self.in_list, self.member, self.too_long) = (self.listed, 0, false);
        self.key.clear();
        for byte in whole {
            let before = self.depth;
            self.structure(byte);
            self.member_byte(byte, before);
            self.at += 1;
            if byte == b'\n' {
                self.line += 1;
            }
        }
        (self.at, self.line) = (end_at, end_line);
    }

    fn member_byte(&mut self, byte: u8, before: u32) {
        let level = if self.listed { 1 } else { 2 };
        if self.depth == 0 {
            self.inside = Inside::Nothing;
            return;
        }
        // Inside a member of the list that counts.
        if self.in_list && (self.depth > level || before > level) {
            if before == level {
                self.value.clear();
                self.too_long = false;
                self.value_at = (self.line, self.at);
            }
            if self.value.len() < UNIT_LIMIT {
                self.value.push(byte);
            } else {
                self.too_long = true;
            }
            if self.depth == level {
                let key = String::from_utf8_lossy(&self.key).into_owned();
                let pointer = if self.listed { String::new() } else { format!("/{key}") };
                self.emit(format!("{pointer}/{}", self.member));
                self.member += 1;
            }
            return;
        }
        if self.listed || before > 2 || self.depth > 2 {
            return;
        }
        self.at_first_level(byte, before);
    }

    /// Follows the keys of an object, to know when the list of releases or records begins.
    fn at_first_level(&mut self, byte: u8, before: u32) {
        match byte {
            b'[' if before == 1 && self.depth == 2 => {
                self.in_list = matches!(self.key.as_slice(), b"releases" | b"records");
                self.member = 0;
            }
            b']' if self.depth == 1 => self.in_list = false,
            b'"' if self.depth == 1 && self.quoted => self.key.clear(),
            b',' | b':' | b'{' | b'}' | b'"' => {}
            _ if self.depth == 1 && self.quoted && self.key.len() < 64 => self.key.push(byte),
            _ => {}
        }
    }

    fn emit(&mut self, pointer: String) {
        let (line, start) = self.value_at;
        let bytes = std::mem::take(&mut self.value);
        if self.too_long {
            let why = format!("skipped: a member of more than {UNIT_LIMIT} bytes");
            self.too_long = false;
            self.sink.problem(Problem { source: self.source, line, offset: start, why });
            return;
        }
        let unit = Unit { line, start, len: bytes.len() as u64, pointer, bytes };
        self.sink.work(Work::Units { source: self.source, units: vec![unit] });
    }
}
