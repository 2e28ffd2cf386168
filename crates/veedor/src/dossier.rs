//! A dossier on disk: how it is made, found and opened.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use archive::Archive;
use register::{Given, Register, RegisterError};
use serde::Deserialize;

use crate::given::{MachineChance, MachineClock};

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

/// What it says of an endpoint. Keys have no place in it: a dossier is copied and shared.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndpointConfig {
    pub(crate) url: Option<String>,
    pub(crate) model: Option<String>,
    pub(crate) key_file: Option<PathBuf>,
    pub(crate) max_requests: Option<u64>,
    pub(crate) max_bytes: Option<u64>,
    pub(crate) max_tokens: Option<u64>,
}

/// An open dossier.
pub(crate) struct Dossier {
    pub(crate) dir: PathBuf,
    pub(crate) endpoint: EndpointConfig,
    pub(crate) archive: Archive,
    pub(crate) register: Register,
}

/// The machine's clock and chance.
pub(crate) fn given() -> Given<'static> {
    Given { clock: &MachineClock, chance: &MachineChance }
}

impl Dossier {
    /// Makes a dossier at `dir`, which may exist if it is empty.
    pub(crate) fn create(dir: &Path) -> anyhow::Result<()> {
        refuse_synced(dir)?;
        std::fs::create_dir_all(dir).with_context(|| format!("can't make {}", dir.display()))?;
        let unfinished = dir.join("register.sqlite").exists();
        if is_dossier(dir) {
            bail!("{} is a dossier already", dir.display());
        }
        if !unfinished && std::fs::read_dir(dir)?.next().is_some() {
            bail!("{} is not empty; name a new folder for the dossier", dir.display());
        }
        Archive::create(dir)?;
        if dir.join("register.sqlite").exists() {
            Register::open(dir)?.close()?;
        } else {
            Register::create(dir)?.close()?;
        }
        // Last, so that a folder is a dossier only when it is whole.
        write_config(dir)?;
        Ok(())
    }

    /// Opens the dossier that was named, or the nearest upward of where we stand.
    pub(crate) fn open(named: Option<&Path>) -> anyhow::Result<Self> {
        Self::open_by(named, Register::open)
    }

    /// As [`Dossier::open`], to read only: it may lie where nothing can be written.
    pub(crate) fn open_to_read(named: Option<&Path>) -> anyhow::Result<Self> {
        Self::open_by(named, Register::open_to_read)
    }

    /// As [`Dossier::open_to_read`], but none where none is named and none is near.
    pub(crate) fn near(named: Option<&Path>) -> anyhow::Result<Option<Self>> {
        let here = std::env::current_dir().context("can't tell where we stand")?;
        if named.is_none() && upward(&here).is_none() {
            return Ok(None);
        }
        Self::open_to_read(named).map(Some)
    }

    fn open_by(
        named: Option<&Path>,
        open: fn(&Path) -> Result<Register, RegisterError>,
    ) -> anyhow::Result<Self> {
        let dir = match named {
            Some(dir) if is_dossier(dir) => dir.to_owned(),
            Some(dir) => bail!(
                "{} is not a dossier (it has no {FILE}); make one with `veedor init {}`",
                dir.display(),
                dir.display()
            ),
            None => nearest()?,
        };
        let Config { endpoint, .. } = config(&dir)?;
        let archive = Archive::open(&dir)?;
        let register = open(&dir)?;
        Ok(Self { dir, endpoint, archive, register })
    }

    /// Notes how far the log has come and closes.
    pub(crate) fn close(self) -> anyhow::Result<()> {
        self.register.write_checkpoint()?;
        self.register.close()?;
        Ok(())
    }
}

/// True where `dir` holds a dossier.
pub(crate) fn is_dossier(dir: &Path) -> bool {
    dir.join(FILE).is_file()
}

fn write_config(dir: &Path) -> anyhow::Result<()> {
    let draft = dir.join("veedor.toml.new");
    let mut file =
        File::create(&draft).with_context(|| format!("can't write {}", draft.display()))?;
    file.write_all(CONFIG.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&draft, dir.join(FILE))?;
    File::open(dir)?.sync_all()?;
    Ok(())
}

fn nearest() -> anyhow::Result<PathBuf> {
    let here = std::env::current_dir().context("can't tell where we stand")?;
    upward(&here).with_context(|| {
        format!(
            "no dossier here: neither {} nor a folder above it has a {FILE}; make one with `veedor init DIR`, or name one with --dossier DIR",
            here.display()
        )
    })
}

fn upward(here: &Path) -> Option<PathBuf> {
    here.ancestors().find(|dir| is_dossier(dir)).map(Path::to_owned)
}

fn config(dir: &Path) -> anyhow::Result<Config> {
    let path = dir.join(FILE);
    let text =
        std::fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
    let config: Config =
        toml::from_str(&text).with_context(|| format!("{} is not well-formed", path.display()))?;
    if config.v != 1 {
        bail!("{} is of form {}; this Veedor knows form 1", path.display(), config.v);
    }
    Ok(config)
}

/// Refuses a folder that another program copies about: it would copy the log half-written, and bring
/// back what was purged.
pub(crate) fn refuse_synced(dir: &Path) -> anyhow::Result<()> {
    let whole = std::path::absolute(dir)?;
    for above in whole.ancestors() {
        let marked = [".dropbox", ".dropbox.cache", ".stfolder", ".sync", ".owncloudsync.log"]
            .iter()
            .any(|mark| above.join(mark).exists());
        let name = above.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let named = ["Dropbox", "OneDrive", "Google Drive", "iCloud Drive", "Nextcloud"]
            .iter()
            .any(|program| name == *program || name.starts_with(&format!("{program} -")));
        if marked || named {
            bail!(
                "{} is kept in sync by another program, which could copy the log half-written and bring back what was purged; make the dossier elsewhere",
                above.display()
            );
        }
    }
    Ok(())
}
