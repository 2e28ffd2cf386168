//! The fuzz targets' saved corpora, and a few thousand mutations of them, on every run.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

/// A repeatable sequence of numbers (xorshift), so that a failure comes again.
struct Turns(u64);

impl Turns {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below.max(1)).unwrap()).unwrap()
    }
}

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "the saved corpus of {target} is empty");
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// One of the ways a text goes wrong: a byte changed, a stretch cut, doubled, or put elsewhere.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], turns: &mut Turns) {
    let (a, b) = (turns.next(bytes.len()), turns.next(bytes.len()));
    let (start, end) = (a.min(b), a.max(b));
    match turns.next(5) {
        0 if !bytes.is_empty() => bytes[start] = u8::try_from(turns.next(256)).unwrap(),
        1 => drop(bytes.drain(start..end)),
        2 => {
            let copy = bytes[start..end].to_vec();
            bytes.extend(copy);
        }
        3 => {
            let from = turns.next(other.len());
            bytes.splice(start..start, other[from..].iter().copied());
        }
        _ => bytes.insert(start.min(bytes.len()), b"\n ,.$\"%(1A"[turns.next(10)]),
    }
    bytes.truncate(6000);
}

fn run(target: &str, times: usize, read: fn(&[u8])) {
    let saved = corpus(target);
    let mut turns = Turns(0x9E37_79B9_7F4A_7C15);
    for bytes in &saved {
        read(bytes);
    }
    for turn in 0..times {
        let mut bytes = saved[turn % saved.len()].clone();
        for _ in 0..=turns.next(6) {
            let other = &saved[turns.next(saved.len())];
            mutate(&mut bytes, other, &mut turns);
        }
        read(&bytes);
    }
}

#[test]
fn read_text() {
    run("read_text", 600, reading::fuzzing::read_text);
}

#[test]
fn names() {
    run("names", 200, reading::fuzzing::recognise_names);
}

#[test]
fn places() {
    run("places", 200, reading::fuzzing::recognise_places);
}

#[test]
fn technology() {
    run("technology", 600, reading::fuzzing::recognise_technology);
}

#[test]
fn recognise() {
    run("recognise", 2000, reading::fuzzing::recognise);
}

#[test]
fn find_quote() {
    run("find_quote", 600, reading::fuzzing::find_quote);
}

#[test]
fn each_recogniser() {
    use reading::fuzzing::{dates, identifiers, law, money, quantities, rates};
    run("dates", 400, dates);
    run("money", 400, money);
    run("quantities", 400, quantities);
    run("rates", 400, rates);
    run("identifiers", 400, identifiers);
    run("law", 400, law);
}

#[test]
fn read_records() {
    run("read_records", 300, reading::fuzzing::read_records);
}

#[test]
fn read_notation() {
    run("notation", 400, reading::fuzzing::read_notation);
}

#[test]
fn furniture() {
    run("furniture", 600, reading::fuzzing::furniture);
}
