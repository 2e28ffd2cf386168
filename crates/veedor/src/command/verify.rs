//! `veedor verify`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use publish::{PublicKey, verify};

use crate::cli::Verify;
use crate::progress::Busy;
use crate::terminal::plain_lines;
use dossier::{Dossier, is_dossier};

pub(crate) fn verify(named: Option<&Path>, arguments: &Verify) -> anyhow::Result<ExitCode> {
    let busy = Busy::with("checking");
    let report = match &arguments.path {
        Some(path) if is_dossier(path) => of_dossier(Some(path), arguments)?,
        Some(path) if path.join("manifest.json").exists() => {
            if arguments.deep {
                bail!(
                    "--deep is for dossiers: a published folder has no originals to extract from"
                );
            }
            let key = arguments.public_key.as_deref().map(public_key).transpose()?;
            verify::bundle(path, arguments.since.as_deref(), key.as_ref())
        }
        Some(path) => bail!(
            "{} is neither a dossier (veedor.toml) nor a published folder (manifest.json)",
            path.display()
        ),
        None => of_dossier(named, arguments)?,
    };
    drop(busy);
    say!("{}", plain_lines(&report.to_string()));
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn of_dossier(named: Option<&Path>, arguments: &Verify) -> anyhow::Result<verify::Report> {
    if arguments.since.is_some() || arguments.public_key.is_some() {
        bail!("--since and --public-key are for published folders");
    }
    let dossier = Dossier::open_to_read(named)?;
    let mut worker = dossier::worker()?;
    let mut make =
        |source, media, path: &Path| worker.text_layer(source, media, path, None, &|_, _| {});
    let deep: Option<verify::Again<'_>> = if arguments.deep { Some(&mut make) } else { None };
    Ok(verify::dossier(&dossier.archive, &dossier.register, deep))
}

fn public_key(path: &Path) -> anyhow::Result<PublicKey> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
    PublicKey::from_text(&text).with_context(|| path.display().to_string())
}
