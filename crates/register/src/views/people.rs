//! What people say about things, and who may see what: notes, corrections, redactions, admissions.

use codebook::{Envelope, Event};
use rusqlite::{Connection, params};

use super::{public, run};
use crate::error::RegisterError;

pub(super) fn apply(conn: &Connection, seq: u64, envelope: &Envelope) -> Result<(), RegisterError> {
    let (row, by, at) = (seq.cast_signed(), envelope.by.as_str(), envelope.at.to_string());
    match &envelope.event {
        Event::Noted { text } => run(
            conn,
            "INSERT INTO notes(seq, stream, author, text, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![row, envelope.on.to_string(), by, text.as_str(), at],
        ),
        Event::Corrected { facts, text, role } => {
            run(
                conn,
                "INSERT INTO corrections(seq, facts, text, role, at) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![row, serde_json::to_string(facts)?, text.as_str(), role.as_str(), at],
            )?;
            public::changed(conn, seq, None, envelope.at)
        }
        Event::Redacted { source, layer, ranges, words, why } => {
            let (id, layer) = (source.digest().as_bytes(), layer.digest().as_bytes());
            let words = words.iter().map(String::as_str).chain(std::iter::repeat(""));
            for (range, words) in ranges.iter().zip(words) {
                let (first, after) = (range.start.cast_signed(), range.end.cast_signed());
                run(
                    conn,
                    "INSERT INTO redactions(seq, first, after, source, layer, words, why, author, at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                    params![row, first, after, id, layer, words, why.as_str(), by, at],
                )?;
            }
            public::touched_words(conn, seq, *source, envelope.at)
        }
        Event::Unredacted { source, row: redaction, .. } => {
            run(
                conn,
                "DELETE FROM redactions WHERE seq = ?1 AND source = ?2",
                params![redaction.cast_signed(), source.digest().as_bytes()],
            )?;
            public::touched_words(conn, seq, *source, envelope.at)
        }
        Event::Admitted { source, names } => {
            let source = source.digest().as_bytes();
            names.iter().try_for_each(|name| {
                run(
                    conn,
                    "INSERT OR IGNORE INTO admissions(source, name, seq) VALUES (?1, ?2, ?3)",
                    params![source, name.as_str(), row],
                )
            })
        }
        Event::Dismissed { source, names } => {
            let source = source.digest().as_bytes();
            names.iter().try_for_each(|name| {
                run(
                    conn,
                    "DELETE FROM admissions WHERE source = ?1 AND name = ?2",
                    params![source, name.as_str()],
                )
            })
        }
        Event::Opened { source } => run(
            conn,
            "INSERT INTO openings(seq, source, reader, at) VALUES (?1, ?2, ?3, ?4)",
            params![row, source.digest().as_bytes(), by, at],
        ),
        _ => Ok(()),
    }
}
