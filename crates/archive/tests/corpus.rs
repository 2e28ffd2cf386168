//! The fuzz targets' saved inputs and some thousands of simple changes of them, through the same doors
//! as the fuzz targets. The changes are the same in every run.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use archive::fuzzing;

/// How many changed inputs each target gets.
const CHANGED: u64 = 1500;

/// A repeatable sequence of numbers (xorshift).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut files: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no saved inputs in {}", folder.display());
    files.into_iter().map(|file| fs::read(file).unwrap()).collect()
}

/// One to four changes: a byte set, a stretch removed, doubled, or taken from another input.
fn change(input: &mut Vec<u8>, others: &[Vec<u8>], numbers: &mut Numbers) {
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(input.len() + 1);
        let end = (at + numbers.below(24)).min(input.len());
        match numbers.below(5) {
            0 if at < input.len() => input[at] = numbers.next() as u8,
            1 if at < input.len() => input[at] = b"<>&;\"',\n\r/= \0\xff"[numbers.below(14)],
            2 => drop(input.drain(at..end)),
            3 => {
                let doubled = input[at..end].to_vec();
                input.splice(at..at, doubled);
            }
            _ => {
                let other = &others[numbers.below(others.len())];
                let from = numbers.below(other.len());
                let until = (from + numbers.below(40)).min(other.len());
                input.splice(at..at, other[from..until].iter().copied());
            }
        }
    }
}

fn run(target: &str, door: fn(&[u8])) {
    let saved = corpus(target);
    for input in &saved {
        door(input);
    }
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for _ in 0..CHANGED {
        let mut input = saved[numbers.below(saved.len())].clone();
        change(&mut input, &saved, &mut numbers);
        door(&input);
    }
}

#[test]
fn text() {
    run("layer_text", fuzzing::layer_text);
}

#[test]
fn csv() {
    run("layer_csv", fuzzing::layer_csv);
}

#[test]
fn html() {
    run("layer_html", fuzzing::layer_html);
}

#[test]
fn pdf_words() {
    run("layer_pdf_words", fuzzing::layer_pdf_words);
}

#[test]
fn tiff() {
    run("layer_tiff", fuzzing::layer_tiff);
}

#[test]
fn docx() {
    run("layer_docx", fuzzing::layer_docx);
}

#[test]
fn odf() {
    run("layer_odf", fuzzing::layer_odf);
}

#[test]
fn xlsx() {
    run("layer_xlsx", fuzzing::layer_xlsx);
}

#[test]
fn office() {
    run("layer_office", fuzzing::layer_office);
}

#[test]
fn mail() {
    run("layer_mail", fuzzing::layer_mail);
}

#[test]
fn recognised_words() {
    run("layer_tsv", fuzzing::layer_tsv);
}

#[test]
fn pdf_pages() {
    run("layer_pdf_pages", fuzzing::layer_pdf_pages);
}

#[test]
fn pdf_numbers() {
    run("layer_pdf_numbers", fuzzing::layer_pdf_numbers);
}

#[test]
fn media_type() {
    run("media_type", fuzzing::media_type);
}

#[test]
fn fields() {
    run("fields", fuzzing::fields);
}

#[test]
fn worker_answer() {
    run("worker_answer", fuzzing::worker_answer);
}
