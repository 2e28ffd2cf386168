//! Why a source got no text layer.

use std::time::Duration;

use codebook::layer::LayerError;

use crate::reason::Reason;

/// Why no text could be got out of a source. The source stays archived.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// Nothing here reads this kind of file.
    #[error(
        "{what}: not opened; add the documents in it as files of their own (text, Markdown, HTML, CSV, PDF, DOCX, XLSX, ODT, ODS or mail)"
    )]
    Unsupported {
        /// What it seems to be.
        what: String,
    },
    /// A WARC file.
    #[error("a WARC file: kept, but its records are not read; add the page itself")]
    Warc,
    /// It is too large.
    #[error(
        "{size} bytes of it; at most {limit} are read: add what matters of it as smaller files"
    )]
    TooLarge {
        /// How large.
        size: u64,
        /// The most that is read.
        limit: u64,
    },
    /// It is not text in any encoding that can be told.
    #[error("not text: byte {at} {why}; if it is text, save it as UTF-8 and add it again")]
    NotText {
        /// The first byte that is wrong.
        at: usize,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A table of too many cells.
    #[error("a table of more than {limit} cells; split it, and add the smaller files")]
    TooManyCells {
        /// The most that is read.
        limit: usize,
    },
    /// A page of too many elements.
    #[error(
        "an HTML page of more than {limit} elements; open it, save what matters of it as a text or PDF file, and add that"
    )]
    TooManyElements {
        /// The most that is read.
        limit: usize,
    },
    /// A page nested too deeply.
    #[error(
        "a page or document nested more than {limit} deep; open it, save it as a text or PDF file, and add that"
    )]
    TooDeep {
        /// The deepest that is read.
        limit: usize,
    },
    /// There is no text in it.
    #[error("{what}")]
    NoText {
        /// In words: what it is instead, and what to do.
        what: &'static str,
    },
    /// The page could not be taken apart.
    #[error(
        "the HTML could not be parsed: {why}; open it, save it as a text or PDF file, and add that"
    )]
    Html {
        /// What the parser said.
        why: String,
    },
    /// A program that reads such files is not installed.
    #[error(
        "`{program}` is missing, which reads {reads}; install what it comes with (on Debian and Ubuntu: `sudo apt-get install {packages}`) and add the file again"
    )]
    ToolMissing {
        /// The program.
        program: String,
        /// What it reads.
        reads: &'static str,
        /// The packages to install.
        packages: &'static str,
    },
    /// Tesseract does not know a language.
    #[error(
        "`tesseract` lacks the data for Spanish or English; install it (on Debian and Ubuntu: `sudo apt-get install tesseract-ocr-spa tesseract-ocr-eng tesseract-ocr-osd`) and add the file again"
    )]
    LanguageMissing,
    /// A picture of too many pixels.
    #[error(
        "a picture of more than {limit} pixels; scan it in parts or more coarsely and add it again"
    )]
    TooManyPixels {
        /// The most that are read.
        limit: u64,
    },
    /// A picture is broken.
    #[error("the picture is damaged or cut short ({why}); get a whole copy and add it again")]
    DamagedPicture {
        /// How that shows.
        why: String,
    },
    /// The file is locked.
    #[error("it is encrypted and opens only with a password; remove the password and add it again")]
    Encrypted,
    /// The PDF is broken.
    #[error("the PDF is damaged or cut short ({why}); get a whole copy and add it again")]
    Damaged {
        /// How that shows.
        why: String,
    },
    /// An old Office file, or one in the same wrapping because it is locked.
    #[error("{what}")]
    OldOffice {
        /// In words: what it is, and what to do.
        what: &'static str,
    },
    /// An office document or a mail is broken.
    #[error("the document is damaged ({why}); save it anew where it opens, and add that")]
    Office {
        /// How that shows.
        why: String,
    },
    /// It has too many files in it.
    #[error("it has more than {limit} files in it; add those that matter as files of their own")]
    TooManyFiles {
        /// The most that are taken.
        limit: usize,
    },
    /// A mailbox of too many messages.
    #[error("a mailbox of more than {limit} messages; split it into smaller ones")]
    TooManyMessages {
        /// The most that are read.
        limit: usize,
    },
    /// What is attached to mails is too large.
    #[error("more than {limit} bytes are attached; add those that matter as files of their own")]
    TooMuchAttached {
        /// The most that is taken.
        limit: u64,
    },
    /// Unpacked, it is too large.
    #[error(
        "unpacked it is more than {limit} bytes, or more than {ratio} times as long as packed; open it, save what matters of it anew, and add that"
    )]
    Unpacked {
        /// The most that is unpacked.
        limit: u64,
        /// How many times as long as packed a file may be.
        ratio: u64,
    },
    /// The time limit was reached.
    #[error("`{program}` was stopped after {} seconds, the most it may take; open the file with its own program, save it anew or in parts, and add that", limit.as_secs())]
    Time {
        /// The program.
        program: String,
        /// The limit.
        limit: Duration,
    },
    /// The memory limit was reached.
    #[error(
        "`{program}` needed more than {limit} bytes of memory, the most it may use; open the file with its own program, save it anew or in parts, and add that"
    )]
    Memory {
        /// The program.
        program: String,
        /// The limit, in bytes.
        limit: u64,
    },
    /// The output limit was reached.
    #[error(
        "`{program}` wrote more than {limit} bytes, the most that is read; open the file with its own program, save it in parts, and add those"
    )]
    Output {
        /// The program.
        program: String,
        /// The limit, in bytes.
        limit: u64,
    },
    /// The program failed in another way.
    #[error(
        "`{program}` failed: {why}; try once more, and if it fails again, open the file with its own program, save it anew, and add that"
    )]
    Tool {
        /// The program.
        program: String,
        /// What it said.
        why: String,
    },
    /// The worker that read it says why.
    #[error("{words}")]
    Told {
        /// In a word.
        reason: Reason,
        /// In its words.
        words: String,
    },
    /// The map did not fit the text: a fault of the maker.
    #[error("the text and its map do not fit: {0}; please report this")]
    Map(#[from] LayerError),
}

impl From<image::ImageError> for ExtractError {
    fn from(why: image::ImageError) -> Self {
        Self::DamagedPicture { why: why.to_string() }
    }
}
