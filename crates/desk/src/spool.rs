//! What waits to be taken in, and what came of it: files in the dossier's folder `inbox/`, so that what
//! was acknowledged outlives the process. Bytes lie in `ID.bytes` under a name of ours; what is known of
//! them is in `ID.json`, which is written last: without it nothing was received.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use archive::Reason;
use codebook::SourceId;
use codebook::value::ShortText;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::store::Machine;

/// The most that may wait.
const WAITING: usize = 1000;
/// How many that are done stay listed, and how many that failed.
const LISTED: usize = 200;

/// What is to be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum What {
    /// The bytes beside.
    File,
    /// What its name, an address, answers.
    Address,
    /// An archived source, again.
    Again { source: SourceId },
    /// Every source that is not confidential, again.
    AgainAll,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    Queued,
    /// Taken up, or archived and being read; never on disk.
    Archived,
    Page {
        page: u32,
        of: u32,
    },
    /// In, with so many new proposals; none are told of what is confidential.
    Done {
        proposed: Option<usize>,
        note: Option<String>,
    },
    Failed {
        #[serde(default)]
        reason: Reason,
        why: String,
        /// The source, where its bytes were kept.
        source: Option<SourceId>,
    },
}

impl State {
    /// True once nothing more will come of it.
    pub(crate) const fn is_over(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Failed { .. })
    }
}

/// One line of the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) by: ShortText,
    pub(crate) what: What,
    pub(crate) state: State,
}

/// The folder and what is in it.
pub(crate) struct Spool {
    dir: PathBuf,
    machine: Machine,
    items: Mutex<BTreeMap<String, Item>>,
    came: Condvar,
    changes: watch::Sender<u64>,
}

impl Spool {
    /// Opens it; what was received and not taken in waits again, what was not received is gone.
    pub(crate) fn open(dossier: &Path, machine: Machine) -> io::Result<Self> {
        let dir = dossier.join("inbox");
        fs::create_dir_all(&dir)?;
        let mut items = BTreeMap::new();
        for entry in fs::read_dir(&dir)? {
            let path = entry?.path();
            let is_json = path.extension().is_some_and(|it| it == "json");
            let Some(id) = path.file_stem().and_then(|it| it.to_str()).filter(|_| is_json) else {
                continue;
            };
            // One that can't be read is left where it is: it was acknowledged.
            if let Ok(item) = serde_json::from_slice(&fs::read(&path)?) {
                items.insert(id.to_owned(), item);
            }
        }
        let spool = Self {
            dir,
            machine,
            items: Mutex::new(items),
            came: Condvar::new(),
            changes: watch::Sender::new(0),
        };
        spool.sweep()?;
        Ok(spool)
    }

    /// Removes bytes that nobody was told were received, and those of what is over.
    fn sweep(&self) -> io::Result<()> {
        let items = self.lock();
        for entry in fs::read_dir(&self.dir)? {
            let path = entry?.path();
            let id = path.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
            let is_kept = items
                .get(id)
                .map_or_else(|| self.path(id, "json").exists(), |item| !item.state.is_over());
            let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
            if ending == "new" || (ending == "bytes" && !is_kept) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Item>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn path(&self, id: &str, ending: &str) -> PathBuf {
        self.dir.join(format!("{id}.{ending}"))
    }

    /// Where the bytes of an item lie.
    pub(crate) fn bytes(&self, id: &str) -> PathBuf {
        self.path(id, "bytes")
    }

    /// A name that sorts by when it was given.
    pub(crate) fn fresh(&self) -> String {
        let mut chance = [0; 6];
        self.machine.chance.fill(&mut chance);
        let at = self.machine.clock.now().as_microsecond().max(0);
        format!("{at:020}-{}", hex::encode(chance))
    }

    /// True while there is room for more to wait.
    pub(crate) fn has_room(&self) -> bool {
        self.lock().values().filter(|item| !item.state.is_over()).count() < WAITING
    }

    /// Receives an item whose bytes, if it has any, are synced under its id already. It is safe once
    /// this returns.
    pub(crate) fn receive(&self, id: &str, item: Item) -> io::Result<()> {
        self.write(id, &item)?;
        let is_over = item.state.is_over();
        self.lock().insert(id.to_owned(), item);
        if is_over {
            remove(&self.bytes(id))?;
            self.forget_old()?;
        }
        self.came.notify_one();
        self.tell();
        Ok(())
    }

    fn write(&self, id: &str, item: &Item) -> io::Result<()> {
        let draft = self.path(id, "new");
        let mut file = File::create(&draft)?;
        file.write_all(&serde_json::to_vec(item)?)?;
        file.sync_all()?;
        fs::rename(&draft, self.path(id, "json"))?;
        File::open(&self.dir)?.sync_all()
    }

    /// The oldest that waits; sleeps while none does.
    pub(crate) fn next(&self) -> (String, Item) {
        let mut items = self.lock();
        loop {
            let waiting = items.iter().find(|(_, item)| item.state == State::Queued);
            if let Some((id, item)) = waiting {
                return (id.clone(), item.clone());
            }
            items = self.came.wait(items).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Shows how far an item is.
    pub(crate) fn step(&self, id: &str, state: State) {
        if let Some(item) = self.lock().get_mut(id) {
            item.state = state;
        }
        self.tell();
    }

    /// Notes what came of an item, and lets go of its bytes.
    pub(crate) fn over(&self, id: &str, state: State) -> io::Result<()> {
        let item = self.lock().get(id).cloned();
        let Some(item) = item.map(|item| Item { state, ..item }) else { return Ok(()) };
        self.write(id, &item)?;
        self.lock().insert(id.to_owned(), item);
        remove(&self.bytes(id))?;
        self.forget_old()?;
        self.tell();
        Ok(())
    }

    /// Takes the oldest off the list, where more are done, or failed, than stay on it.
    fn forget_old(&self) -> io::Result<()> {
        let done = self.ids(|state| matches!(state, State::Done { .. }));
        let failed = self.ids(|state| matches!(state, State::Failed { .. }));
        for id in [done, failed].iter().flat_map(|over| over.iter().rev().skip(LISTED)) {
            self.forget(id)?;
        }
        Ok(())
    }

    fn ids(&self, of: impl Fn(&State) -> bool) -> Vec<String> {
        let items = self.lock();
        items.iter().filter(|(_, item)| of(&item.state)).map(|(id, _)| id.clone()).collect()
    }

    /// Takes what is over off the list: one, or with none named those that came in well.
    pub(crate) fn clear(&self, one: Option<&str>) -> io::Result<()> {
        let over = match one {
            Some(one) => self.ids(State::is_over).into_iter().filter(|id| id == one).collect(),
            None => self.ids(|state| matches!(state, State::Done { .. })),
        };
        for id in over {
            self.forget(&id)?;
        }
        self.tell();
        Ok(())
    }

    fn forget(&self, id: &str) -> io::Result<()> {
        remove(&self.path(id, "json"))?;
        self.lock().remove(id);
        Ok(())
    }

    /// Every item, the newest first.
    pub(crate) fn list(&self) -> Vec<(String, Item)> {
        self.lock().iter().rev().map(|(id, item)| (id.clone(), item.clone())).collect()
    }

    fn tell(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    /// Waits for changes.
    pub(crate) fn listen(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
