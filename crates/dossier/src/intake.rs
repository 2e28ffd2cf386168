//! Intake: bytes in, originals archived, layers made, proposals recorded. In batches, so that many
//! small files share their sync barriers; nothing is said before its batch is safe.

use std::path::Path;

use archive::fetch::{FetchOptions, fetch};
use archive::{
    Archive, ArchiveError, ExtractError, Extracted, KeepError, Kept, Limits, Part, Reason, Worker,
    check_text, media_type,
};
use codebook::source::Acquisition;
use codebook::value::ShortText;
use codebook::{MediaType, Origin, SourceId, SourceMeta, Visibility};
use reading::{Document, Grounded, Rules};
use register::{Given, LayerAct, Register, SourceAct, SourceOutcome, SourceView};

use crate::error::IntakeError;
use crate::limits::limits;
use crate::screened;

/// How many inputs, and how many bytes, share their barriers.
const BATCH: usize = 64;
const BATCH_BYTES: u64 = 32 << 20;

/// How deep files inside files are taken in: what is attached to a mail is at one.
const DEEPEST: usize = 3;

/// Who reads what is taken in.
pub trait Reads {
    /// True where texts are handed to another's keeping.
    fn send(&self) -> bool;

    /// What is proposed of a document; nothing of a confidential one is handed on.
    fn read(&mut self, document: &Document<'_>, confidential: bool) -> Vec<Grounded>;
}

impl Reads for Rules {
    fn send(&self) -> bool {
        false
    }

    fn read(&mut self, document: &Document<'_>, _: bool) -> Vec<Grounded> {
        // From what was hidden nothing is proposed.
        if document.layer.extractor().hidden {
            return Vec::new();
        }
        reading::propose(self, document)
    }
}

impl<R: Reads> Reads for &mut R {
    fn send(&self) -> bool {
        (**self).send()
    }

    fn read(&mut self, document: &Document<'_>, confidential: bool) -> Vec<Grounded> {
        (**self).read(document, confidential)
    }
}

/// A step of taking in one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is kept, and being read.
    Begun,
    /// A page that takes long is done: which, of how many.
    Page(u32, u32),
}

/// Told of each step, with the input it is of.
type Tell = Box<dyn Fn(&str, Step)>;

/// What takes things in.
pub struct Intake<'a, R> {
    archive: &'a Archive,
    register: &'a mut Register,
    given: Given<'static>,
    by: ShortText,
    country: Option<String>,
    limits: Limits,
    worker: &'a mut Worker,
    readers: R,
    on_step: Tell,
    batch: Vec<Pending>,
    batch_bytes: u64,
    commits: u64,
}

/// One input, archived but not yet recorded.
struct Pending {
    input: String,
    left: usize,
    has_text: bool,
    reason: Option<Reason>,
    act: SourceAct,
}

/// One input, safe.
#[derive(Debug)]
pub struct Taken {
    /// What it was called.
    pub input: String,
    /// The source it is.
    pub source: SourceId,
    /// What of it was new.
    pub outcome: SourceOutcome,
    /// Why it has no text, or not all of it.
    pub failed: Option<ShortText>,
    /// The same in a word, where there is no text at all.
    pub reason: Option<Reason>,
    /// How many files inside it were left there, being too deep in others.
    pub left: usize,
    /// True where a text was got out of it, if not all.
    pub has_text: bool,
}

/// What is known of bytes before they are looked at.
struct Coming {
    /// What to call them.
    input: String,
    origin: Origin,
    name: Option<String>,
    /// How many others it is in, and whether one of them is confidential.
    depth: usize,
    closed: bool,
}

impl<'a, R: Reads> Intake<'a, R> {
    /// Takes into `archive` and `register`, for `by`, what comes from `country` (ISO 3166-1, two
    /// letters) where that is known. `worker` gets the texts out.
    pub fn new(
        archive: &'a Archive,
        register: &'a mut Register,
        given: Given<'static>,
        by: ShortText,
        country: Option<String>,
        worker: &'a mut Worker,
        readers: R,
    ) -> Self {
        let batch = Vec::with_capacity(BATCH);
        Self {
            archive,
            register,
            given,
            by,
            country,
            limits: limits(),
            worker,
            readers,
            on_step: Box::new(|_, _| {}),
            batch,
            batch_bytes: 0,
            commits: 0,
        }
    }

    /// Has somebody told of every step: the input, and what is being done with it.
    pub fn on_step(&mut self, tell: impl Fn(&str, Step) + 'static) {
        self.on_step = Box::new(tell);
    }

