//! The views: tables that say how things stand, made from the log and from nothing else.
//!
//! [`apply`] takes one event and changes the tables; doing so for every row of the log in order makes
//! them anew, row for row the same. It decides nothing and refuses nothing: an event in the log has
//! happened.

mod dump;
mod entities;
mod people;
mod public;
mod settle;
mod statements;
mod worth;

use codebook::event::Envelope;
use codebook::source::{Acquisition, Origin};
use codebook::{Event, SourceId};
use rusqlite::{Connection, params};

use crate::error::RegisterError;
pub(crate) use dump::{digest, whole_digest};
pub(crate) use public::fact_id;

/// Makes the empty tables.
pub(crate) fn create(conn: &Connection) -> Result<(), RegisterError> {
    conn.execute_batch(include_str!("schema.sql"))?;
    crate::shown::create(conn)
}

/// Throws the tables away.
pub(crate) fn drop_all(conn: &Connection) -> Result<(), RegisterError> {
    for (table, _) in dump::TABLES {
        conn.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    crate::shown::drop_all(conn)
}

/// Where a source came from, as far as telling two origins apart goes. Each fetch that was kept is one
/// of its own, though address and answer are the same: the archive holds its record, which a purge must
/// find.
pub(crate) fn place_of(origin: &Origin) -> String {
    match origin {
        Origin::File { path } => format!("file {path}"),
        Origin::Url { asked, answered, warc, .. } => format!("url {asked} {answered} {warc}"),
        Origin::Part { of, part, .. } => format!("part {of} {part}"),
    }
}

/// Changes the tables by one event of the log.
pub(crate) fn apply(conn: &Connection, seq: u64, envelope: &Envelope) -> Result<(), RegisterError> {
    match &envelope.event {
        Event::SourceAdded { .. } => source_added(conn, seq, envelope),
        Event::SourceSeen { source, from } => {
            source_seen(conn, seq, *source, from)?;
            public::touched(conn, seq, *source, envelope.at)
        }
        Event::LayerMade { source, .. } => {
            layer_made(conn, seq, &envelope.event)?;
            public::touched(conn, seq, *source, envelope.at)
        }
        Event::LayerFailed { source, why } => run(
            conn,
            "INSERT OR IGNORE INTO failures(seq, source, why) VALUES (?1, ?2, ?3)",
            params![seq.cast_signed(), source.digest().as_bytes(), why.as_str()],
        ),
        Event::Screened { source, .. } => {
            screened(conn, seq, &envelope.event)?;
            public::touched(conn, seq, *source, envelope.at)
        }
        Event::Proposed { statement } => {
            statements::proposed(conn, seq, statement, envelope.version)
        }
        Event::Sighted { statement, reader, citation } => {
            statements::sighted_again(conn, seq, *statement, reader, citation, envelope.version)
        }
        Event::Decided { decision } => statements::decided(conn, seq, decision, envelope.version),
        Event::Undone { statement, row } => {
            statements::undone(conn, seq, *statement, *row, envelope.version)
        }
        Event::EntityCreated { .. }
        | Event::Bound { .. }
        | Event::Merged { .. }
        | Event::Unmerged { .. }
        | Event::AliasAdded { .. }
        | Event::AliasRemoved { .. } => entities::apply(conn, seq, envelope),
        Event::Noted { .. }
        | Event::Corrected { .. }
        | Event::Redacted { .. }
        | Event::Unredacted { .. }
        | Event::Admitted { .. }
        | Event::Dismissed { .. }
        | Event::Opened { .. } => people::apply(conn, seq, envelope),
        Event::VisibilitySet { source, visibility } => {
            // Before and after: it shows both when a source is opened and when it is closed.
            public::touched(conn, seq, *source, envelope.at)?;
            run(
                conn,
                "UPDATE sources SET visibility = ?2 WHERE id = ?1",
                params![source.digest().as_bytes(), visibility.as_str()],
            )?;
            public::touched(conn, seq, *source, envelope.at)
        }
        Event::OriginalOffered { source, offered } => {
            run(
                conn,
                "UPDATE sources SET offered = ?2 WHERE id = ?1",
                params![source.digest().as_bytes(), offered],
            )?;
            public::touched(conn, seq, *source, envelope.at)
        }
        Event::Embargoed { statement, until } => {
            statements::embargoed(conn, seq, *statement, *until, envelope.version)
        }
        Event::Released { changes } => public::released(conn, seq, changes, envelope.at),
        Event::Purged { rows, order } => run(
            conn,
            "INSERT INTO purges(seq, erased, ordered, at) VALUES (?1, ?2, ?3, ?4)",
            params![
                seq.cast_signed(),
                (rows.len() as u64).cast_signed(),
                order.as_str(),
                envelope.at.to_string()
            ],
        ),
    }
}

fn run(
    conn: &Connection,
    sql: &'static str,
    params: impl rusqlite::Params,
) -> Result<(), RegisterError> {
    conn.prepare_cached(sql)?.execute(params)?;
    Ok(())
}

fn source_added(conn: &Connection, seq: u64, envelope: &Envelope) -> Result<(), RegisterError> {
    let Event::SourceAdded { source, size, media_type, meta, public_id, salt } = &envelope.event
    else {
        return Ok(());
    };
    run(
        conn,
        "INSERT INTO sources(id, public_id, salt, size, media_type, meta, visibility, archived_at, seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            source.digest().as_bytes(),
            public_id.to_string(),
            salt.as_bytes(),
            size.cast_signed(),
            media_type.as_str(),
            serde_json::to_string(meta)?,
            codebook::Visibility::default().as_str(),
            envelope.at.to_string(),
            seq.cast_signed()
        ],
    )
}

fn source_seen(
    conn: &Connection,
    seq: u64,
    source: SourceId,
    from: &Acquisition,
) -> Result<(), RegisterError> {
    run(
        conn,
        "INSERT OR IGNORE INTO origins(seq, source, place, acquisition) VALUES (?1, ?2, ?3, ?4)",
        params![
            seq.cast_signed(),
            source.digest().as_bytes(),
            place_of(&from.origin),
            serde_json::to_string(from)?
        ],
    )
}

fn screened(conn: &Connection, seq: u64, event: &Event) -> Result<(), RegisterError> {
    let Event::Screened { source, result, size, rules, inputs } = event else {
        return Ok(());
    };
    run(
        conn,
        "INSERT INTO screenings(seq, source, result, size, rules, inputs)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            seq.cast_signed(),
            source.digest().as_bytes(),
            result.as_bytes(),
            size.cast_signed(),
            rules.as_str(),
            serde_json::to_string(inputs)?
        ],
    )
}

fn layer_made(conn: &Connection, seq: u64, event: &Event) -> Result<(), RegisterError> {
    let Event::LayerMade { layer, source, extractor, text, length, map } = event else {
        return Ok(());
    };
    run(
        conn,
        "INSERT OR IGNORE INTO layers(id, source, extractor, version, text, length, map, hidden, seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            layer.digest().as_bytes(),
            source.digest().as_bytes(),
            extractor.name,
            extractor.version,
            text.as_bytes(),
            length.cast_signed(),
            map.as_ref().map(codebook::Sha256::as_bytes),
            extractor.hidden,
            seq.cast_signed()
        ],
    )
}
