//! How much of anything is taken on.

use std::time::Duration;

const MIB: u64 = 1024 * 1024;

/// Bounds on what comes in, so that no document can exhaust the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The largest original, in bytes.
    pub original_bytes: u64,
    /// The largest plain text, Markdown or CSV file that gets a text layer, in bytes.
    pub text_bytes: u64,
    /// The most cells of a CSV file.
    pub cells: usize,
    /// The largest HTML page, in bytes.
    pub html_bytes: u64,
    /// The most elements of an HTML page, and texts and comments between them.
    pub html_elements: usize,
    /// The deepest nesting of an HTML page.
    pub html_depth: usize,
    /// The most files in an office document, or attached to a mail or mailbox.
    pub packed_files: usize,
    /// The most bytes that an office document may have unpacked, or attachments of a mail or mailbox
    /// decoded.
    pub unpacked_bytes: u64,
    /// How many times as long as packed a larger file in an office document may be.
    pub unpacked_ratio: u64,
    /// The most messages of a mailbox.
    pub messages: usize,
    /// How long a program of poppler may take over one file, or over some of its pages.
    pub pdf_time: Duration,
    /// How much address space a program of poppler may use, in bytes.
    pub pdf_memory: u64,
    /// How much a program of poppler may write, in bytes.
    pub pdf_output: u64,
    /// The program that gets words out of a PDF: a name looked up in `PATH`, or a path.
    pub pdftotext: String,
    /// The program, a path or a name looked up in `PATH`, and its arguments, that reads the numbers of a
    /// PDF a second time (see [`PdfWord`](crate::PdfWord)); empty where none does.
    pub pdf_numbers: Vec<String>,
    /// The most scanned pages of one document that are recognised.
    pub ocr_pages: usize,
    /// The most pixels of a picture that is recognised.
    pub ocr_pixels: u64,
    /// How long `tesseract` may take over one page.
    pub ocr_time: Duration,
    /// How much address space `tesseract` may use, in bytes.
    pub ocr_memory: u64,
    /// How much `tesseract` may write of one page, in bytes.
    pub ocr_output: u64,
    /// The program that recognises words: a name looked up in `PATH`, or a path.
    pub tesseract: String,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            original_bytes: 512 * MIB,
            text_bytes: 64 * MIB,
            cells: 2_000_000,
            html_bytes: 8 * MIB,
            html_elements: 250_000,
            html_depth: 512,
            packed_files: 10_000,
            unpacked_bytes: 256 * MIB,
            unpacked_ratio: 250,
            messages: 50_000,
            pdf_time: Duration::from_secs(60),
            pdf_memory: 1024 * MIB,
            pdf_output: 256 * MIB,
            pdftotext: "pdftotext".to_owned(),
            pdf_numbers: Vec::new(),
            ocr_pages: 500,
            ocr_pixels: 120_000_000,
            ocr_time: Duration::from_secs(120),
            ocr_memory: 2048 * MIB,
            ocr_output: 16 * MIB,
            tesseract: "tesseract".to_owned(),
        }
    }
}
