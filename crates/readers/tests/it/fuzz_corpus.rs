//! The fuzz targets' saved corpora, and a few thousand mutations of them, on every run.

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

fn run(target: &str, read: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let saved: Vec<_> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    assert!(!saved.is_empty(), "the saved corpus of {target} is empty");
    let mut turns = Turns(0x9E37_79B9_7F4A_7C15);
    for bytes in &saved {
        read(bytes);
    }
    for turn in 0..3000 {
        let mut bytes = saved[turn % saved.len()].clone();
        for _ in 0..=turns.next(5) {
            let at = turns.next(bytes.len());
            match turns.next(4) {
                0 if !bytes.is_empty() => bytes[at] = u8::try_from(turns.next(256)).unwrap(),
                1 => bytes.truncate(at),
                2 => {
                    let other = &saved[turns.next(saved.len())];
                    let from = turns.next(other.len());
                    bytes.splice(at..at, other[from..].iter().copied());
                }
                _ => bytes.insert(at, b"{}[]\",:\\0-9e"[turns.next(12)]),
            }
        }
        read(&bytes);
    }
}

#[test]
fn endpoint_answer() {
    run("endpoint_answer", readers::fuzzing::endpoint_answer);
}

#[test]
fn gliner_line() {
    run("gliner_line", readers::fuzzing::gliner_line);
}