    /// Takes in a file; gives what became safe by it, which may be nothing yet.
    ///
    /// # Errors
    /// If it can't be read or kept; the others of the batch are not lost by it.
    pub fn file(&mut self, path: &Path) -> Result<Vec<Taken>, IntakeError> {
        let kept = self.archive.keep_file(path)?;
        let whole = std::path::absolute(path)
            .map_err(|why| IntakeError::Path { path: path.to_owned(), why })?;
        let origin = Origin::File { path: whole.to_string_lossy().into_owned() };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let coming =
            Coming { input: path.display().to_string(), origin, name, depth: 0, closed: false };
        self.source(coming, kept)
    }

    /// Takes in a file that somebody handed over under a name: where it lies means nothing.
    ///
    /// # Errors
    /// If it can't be read or kept.
    pub fn handed(&mut self, name: &str, path: &Path) -> Result<Vec<Taken>, IntakeError> {
        let kept = self.archive.keep_file(path)?;
        let origin = Origin::File { path: name.to_owned() };
        let (input, name) = (name.to_owned(), Some(name.to_owned()));
        self.source(Coming { input, origin, name, depth: 0, closed: false }, kept)
    }

    /// Reads what is archived again, from where it came first: what is known adds nothing.
    ///
    /// # Errors
    /// If it is gone or altered, or the dossier can't be written.
    pub fn again(&mut self, known: &SourceView, origin: Origin) -> Result<Vec<Taken>, IntakeError> {
        let kept = Kept { source: known.source, size: known.size, new: false };
        let name = known.meta.title.clone();
        let input = name.clone().unwrap_or_else(|| known.public_id.to_string());
        let closed = known.visibility == Visibility::Confidential;
        self.source(Coming { input, origin, name, depth: 0, closed }, kept)
    }

    /// Takes in bytes that somebody handed over under a name; gives what became safe by it.
    ///
    /// # Errors
    /// If they can't be kept.
    pub fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<Vec<Taken>, IntakeError> {
        let kept = self.archive.keep_bytes(bytes)?;
        let origin = Origin::File { path: name.to_owned() };
        let (input, name) = (name.to_owned(), Some(name.to_owned()));
        self.source(Coming { input, origin, name, depth: 0, closed: false }, kept)
    }

    /// Takes in what a web address answers.
    ///
    /// # Errors
    /// If it can't be fetched, answers that something is wrong, or can't be kept.
    pub fn url(&mut self, url: &str, options: &FetchOptions) -> Result<Vec<Taken>, IntakeError> {
        let got = fetch(url, options, self.given.clock, self.given.chance)?;
        if got.status >= 400 {
            return Err(IntakeError::Answer { url: url.to_owned(), status: got.status });
        }
        let warc =
            self.archive.keep_bytes(&got.warc).map_err(within("the response could not be kept"))?;
        let kept = self.archive.keep_bytes(&got.body).map_err(within(url))?;
        let origin = Origin::Url {
            asked: url.to_owned(),
            answered: got.answered,
            status: got.status,
            warc: *warc.source.digest(),
        };
        let (input, name) = (url.to_owned(), Some(url.to_owned()));
        self.source(Coming { input, origin, name, depth: 0, closed: false }, kept)
    }

    fn source(&mut self, coming: Coming, kept: Kept) -> Result<Vec<Taken>, IntakeError> {
        let Coming { input, origin, name, depth, closed } = coming;
        let head = self.archive.head(&kept.source)?;
        let media = media_type(&head);
        let mut act = SourceAct {
            source: kept.source,
            size: kept.size,
            media_type: media,
            meta: SourceMeta { title: name.clone(), ..SourceMeta::default() },
            from: Acquisition { origin, at: self.given.clock.now() },
            layers: Vec::new(),
            failed: None,
        };
        let mut parts = Vec::new();
        let (mut slow, mut reason) = (false, None);
        let confidential = closed || self.is_confidential(kept.source)?;
        // Of contracting data only what was matched may have a text: the rest names people.
        if self.is_screened(kept.source)? {
            self.batch.push(Pending { input, left: 0, has_text: true, reason: None, act });
            return if self.batch.len() >= BATCH { self.settle() } else { Ok(Vec::new()) };
        }
        match self.extract(&input, kept, media, &head, name.as_deref())? {
            Ok(extracted) => {
                parts = extracted.parts;
                slow = extracted.layer.extractor().name.contains("tesseract");
                act.failed = extracted.unread.as_deref().map(ShortText::clipped).transpose()?;
                act.meta = self.meta(kept.source, extracted.meta)?;
                for layer in std::iter::once(&extracted.layer).chain(&extracted.hidden) {
                    let record = self.archive.keep_layer(layer)?;
                    // From what was hidden nothing is read: it is kept alone.
                    let document = Document { layer, meta: &act.meta };
                    let proposals = self.readers.read(&document, confidential);
                    act.layers.push(LayerAct::of(record, reading::statements(proposals)));
                }
            }
            Err(error) => {
                reason = Some(error.reason());
                act.failed = Some(ShortText::clipped(&error.to_string())?);
            }
        }
        self.batch_bytes += kept.size;
        let left = if depth < DEEPEST { 0 } else { parts.len() };
        parts.drain(parts.len() - left..);
        let has_text = !act.layers.is_empty();
        self.batch.push(Pending { input: input.clone(), left, has_text, reason, act });
        let mut taken = Vec::new();
        // Minutes of recognising are not put at risk for the sake of a barrier.
        if slow || self.batch.len() >= BATCH || self.batch_bytes >= BATCH_BYTES {
            taken = self.settle()?;
        }
        let of = kept.source;
        for part in parts {
            let Part { part, name, bytes } = part;
            let kept = self.archive.keep_bytes(&bytes).map_err(within(&input))?;
            let shown = format!("{input} > {}", name.as_deref().unwrap_or(&part));
            let origin = Origin::Part { of, part, name: name.clone() };
            let (depth, closed) = (depth + 1, confidential);
            taken.extend(self.source(Coming { input: shown, origin, name, depth, closed }, kept)?);
        }
        Ok(taken)
    }

