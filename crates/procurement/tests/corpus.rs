//! The fuzz target's saved inputs and some hundreds of simple changes of them, through the same door. The
//! changes are the same in every run.

use std::path::Path;

/// A repeatable sequence of numbers (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

#[test]
fn saved_inputs_and_changes_of_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/procurement");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let saved: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
    assert!(saved.len() >= 6, "{} saved inputs", saved.len());
    saved.iter().for_each(|input| procurement::fuzzing::bytes(input));
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for _ in 0..300 {
        let mut input = saved[numbers.below(saved.len())].clone();
        for _ in 0..=numbers.below(4) {
            let at = numbers.below(input.len() + 1);
            let end = (at + numbers.below(24)).min(input.len());
            match numbers.below(4) {
                0 if at < input.len() => {
                    input[at] = b"{}[],:\"\\\n\r 0-.eN\0\xff\xef"[numbers.below(19)];
                }
                1 => drop(input.drain(at..end)),
                2 => {
                    let doubled = input[at..end].to_vec();
                    input.splice(at..at, doubled);
                }
                _ => {
                    let other = &saved[numbers.below(saved.len())];
                    let from = numbers.below(other.len());
                    let until = (from + numbers.below(40)).min(other.len());
                    input.splice(at..at, other[from..until].iter().copied());
                }
            }
        }
        procurement::fuzzing::bytes(&input);
    }
}
