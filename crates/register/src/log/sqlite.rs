//! The log in SQLite, inside whatever transaction the connection is in.

use std::ops::ControlFlow;

use codebook::event::Stream;
use codebook::given::Chance;
use codebook::{Envelope, Sha256};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{GENESIS, Header, Log, Row, Visit, digest_of};
use crate::error::RegisterError;

const COLUMNS: &str = "seq, prev, kind, digest, hash, stream, version, salt, payload";

pub(crate) fn create_table(conn: &Connection) -> Result<(), RegisterError> {
    Ok(conn.execute_batch(
        "CREATE TABLE log(
            seq INTEGER PRIMARY KEY, prev BLOB NOT NULL, kind TEXT NOT NULL, digest BLOB NOT NULL,
            hash BLOB NOT NULL, stream TEXT, version INTEGER, salt BLOB, payload BLOB,
            UNIQUE(stream, version))",
    )?)
}

/// The log of an open connection.
pub(crate) struct SqliteLog<'c>(pub(crate) &'c Connection);

impl Log for SqliteLog<'_> {
    fn head(&self) -> Result<(u64, Sha256), RegisterError> {
        let sql = format!("SELECT {COLUMNS} FROM log ORDER BY seq DESC LIMIT 1");
        let mut query = self.0.prepare_cached(&sql)?;
        let row = query.query_row([], |row| Ok(read(row))).optional()?.transpose()?;
        Ok(row.map_or((0, GENESIS), |row| (row.header.seq, row.hash)))
    }

    fn version(&self, stream: &Stream) -> Result<u32, RegisterError> {
        let mut query =
            self.0.prepare_cached("SELECT coalesce(max(version), 0) FROM log WHERE stream = ?1")?;
        Ok(query.query_row([stream.to_string()], |row| row.get(0))?)
    }

    fn count(&self) -> Result<(u64, u64), RegisterError> {
        let mut query = self
            .0
            .prepare_cached("SELECT count(*), count(*) FILTER (WHERE payload IS NULL) FROM log")?;
        let (all, erased): (i64, i64) =
            query.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((all.cast_unsigned(), erased.cast_unsigned()))
    }

    fn first_whole(&self) -> Result<Option<Row>, RegisterError> {
        self.whole("ASC")
    }

    fn last_whole(&self) -> Result<Option<Row>, RegisterError> {
        self.whole("DESC")
    }

    fn append(&self, set: &[Envelope], chance: &dyn Chance) -> Result<(), RegisterError> {
        let (mut seq, mut prev) = self.head()?;
        for envelope in set {
            seq += 1;
            let payload = serde_json::to_vec(envelope)?;
            let mut salt = [0; 16];
            chance.fill(&mut salt);
            let digest = digest_of(&salt, &payload);
            let header = Header { seq, prev, kind: envelope.event.name().to_owned(), digest };
            let hash = header.hash();
            let row = Row {
                header,
                hash,
                stream: Some(envelope.on.to_string()),
                version: Some(envelope.version),
                salt: Some(salt.to_vec()),
                payload: Some(payload),
            };
            self.insert(&row).map_err(|error| self.refused(error, envelope))?;
            prev = hash;
        }
        Ok(())
    }

    fn take_over(&self, row: &Row) -> Result<(), RegisterError> {
        Ok(self.insert(row)?)
    }

    fn row(&self, seq: u64) -> Result<Option<Row>, RegisterError> {
        let sql = format!("SELECT {COLUMNS} FROM log WHERE seq = ?1");
        let mut query = self.0.prepare_cached(&sql)?;
        query.query_row([seq.cast_signed()], |row| Ok(read(row))).optional()?.transpose()
    }

    fn last_of(&self, stream: &Stream) -> Result<Option<Row>, RegisterError> {
        let sql =
            format!("SELECT {COLUMNS} FROM log WHERE stream = ?1 ORDER BY version DESC LIMIT 1");
        let mut query = self.0.prepare_cached(&sql)?;
        query.query_row([stream.to_string()], |row| Ok(read(row))).optional()?.transpose()
    }

    fn visit_stream(&self, stream: &Stream, visit: &mut Visit<'_>) -> Result<(), RegisterError> {
        let sql = format!("SELECT {COLUMNS} FROM log WHERE stream = ?1 ORDER BY version");
        let mut query = self.0.prepare_cached(&sql)?;
        let mut rows = query.query([stream.to_string()])?;
        while let Some(row) = rows.next()? {
            if visit(read(row))? == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }

    fn visit(&self, from: u64, visit: &mut Visit<'_>) -> Result<(), RegisterError> {
        let sql = format!("SELECT {COLUMNS} FROM log WHERE seq >= ?1 ORDER BY seq");
        let mut query = self.0.prepare_cached(&sql)?;
        let mut rows = query.query([from.cast_signed()])?;
        while let Some(row) = rows.next()? {
            if visit(read(row))? == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }

    fn erase(&self, rows: &[u64]) -> Result<(), RegisterError> {
        let mut update = self.0.prepare_cached(
            "UPDATE log SET stream = NULL, version = NULL, salt = NULL, payload = NULL
             WHERE seq = ?1",
        )?;
        for row in rows {
            update.execute([row.cast_signed()])?;
        }
        Ok(())
    }
}

impl SqliteLog<'_> {
    fn insert(&self, row: &Row) -> rusqlite::Result<()> {
        let mut insert = self.0.prepare_cached(
            "INSERT INTO log(seq, prev, kind, digest, hash, stream, version, salt, payload)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        insert.execute(params![
            row.header.seq.cast_signed(),
            row.header.prev.as_bytes(),
            row.header.kind,
            row.header.digest.as_bytes(),
            row.hash.as_bytes(),
            row.stream,
            row.version,
            row.salt,
            row.payload,
        ])?;
        Ok(())
    }

    /// The outermost row that has its words.
    fn whole(&self, order: &str) -> Result<Option<Row>, RegisterError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM log WHERE payload IS NOT NULL ORDER BY seq {order} LIMIT 1"
        );
        let mut query = self.0.prepare_cached(&sql)?;
        query.query_row([], |row| Ok(read(row))).optional()?.transpose()
    }

    fn refused(&self, error: rusqlite::Error, envelope: &Envelope) -> RegisterError {
        let taken = error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation);
        match self.version(&envelope.on) {
            Ok(found) if taken => RegisterError::Conflict {
                stream: envelope.on.to_string(),
                expected: envelope.version.saturating_sub(1),
                found,
                last: None,
            },
            _ => error.into(),
        }
    }
}

