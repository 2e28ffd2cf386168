//! A GLiNER model on this machine, run by `veedor-gliner` in a process of its own.
//!
//! It marks bodies, companies and places in sentences that name a technology; [`reading::Offers`] makes
//! a proposal of a mark only where the sentence says how it relates to the technology.

mod line;
mod process;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use codebook::ReaderId;
use codebook::statement::Confidence;
use reading::{Document, Offers};

use self::line::{LABELS, LONGEST, LONGEST_TEXT, LineError, Question};
use self::process::{Bounds, Process, ProcessError};
use crate::report::Reading;
use crate::{Reason, Switched, id_of};

#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use line::spans;

/// Modest: the model's own score says how sure it is of a name, not of what is said of it.
const CONFIDENCE: Confidence = Confidence::thousandths(350);

/// How sure the model must be of a name.
const THRESHOLD: f32 = 0.5;

/// A model and the program that runs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlinerSettings {
    /// The folder with `model.onnx`, `tokenizer.json` and `gliner_config.json`.
    pub weights: PathBuf,
    /// The program, as `veedor-gliner`; with a path, or to be found on `PATH`.
    pub program: OsString,
    /// How long it may take to load the model.
    pub loading: Duration,
    /// How long one answer may take.
    pub answering: Duration,
    /// How much address space it may use, in bytes.
    pub memory: u64,
}

impl GlinerSettings {
    /// The usual bounds for the weights in this folder.
    #[must_use]
    pub fn new(weights: &Path) -> Self {
        Self {
            weights: weights.to_owned(),
            program: "veedor-gliner".into(),
            loading: Duration::from_secs(120),
            answering: Duration::from_secs(30),
            memory: 8 << 30,
        }
    }
}

/// A folder that holds no model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GlinerError {
    /// A file is missing.
    #[error("{folder} has no {file}; expected the folder of a GLiNER model exported to ONNX")]
    Missing {
        /// The folder.
        folder: String,
        /// The file.
        file: &'static str,
    },
    /// The folder has no name that can be kept.
    #[error("`{0}` has no name to call the model by")]
    Name(String),
}

/// Why the program can't be asked on.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Process(#[from] ProcessError),
    #[error(transparent)]
    Line(#[from] LineError),
}

/// A reader that asks a model in a process.
#[derive(Debug)]
pub struct Gliner {
    id: ReaderId,
    settings: GlinerSettings,
    process: Option<Process>,
    /// How often it may still be started.
    starts: u8,
}

impl Gliner {
    /// A reader of the model in that folder. The program is started when there is something to read.
    ///
    /// # Errors
    /// If the folder holds no model.
    pub fn new(settings: GlinerSettings) -> Result<Self, GlinerError> {
        let folder = || settings.weights.display().to_string();
        for file in ["model.onnx", "tokenizer.json", "gliner_config.json"] {
            if !settings.weights.join(file).is_file() {
                return Err(GlinerError::Missing { folder: folder(), file });
            }
        }
        let whole = settings.weights.canonicalize().unwrap_or_else(|_| settings.weights.clone());
        let name = whole.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let id = id_of("gliner", &name, 1)
            .filter(|_| name.contains(char::is_alphanumeric))
            .ok_or_else(|| GlinerError::Name(folder()))?;
        Ok(Self { id, settings, process: None, starts: 2 })
    }

    fn ask(&mut self, text: &str) -> Result<Vec<u8>, Failure> {
        let process = match &mut self.process {
            Some(process) => process,
            none => none.insert(start(&self.settings)?),
        };
        let question =
            Question { text, labels: LABELS.map(|(label, _)| label), threshold: THRESHOLD };
        let question = serde_json::to_vec(&question).map_err(|_| LineError::Form)?;
        process.say(&question)?;
        Ok(process.hear(self.settings.answering)?)
    }

    /// True where it may be asked on: it runs, or may be started once more.
    const fn may_go_on(&self) -> bool {
        self.process.is_some() || self.starts > 0
    }
}

/// Starts the program and waits until it has loaded the model.
fn start(settings: &GlinerSettings) -> Result<Process, Failure> {
    let bounds =
        Bounds { memory: settings.memory, processor: Duration::from_secs(6 * 3600), line: LONGEST };
    let mut process = Process::start(&settings.program, &[settings.weights.as_os_str()], bounds)?;
    let ready = process.hear(settings.loading)?;
    if ready == br#"{"ready":1}"# {
        return Ok(process);
    }
    // It may say why not.
    Err(line::spans(&ready, "").err().unwrap_or(LineError::Form).into())
}

impl Switched for Gliner {
    fn id(&self) -> &ReaderId {
        &self.id
    }

    fn notice(&self) -> String {
        format!(
            "sentences that name a technology are read on this machine by {} with the model in {}",
            self.settings.program.to_string_lossy(),
            self.settings.weights.display()
        )
    }

    fn sends(&self) -> bool {
        false
    }

    fn read(&mut self, document: &Document<'_>, told: &dyn Fn(&str)) -> Reading {
        let mut reading = Reading::new(self.id.clone());
        let Some(offers) = Offers::of(document, self.id.clone(), CONFIDENCE) else {
            return reading;
        };
        let telling = offers.telling();
        for (turn, at) in telling.iter().enumerate() {
            if !self.may_go_on() {
                reading.report.unread += telling.len() - turn;
                break;
            }
            let text = offers.words(at);
            if text.len() > LONGEST_TEXT {
                reading.report.unread += 1;
                continue;
            }
            told(&format!("{} of {}", turn + 1, telling.len()));
            if self.process.is_none() {
                self.starts -= 1;
            }
            reading.report.requests += 1;
            let answer = self.ask(text).and_then(|answer| Ok(line::spans(&answer, text)?));
            match answer {
                Ok((spans, dropped)) => {
                    if dropped > 0 {
                        *reading.report.dropped.entry(Reason::Malformed).or_default() += dropped;
                    }
                    for (entity, span) in spans {
                        let span = at.start + span.start..at.start + span.end;
                        reading.take(offers.relate(entity, &span));
                    }
                }
                Err(failure) => {
                    // Whatever it was, what it says next is not to be relied on.
                    self.process = None;
                    reading.report.unread += 1;
                    let rest = if self.may_go_on() {
                        "; it is started once more"
                    } else {
                        "; it is not asked again in this run"
                    };
                    reading.report.failures.push(format!(
                        "{}: {failure}{rest}",
                        self.settings.program.to_string_lossy()
                    ));
                }
            }
        }
        reading
    }
}
