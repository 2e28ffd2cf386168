//! Erasure of a source from the whole folder, in an order in which it can be cut short and done again.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;

use codebook::value::ShortText;
use codebook::{Origin, Sha256, SourceId};
use register::{Given, Purged};

use crate::dossier::{Dossier, io};
use crate::error::DossierError;

/// What became of a source that was to be destroyed.
#[derive(Debug)]
pub struct Destroyed {
    /// What the register destroyed and took back.
    pub purged: Purged,
    /// How many lines of the inbox told of it, or still held it.
    pub received: usize,
    /// The sources that it came in, whose originals still hold it.
    pub holders: BTreeSet<SourceId>,
    /// False where somebody was writing to the archive, so that what killed runs left half-written stays.
    pub swept: bool,
}

impl Dossier {
    /// Destroys a source, what came in it alone, and all that rests on them: first in the archive and the inbox,
    /// then in the register, which until then can tell again what is to go. The index for searching follows the
    /// register, and is its keeper's.
    ///
    /// # Errors
    /// If something can't be removed: then it is to be repeated.
    pub fn purge(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        source: SourceId,
        order: &ShortText,
    ) -> Result<Destroyed, DossierError> {
        let plan = self.register.plan_purge(source)?;
        for kept in plan.warcs.iter().chain(&plan.results) {
            self.archive.destroy(&SourceId::new(*kept), &[])?;
        }
        self.archive.destroy(&source, &plan.layers)?;
        for part in &plan.parts {
            self.archive.destroy(part, &[])?;
        }
        let (mut holders, mut names) = (BTreeSet::new(), BTreeSet::new());
        for origin in self.register.origins()?.into_iter().filter(|one| one.source == source) {
            match origin.from.origin {
                Origin::Part { of, .. } => {
                    holders.insert(of);
                }
                Origin::File { path } => names.extend([path]),
                Origin::Url { asked, answered, .. } => names.extend([asked, answered]),
            }
        }
        let gone: Vec<SourceId> = std::iter::once(source).chain(plan.parts).collect();
        let received = forget_received(&self.dir.join("inbox"), &gone, &names)?;
        let swept = self.archive.sweep()?.is_some();
        let purged = self.register.purge(given, by, source, order)?;
        Ok(Destroyed { purged, received, holders, swept })
    }
}

/// Removes what the inbox still holds of sources, and says of them.
fn forget_received(
    inbox: &Path,
    gone: &[SourceId],
    names: &BTreeSet<String>,
) -> Result<usize, DossierError> {
    if !inbox.is_dir() {
        return Ok(0);
    }
    let mut forgotten = BTreeSet::new();
    for entry in fs::read_dir(inbox).map_err(io("read", inbox))? {
        let path = entry.map_err(io("read", inbox))?.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if !matches!(ending, "bytes" | "json") || !path.is_file() {
            continue;
        }
        let bytes = fs::read(&path).map_err(io("read", &path))?;
        let tells = match ending {
            "bytes" => gone.contains(&SourceId::new(Sha256::of(&bytes))),
            _ => tells_of(&bytes, gone, names),
        };
        if tells {
            forgotten.insert(path.with_extension(""));
        }
    }
    // What is said of the bytes goes first: bytes alone are found again.
    for path in forgotten.iter().flat_map(|id| ["json", "bytes"].map(|it| id.with_extension(it))) {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(io("remove", &path)(error));
            }
            _ => {}
        }
    }
    let sync = File::open(inbox).and_then(|folder| folder.sync_all());
    sync.map_err(io("sync", inbox))?;
    Ok(forgotten.len())
}

/// True where a line of the inbox names a source by its digest, or as it was called when it came in. Something else
/// of that name may be waiting: that stays.
fn tells_of(line: &[u8], gone: &[SourceId], names: &BTreeSet<String>) -> bool {
    let text = String::from_utf8_lossy(line);
    if gone.iter().any(|source| text.contains(&source.to_string())) {
        return true;
    }
    let item: serde_json::Value = serde_json::from_slice(line).unwrap_or_default();
    let waits = item.get("state").is_some_and(|state| state == "queued");
    let name = item.get("name").and_then(serde_json::Value::as_str);
    !waits && name.is_some_and(|name| names.contains(name))
}
