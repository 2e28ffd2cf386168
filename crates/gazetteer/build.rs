//! Packs `data/places.tsv` for looking up: an index from folded names to their lines, and the lines; and `data/words.tsv`:
//! an index from folded words to what they are.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

#[path = "src/first.rs"]
mod first;

fn main() -> Result<(), Box<dyn Error>> {
    let out = std::env::var("OUT_DIR")?;
    places(Path::new(&out))?;
    words(Path::new(&out))
}

fn places(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data/places.tsv");
    let table = std::fs::read_to_string("data/places.tsv")?;
    let mut index = fst::MapBuilder::memory();
    let mut records = String::new();
    let mut firsts = [0_u8; 1 << 15];
    let mut lines = table.lines().filter(|line| !line.starts_with('#')).peekable();
    while let Some(line) = lines.next() {
        let (key, record) = line.split_once('\t').ok_or(format!("no tab in `{line}`"))?;
        if let Some((byte, bit)) = first::place(key.as_bytes()) {
            firsts[byte] |= bit;
        }
        let start = u64::try_from(records.len())?;
        let mut count = 1;
        writeln!(records, "{record}")?;
        while let Some(next) = lines.next_if(|next| next.split('\t').next() == Some(key)) {
            let (_, record) = next.split_once('\t').unwrap_or_default();
            writeln!(records, "{record}")?;
            count += 1;
        }
        index.insert(key, start << 8 | count)?;
    }
    std::fs::write(out.join("places.fst"), index.into_inner()?)?;
    std::fs::write(out.join("places.txt"), records)?;
    std::fs::write(out.join("places.first"), firsts)?;
    Ok(())
}

fn words(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data/words.tsv");
    let table = std::fs::read_to_string("data/words.tsv")?;
    let mut index = fst::MapBuilder::memory();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (word, sorts) = line.split_once('\t').ok_or(format!("no tab in `{line}`"))?;
        // The letters themselves are the number.
        let mut letters = [0; 8];
        letters[..sorts.len()].copy_from_slice(sorts.as_bytes());
        index.insert(word, u64::from_le_bytes(letters))?;
    }
    std::fs::write(out.join("words.fst"), index.into_inner()?)?;
    Ok(())
}
