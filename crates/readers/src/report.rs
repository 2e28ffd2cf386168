//! What a reader came to: what it proposed, what was dropped and why, what failed.

use std::collections::BTreeMap;
use std::fmt;

use codebook::ReaderId;
use reading::{Grounded, Refusal};

/// Why something a reader offered was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It was not of the form asked for.
    Malformed,
    /// It used a kind, property or label that the codebook doesn't have.
    Vocabulary,
    /// One answer offered too many.
    TooMany,
    /// Its quote is not in the text.
    Quote,
    /// Its value is not in the quote.
    Value,
    /// Its subject is not named there.
    Subject,
    /// It names or identifies a person, or may do so.
    Person,
    /// The sentence asks or denies it.
    Unsaid,
    /// The words are the page's and not the author's.
    Furniture,
    /// The sentence does not relate the words to a technology.
    Unrelated,
    /// The door refused it for another reason.
    Door,
}

impl Reason {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Vocabulary => "outside the codebook",
            Self::TooMany => "too many at once",
            Self::Quote => "quote not in the text",
            Self::Value => "value not in the quote",
            Self::Subject => "subject not named there",
            Self::Person => "a person, or may be one",
            Self::Unsaid => "asked or denied",
            Self::Furniture => "page furniture",
            Self::Unrelated => "related to no technology",
            Self::Door => "not fit to be quoted",
        }
    }
}

impl From<&Refusal> for Reason {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Quote => Self::Quote,
            Refusal::Value => Self::Value,
            Refusal::Subject => Self::Subject,
            Refusal::Person => Self::Person,
            Refusal::Unsaid => Self::Unsaid,
            Refusal::Furniture => Self::Furniture,
            Refusal::Unrelated => Self::Unrelated,
            Refusal::Door(_) => Self::Door,
        }
    }
}

/// What a reader came to, over one document or many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Which reader.
    pub reader: ReaderId,
    /// How much of what it offered stands on its words.
    pub proposals: usize,
    /// How much was dropped, by reason.
    pub dropped: BTreeMap<Reason, usize>,
    /// How often it was asked; an attempt that failed counts.
    pub requests: usize,
    /// How many stretches of text nobody read, since it failed or its budget was spent.
    pub unread: usize,
    /// What failed, in words for the user.
    pub failures: Vec<String>,
}

impl Report {
    /// Nothing yet.
    #[must_use]
    pub const fn new(reader: ReaderId) -> Self {
        Self {
            reader,
            proposals: 0,
            dropped: BTreeMap::new(),
            requests: 0,
            unread: 0,
            failures: Vec::new(),
        }
    }

    /// Adds what the same reader came to elsewhere.
    pub fn add(&mut self, other: Self) {
        self.proposals += other.proposals;
        self.requests += other.requests;
        self.unread += other.unread;
        self.failures.extend(other.failures);
        for (reason, count) in other.dropped {
            *self.dropped.entry(reason).or_default() += count;
        }
    }

    pub(crate) fn drop(&mut self, reason: Reason) {
        *self.dropped.entry(reason).or_default() += 1;
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dropped: usize = self.dropped.values().sum();
        let Self { reader, proposals, requests, .. } = self;
        write!(f, "{reader}: {proposals} proposals, {dropped} dropped")?;
        for (at, (reason, count)) in self.dropped.iter().enumerate() {
            let lead = if at == 0 { " (" } else { ", " };
            write!(f, "{lead}{count} {}", reason.as_str())?;
        }
        let close = if dropped > 0 { ")" } else { "" };
        write!(f, "{close}; {requests} requests, {} failures", self.failures.len())?;
        if self.unread > 0 {
            write!(f, "; {} stretches of text were not read by it", self.unread)?;
        }
        Ok(())
    }
}

/// What a reader made of a document.
#[derive(Debug)]
pub struct Reading {
    /// What stands on its words, in text order of the stretches asked about.
    pub proposals: Vec<Grounded>,
    /// What it came to.
    pub report: Report,
}

impl Reading {
    pub(crate) const fn new(reader: ReaderId) -> Self {
        Self { proposals: Vec::new(), report: Report::new(reader) }
    }

    pub(crate) fn take(&mut self, offered: Result<Grounded, Refusal>) {
        match offered {
            Ok(grounded) => {
                self.report.proposals += 1;
                self.proposals.push(grounded);
            }
            Err(refusal) => self.report.drop(Reason::from(&refusal)),
        }
    }
}
