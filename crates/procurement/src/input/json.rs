//! JSON Lines in chunks of whole lines; JSON documents as they come, and those beyond the limit member by member.

use std::io::{BufRead, BufReader, ErrorKind, Read};

use super::{Problem, Sink, UNIT_LIMIT, Unit, Work};

/// Reads JSON from where `from` stands, `start` bytes into its source.
pub(crate) fn read(
    mut from: Box<dyn BufRead + '_>,
    source: u32,
    start: u64,
    chunk: usize,
    sink: &mut dyn Sink,
) {
    let (mut head, mut filled) = (Vec::new(), 0);
    if let Err(error) = fill(&mut from, &mut head, &mut filled, UNIT_LIMIT.min(chunk.max(1 << 16)))
    {
        // What came before is read; then the error comes again.
        from = Box::new(BufReader::new(Broken(Some(error))));
    }
    head.truncate(filled);
    if in_lines(&head) {
        Lines { source, line: 1, start, sink }.read(from, head, chunk);
    } else {
        Documents::new(source, start, sink).read(from, head);
    }
}

/// A reader that says once what went wrong.
struct Broken(Option<std::io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

fn broke(source: u32, line: u64, offset: u64, error: &std::io::Error, sink: &mut dyn Sink) {
    sink.problem(Problem { source, line, offset, why: format!("the rest is not read: {error}") });
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

struct Lines<'s> {
    source: u32,
    line: u64,
    start: u64,
    sink: &'s mut dyn Sink,
}

impl Lines<'_> {
    fn read(mut self, mut from: Box<dyn BufRead + '_>, head: Vec<u8>, chunk: usize) {
        let (mut filled, mut held) = (head.len(), head);
        loop {
            let ended = match fill(&mut *from, &mut held, &mut filled, chunk.max(1)) {
                Ok(ended) => ended,
                Err(error) => {
                    self.cut(&mut held, &mut filled);
                    return broke(self.source, self.line, self.start, &error, self.sink);
                }
            };
            if ended {
                held.truncate(filled);
                if !held.is_empty() {
                    self.send(held);
                }
                return;
            }
            if !self.cut(&mut held, &mut filled) {
                // No line ends in here: read on to the end of this one, or skip it where it is too long.
                held.truncate(filled);
                filled = 0;
                match self.long(&mut *from, &mut held) {
                    Ok(true) => {}
                    Ok(false) => return,
                    Err(error) => {
                        return broke(self.source, self.line, self.start, &error, self.sink);
                    }
                }
            }
        }
    }

    /// Sends the whole lines of what is filled of `held`, and keeps the rest. False where there is none.
    fn cut(&mut self, held: &mut Vec<u8>, filled: &mut usize) -> bool {
        let whole = held.get(..*filled).unwrap_or_default();
        let Some(end) = memchr::memrchr(b'\n', whole) else { return false };
        let behind = whole.get(end + 1..).unwrap_or_default();
        let mut rest = self.sink.buffer();
        if rest.len() < behind.len() {
            rest.resize(behind.len(), 0);
        }
        if let Some(front) = rest.get_mut(..behind.len()) {
            front.copy_from_slice(behind);
        }
        *filled = behind.len();
        held.truncate(end + 1);
        let whole = std::mem::replace(held, rest);
        self.send(whole);
        true
    }

    fn send(&mut self, bytes: Vec<u8>) {
        let (line, start) = (self.line, self.start);
        let mut ends: Vec<usize> = memchr::memchr_iter(b'\n', &bytes).map(|end| end + 1).collect();
        self.line += ends.len() as u64;
        self.start += bytes.len() as u64;
        // The last line may have no end.
        if ends.last().copied().unwrap_or_default() < bytes.len() {
            ends.push(bytes.len());
        }
        self.sink.work(Work::Lines { source: self.source, line, start, bytes, ends });
    }

    /// Reads the line that `held` begins to its end, and sends it. False where nothing comes after it.
    fn long(&mut self, from: &mut dyn BufRead, held: &mut Vec<u8>) -> std::io::Result<bool> {
        let mut len = held.len() as u64;
        loop {
            let got = from.fill_buf()?;
            if got.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', got);
            let take = end.map_or(got.len(), |end| end + 1);
            if len <= UNIT_LIMIT as u64 {
                held.extend_from_slice(&got[..take]);
            }
            len += take as u64;
            from.consume(take);
            if end.is_some() {
                break;
            }
        }
        if len > UNIT_LIMIT as u64 {
            let why = format!("skipped: a line of {len} bytes, more than {UNIT_LIMIT}");
            self.sink.problem(Problem {
                source: self.source,
                line: self.line,
                offset: self.start,
                why,
            });
            self.line += 1;
            self.start += len;
            held.clear();
        } else {
            let whole = std::mem::take(held);
            self.send(whole);
        }
        Ok(!from.fill_buf()?.is_empty())
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
