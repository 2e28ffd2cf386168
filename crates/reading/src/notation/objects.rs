//! Objects as a notation writes them: keys and what stands under each, within others or in lists.

use std::ops::Range;

/// Objects within objects are followed so deep; what lies deeper is passed over.
pub(super) const DEEPEST: usize = 24;
/// So many objects of a text are looked at.
const MOST_OBJECTS: usize = 20_000;
/// An object has no more entries than this.
const MOST_ENTRIES: usize = 400;
/// No key is longer.
const LONGEST_KEY: usize = 80;
/// What is longer is no value of a field, nor a remark.
const LONGEST_VALUE: usize = 16 * 1024;

/// A key and a value under it: a string, without its quotation marks, or a number.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
    /// Both, with their quotation marks; the value alone where it is not the first of a list.
    pub(super) quote: Range<usize>,
}

/// An object, or what there is of it.
#[derive(Debug, Default)]
pub(super) struct Object {
    /// From its first sign to its last.
    pub(super) at: Range<usize>,
    /// The object around it, which stands before it in the list of all.
    pub(super) parent: Option<usize>,
    /// The key that it stands under there.
    pub(super) key: Option<Range<usize>>,
    /// True where it is a list's.
    pub(super) listed: bool,
    pub(super) entries: Vec<Entry>,
    /// How much of it is no entry: program code, or prose behind a bracket that nobody closed.
    pub(super) junk: usize,
}

impl Object {
    /// True for a list of keys and values, and not a piece of a program.
    pub(super) fn is_sound(&self) -> bool {
        self.entries.len() > self.junk
    }
}

/// The objects of a text, in the order they begin in.
#[derive(Debug, Default)]
pub(super) struct Objects(Vec<Object>);

impl Objects {
    /// Notes an object, unless there are too many.
    pub(super) fn begin(&mut self, object: Object) -> Option<usize> {
        let index = self.0.len();
        (index < MOST_OBJECTS).then(|| self.0.push(object)).map(|()| index)
    }

    /// Adds a key and its value to an object.
    pub(super) fn add(&mut self, index: Option<usize>, entry: Entry) {
        let fits = entry.key.len() <= LONGEST_KEY
            && !entry.value.is_empty()
            && entry.value.len() <= LONGEST_VALUE;
        let Some(object) = self.get_mut(index) else { return };
        object.at.end = object.at.end.max(entry.quote.end);
        if object.entries.len() < MOST_ENTRIES && fits {
            object.entries.push(entry);
        }
    }

    /// Adds a value that runs over lines, or what it is now that one more has come.
    pub(super) fn lengthen(&mut self, index: Option<usize>, entry: Entry) {
        let begun = |last: &Entry| last.value.start == entry.value.start;
        if let Some(object) = self.get_mut(index) {
            object.entries.pop_if(|last| begun(last));
        }
        self.add(index, entry);
    }

    /// Counts something that is no entry.
    pub(super) fn spoil(&mut self, index: Option<usize>) {
        if let Some(object) = self.get_mut(index) {
            object.junk += 1;
        }
    }

    /// Ends an object at its closing sign.
    pub(super) fn end(&mut self, index: Option<usize>, at: usize) {
        if let Some(object) = self.get_mut(index) {
            object.at.end = object.at.end.max(at);
        }
    }

    pub(super) fn all(&self) -> &[Object] {
        &self.0
    }

    /// Takes in those of another list.
    pub(super) fn extend(&mut self, others: Self) {
        let first = self.0.len();
        self.0.extend(
            others.0.into_iter().map(|object| Object {
                parent: object.parent.map(|parent| parent + first),
                ..object
            }),
        );
    }

    fn get_mut(&mut self, index: Option<usize>) -> Option<&mut Object> {
        self.0.get_mut(index?)
    }
}
