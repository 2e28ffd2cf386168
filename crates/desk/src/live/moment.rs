//! What is kept for one state of what is public: what many pages count up, answers that were given, and the index
//! that the page which searches asks for.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use axum::body::Bytes;
use pages::{PageError, Shared, Site};
use register::public::{Changes, Mark, Publishable};

use super::answer::Answer;

/// The most bytes of answers that are kept.
const BYTES: usize = 24 << 20;

/// What is kept.
#[derive(Default)]
pub(super) struct Moment {
    pub(super) shared: Shared,
    answers: Mutex<Answers>,
    scripts: OnceLock<BTreeMap<String, Bytes>>,
    turn: Mutex<()>,
}

#[derive(Default)]
struct Answers {
    by_key: HashMap<String, Arc<Answer>>,
    bytes: usize,
}

impl Moment {
    /// What is kept of it after changes since `mark`: no answer, but what many pages count up and the index, each as far as somebody
    /// had asked for it.
    pub(super) fn after(
        &self,
        view: &Publishable<'_>,
        changes: &Changes,
        mark: &Mark,
    ) -> Result<Self, PageError> {
        let mut next = Self { shared: self.shared.after(view, changes)?, ..Self::default() };
        if let Some(known) = self.scripts.get() {
            let (site, mut scripts) = (Site::new(view), known.clone());
            let mut read = |path: &str| known.get(path).map(|bytes| bytes.to_vec());
            let followed = site.index_again((changes, mark), &mut read, |path, bytes| {
                scripts.insert(path.to_owned(), Bytes::copy_from_slice(bytes));
                Ok::<_, PageError>(())
            })?;
            if followed {
                next.scripts = OnceLock::from(scripts);
            }
        }
        Ok(next)
    }

    /// An answer that was given before.
    pub(super) fn answer(&self, key: &str) -> Option<Arc<Answer>> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.by_key.get(key).cloned()
    }

    /// Keeps an answer; where there is no room, those before it are let go.
    pub(super) fn keep(&self, key: String, answer: &Arc<Answer>) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let size = answer.size() + key.len();
        if answers.bytes + size > BYTES {
            *answers = Answers::default();
        }
        if size <= BYTES && answers.by_key.insert(key, Arc::clone(answer)).is_none() {
            answers.bytes += size;
        }
    }

    /// The turn to make something that takes long.
    pub(super) fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A script of the pages, or a file of the index; these are made when the first is asked for.
    pub(super) fn script(&self, site: &Site<'_>, path: &str) -> Result<Option<Bytes>, PageError> {
        if let Some(script) = pages::script(path) {
            return Ok(Some(Bytes::from_static(script.as_bytes())));
        }
        if let Some(made) = self.scripts.get() {
            return Ok(made.get(path).cloned());
        }
        let mut made = BTreeMap::new();
        site.index(|path, bytes| {
            made.insert(path.to_owned(), Bytes::copy_from_slice(bytes));
            Ok::<_, PageError>(())
        })?;
        Ok(self.scripts.get_or_init(|| made).get(path).cloned())
    }
}
