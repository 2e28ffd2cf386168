//! People: invited, given a role, disabled. Nobody is deleted: their name is in the log.

use codebook::fold::fold_name;
use codebook::value::ShortText;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::AccountError;
use crate::role::Role;
use crate::store::{Accounts, Given};
use crate::token::Token;

/// How long an invitation holds: three days, in seconds.
const INVITED: i64 = 3 * 24 * 3600;

/// How it stands with a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Has set no password yet.
    Invited,
    /// Can sign in.
    Active,
    /// Can't any more.
    Disabled,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Her name, as acts in the log bear it.
    pub name: ShortText,
    /// What she may do.
    pub role: Role,
    /// How it stands with her.
    pub standing: Standing,
}

impl Accounts {
    /// True where there is anybody, invited or active.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn are_any(&self) -> Result<bool, AccountError> {
        Ok(self.conn().query_row("SELECT EXISTS (SELECT 1 FROM people)", [], |row| row.get(0))?)
    }

    /// Everybody, by name.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn people(&self) -> Result<Vec<Person>, AccountError> {
        let conn = self.conn();
        let mut query = conn.prepare_cached(
            "SELECT name, role, disabled, hash IS NOT NULL FROM people ORDER BY folded",
        )?;
        let mut rows = query.query([])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            people.push(person(row)?);
        }
        Ok(people)
    }

    /// Invites somebody new in a role. The token is for a link, good once and for three days.
    ///
    /// # Errors
    /// If somebody of that name is known, or of one that looks like it: a newcomer is never taken for
    /// them. If the first person would be no administrator.
    pub fn invite(
        &self,
        given: Given<'_>,
        name: &ShortText,
        role: Role,
    ) -> Result<Token, AccountError> {
        let mut conn = self.conn();
        let tx = conn.transaction()?;
        if let Some((_, known)) = find(&tx, name.as_str())? {
            return Err(AccountError::Taken(known));
        }
        let id = add(&tx, name, role)?;
        let token = invitation(&tx, given, id)?;
        tx.commit()?;
        Ok(token)
    }

    /// A link for somebody known, to set a password anew; earlier ones are void. The name is as the list
    /// of people has it, to the letter.
    ///
    /// # Errors
    /// If nobody is called so.
    pub fn invite_again(&self, given: Given<'_>, name: &str) -> Result<Token, AccountError> {
        let mut conn = self.conn();
        let tx = conn.transaction()?;
        let (id, known) = known(&tx, name)?;
        if known != name {
            return Err(AccountError::LooksLike { name: name.to_owned(), known });
        }
        let token = invitation(&tx, given, id)?;
        tx.commit()?;
        Ok(token)
    }

    /// Gives somebody another role, at once and in every session.
    ///
    /// # Errors
    /// If there is no such person, or no administrator would be left.
    pub fn set_role(&self, name: &str, role: Role) -> Result<(), AccountError> {
        let mut conn = self.conn();
        let tx = conn.transaction()?;
        let (id, _) = known(&tx, name)?;
        change_role(&tx, id, name, role)?;
        Ok(tx.commit()?)
    }

    /// Lets somebody in no more, and ends their sessions and invitations.
    ///
    /// # Errors
    /// If there is no such person, or no administrator would be left.
    pub fn disable(&self, name: &str) -> Result<(), AccountError> {
        let mut conn = self.conn();
        let tx = conn.transaction()?;
        let (id, _) = known(&tx, name)?;
        tx.execute("UPDATE people SET disabled = 1 WHERE id = ?1", [id])?;
        keeps_an_administrator(&tx, name)?;
        tx.execute("DELETE FROM sessions WHERE person = ?1", [id])?;
        tx.execute("DELETE FROM invitations WHERE person = ?1", [id])?;
        Ok(tx.commit()?)
    }

    /// Lets somebody in again.
    ///
    /// # Errors
    /// If there is no such person.
    pub fn enable(&self, name: &str) -> Result<(), AccountError> {
        let conn = self.conn();
        let (id, _) = known(&conn, name)?;
        conn.execute("UPDATE people SET disabled = 0 WHERE id = ?1", [id])?;
        Ok(())
    }
}

fn invitation(conn: &Connection, given: Given<'_>, id: i64) -> Result<Token, AccountError> {
    let token = Token::new(given.chance);
    conn.execute(
        "DELETE FROM invitations WHERE person = ?1 OR until < ?2",
        params![id, given.now()],
    )?;
    conn.execute(
        "INSERT INTO invitations (digest, person, until) VALUES (?1, ?2, ?3)",
        params![token.digest(), id, given.now() + INVITED],
    )?;
    Ok(token)
}

fn add(conn: &Connection, name: &ShortText, role: Role) -> Result<i64, AccountError> {
    let first = conn.query_row("SELECT NOT EXISTS (SELECT 1 FROM people)", [], |row| row.get(0))?;
    if first && role != Role::Administrator {
        return Err(AccountError::FirstAdministrator);
    }
    conn.execute(
        "INSERT INTO people (name, folded, role) VALUES (?1, ?2, ?3)",
        params![name.as_str(), folded(name.as_str()), role.as_str()],
    )?;
    Ok(conn.last_insert_rowid())
}

fn change_role(conn: &Connection, id: i64, name: &str, role: Role) -> Result<(), AccountError> {
    conn.execute("UPDATE people SET role = ?2 WHERE id = ?1", params![id, role.as_str()])?;
    keeps_an_administrator(conn, name)
}

fn keeps_an_administrator(conn: &Connection, name: &str) -> Result<(), AccountError> {
    let left: bool = conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM people WHERE role = 'administrator' AND disabled = 0)",
        [],
        |row| row.get(0),
    )?;
    if left { Ok(()) } else { Err(AccountError::LastAdministrator(name.to_owned())) }
}

/// Names that look alike are one, so that nobody acts under another's.
pub(crate) fn folded(name: &str) -> String {
    fold_name(name)
}

/// A person's number, and her name as it is known, by a name that may only look like it.
fn find(conn: &Connection, name: &str) -> Result<Option<(i64, String)>, AccountError> {
    let sql = "SELECT id, name FROM people WHERE folded = ?1";
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    Ok(conn.query_row(sql, [folded(name)], row).optional()?)
}

fn known(conn: &Connection, name: &str) -> Result<(i64, String), AccountError> {
    find(conn, name)?.ok_or_else(|| AccountError::NoPerson(name.to_owned()))
}

/// A person out of a row: name, role, disabled, whether a password is set.
pub(crate) fn person(row: &Row<'_>) -> Result<Person, AccountError> {
    let (name, role): (String, String) = (row.get(0)?, row.get(1)?);
    let standing = match (row.get(2)?, row.get(3)?) {
        (true, _) => Standing::Disabled,
        (false, true) => Standing::Active,
        (false, false) => Standing::Invited,
    };
    let sound = name.parse().map_err(|_| AccountError::Damaged(name.clone()))?;
    let role = role.parse().map_err(|_| AccountError::Damaged(role.clone()))?;
    Ok(Person { name: sound, role, standing })
}
