//! `veedor backup` and `veedor restore`.

use std::path::Path;

use anyhow::{Context as _, bail};

use crate::cli::{Backup, Restore};
use crate::progress::{Busy, spinner};
use dossier::{Dossier, backup};

pub(crate) fn backup(dossier: &Dossier, arguments: &Backup) -> anyhow::Result<()> {
    let progress = spinner("{spinner} {pos} files copied, {elapsed}");
    let files = backup::back_up(dossier, &arguments.out, &|count| progress.set_position(count))?;
    progress.finish_and_clear();
    say!("backed up {files} files and the log to {}", arguments.out.display());
    Ok(())
}

pub(crate) fn restore(arguments: &Restore) -> anyhow::Result<()> {
    let busy = Busy::with("restoring and checking");
    let check = |stage: &Path| {
        let damaged = "the backup is damaged, and nothing was restored";
        let dossier = Dossier::open(Some(stage)).context(damaged)?;
        let report = publish::verify::dossier(&dossier.archive, &dossier.register, None);
        dossier.close()?;
        if !report.is_clean() {
            bail!("{damaged}:\n{report}");
        }
        Ok(())
    };
    backup::restore(&arguments.backup, &arguments.dir, check)?;
    drop(busy);
    say!("restored and verified: {}", arguments.dir.display());
    Ok(())
}
