//! What a check found: what was checked, what could not be, and what fails.

use std::fmt;

/// Something that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What.
    pub what: String,
    /// How many.
    pub count: u64,
}

/// Something that could not be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unchecked {
    /// What.
    pub what: String,
    /// How many.
    pub count: u64,
    /// Why not.
    pub why: String,
}

/// Something that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The file or record.
    pub place: String,
    /// What is wrong with it.
    pub what: String,
}

/// The outcome of a check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What was checked, in order.
    pub checked: Vec<Checked>,
    /// What could not be.
    pub unchecked: Vec<Unchecked>,
    /// What is as it must be, but must be known: an erasure by order.
    pub notes: Vec<String>,
    /// What fails, in the order found.
    pub failures: Vec<Failure>,
}

/// How many failures are named.
const NAMED: usize = 10;

impl Report {
    /// True where nothing that was checked fails.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.failures.is_empty()
    }

    /// Notes that `count` of something were checked.
    pub fn checked(&mut self, what: &str, count: usize) {
        self.checked.push(Checked { what: what.to_owned(), count: count as u64 });
    }

    /// Notes that `count` of something could not be checked; nothing where there are none.
    pub fn unchecked(&mut self, what: &str, count: usize, why: &str) {
        if count > 0 {
            let (what, why) = (what.to_owned(), why.to_owned());
            self.unchecked.push(Unchecked { what, count: count as u64, why });
        }
    }

    /// Says something that is no failure.
    pub fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Notes that something is not as it must be.
    pub fn fail(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.failures.push(Failure { place: place.into(), what: what.into() });
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Checked { what, count } in &self.checked {
            writeln!(f, "checked      {count:>8}  {what}")?;
        }
        for Unchecked { what, count, why } in &self.unchecked {
            writeln!(f, "not checked  {count:>8}  {what} ({why})")?;
        }
        for note in &self.notes {
            writeln!(f, "note  {note}")?;
        }
        for Failure { place, what } in self.failures.iter().take(NAMED) {
            writeln!(f, "FAILS  {place}: {what}")?;
        }
        let more = self.failures.len().saturating_sub(NAMED);
        if more > 0 {
            writeln!(f, "… and {more} more")?;
        }
        let checked: u64 = self.checked.iter().map(|item| item.count).sum();
        let unchecked: u64 = self.unchecked.iter().map(|item| item.count).sum();
        let verdict = if self.is_clean() {
            "clean".to_owned()
        } else {
            format!("{} FAILED", self.failures.len())
        };
        write!(f, "{verdict}: {checked} checked, {unchecked} that could not be")
    }
}
