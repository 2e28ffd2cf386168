//! Signing in and out, and the sessions between.

use std::net::IpAddr;

use codebook::given::Clock;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::AccountError;
use crate::limit::{begin, counted, succeeded};
use crate::password::{self, Kept};
use crate::people::{Person, folded, person};
use crate::store::{Accounts, Given};
use crate::token::Token;

/// How long a session lasts unused, and at most: half a day and a week, in seconds.
const IDLE: i64 = 12 * 3600;
const LONGEST: i64 = 7 * 24 * 3600;
/// How exactly its last use is noted, in seconds: not every page is a write.
const NOTED: i64 = 60;

impl Accounts {
    /// Signs somebody in and gives the token of her session.
    ///
    /// # Errors
    /// [`AccountError::Wait`] where there were too many attempts for this name or from this address;
    /// [`AccountError::NotRight`] where name and password don't fit, whatever the reason.
    pub fn sign_in(
        &self,
        given: Given<'_>,
        name: &str,
        password: &str,
        address: IpAddr,
    ) -> Result<Token, AccountError> {
        let tried = counted(name, address);
        let kept = {
            let mut conn = self.conn();
            let tx = conn.transaction()?;
            begin(&tx, tried, given.now())?;
            let kept = kept(&tx, name)?;
            tx.commit()?;
            kept
        };
        let fits = {
            let _turn = self.turn_to_hash();
            password::fits(password, kept.as_ref().map(|(_, kept)| kept))?
        };
        let Some((id, _)) = kept.filter(|_| fits) else { return Err(AccountError::NotRight) };
        let mut conn = self.conn();
        let tx = conn.transaction()?;
        succeeded(&tx, tried)?;
        let token = begin_session(&tx, given, id)?;
        tx.commit()?;
        Ok(token)
    }

    /// Who was invited by a token.
    ///
    /// # Errors
    /// If nobody is, any more.
    pub fn invited(&self, clock: &dyn Clock, token: &Token) -> Result<Person, AccountError> {
        let conn = self.conn();
        let mut query = conn.prepare_cached(
            "SELECT name, role, disabled, hash IS NOT NULL FROM invitations
             JOIN people ON id = person WHERE digest = ?1 AND until >= ?2 AND disabled = 0",
        )?;
        let mut rows = query.query(params![token.digest(), clock.now().as_second()])?;
        rows.next()?.map(person).transpose()?.ok_or(AccountError::NoInvitation)
    }

    /// Takes up an invitation: sets the password, ends older sessions, and signs in.
    ///
    /// # Errors
    /// If the invitation is none, or the password too short; the invitation holds on then.
    pub fn accept(
        &self,
        given: Given<'_>,
        token: &Token,
        password: &str,
    ) -> Result<Token, AccountError> {
        password::check(password)?;
        // Before any work is done for a stranger.
        self.invited(given.clock, token)?;
        let Kept { salt, hash } = {
            let _turn = self.turn_to_hash();
            password::keep(password, given.chance)?
        };
        let mut conn = self.conn();
        let tx = conn.transaction()?;
        let used = "DELETE FROM invitations WHERE digest = ?1 AND until >= ?2 RETURNING person";
        let id: Option<i64> = tx
            .query_row(used, params![token.digest(), given.now()], |row| row.get(0))
            .optional()?;
        let id = id.ok_or(AccountError::NoInvitation)?;
        tx.execute(
            "UPDATE people SET salt = ?2, hash = ?3 WHERE id = ?1",
            params![id, salt, hash],
        )?;
        tx.execute("DELETE FROM sessions WHERE person = ?1", [id])?;
        let session = begin_session(&tx, given, id)?;
        tx.commit()?;
        Ok(session)
    }

    /// Whose session a token is, where it is one; it is in use from now.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn session(
        &self,
        clock: &dyn Clock,
        token: &Token,
    ) -> Result<Option<Person>, AccountError> {
        let (conn, now) = (self.conn(), clock.now().as_second());
        let mut query = conn.prepare_cached(
            "SELECT name, role, disabled, hash IS NOT NULL, seen FROM sessions
             JOIN people ON id = person
             WHERE digest = ?1 AND made > ?2 AND seen > ?3 AND disabled = 0",
        )?;
        let mut rows = query.query(params![token.digest(), now - LONGEST, now - IDLE])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let seen: i64 = row.get(4)?;
        let person = person(row)?;
        if now - seen >= NOTED {
            let sql = "UPDATE sessions SET seen = ?2 WHERE digest = ?1";
            conn.execute(sql, params![token.digest(), now])?;
        }
        Ok(Some(person))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn sign_out(&self, token: &Token) -> Result<(), AccountError> {
        self.conn().execute("DELETE FROM sessions WHERE digest = ?1", params![token.digest()])?;
        Ok(())
    }
}

/// The number and the password of somebody who may sign in.
fn kept(conn: &Connection, name: &str) -> Result<Option<(i64, Kept)>, AccountError> {
    let sql = "SELECT id, salt, hash FROM people
               WHERE folded = ?1 AND disabled = 0 AND hash IS NOT NULL";
    let row = |row: &Row<'_>| Ok((row.get(0)?, Kept { salt: row.get(1)?, hash: row.get(2)? }));
    Ok(conn.query_row(sql, [folded(name)], row).optional()?)
}

fn begin_session(conn: &Connection, given: Given<'_>, id: i64) -> Result<Token, AccountError> {
    let (token, now) = (Token::new(given.chance), given.now());
    let old = "DELETE FROM sessions WHERE made <= ?1 OR seen <= ?2";
    conn.execute(old, params![now - LONGEST, now - IDLE])?;
    conn.execute(
        "INSERT INTO sessions (digest, person, made, seen) VALUES (?1, ?2, ?3, ?3)",
        params![token.digest(), id, now],
    )?;
    Ok(token)
}
