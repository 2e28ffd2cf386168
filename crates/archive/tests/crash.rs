//! A disk that forgets, at every step, whatever was not synced: what was acknowledged is still there,
//! what is there is whole, and adding again adds nothing twice.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use archive::{Archive, Disk, Found, Limits, OsDisk, media_type, text_layer};
use codebook::{Sha256, SourceId};

/// A disk that stops at a chosen step; afterwards [`Fragile::lose_power`] undoes what was not synced.
#[derive(Debug, Clone, Default)]
struct Fragile(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    steps_left: usize,
    /// Files whose bytes were synced.
    safe: BTreeSet<PathBuf>,
    /// Names not synced yet: what each was called before, if anything.
    names: BTreeMap<PathBuf, Option<Vec<u8>>>,
    /// Folders whose own names are not synced yet.
    folders: BTreeSet<PathBuf>,
}

impl Fragile {
    fn stopping_after(steps: usize) -> Self {
        Self(Arc::new(Mutex::new(State { steps_left: steps, ..State::default() })))
    }

    fn step(&self) -> io::Result<std::sync::MutexGuard<'_, State>> {
        let mut state = self.0.lock().unwrap();
        if state.steps_left == 0 {
            return Err(io::Error::other("the power is gone"));
        }
        state.steps_left -= 1;
        Ok(state)
    }

    fn lose_power(&self) {
        let state = self.0.lock().unwrap();
        for (name, before) in &state.names {
            match before {
                Some(bytes) => fs::write(name, bytes).unwrap(),
                None => {
                    let _ = fs::remove_file(name);
                }
            }
        }
        for folder in state.folders.iter().rev() {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

impl Disk for Fragile {
    fn create(&self, path: &Path) -> io::Result<File> {
        let mut state = self.step()?;
        state.names.insert(path.to_path_buf(), None);
        OsDisk.create(path)
    }
    fn sync_file(&self, path: &Path, file: &File) -> io::Result<()> {
        self.step()?.safe.insert(path.to_path_buf());
        OsDisk.sync_file(path, file)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        assert!(state.safe.remove(from), "renamed before its bytes were synced");
        let before = fs::read(to).ok();
        state.names.remove(from);
        state.names.entry(to.to_path_buf()).or_insert(before);
        OsDisk.rename(from, to)
    }
    fn make_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        if !path.exists() {
            state.folders.insert(path.to_path_buf());
        }
        OsDisk.make_dir(path)
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        state.names.retain(|name, _| name.parent() != Some(path));
        state.folders.retain(|folder| folder.parent() != Some(path));
        OsDisk.sync_dir(path)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        let before = fs::read(path).ok();
        state.names.entry(path.to_path_buf()).or_insert(before);
        OsDisk.remove(path)
    }
}

const DOCUMENTS: [&str; 4] = [
    "The council of Altamira met.\n",
    "agency,vendor,amount\nAltamira,Vision Clara,100\nBrisas,Optica,200\n",
    "<!doctype html><html><body><p>The minutes, as a page.</p></body></html>",
    "The council of Altamira met.\n",
];

/// Adds the documents, each followed by a barrier; returns those that were acknowledged.
fn add_all(archive: &Archive, acknowledged: &mut Vec<SourceId>) -> Result<(), String> {
    for document in DOCUMENTS {
        let bytes = document.as_bytes();
        let kept = archive.keep_bytes(bytes).map_err(|error| error.to_string())?;
        let made =
            text_layer(kept.source, media_type(bytes), bytes, None, &Limits::default()).unwrap();
        archive.keep_layer(&made.layer).map_err(|error| error.to_string())?;
        archive.barrier().map_err(|error| error.to_string())?;
        acknowledged.push(kept.source);
    }
    Ok(())
}

#[test]
fn at_every_step_what_was_acknowledged_survives() {
    let mut steps = 0;
    loop {
        let dir = tempfile::tempdir().unwrap();
        Archive::create(dir.path()).unwrap();
        let disk = Fragile::stopping_after(steps);
        let archive = Archive::open_on(dir.path(), Box::new(disk.clone())).unwrap();
        let mut acknowledged = Vec::new();
        let finished = add_all(&archive, &mut acknowledged).is_ok();
        drop(archive);
        disk.lose_power();

        let archive = Archive::open(dir.path()).unwrap();
        archive.sweep().unwrap();
        check(&archive, &acknowledged, steps);

        let mut again = Vec::new();
        add_all(&archive, &mut again).unwrap();
        assert_eq!(archive.originals().count(), 3, "after step {steps}");
        assert_eq!(archive.layers().count(), 3, "after step {steps}");
        check(&archive, &again, steps);
        if finished {
            break;
        }
        steps += 1;
    }
    assert!(steps > 20, "only {steps} steps");
}

fn check(archive: &Archive, acknowledged: &[SourceId], steps: usize) {
    for source in acknowledged {
        archive.check_original(source).unwrap_or_else(|error| panic!("step {steps}: {error}"));
    }
    for found in archive.originals() {
        match found.unwrap() {
            Found::Kept(source) => archive.check_original(&source).unwrap(),
            Found::Stray(path) => panic!("after step {steps}: {}", path.display()),
        }
    }
    for found in archive.layers() {
        assert!(matches!(found.unwrap(), Found::Kept(_)), "after step {steps}");
    }
}

#[test]
fn an_interrupted_destruction_can_be_repeated() {
    let page = DOCUMENTS[2].as_bytes();
    let source = SourceId::new(Sha256::of(page));
    for steps in 0..8 {
        let dir = tempfile::tempdir().unwrap();
        let archive = Archive::create(dir.path()).unwrap();
        archive.keep_bytes(page).unwrap();
        let made = text_layer(source, media_type(page), page, None, &Limits::default()).unwrap();
        let record = archive.keep_layer(&made.layer).unwrap();
        archive.barrier().unwrap();

        let disk = Fragile::stopping_after(steps);
        let fragile = Archive::open_on(dir.path(), Box::new(disk.clone())).unwrap();
        let destroyed = fragile.destroy(&source, &[record.layer]).is_ok();
        disk.lose_power();
        if destroyed {
            assert_eq!(archive.originals().count() + archive.layers().count(), 0);
        }
        archive.destroy(&source, &[record.layer]).unwrap();
        assert_eq!(archive.originals().count() + archive.layers().count(), 0);
    }
}
