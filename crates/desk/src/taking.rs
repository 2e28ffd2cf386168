//! The one who takes in what waits in the inbox, one after another, on a thread of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use archive::fetch::FetchOptions;
use archive::{Archive, Worker};
use codebook::{Origin, Visibility};
use dossier::{Intake, IntakeError, Step, Taken};
use reading::Rules;
use register::Register;

use crate::spool::{Item, Spool, State, What};
use crate::store::Machine;

/// How long after the disk refused it is tried again.
const PAUSE: Duration = Duration::from_secs(5);

/// What taking in needs from one item to the next.
pub(crate) struct Taker {
    pub(crate) dir: PathBuf,
    pub(crate) machine: Machine,
    pub(crate) spool: Arc<Spool>,
    pub(crate) worker: Worker,
}

impl Taker {
    /// Goes on until the process ends; what it was at then waits on disk.
    pub(crate) fn run(mut self) {
        let mut rules = Rules::new();
        loop {
            let (id, item) = self.spool.next();
            self.spool.step(&id, State::Archived);
            let taken = unbroken(|| self.take(&id, &item, &mut rules));
            let state = match taken.unwrap_or_else(|| Ok(broken())) {
                Ok(state) => state,
                // The dossier can't be written: nothing is lost, and nothing else would fare better.
                Err(error) if error.is_of_the_dossier() => {
                    eprintln!("desk: the inbox waits: {error}");
                    self.wait(&id);
                    continue;
                }
                Err(error) => {
                    let why = self.said(&id, &item, &error);
                    State::Failed { reason: error.reason(), why, source: None }
                }
            };
            if let Err(error) = self.spool.over(&id, state) {
                eprintln!("desk: the inbox waits: {error}");
                self.wait(&id);
            }
        }
    }

    fn wait(&self, id: &str) {
        std::thread::sleep(PAUSE);
        self.spool.step(id, State::Queued);
    }

    fn take(&mut self, id: &str, item: &Item, rules: &mut Rules) -> Result<State, IntakeError> {
        let archive = Archive::open(&self.dir)?;
        let mut register = Register::open(&self.dir)?;
        let sources = again(&register, &item.what)?;
        let given = self.machine.for_register();
        let by = item.by.clone();
        let mut intake =
            Intake::new(&archive, &mut register, given, by, None, &mut self.worker, rules);
        let (spool, told) = (Arc::clone(&self.spool), id.to_owned());
        intake.on_step(move |_, step| {
            if let Step::Page(page, of) = step {
                spool.step(&told, State::Page { page, of });
            }
        });
        let mut taken = match item.what {
            What::File => intake.handed(&item.name, &self.spool.bytes(id))?,
            What::Address => intake.url(&item.name, &FetchOptions::default())?,
            What::Again { .. } | What::AgainAll => Vec::new(),
        };
        for (known, origin) in sources {
            taken.extend(intake.again(&known, origin)?);
        }
        taken.extend(intake.settle()?);
        drop(intake);
        register.write_checkpoint()?;
        outcome(&register, &item.what, taken)
    }

    /// An error in the words of whoever handed the file over: where it waited is ours alone.
    fn said(&self, id: &str, item: &Item, error: &dyn std::error::Error) -> String {
        error.to_string().replace(&shown(&self.spool.bytes(id)), &item.name)
    }
}

/// What work gives; nothing where it broke off in a panic. The next item goes on: the register takes back what
/// was not finished, and all else is made anew for each.
fn unbroken<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// A mistake of ours, told of the file that brought it to light: else it would be the first again for ever.
fn broken() -> State {
    let why =
        "a mistake in Veedor broke off the reading; please report it with the file".to_owned();
    State::Failed { reason: archive::Reason::Other, why, source: None }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The archived sources that are to be read again, each with where it came from first.
fn again(
    register: &Register,
    what: &What,
) -> Result<Vec<(register::SourceView, Origin)>, IntakeError> {
    let sources = match what {
        What::File | What::Address => return Ok(Vec::new()),
        What::Again { source } => register.source(*source)?.into_iter().collect(),
        What::AgainAll => register.sources()?,
    };
    let mut origins = register.origins()?;
    origins.reverse();
    let first: std::collections::BTreeMap<_, _> =
        origins.into_iter().map(|origin| (origin.source, origin.from.origin)).collect();
    let open = sources.into_iter().filter(|source| source.visibility != Visibility::Confidential);
    Ok(open
        .filter_map(|source| Some((first.get(&source.source)?.clone(), source)))
        .map(|(origin, source)| (source, origin))
        .collect())
}

/// What is said of it. Of what is confidential nothing is counted, nor why it has no text.
fn outcome(register: &Register, what: &What, taken: Vec<Taken>) -> Result<State, IntakeError> {
    let mut proposed = 0;
    let mut notes = Vec::new();
    for (nth, one) in taken.into_iter().enumerate() {
        let known = register.source(one.source)?;
        if known.is_some_and(|known| known.visibility == Visibility::Confidential) {
            return Ok(State::Done { proposed: None, note: None });
        }
        proposed += one.outcome.proposed;
        let Some(why) = one.failed else { continue };
        if nth == 0 && !one.has_text && *what != What::AgainAll {
            let reason = one.reason.unwrap_or_default();
            return Ok(State::Failed { reason, why: why.to_string(), source: Some(one.source) });
        }
        notes.push(format!("{}: {why}", one.input));
    }
    notes.truncate(10);
    let note = (!notes.is_empty()).then(|| notes.join("; "));
    Ok(State::Done { proposed: Some(proposed), note })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_off_is_told_and_the_next_goes_on() {
        assert_eq!(unbroken(|| 1), Some(1));
        assert_eq!(unbroken(|| -> u8 { panic!("a mistake of ours") }), None);
        assert!(broken().is_over());
    }
}
