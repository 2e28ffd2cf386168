//! Backups: the folder of a dossier as it stands at one moment, copied while others work on it.
//!
//! First comes a snapshot of the databases; what it names is then copied, which nobody changes any more.
//! Nothing has its name before it is whole. The index for searching is left out: it can be made again.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use archive::{Archive, Found, LayerFile};
use codebook::{LayerId, Origin, SourceId};
use register::{Register, snapshot};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use dossier::{Dossier, is_dossier, refuse_synced};

const LOG: &str = "register.sqlite";
/// What else stands in the folder, where it does.
const DESK: &str = "desk.sqlite";
const MARK: &str = "veedor.toml";
const CHECKPOINT: &str = "checkpoint.json";

/// Copies a dossier to `out`, a ZIP file where its name says so, else a folder; answers with how many files.
/// `tell` is told of each.
///
/// # Errors
/// If `out` is there, or something can't be read or written; nothing stands at `out` then.
pub(crate) fn back_up(dossier: &Dossier, out: &Path, tell: &dyn Fn(u64)) -> anyhow::Result<u64> {
    if out.exists() {
        bail!("{} is there already; name a new file or folder for the backup", out.display());
    }
    let parent = parent(out)?;
    let stage = tempfile::Builder::new().prefix(".veedor-backup-").tempdir_in(&parent)?;
    let packed = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    for database in [LOG, DESK] {
        if dossier.dir.join(database).exists() {
            snapshot(&dossier.dir.join(database), &stage.path().join(database))?;
        }
    }
    Archive::create(stage.path())?;
    let files = {
        let register = Register::open(stage.path())?;
        let files = files(&dossier.archive, &register)?;
        register.write_checkpoint()?;
        register.close()?;
        files
    };
    if packed {
        pack(dossier, stage.path(), &parent, out, &files, tell)?;
    } else {
        for (count, file) in files.iter().enumerate() {
            copy(&dossier.dir.join(file), &stage.path().join(file))?;
            tell(count as u64);
        }
        copy(&dossier.dir.join(MARK), &stage.path().join(MARK))?;
        sync_folders(stage.path())?;
        fs::rename(stage.keep(), out)?;
    }
    File::open(&parent)?.sync_all()?;
    Ok(files.len() as u64)
}

/// Makes a dossier of a backup in `dir`, which must not be there or be empty, and has it checked before it
/// gets its name.
///
/// # Errors
/// If the backup is none, something in it is not whole, or `dir` holds something.
pub(crate) fn restore(
    backup: &Path,
    dir: &Path,
    check: &dyn Fn(&Path) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    refuse_synced(dir)?;
    if dir.exists() && fs::read_dir(dir)?.next().is_some() {
        bail!("{} is not empty; name a new folder for the dossier", dir.display());
    }
    let parent = parent(dir)?;
    let stage = tempfile::Builder::new().prefix(".veedor-restore-").tempdir_in(&parent)?;
    Archive::create(stage.path())?;
    if backup.is_dir() {
        if !is_dossier(backup) {
            bail!("{} is no backup: it has no {MARK}", backup.display());
        }
        for entry in walk(backup)? {
            if is_of_a_dossier(&entry) {
                copy(&backup.join(&entry), &stage.path().join(&entry))?;
            }
        }
    } else {
        unpack(backup, stage.path()).with_context(|| backup.display().to_string())?;
    }
    if !is_dossier(stage.path()) {
        bail!("{} is no backup: it has no {MARK}", backup.display());
    }
    check(stage.path())?;
    sync_folders(stage.path())?;
    if dir.exists() {
        fs::remove_dir(dir)?;
    }
    fs::rename(stage.keep(), dir)?;
    Ok(File::open(&parent)?.sync_all()?)
}

fn parent(path: &Path) -> anyhow::Result<PathBuf> {
    let whole = std::path::absolute(path)?;
    let parent = whole.parent().context("name a file or folder that is in another")?;
    Ok(parent.to_owned())
}

