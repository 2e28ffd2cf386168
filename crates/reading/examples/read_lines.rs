//! Prints what is proposed from text files, one JSON line each: `read_lines PATH…`.

use std::io::Write as _;

use codebook::SourceMeta;
use reading::{Document, Rules, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let name = std::path::Path::new(&path).file_stem().unwrap_or_default().to_string_lossy();
        let layer = reading::fuzzing::plain(&text).ok_or("no layer")?;
        let meta = SourceMeta::default();
        for statement in read(&Rules::new(), &Document { layer: &layer, meta: &meta }) {
            for line in codebook::exchange::lines(&name, &statement) {
                writeln!(out, "{}", serde_json::to_string(&line)?)?;
            }
        }
    }
    Ok(())
}
