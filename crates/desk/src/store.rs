//! The dossier behind the desk: one who writes, a pool of those who read. Nothing here runs on the
//! threads that answer.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use codebook::SourceId;
use codebook::Visibility;
use codebook::given::{Chance, Clock};
use codebook::value::ShortText;
use register::{Given, Register, RegisterError, SourceView};

use crate::failure::Failure;
use crate::hub::Hub;
use crate::who::{May, Who, Writes};

/// The most readers kept open for the next request.
const KEPT: usize = 8;

/// The machine's clock and chance, as the command line hands them in.
#[derive(Clone, Copy)]
pub(crate) struct Machine {
    pub(crate) clock: &'static (dyn Clock + Send + Sync),
    pub(crate) chance: &'static (dyn Chance + Send + Sync),
}

impl Machine {
    pub(crate) fn for_register(self) -> Given<'static> {
        Given { clock: self.clock, chance: self.chance }
    }

    pub(crate) fn for_accounts(self) -> accounts::Given<'static> {
        accounts::Given { clock: self.clock, chance: self.chance }
    }
}

/// The register, and who may use it.
#[derive(Clone)]
pub(crate) struct Store(Arc<Inner>);

struct Inner {
    machine: Machine,
    hub: Hub,
    writer: Mutex<Register>,
    readers: Readers,
}

/// Those who read: as many as are asked at once, some of them kept for the next request.
pub(crate) struct Readers {
    dir: PathBuf,
    kept: Mutex<Vec<Register>>,
}

impl Readers {
    /// Readers of the dossier in `dir`.
    pub(crate) const fn of(dir: PathBuf) -> Self {
        Self { dir, kept: Mutex::new(Vec::new()) }
    }

    /// Reads.
    pub(crate) fn look<T, E: From<RegisterError>>(
        &self,
        look: impl FnOnce(&Register) -> Result<T, E>,
    ) -> Result<T, E> {
        let kept = self.kept().pop();
        let reader = kept.map_or_else(|| Register::open_to_read(&self.dir), Ok)?;
        let seen = look(&reader);
        let mut readers = self.kept();
        if readers.len() < KEPT {
            readers.push(reader);
        }
        seen
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Register>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    pub(crate) fn open(dir: PathBuf, machine: Machine, hub: Hub) -> Result<Self, RegisterError> {
        let writer = Mutex::new(Register::open(&dir)?);
        let readers = Readers::of(dir);
        Ok(Self(Arc::new(Inner { machine, hub, writer, readers })))
    }

    /// Reads. Who is asked for, as nothing is shown to nobody.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        _: &Who,
        look: impl FnOnce(&Register) -> Result<T, RegisterError> + Send + 'static,
    ) -> Result<T, Failure> {
        let inner = Arc::clone(&self.0);
        Ok(run(move || inner.readers.look(look)).await??)
    }

    /// Writes, for somebody who may: what it gives back is in the log.
    pub(crate) async fn write<R: Writes, T: Send + 'static>(
        &self,
        may: &May<R>,
        act: impl FnOnce(&mut Register, Given<'_>, &ShortText) -> Result<T, RegisterError>
        + Send
        + 'static,
    ) -> Result<T, Failure> {
        let (inner, by) = (Arc::clone(&self.0), may.who.name.clone());
        Ok(run(move || inner.act(&by, act)).await??)
    }

    /// The source of that public id, for somebody who may see it. That they read it is recorded where
    /// it is confidential; who may not see it learns no more than of one that is not there.
    pub(crate) async fn open_source(&self, who: &Who, id: String) -> Result<SourceView, Failure> {
        let (inner, name) = (Arc::clone(&self.0), who.name.clone());
        run(move || {
            let id = id.parse().map_err(|_| Failure::NotFound)?;
            let found: Result<_, RegisterError> =
                inner.readers.look(|register| match register.source_by_public_id(id)? {
                    Some(source) => Ok(register.may_see(&name, source.source)?.then_some(source)),
                    None => Ok(None),
                });
            let source = found?.ok_or(Failure::NotFound)?;
            if source.visibility == Visibility::Confidential {
                inner.act(&name, |register, given, by| {
                    register.open_source(given, by, source.source)
                })?;
            }
            Ok(source)
        })
        .await?
    }

    /// Records that somebody reads a confidential source, before they do.
    pub(crate) async fn read_confidential(
        &self,
        who: &Who,
        source: SourceId,
    ) -> Result<bool, Failure> {
        let (inner, by) = (Arc::clone(&self.0), who.name.clone());
        let opened = move |register: &mut Register, given: Given<'_>, by: &ShortText| {
            register.open_source(given, by, source)
        };
        Ok(run(move || inner.act(&by, opened)).await??)
    }

    /// The folder of the dossier.
    pub(crate) fn dir(&self) -> PathBuf {
        self.0.readers.dir.clone()
    }

    /// How far the log has come.
    pub(crate) async fn head(&self) -> Result<u64, Failure> {
        let inner = Arc::clone(&self.0);
        Ok(run(move || inner.readers.look(head)).await??)
    }

    /// Puts everything into the one file, at the end.
    pub(crate) fn close(&self) -> Result<(), RegisterError> {
        self.0.readers.kept().clear();
        self.0.writer.lock().unwrap_or_else(PoisonError::into_inner).write_checkpoint()
    }
}

impl Inner {
    fn act<T>(
        &self,
        by: &ShortText,
        act: impl FnOnce(&mut Register, Given<'_>, &ShortText) -> Result<T, RegisterError>,
    ) -> Result<T, RegisterError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let done = act(&mut writer, self.machine.for_register(), by)?;
        writer.write_checkpoint()?;
        self.hub.tell(writer.head()?.0);
        Ok(done)
    }
}

fn head(register: &Register) -> Result<u64, RegisterError> {
    Ok(register.head()?.0)
}

/// Runs what may wait for the disk on a thread for that.
pub(crate) async fn run<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Failure::Broken("a task of the server ended early".to_owned()))
}
