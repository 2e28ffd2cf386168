//! Packs `data/places.tsv` for looking up: an index from folded names to their lines, and the lines.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

#[path = "src/first.rs"]
mod first;

fn main() -> Result<(), Box<dyn Error>> {
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
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&out).join("places.fst"), index.into_inner()?)?;
    std::fs::write(Path::new(&out).join("places.txt"), records)?;
    std::fs::write(Path::new(&out).join("places.first"), firsts)?;
    Ok(())
}