    /// The text layer of an original, which is looked into only where it can have one.
    fn extract(
        &mut self,
        input: &str,
        kept: Kept,
        media: MediaType,
        head: &[u8],
        name: Option<&str>,
    ) -> Result<Result<Extracted, ExtractError>, ArchiveError> {
        if let Err(error) = check_text(media, head, kept.size, &self.limits) {
            return Ok(Err(error));
        }
        let path = self.archive.lies(&kept.source)?;
        let on_step = &self.on_step;
        on_step(input, Step::Begun);
        let tell = |page, of| on_step(input, Step::Page(page, of));
        Ok(self.worker.text_layer(kept.source, media, &path, name, &tell))
    }

    /// What is known of a source already counts before what is said of it now, so that reading the
    /// same bytes again proposes the same.
    fn meta(&self, source: SourceId, extracted: SourceMeta) -> Result<SourceMeta, IntakeError> {
        if let Some(known) = self.register.source(source)? {
            return Ok(known.meta);
        }
        Ok(SourceMeta { country: self.country.clone().or(extracted.country), ..extracted })
    }

    /// True of a file of contracting data that screening took in.
    fn is_screened(&self, source: SourceId) -> Result<bool, IntakeError> {
        let layers = self.register.layers_of(source)?;
        Ok(layers.iter().any(|layer| layer.extractor.name == screened::EXTRACTOR))
    }

    /// What is new was handed over to be read; what the dossier knows keeps its secrecy.
    fn is_confidential(&self, source: SourceId) -> Result<bool, IntakeError> {
        if !self.readers.send() {
            return Ok(false);
        }
        let known = self.register.source(source)?;
        Ok(known.is_some_and(|known| known.visibility == Visibility::Confidential))
    }

    /// Who reads.
    pub const fn readers(&self) -> &R {
        &self.readers
    }

    /// How many times the log was made safe.
    pub const fn commits(&self) -> u64 {
        self.commits
    }

    /// Makes the batch safe and gives what is in it.
    ///
    /// # Errors
    /// If the dossier can't be written.
    pub fn settle(&mut self) -> Result<Vec<Taken>, IntakeError> {
        if self.batch.is_empty() {
            return Ok(Vec::new());
        }
        self.archive.barrier()?;
        self.batch_bytes = 0;
        let (inputs, acts): (Vec<_>, Vec<_>) = self
            .batch
            .drain(..)
            .map(|Pending { input, left, has_text, reason, act }| {
                ((input, act.source, act.failed.clone(), left, has_text, reason), act)
            })
            .unzip();
        self.commits += 1;
        let outcomes = self.register.record_sources(self.given, &self.by, acts)?;
        let taken = inputs.into_iter().zip(outcomes);
        Ok(taken
            .map(|((input, source, failed, left, has_text, reason), outcome)| Taken {
                input,
                source,
                outcome,
                failed,
                reason,
                left,
                has_text,
            })
            .collect())
    }
}

/// What becomes of bytes that could not be kept, with what they came with.
fn within(what: &str) -> impl FnOnce(KeepError) -> IntakeError {
    let what = what.to_owned();
    move |why| IntakeError::Within { what, why }
}

/// True for a web address; anything else is a path.
#[must_use]
pub fn is_url(input: &str) -> bool {
    input.starts_with("http://") || input.starts_with("https://")
}
