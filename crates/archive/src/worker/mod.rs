//! The worker: another process that takes strangers' bytes apart, so that what a file does to its
//! parser happens to nobody else. It takes one file after another, and is started anew where it dies,
//! overruns a bound or talks nonsense; the file that did it has its error, the rest goes on.
//!
//! The process that asks must not parse: of the bytes it sees what the worker says of them, and holds
//! that to its bounds.

pub(crate) mod frames;
mod isolation;
mod running;
mod serve;

use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::time::Duration;

use codebook::{MediaType, SourceId, TextLayer};

pub use self::frames::Place;
use self::frames::{Failed, Made, Request};
pub use self::isolation::Isolation;
use self::running::{Running, Stopped};
pub use self::serve::serve;
use crate::layer::{ExtractError, Extracted, OnPage, Part};

/// What the worker is called in errors.
const NAME: &str = "veedor worker";

/// What a worker may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkerBounds {
    /// How long it may be silent over a file that it reads itself.
    pub time: Duration,
    /// The same where it waits for programs, which have bounds of their own.
    pub time_of_programs: Duration,
    /// Its address space, in bytes.
    pub memory: u64,
    /// The largest file it may write, in bytes.
    pub file: u64,
    /// How many files it may have open.
    pub open_files: u32,
    /// How much it may answer of one source, in bytes.
    pub answer: u64,
}

impl Default for WorkerBounds {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(60),
            time_of_programs: Duration::from_secs(600),
            memory: 3 << 30,
            file: 1 << 30,
            open_files: 256,
            answer: 512 << 20,
        }
    }
}

/// A worker, started when there is a file for it.
#[derive(Debug)]
pub struct Worker {
    command: Vec<String>,
    isolation: Isolation,
    bounds: WorkerBounds,
    running: Option<Running>,
}

impl Worker {
    /// One that runs `command`, a program and its arguments, which calls [`serve()`].
    #[must_use]
    pub fn new(command: Vec<String>, isolation: Isolation, bounds: WorkerBounds) -> Self {
        Self { command, isolation, bounds, running: None }
    }

    /// The text layer of the original at `path`, as [`crate::text_layer_watched`] makes it.
    ///
    /// # Errors
    /// As [`crate::text_layer`], and if the worker can't be had, dies or overruns its bounds.
    pub fn text_layer(
        &mut self,
        source: SourceId,
        media: MediaType,
        path: &Path,
        name: Option<&str>,
        on_page: OnPage<'_>,
    ) -> Result<Extracted, ExtractError> {
        let request = Request {
            source,
            media,
            path: path.as_os_str().as_bytes().to_vec(),
            name: name.map(str::to_owned),
            place: None,
        };
        extracted(source, self.answer(&request, on_page)?)
    }

    /// The picture of a place in the original at `path`, as a PNG file with a margin around the place.
    ///
    /// # Errors
    /// If the source has no pages to show, is damaged, or its picture is too large; and if the worker can't
    /// be had, dies or overruns its bounds.
    pub fn picture(
        &mut self,
        source: SourceId,
        media: MediaType,
        path: &Path,
        place: Place,
    ) -> Result<Vec<u8>, ExtractError> {
        let path = path.as_os_str().as_bytes().to_vec();
        let request = Request { source, media, path, name: None, place: Some(place) };
        match self.answer(&request, &|_, _| {})? {
            Answer::Picture(png) => Ok(png),
            Answer::Failed(failed) => Err(told(failed)),
            Answer::Made { .. } => Err(failed(&frames::nonsense())),
        }
    }

    fn answer(&mut self, request: &Request, on_page: OnPage<'_>) -> Result<Answer, ExtractError> {
        let mut before = self.running.take();
        let mut running = match before.take_if(|running| running.ask(request).is_ok()) {
            Some(running) => running,
            // None yet, or it died after its last file: not this one's fault.
            None => {
                let mut fresh = Running::start(&self.command, self.isolation, self.bounds)
                    .map_err(|why| failed(&why))?;
                // Where it is dead already, what it answers says why.
                let _ = fresh.ask(request);
                fresh
            }
        };
        let limit = if by_programs(request.media) {
            self.bounds.time_of_programs
        } else {
            self.bounds.time
        };
        match running.answer(limit, on_page) {
            Ok(answer) => {
                self.running = Some(running);
                Ok(answer)
            }
            // Dropped, and with it whatever it still does.
            Err(stopped) => Err(self.explain(stopped, limit)),
        }
    }

    fn explain(&self, stopped: Stopped, limit: Duration) -> ExtractError {
        let program = NAME.to_owned();
        match stopped {
            Stopped::OutOfTime => ExtractError::Time { program, limit },
            Stopped::OutOfMemory => ExtractError::Memory { program, limit: self.bounds.memory },
            Stopped::TooMuch => ExtractError::Output { program, limit: self.bounds.answer },
            Stopped::Died(why) => ExtractError::Tool { program, why },
        }
    }
}

fn failed(why: &std::io::Error) -> ExtractError {
    ExtractError::Tool { program: NAME.to_owned(), why: why.to_string() }
}

fn told(failed: Failed) -> ExtractError {
    ExtractError::Told { reason: failed.reason, words: failed.words }
}

/// True where other programs read such files for the worker.
const fn by_programs(media: MediaType) -> bool {
    matches!(media, MediaType::Pdf | MediaType::Png | MediaType::Jpeg | MediaType::Tiff)
}

/// What the worker gave back whole.
#[derive(Debug)]
enum Answer {
    /// In its own words, why there is no text.
    Failed(Failed),
    /// A picture of a place.
    Picture(Vec<u8>),
    /// What it made.
    Made { made: Box<Made>, text: String, hidden: Option<String>, parts: Vec<Vec<u8>> },
}

/// The layers are made here once more, so that a map that does not fit its text is found out.
fn extracted(source: SourceId, answer: Answer) -> Result<Extracted, ExtractError> {
    let (made, text, hidden, bytes) = match answer {
        Answer::Failed(failed) => return Err(told(failed)),
        Answer::Picture(_) => return Err(failed(&frames::nonsense())),
        Answer::Made { made, text, hidden, parts } => (*made, text, hidden, parts),
    };
    let hidden = match (hidden, made.hidden) {
        (Some(text), Some(map)) => {
            Some(TextLayer::new(source, made.extractor.clone().of_hidden(), text, map)?)
        }
        _ => None,
    };
    let parts = made.parts.into_iter().zip(bytes);
    Ok(Extracted {
        layer: TextLayer::new(source, made.extractor, text, made.map)?,
        hidden,
        parts: parts.map(|((part, name), bytes)| Part { part, name, bytes }).collect(),
        unread: made.unread,
        meta: made.meta,
    })
}
