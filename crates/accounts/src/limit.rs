//! How often somebody may try to sign in. The delay grows and is bounded: an account is never locked
//! for ever, so that nobody can lock another out.

use std::net::IpAddr;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use sha2::{Digest as _, Sha256};

use crate::error::AccountError;
use crate::people::folded;

/// Failures that cost nothing.
const FREE: u32 = 5;
/// The longest wait, in seconds: for an account short, as others can bring it about.
const ACCOUNT: i64 = 60;
const ADDRESS: i64 = 15 * 60;
/// What is forgotten: failures a day old.
const FORGOTTEN: i64 = 24 * 3600;

/// Whose attempts are counted.
#[derive(Clone, Copy)]
pub(crate) struct Counted {
    who: [u8; 32],
    longest: i64,
}

/// The name and the address of an attempt; a name that nobody has is counted as any other.
pub(crate) fn counted(name: &str, address: IpAddr) -> [Counted; 2] {
    // An IPv6 subscriber has a network of 64 bits to choose addresses from.
    let address = match address.to_canonical() {
        IpAddr::V4(four) => four.octets().to_vec(),
        IpAddr::V6(six) => six.octets().iter().take(8).copied().collect(),
    };
    [
        Counted { who: digest(b"name", folded(name).as_bytes()), longest: ACCOUNT },
        Counted { who: digest(b"address", &address), longest: ADDRESS },
    ]
}

fn digest(kind: &[u8], of: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(kind).chain_update([0]).chain_update(of).finalize().into()
}

/// Refuses an attempt that comes too early, and counts any other as failed until it is shown not to be,
/// so that many at once count as many.
pub(crate) fn begin(conn: &Connection, tried: [Counted; 2], now: i64) -> Result<(), AccountError> {
    conn.execute("DELETE FROM attempts WHERE last < ?1", [now - FORGOTTEN])?;
    for Counted { who, longest } in tried {
        let sql = "SELECT failures, last FROM attempts WHERE who = ?1";
        let row = |row: &Row<'_>| Ok((row.get::<_, u32>(0)?, row.get::<_, i64>(1)?));
        let Some((failures, last)) = conn.query_row(sql, params![who], row).optional()? else {
            continue;
        };
        let wait = last + delay(failures, longest) - now;
        if wait > 0 {
            return Err(AccountError::Wait(wait));
        }
    }
    for Counted { who, .. } in tried {
        conn.execute(
            "INSERT INTO attempts (who, failures, last) VALUES (?1, 1, ?2)
             ON CONFLICT (who) DO UPDATE SET failures = failures + 1, last = ?2",
            params![who, now],
        )?;
    }
    Ok(())
}

/// Forgets the failures of an account and takes back the address's last: who knows one password may
/// not use it to try others' without end.
pub(crate) fn succeeded(
    conn: &Connection,
    [name, address]: [Counted; 2],
) -> Result<(), AccountError> {
    conn.execute("DELETE FROM attempts WHERE who = ?1", params![name.who])?;
    conn.execute(
        "UPDATE attempts SET failures = failures - 1 WHERE who = ?1",
        params![address.who],
    )?;
    Ok(())
}

fn delay(failures: u32, longest: i64) -> i64 {
    match failures.checked_sub(FREE) {
        None => 0,
        Some(more) => {
            1_i64.checked_shl(more).filter(|_| more < 20).map_or(longest, |it| it.min(longest))
        }
    }
}
