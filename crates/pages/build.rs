//! Tells the crate the digest of its own code, templates and words: what was made by others may look different.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// What pages are made of, beside what is told of them.
const PARTS: [&str; 3] = ["src", "templates", "locales"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut digest = Sha256::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        let mut files = Vec::new();
        files_below(Path::new(part), &mut files)?;
        files.sort();
        for file in files {
            let bytes = fs::read(&file)?;
            digest.update(file.to_str().ok_or("a file's name is not UTF-8")?);
            digest.update(bytes.len().to_le_bytes());
            digest.update(bytes);
        }
    }
    let hex: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=PAGES_MADE_BY={hex}");
    Ok(())
}

fn files_below(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files_below(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
