//! A register of what is given, for tests of other crates.

use std::collections::HashMap;

use codebook::{EntityId, Sha256};
use rusqlite::{Connection, params};

use super::write;
use crate::error::RegisterError;
use crate::log::create_table;
use crate::public::{PublicFact, Whole, in_order};
use crate::register::steady;
use crate::views;

pub(crate) fn filled(whole: &Whole) -> Result<Connection, RegisterError> {
    let conn = Connection::open_in_memory()?;
    steady(&conn)?;
    create_table(&conn)?;
    views::create(&conn)?;
    conn.execute_batch("BEGIN")?;
    for fact in &whole.facts {
        write::insert_fact(&conn, fact, &serde_json::to_string(fact)?)?;
    }
    for (seq, release) in (1_i64..).zip(&whole.releases) {
        write::run(
            &conn,
            "INSERT INTO releases(seq, place, fact, released, at) VALUES (?1, 0, ?2, ?3, ?4)",
            params![seq, release.fact.to_string(), release.released, release.at.to_string()],
        )?;
    }
    let mut about: HashMap<EntityId, Vec<PublicFact>> = HashMap::new();
    for fact in &whole.facts {
        about.entry(fact.subject).or_default().push(fact.clone());
    }
    for entity in &whole.entities {
        let about = in_order(about.remove(&entity.id).unwrap_or_default());
        let naming = write::counted(&conn, write::NAMING, &entity.id.to_string())?;
        let disputes: Vec<_> = whole
            .contradictions
            .iter()
            .filter(|found| found.subject == entity.id)
            .cloned()
            .collect();
        write::put_entity(&conn, entity, (&about, &disputes), naming, 1)?;
        write::put_disputes(&conn, entity.id, &disputes)?;
    }
    for source in &whole.sources {
        let facts = write::counted(&conn, write::RESTING, &source.id.to_string())?;
        write::put_source(&conn, source, facts, 1)?;
    }
    // A log of one row that stands for all of it: what is given otherwise is another moment.
    let hash = Sha256::of(
        serde_json::to_string(&(&whole.facts, &whole.entities, &whole.sources))?.as_bytes(),
    );
    write::run(
        &conn,
        "INSERT INTO log(seq, prev, kind, digest, hash) VALUES (1, zeroblob(32), 'fixture', ?1, ?1)",
        [hash.as_bytes()],
    )?;
    conn.execute_batch("COMMIT")?;
    Ok(conn)
}
