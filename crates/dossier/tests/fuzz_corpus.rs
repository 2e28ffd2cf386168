//! Saved inputs of the fuzz target, and changes of them, keep every promise.

/// So many places of each input are changed.
const CHANGES: usize = 120;

#[test]
fn saved_inputs_and_changes_of_them() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/restore");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        dossier::fuzzing::restore(&bytes);
        for at in (0..bytes.len()).step_by(bytes.len().div_ceil(CHANGES)) {
            let mut other = bytes.clone();
            other[at] = other[at].wrapping_add([1, 0x80, 0xff, 0x2e][at % 4]);
            dossier::fuzzing::restore(&other);
        }
        count += 1;
    }
    assert!(count > 0);
}
