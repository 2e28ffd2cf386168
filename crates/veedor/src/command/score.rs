//! `veedor score`: proposals held against facts that people marked.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use score::{Marked, judge, proposals, reliability, report};

use crate::cli::Score;
use crate::terminal::{plain, plain_lines};

pub(crate) fn score(arguments: &Score) -> anyhow::Result<()> {
    let marked =
        Marked::open(&arguments.gold).with_context(|| arguments.gold.display().to_string())?;
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
        writeln!(out, "missed {}", plain(line))?;
    }
    for line in report.wrong.iter().take(arguments.misses) {
        writeln!(out, "wrong  {}", plain(line))?;
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
    write!(out, "{}", plain_lines(&report.to_string()))?;
    Ok(out.flush()?)
}

fn text(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path)
        .with_context(|| format!("{}: could not be read as UTF-8 text", path.display()))
}