/// Takes a row out of the database; whatever stands in a column, the error names the row.
fn read(row: &rusqlite::Row<'_>) -> Result<Row, RegisterError> {
    let number = |at| match row.get_ref(at) {
        Ok(ValueRef::Integer(number)) => Some(number),
        _ => None,
    };
    let seq = number(0).unwrap_or_default().cast_unsigned();
    let wrong = |column: &str| RegisterError::Row {
        seq,
        why: format!("its column `{column}` does not hold what was written"),
    };
    let bytes = |at, column| match row.get_ref(at) {
        Ok(ValueRef::Blob(bytes)) => Ok(Some(bytes.to_vec())),
        Ok(ValueRef::Null) => Ok(None),
        _ => Err(wrong(column)),
    };
    let text = |at, column| match row.get_ref(at) {
        Ok(ValueRef::Text(bytes)) => {
            String::from_utf8(bytes.to_vec()).map(Some).map_err(|_| wrong(column))
        }
        Ok(ValueRef::Null) => Ok(None),
        _ => Err(wrong(column)),
    };
    let digest = |at, column| {
        let bytes: Option<[u8; 32]> = bytes(at, column)?.and_then(|bytes| bytes.try_into().ok());
        bytes.map(Sha256::from_bytes).ok_or_else(|| wrong(column))
    };
    let version = match row.get_ref(6) {
        Ok(ValueRef::Null) => None,
        _ => Some(number(6).and_then(|n| u32::try_from(n).ok()).ok_or_else(|| wrong("version"))?),
    };
    Ok(Row {
        header: Header {
            seq,
            prev: digest(1, "prev")?,
            kind: text(2, "kind")?.ok_or_else(|| wrong("kind"))?,
            digest: digest(3, "digest")?,
        },
        hash: digest(4, "hash")?,
        stream: text(5, "stream")?,
        version,
        salt: bytes(7, "salt")?,
        payload: bytes(8, "payload")?,
    })
}
