//! The programs that read strangers' pages for us, each run under bounds with its ends told apart.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::ExtractError;
use super::process::{Bounds, Ended, Given, run};
use crate::limits::Limits;

/// One of the programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// Words of a PDF with their boxes.
    Pdftotext,
    /// Pages of a PDF as pictures.
    Pdftoppm,
    /// What pictures stand on the pages of a PDF.
    Pdfimages,
    /// The pages of a PDF, their boxes and their turns.
    Pdfinfo,
    /// Numbers of a PDF, read a second time.
    Numbers,
    /// Words of a picture.
    Tesseract,
}

/// What a program wrote when it ended by itself.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) output: Vec<u8>,
    pub(crate) errors: String,
}

impl Ran {
    /// The first line of what it complained about.
    pub(crate) fn complaint(&self) -> &str {
        self.errors.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
    }
}

impl Tool {
    /// The program: a name looked up in `PATH`, or a path.
    fn program(self, limits: &Limits) -> &str {
        match self {
            Self::Pdftotext => &limits.pdftotext,
            Self::Pdftoppm => "pdftoppm",
            Self::Pdfimages => "pdfimages",
            Self::Pdfinfo => "pdfinfo",
            Self::Numbers => limits.pdf_numbers.first().map_or("", String::as_str),
            Self::Tesseract => &limits.tesseract,
        }
    }

    const fn packages(self) -> &'static str {
        match self {
            Self::Tesseract => "tesseract-ocr tesseract-ocr-spa tesseract-ocr-eng",
            Self::Pdftotext | Self::Pdftoppm | Self::Pdfimages | Self::Pdfinfo => "poppler-utils",
            Self::Numbers => "veedor",
        }
    }

    const fn reads(self) -> &'static str {
        match self {
            Self::Tesseract => "scans and pictures",
            Self::Pdftotext | Self::Pdftoppm | Self::Pdfimages | Self::Pdfinfo => "PDF files",
            Self::Numbers => "numbers of PDF files",
        }
    }

    /// Bytes that its runs may read.
    pub(crate) fn give(self, limits: &Limits, bytes: &[u8]) -> Result<Given, ExtractError> {
        Given::new(bytes).map_err(|why| ExtractError::Tool {
            program: self.program(limits).to_owned(),
            why: format!("its input could not be written: {why}"),
        })
    }

    /// Runs it with `input` as its standard input.
    pub(crate) fn run(
        self,
        limits: &Limits,
        arguments: &[&str],
        input: &[u8],
    ) -> Result<Ran, ExtractError> {
        self.run_on(limits, arguments, &self.give(limits, input)?)
    }

    /// Runs it with what it is given as its standard input, which it may open as [`Given::PATH`] too.
    pub(crate) fn run_on(
        self,
        limits: &Limits,
        arguments: &[&str],
        given: &Given,
    ) -> Result<Ran, ExtractError> {
        let bounds = if self == Self::Tesseract {
            Bounds { time: limits.ocr_time, memory: limits.ocr_memory, output: limits.ocr_output }
        } else {
            Bounds { time: limits.pdf_time, memory: limits.pdf_memory, output: limits.pdf_output }
        };
        let name = self.program(limits).to_owned();
        match run(&name, arguments, given, bounds) {
            Ok(Ended::Exited { status, output, errors }) => Ok(Ran { status, output, errors }),
            Ok(Ended::Missing) => Err(ExtractError::ToolMissing {
                program: name,
                reads: self.reads(),
                packages: self.packages(),
            }),
            Ok(Ended::OutOfTime) => Err(ExtractError::Time { program: name, limit: bounds.time }),
            Ok(Ended::OutOfMemory) => {
                Err(ExtractError::Memory { program: name, limit: bounds.memory })
            }
            Ok(Ended::TooMuchOutput) => {
                Err(ExtractError::Output { program: name, limit: bounds.output })
            }
            Err(why) => Err(ExtractError::Tool { program: name, why: why.to_string() }),
        }
    }

    /// Why a run that ended badly did so, where nothing better is known.
    pub(crate) fn failed(self, limits: &Limits, ran: &Ran) -> ExtractError {
        let why = match ran.complaint() {
            "" => format!("it ended with status {:?}", ran.status),
            complaint => complaint.to_owned(),
        };
        ExtractError::Tool { program: self.program(limits).to_owned(), why }
    }

    /// The version of the installed program, asked once: what follows `word` where it tells it.
    pub(crate) fn version(
        self,
        limits: &Limits,
        asked: &str,
        word: &str,
    ) -> Result<String, ExtractError> {
        static KNOWN: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
        let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let program = self.program(limits);
        if let Some(version) = known().get(program) {
            return Ok(version.clone());
        }
        let ran = self.run(limits, &[asked], b"")?;
        let output = String::from_utf8_lossy(&ran.output);
        let version = output
            .lines()
            .chain(ran.errors.lines())
            .find_map(|line| line.strip_prefix(word))
            .and_then(|rest| rest.split_whitespace().next())
            .ok_or_else(|| ExtractError::Tool {
                program: program.to_owned(),
                why: "it does not tell its version".to_owned(),
            })?
            .to_owned();
        known().insert(program.to_owned(), version.clone());
        Ok(version)
    }
}
