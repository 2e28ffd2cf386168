//! The first pass: who reads what. Lines of files are read by whoever has nothing to do; all else is read by one
//! thread, and handed out.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::reading::Worker;
use super::{Ledger, ScreenError, Settings};
use crate::flags::Crowd;
use crate::input::{self, Given, Left, Notes, Problem, Shared, Sink, Source, Work};
use crate::spill::{Spill, Spool};

/// Reads all that is given into `digests`.
pub(super) fn read(
    given: &[Given],
    settings: &Settings,
    digests: &Spill,
    spool: &Spool,
) -> Result<(Vec<Source>, Ledger, Crowd), ScreenError> {
    let (send, receive) = sync_channel::<Task>(settings.threads);
    let receive = Mutex::new(receive);
    let spare = Spare::default();
    let mut feeder = Feeder {
        send: Some(send).filter(|_| settings.threads > 1),
        others: settings.threads - 1,
        spare: &spare,
        own: Worker::new(digests, spool),
        failed: None,
        sources: Vec::new(),
    };
    let parts = std::thread::scope(|scope| {
        let workers: Vec<_> = (1..settings.threads)
            .map(|_| scope.spawn(|| Worker::new(digests, spool).run(&receive, &spare)))
            .collect();
        input::read_all(given, &settings.mappings, settings.chunk, &mut feeder);
        feeder.send = None;
        workers.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    if let Some(error) = feeder.failed {
        return Err(ScreenError::Io(error));
    }
    let Worker { mut ledger, mut crowd, .. } = feeder.own;
    for part in parts {
        let (read, counted) = part.map_err(|_| ScreenError::Thread)??;
        ledger.add(read);
        crowd.merge(counted);
    }
    Ok((feeder.sources, ledger, crowd))
}

/// Buffers that were read through and may be filled again.
#[derive(Default)]
pub(super) struct Spare(Mutex<Vec<Vec<u8>>>);

impl Spare {
    /// Takes a buffer back.
    pub(super) fn give(&self, buffer: Vec<u8>) {
        // What one long line made large is not kept.
        if buffer.capacity() <= 4 * input::CHUNK {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(buffer);
        }
    }

    /// One that is free, or a new one.
    pub(super) fn take(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }
}

/// What there is to do, and whether its source can be read again.
enum Task {
    Work(bool, Work),
    Share(bool, Arc<Mutex<Shared>>),
}

/// Hands out what is read, and does itself what nobody else has room for: what one thread reads and looks
/// through is still near it then.
struct Feeder<'s> {
    send: Option<SyncSender<Task>>,
    /// How many other threads there are.
    others: usize,
    spare: &'s Spare,
    own: Worker<'s>,
    failed: Option<std::io::Error>,
    sources: Vec<Source>,
}

impl Feeder<'_> {
    /// True where a source can be read again.
    fn again(&self, source: u32) -> bool {
        self.sources.get(source as usize).is_some_and(|source| source.again.is_some())
    }

    /// Gives a task to another thread, or back where none has room for it.
    fn hand(&self, task: Task) -> Option<Task> {
        let Some(send) = &self.send else { return Some(task) };
        match send.try_send(task) {
            Ok(()) => None,
            Err(TrySendError::Full(task) | TrySendError::Disconnected(task)) => Some(task),
        }
    }
}

impl Notes for Feeder<'_> {
    fn buffer(&mut self) -> Vec<u8> {
        self.spare.take()
    }

    fn problem(&mut self, problem: Problem) {
        self.own.unread(problem);
    }
}

impl Sink for Feeder<'_> {
    fn work(&mut self, work: Work) -> bool {
        let source = match &work {
            Work::Lines { source, .. } | Work::Units { source, .. } => *source,
        };
        let own = self.hand(Task::Work(self.again(source), work));
        if let Some(task) = own.filter(|_| self.failed.is_none()) {
            self.failed = self.own.task(task, self.spare).err();
        }
        self.failed.is_none()
    }

    fn share(&mut self, lines: Shared) {
        if self.failed.is_some() {
            return;
        }
        let again = self.again(lines.source);
        let lines = Arc::new(Mutex::new(lines));
        let mut others = self.others;
        loop {
            // Whoever has no room for it yet hears of it later.
            while others > 0 && self.hand(Task::Share(again, Arc::clone(&lines))).is_none() {
                others -= 1;
            }
            match self.own.some(again, &lines, self.spare) {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    self.failed = Some(error);
                    return;
                }
            }
        }
    }

    fn left(&mut self, left: Left) {
        self.own.ledger.left(left);
    }

    fn source(&mut self, source: Source) -> u32 {
        self.sources.push(source);
        (self.sources.len() - 1) as u32
    }
}

/// A worker that reads.
struct Reading<'r, 'w> {
    worker: &'r mut Worker<'w>,
    spare: &'r Spare,
}

impl Notes for Reading<'_, '_> {
    fn buffer(&mut self) -> Vec<u8> {
        self.spare.take()
    }

    fn problem(&mut self, problem: Problem) {
        self.worker.unread(problem);
    }
}

impl Worker<'_> {
    fn run(
        mut self,
        receive: &Mutex<Receiver<Task>>,
        spare: &Spare,
    ) -> std::io::Result<(Ledger, Crowd)> {
        loop {
            let work = receive.lock().unwrap_or_else(PoisonError::into_inner).recv();
            match work {
                Err(_) => return Ok((self.ledger, self.crowd)),
                Ok(task) => self.task(task, spare)?,
            }
        }
    }

    fn task(&mut self, task: Task, spare: &Spare) -> std::io::Result<()> {
        match task {
            Task::Work(again, work) => self.work(again, work, spare),
            Task::Share(again, lines) => {
                while self.some(again, &lines, spare)? {}
                Ok(())
            }
        }
    }

    /// Some of the lines that threads share; false where there are no more.
    fn some(&mut self, again: bool, lines: &Mutex<Shared>, spare: &Spare) -> std::io::Result<bool> {
        let mut notes = Reading { worker: self, spare };
        let work = lines.lock().unwrap_or_else(PoisonError::into_inner).next(&mut notes);
        work.map_or(Ok(false), |work| self.work(again, work, spare).map(|()| true))
    }

    /// Notes what was not read.
    fn unread(&mut self, problem: Problem) {
        if problem.line == 0 {
            self.ledger.sources_left += 1;
        } else {
            self.ledger.units += 1;
            self.ledger.skipped += 1;
        }
        self.ledger.problem(problem);
    }
}