/// The originals and layers that a register names, by their places in the folder.
fn files(archive: &Archive, register: &Register) -> anyhow::Result<Vec<PathBuf>> {
    let mut sources: HashSet<SourceId> =
        register.sources()?.into_iter().map(|view| view.source).collect();
    for origin in register.origins()? {
        if let Origin::Url { warc, .. } = origin.from.origin {
            sources.insert(SourceId::new(warc));
        }
    }
    sources.extend(register.screening_results()?.into_iter().map(SourceId::new));
    let layers: HashSet<LayerId> = register.layers()?.into_iter().map(|view| view.layer).collect();
    let mut files = Vec::new();
    for found in archive.originals() {
        if let Found::Kept(source) = found?
            && sources.remove(&source)
        {
            let name = source.to_string();
            files.push(Path::new("archive").join(&name[..2]).join(name));
        }
    }
    if let Some(source) = sources.iter().next() {
        bail!(
            "the original {source} is not in the archive; run `veedor verify`, then back up again"
        );
    }
    for found in archive.layers() {
        let (layer, ending) = match found? {
            Found::Kept(LayerFile::Text(layer)) => (layer, "txt"),
            Found::Kept(LayerFile::Map(layer)) => (layer, "map.json"),
            Found::Stray(_) => continue,
        };
        if layers.contains(&layer) {
            let name = layer.to_string();
            files.push(Path::new("layers").join(&name[..2]).join(format!("{name}.{ending}")));
        }
    }
    Ok(files)
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let mut source = File::open(from).with_context(|| format!("can't read {}", from.display()))?;
    write_new(&mut source, to)
}

fn write_new(from: &mut impl Read, to: &Path) -> anyhow::Result<()> {
    let place = || format!("can't write {}", to.display());
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(place)?;
    }
    let mut file = File::create_new(to).with_context(place)?;
    io::copy(from, &mut file).with_context(place)?;
    file.sync_all().with_context(place)
}

/// Syncs a folder and those in it.
fn sync_folders(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    File::open(folder)?.sync_all()
}

fn pack(
    dossier: &Dossier,
    stage: &Path,
    parent: &Path,
    out: &Path,
    files: &[PathBuf],
    tell: &dyn Fn(u64),
) -> anyhow::Result<()> {
    let draft = tempfile::Builder::new().prefix(".veedor-backup-").tempfile_in(parent)?;
    let mut zip = ZipWriter::new(io::BufWriter::new(draft));
    let options = |method| {
        SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .large_file(true)
    };
    let mut put = |name: &Path, from: &Path, method| -> anyhow::Result<()> {
        let name = name.to_str().context("a name that is no text")?.replace('\\', "/");
        zip.start_file(name, options(method))?;
        let mut file =
            File::open(from).with_context(|| format!("can't read {}", from.display()))?;
        io::copy(&mut file, &mut zip)?;
        Ok(())
    };
    for name in [LOG, DESK, CHECKPOINT].into_iter().filter(|name| stage.join(name).exists()) {
        put(Path::new(name), &stage.join(name), CompressionMethod::Deflated)?;
    }
    for (count, name) in files.iter().enumerate() {
        let packed = name.starts_with("layers");
        let method = if packed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        put(name, &dossier.dir.join(name), method)?;
        tell(count as u64);
    }
    put(Path::new(MARK), &dossier.dir.join(MARK), CompressionMethod::Deflated)?;
    let mut buffered = zip.finish()?;
    buffered.flush()?;
    let draft = buffered.into_inner().map_err(io::IntoInnerError::into_error)?;
    draft.as_file().sync_all()?;
    draft.persist_noclobber(out)?;
    Ok(())
}

/// True for a place in the folder of a dossier that a backup holds.
fn is_of_a_dossier(path: &Path) -> bool {
    let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
    match parts.as_slice() {
        [file] => [LOG, DESK, CHECKPOINT, MARK].contains(file),
        ["archive" | "layers", folder, file] => {
            let name = file.split('.').next().unwrap_or_default();
            let ending = file.get(name.len()..).unwrap_or_default();
            name.len() == 64
                && name.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
                && file.get(..2) == Some(folder)
                && matches!(ending, "" | ".txt" | ".map.json")
        }
        _ => false,
    }
}

/// The files of a folder, by their places in it.
fn walk(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(folder.join(&at))? {
            let entry = entry?;
            let place = at.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(place);
            } else {
                files.push(place);
            }
        }
    }
    Ok(files)
}

fn unpack(backup: &Path, stage: &Path) -> anyhow::Result<()> {
    let mut zip = ZipArchive::new(io::BufReader::new(File::open(backup)?))?;
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at)?;
        let name = entry.name()?.into_owned();
        // No other name is unpacked, so that nothing gets out of the folder.
        if name.contains('\\') || !is_of_a_dossier(Path::new(&name)) {
            bail!("it holds `{name}`, which no backup has: nothing was restored");
        }
        let size = entry.size();
        let mut bounded = (&mut entry).take(size);
        write_new(&mut bounded, &stage.join(&name))?;
    }
    Ok(())
}
