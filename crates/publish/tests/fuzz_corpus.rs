//! Saved inputs of the fuzz target, and changes of them, keep every promise.

/// So many places of each input are changed.
const CHANGES: usize = 60;

#[test]
fn saved_inputs_and_changes_of_them() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/verify");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        publish::fuzzing::verify(&bytes);
        for at in (0..bytes.len()).step_by(bytes.len().div_ceil(CHANGES)) {
            let mut other = bytes.clone();
            other[at] = b"0\"9\xff{,-\n"[at % 8];
            publish::fuzzing::verify(&other);
        }
        count += 1;
    }
    assert!(count > 0);
}
