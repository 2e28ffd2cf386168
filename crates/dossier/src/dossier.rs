//! A dossier on disk: how it is made, found and opened.

use std::fs::{File, Permissions};
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use archive::Archive;
use register::{Register, RegisterError};
use serde::Deserialize;

use crate::error::DossierError;

const FILE: &str = "veedor.toml";

const CONFIG: &str = "\
# A Veedor dossier. Everything in this folder belongs together: archive/ holds the originals,
# layers/ their texts, register.sqlite the log. Back it up whole, and don't let a program that
# syncs folders touch it.
v = 1
";

/// What veedor.toml says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    v: u32,
    #[serde(default)]
    endpoint: EndpointConfig,
}

/// What `veedor.toml` says of an endpoint. Keys have no place in it: a dossier is copied and shared.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndpointConfig {
    /// Its address.
    pub url: Option<String>,
    /// The model that answers there.
    pub model: Option<String>,
    /// The most requests of a run.
    pub max_requests: Option<u64>,
    /// The most bytes sent in a run.
    pub max_bytes: Option<u64>,
    /// The most tokens of a run.
    pub max_tokens: Option<u64>,
}

/// An open dossier.
#[derive(Debug)]
pub struct Dossier {
    /// Its folder.
    pub dir: PathBuf,
    /// What it says of an endpoint that reads.
    pub endpoint: EndpointConfig,
    /// Its originals and their texts.
    pub archive: Archive,
    /// Its log, and what follows from it.
    pub register: Register,
}

impl Dossier {
    /// Makes a dossier at `dir`, which may exist if it is empty.
    ///
    /// # Errors
    /// If another program syncs the folder, it holds something already, or it can't be written.
    pub fn create(dir: &Path) -> Result<(), DossierError> {
        refuse_synced(dir)?;
        std::fs::create_dir_all(dir).map_err(io("make", dir))?;
        let unfinished = dir.join("register.sqlite").exists();
        if is_dossier(dir) {
            return Err(DossierError::Exists(dir.to_owned()));
        }
        let mut inside = std::fs::read_dir(dir).map_err(io("read", dir))?;
        if !unfinished && inside.next().is_some() {
            return Err(DossierError::NotEmpty(dir.to_owned()));
        }
        keep_from_others(dir)?;
        Archive::create(dir)?;
        if dir.join("register.sqlite").exists() {
            Register::open(dir)?.close()?;
        } else {
            Register::create(dir)?.close()?;
        }
        // Last, so that a folder is a dossier only when it is whole.
        write_config(dir)
    }

    /// Opens the dossier that was named, or the nearest upward of where we stand.
    ///
    /// # Errors
    /// If there is none, or it is damaged or of a form that this Veedor does not know.
    pub fn open(named: Option<&Path>) -> Result<Self, DossierError> {
        Self::open_by(named, Register::open)
    }

    /// As [`Dossier::open`], to read only: it may lie where nothing can be written.
    ///
    /// # Errors
    /// As [`Dossier::open`].
    pub fn open_to_read(named: Option<&Path>) -> Result<Self, DossierError> {
        Self::open_by(named, Register::open_to_read)
    }

    /// As [`Dossier::open_to_read`], but none where none is named and none is near.
    ///
    /// # Errors
    /// As [`Dossier::open`], but for there being none.
    pub fn near(named: Option<&Path>) -> Result<Option<Self>, DossierError> {
        let here = std::env::current_dir().map_err(DossierError::Nowhere)?;
        if named.is_none() && upward(&here).is_none() {
            return Ok(None);
        }
        Self::open_to_read(named).map(Some)
    }

    fn open_by(
        named: Option<&Path>,
        open: fn(&Path) -> Result<Register, RegisterError>,
    ) -> Result<Self, DossierError> {
        let dir = match named {
            Some(dir) if is_dossier(dir) => dir.to_owned(),
            Some(dir) => return Err(DossierError::None(dir.to_owned())),
            None => nearest()?,
        };
        let Config { endpoint, .. } = config(&dir)?;
        let archive = Archive::open(&dir)?;
        let register = open(&dir)?;
        Ok(Self { dir, endpoint, archive, register })
    }

    /// Notes how far the log has come and closes.
    ///
    /// # Errors
    /// If the folder can't be written to.
    pub fn close(self) -> Result<(), DossierError> {
        self.register.write_checkpoint()?;
        Ok(self.register.close()?)
    }
}

/// True where `dir` holds a dossier.
#[must_use]
pub fn is_dossier(dir: &Path) -> bool {
    dir.join(FILE).is_file()
}

/// Whoever else has an account on this machine has no business in it, whatever the usual mode of new files.
fn keep_from_others(dir: &Path) -> Result<(), DossierError> {
    std::fs::set_permissions(dir, Permissions::from_mode(0o700)).map_err(io("close", dir))
}

/// What becomes of an error of the disk.
pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> DossierError {
    let path = path.to_owned();
    move |why| DossierError::Io { doing, path, why }
}

fn write_config(dir: &Path) -> Result<(), DossierError> {
    let draft = dir.join("veedor.toml.new");
    let write = || {
        let mut file = File::create(&draft)?;
        file.write_all(CONFIG.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&draft, dir.join(FILE))?;
        File::open(dir)?.sync_all()
    };
    write().map_err(io("write", &draft))
}

fn nearest() -> Result<PathBuf, DossierError> {
    let here = std::env::current_dir().map_err(DossierError::Nowhere)?;
    upward(&here).ok_or(DossierError::NoneNear(here))
}

fn upward(here: &Path) -> Option<PathBuf> {
    here.ancestors().find(|dir| is_dossier(dir)).map(Path::to_owned)
}

fn config(dir: &Path) -> Result<Config, DossierError> {
    let path = dir.join(FILE);
    let text = std::fs::read_to_string(&path).map_err(io("read", &path))?;
    let config: Config =
        toml::from_str(&text).map_err(|why| DossierError::Malformed { path: path.clone(), why })?;
    if config.v != 1 {
        return Err(DossierError::Form { path, found: config.v });
    }
    Ok(config)
}

/// Refuses a folder that another program copies about: it would copy the log half-written, and bring
/// back what was purged.
pub(crate) fn refuse_synced(dir: &Path) -> Result<(), DossierError> {
    let whole = std::path::absolute(dir).map_err(io("find", dir))?;
    for above in whole.ancestors() {
        let marked = [".dropbox", ".dropbox.cache", ".stfolder", ".sync", ".owncloudsync.log"]
            .iter()
            .any(|mark| above.join(mark).exists());
        let name = above.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let named = ["Dropbox", "OneDrive", "Google Drive", "iCloud Drive", "Nextcloud"]
            .iter()
            .any(|program| name == *program || name.starts_with(&format!("{program} -")));
        if marked || named {
            return Err(DossierError::Synced(above.to_owned()));
        }
    }
    Ok(())
}
