//! Roles, and what each may do.

use std::fmt;
use std::str::FromStr;

use crate::error::AccountError;

/// What can be done at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Look at what is not confidential.
    Look,
    /// Bring in sources, state by hand, note.
    Propose,
    /// Accept, reject, amend, bind, merge.
    Decide,
    /// Make public, put under embargo, redact, admit.
    Release,
    /// Say who may do what.
    Administer,
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Look, Self::Propose, Self::Decide, Self::Release, Self::Administer];
}

/// What a person is at the desk. Each may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Looks.
    Reader,
    /// Proposes.
    Contributor,
    /// Decides.
    Editor,
    /// Makes public.
    Publisher,
    /// Says who may do what.
    Administrator,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Self; 5] =
        [Self::Reader, Self::Contributor, Self::Editor, Self::Publisher, Self::Administrator];

    /// True where this role may do `act`.
    #[must_use]
    pub fn may(self, act: Act) -> bool {
        let least = match act {
            Act::Look => Self::Reader,
            Act::Propose => Self::Contributor,
            Act::Decide => Self::Editor,
            Act::Release => Self::Publisher,
            Act::Administer => Self::Administrator,
        };
        self >= least
    }

    /// Its name, as it is typed and kept.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Contributor => "contributor",
            Self::Editor => "editor",
            Self::Publisher => "publisher",
            Self::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = AccountError;

    fn from_str(text: &str) -> Result<Self, AccountError> {
        let role = Self::ALL.into_iter().find(|role| role.as_str() == text);
        role.ok_or_else(|| AccountError::NoRole(text.to_owned()))
    }
}
