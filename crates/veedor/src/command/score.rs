//! `veedor score`: proposals held against facts that people marked.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use score::{Given, Marked, judge, proposals, reliability, report};

use crate::cli::Score;

pub(crate) fn score(arguments: &Score) -> anyhow::Result<()> {
    let marked = marked(&arguments.gold)?;
    let path = &arguments.proposals;
    let said = proposals(&text(path)?).with_context(|| path.display().to_string())?;
    let judged = judge(&marked, &said);
    let report = report(&judged);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if arguments.json {
        serde_json::to_writer(&mut out, &report)?;
        writeln!(out)?;
        return Ok(out.flush()?);
    }
    for line in report.missed.iter().take(arguments.misses) {
        writeln!(out, "missed {line}")?;
    }
    for line in report.wrong.iter().take(arguments.misses) {
        writeln!(out, "wrong  {line}")?;
    }
    if arguments.reliability {
        writeln!(out, "confidence     said  right  share  stated")?;
        for bin in reliability(&judged) {
            let share = f64::from(u32::try_from(bin.right)?) / f64::from(u32::try_from(bin.said)?);
            let (from, to) = (bin.from, bin.to);
            writeln!(
                out,
                "{from:.2} to {to:.2} {:6} {:6} {share:6.2} {:7.2}",
                bin.said, bin.right, bin.stated
            )?;
        }
    }
    write!(out, "{report}")?;
    Ok(out.flush()?)
}

/// A folder with `documents.jsonl`, `facts.jsonl`, perhaps `also.jsonl`, and `documents/ID.txt`.
fn marked(folder: &Path) -> anyhow::Result<Marked> {
    let mut texts = BTreeMap::new();
    let documents = folder.join("documents");
    let entries = std::fs::read_dir(&documents).with_context(|| {
        format!("{}: expected a folder with the text of each marked document", documents.display())
    })?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            texts.insert(id, text(&path)?);
        }
    }
    let also = folder.join("also.jsonl");
    let given = Given {
        documents: &text(&folder.join("documents.jsonl"))?,
        facts: &text(&folder.join("facts.jsonl"))?,
        also: &if also.exists() { text(&also)? } else { String::new() },
        texts: &texts,
    };
    Marked::parse(&given).with_context(|| folder.display().to_string())
}

fn text(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path)
        .with_context(|| format!("{}: could not be read as UTF-8 text", path.display()))
}
