//! What can go wrong with accounts, in words that say what to do.

use crate::password::SHORTEST;

/// A failure of the accounts. Nothing is changed where one is returned.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The database failed.
    #[error("desk.sqlite: {0}; if it is damaged, restore it from a copy")]
    Database(#[from] rusqlite::Error),
    /// The database is another program's, or a newer Veedor's.
    #[error(
        "desk.sqlite: its form is {0}, which this Veedor does not know; use the one that wrote it"
    )]
    Foreign(i64),
    /// A row is not as it was written.
    #[error("desk.sqlite: `{0}` can't stand there; restore it from a copy")]
    Damaged(String),
    /// No such role.
    #[error(
        "there is no role `{0}`; expected reader, contributor, editor, publisher or administrator"
    )]
    NoRole(String),
    /// No such person.
    #[error(
        "nobody is called `{0}`; `veedor people` lists them, and --role says what somebody new may do"
    )]
    NoPerson(String),
    /// Somebody new can't be called as somebody known, nor nearly so.
    #[error(
        "somebody is called `{0}` already; write the newcomer's name so that the two can't be mixed up, or, for a new link for \
         that person, leave out --role"
    )]
    Taken(String),
    /// A name that only looks like somebody's.
    #[error("nobody is called `{name}`; if you mean `{known}`, write it so")]
    LooksLike {
        /// As it was given.
        name: String,
        /// As it is known.
        known: String,
    },
    /// The first person must be able to invite the others.
    #[error("the first person must be an administrator, who can let in the others")]
    FirstAdministrator,
    /// Nobody would be left who says who may do what.
    #[error("`{0}` is the last administrator; make somebody else one first")]
    LastAdministrator(String),
    /// A password too short or too long to be taken.
    #[error("a password has {SHORTEST} to 1024 characters")]
    PasswordLength,
    /// Name and password don't fit, or the person is disabled: which, is not said.
    #[error("the name or the password is not right")]
    NotRight,
    /// Too many attempts.
    #[error("too many attempts; try again in {0} seconds")]
    Wait(i64),
    /// The invitation was used, has expired, or never was.
    #[error("this invitation was used or has expired; ask for another")]
    NoInvitation,
    /// Somebody has as many searches as are kept for one person.
    #[error("no more searches are kept for one person: remove one first")]
    TooManySearches,
    /// The machine has not the memory to hash a password.
    #[error("the password could not be hashed: {0}")]
    Hash(argon2::Error),
}
