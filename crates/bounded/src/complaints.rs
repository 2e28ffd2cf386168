//! What a program complains about: a file, so that no pipe can fill up and stop it, and without a name, so that
//! nothing of it stays behind.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::process::Stdio;

/// How much of it is read.
const MOST: u64 = 16 * 1024;

/// A program's standard error.
#[derive(Debug)]
pub struct Complaints(File);

impl Complaints {
    /// None yet.
    ///
    /// # Errors
    /// If there is no room for temporary files.
    pub fn new() -> io::Result<Self> {
        tempfile::tempfile().map(Self)
    }

    /// For the program to write to.
    ///
    /// # Errors
    /// If this process may open no more files.
    pub fn stdio(&self) -> io::Result<Stdio> {
        self.0.try_clone().map(Stdio::from)
    }

    /// The beginning of what it wrote.
    ///
    /// # Errors
    /// If it can't be read back.
    pub fn first(&self) -> io::Result<String> {
        self.from(0)
    }

    /// The end of what it wrote.
    ///
    /// # Errors
    /// If it can't be read back.
    pub fn last(&self) -> io::Result<String> {
        self.from(self.0.metadata()?.len().saturating_sub(MOST))
    }

    /// The last line that says something.
    #[must_use]
    pub fn last_line(&self) -> Option<String> {
        let all = self.last().ok()?;
        all.lines().rev().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned)
    }

    fn from(&self, at: u64) -> io::Result<String> {
        let mut file = &self.0;
        file.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::new();
        file.take(MOST).read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}
