//! `veedor read`: what would be proposed. It keeps nothing and writes nothing.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use archive::{Limits, media_type, read_file, text_layer, walk};
use codebook::{Sha256, SourceId, SourceMeta, Statement, exchange};
use reading::{Document, Rules};

use crate::cli::Read;
use crate::explain;

pub(crate) fn read(arguments: &Read) -> anyhow::Result<ExitCode> {
    let rules = Rules::new();
    let limits = Limits::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    for file in walk::expand(&arguments.paths) {
        let read = file.map_err(anyhow::Error::from).and_then(|path| {
            let statements = statements(&rules, &limits, &path, arguments.country.as_deref())?;
            Ok((path, statements))
        });
        match read {
            Ok((path, statements)) if arguments.json => {
                let document = path.file_stem().unwrap_or_default().to_string_lossy();
                for line in statements.iter().flat_map(|one| exchange::lines(&document, one)) {
                    serde_json::to_writer(&mut out, &line)?;
                    writeln!(out)?;
                }
            }
            Ok((path, statements)) => {
                writeln!(out, "{}", path.display())?;
                for statement in &statements {
                    writeln!(out, "  {}", crate::command::list::one_line(statement))?;
                }
            }
            Err(error) => {
                out.flush()?;
                eprintln!("failed {}", explain(&error));
                code = ExitCode::FAILURE;
            }
        }
    }
    out.flush()?;
    Ok(code)
}

fn statements(
    rules: &Rules,
    limits: &Limits,
    path: &Path,
    country: Option<&str>,
) -> anyhow::Result<Vec<Statement>> {
    let bytes = read_file(path, limits)?;
    let source = SourceId::new(Sha256::of(&bytes));
    let name = path.file_name().map(|name| name.to_string_lossy());
    let extracted = text_layer(source, media_type(&bytes), &bytes, name.as_deref(), limits)
        .with_context(|| path.display().to_string())?;
    let meta = SourceMeta {
        country: country.map(str::to_owned).or(extracted.meta.country),
        ..extracted.meta
    };
    Ok(reading::read(rules, &Document { layer: &extracted.layer, meta: &meta }))
}
