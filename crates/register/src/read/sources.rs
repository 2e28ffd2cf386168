//! Sources, their layers and origins, and entities.

use codebook::fold::fold_name;
use codebook::layer::Extractor;
use codebook::source::Acquisition;
use codebook::value::ShortText;
use codebook::{
    EntityId, Kind, LayerId, LayerRecord, MediaType, PublicSourceId, Sha256, SourceId, SourceMeta,
    Visibility,
};
use jiff::Timestamp;
use rusqlite::{Connection, Row};

use super::{digest, parsed};
use crate::error::RegisterError;
use crate::register::Register;

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceView {
    /// Its digest.
    pub source: SourceId,
    /// The id under which the public may know it.
    pub public_id: PublicSourceId,
    /// Its size in bytes.
    pub size: u64,
    /// What it is.
    pub media_type: MediaType,
    /// What else is known of it.
    pub meta: SourceMeta,
    /// Who may see it.
    pub visibility: Visibility,
    /// When it was first archived.
    pub archived_at: Timestamp,
    /// True where somebody said that the public may have the original with its text.
    pub offered: bool,
    /// Its secret: commitments to it and ids of facts from it are salted with this.
    pub(crate) salt: Sha256,
}

/// Where a source came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginView {
    /// The source.
    pub source: SourceId,
    /// Where from, and when.
    pub from: Acquisition,
}

/// An entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityView {
    /// Its id.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub name: ShortText,
}

impl Register {
    /// Every source, in the order in which they came.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn sources(&self) -> Result<Vec<SourceView>, RegisterError> {
        list(&self.conn, &format!("{SELECT_SOURCE} ORDER BY seq"), [], source_view)
    }

    /// The confidential sources, by their digests.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn confidential_sources(&self) -> Result<Vec<SourceId>, RegisterError> {
        let sql = "SELECT id FROM sources WHERE visibility = 'confidential' ORDER BY id";
        list(&self.conn, sql, [], |row| Ok(SourceId::new(digest(row.get(0)?))))
    }

    /// A source by its digest, if it is known.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn source(&self, source: SourceId) -> Result<Option<SourceView>, RegisterError> {
        let sql = format!("{SELECT_SOURCE} WHERE id = ?1");
        Ok(list(&self.conn, &sql, [source.digest().as_bytes()], source_view)?.pop())
    }

    /// A source by the id under which the public may know it.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn source_by_public_id(
        &self,
        id: PublicSourceId,
    ) -> Result<Option<SourceView>, RegisterError> {
        let sql = format!("{SELECT_SOURCE} WHERE public_id = ?1");
        Ok(list(&self.conn, &sql, [id.to_string()], source_view)?.pop())
    }

    /// The source that somebody means by `text`: its public id, its digest, or enough of the digest's
    /// beginning.
    ///
    /// # Errors
    /// If there is none, or several.
    pub fn source_named(&self, text: &str) -> Result<SourceView, RegisterError> {
        let sql = format!(
            "{SELECT_SOURCE} WHERE public_id = ?1 OR instr(lower(hex(id)), ?1) = 1 ORDER BY seq"
        );
        let mut found = match text {
            "" => Vec::new(),
            text => list(&self.conn, &sql, [text], source_view)?,
        };
        match (found.pop(), found.len()) {
            (Some(only), 0) => Ok(only),
            (Some(_), more) => Err(RegisterError::Ambiguous {
                what: "sources",
                prefix: text.to_owned(),
                count: more + 1,
            }),
            (None, _) => Err(RegisterError::Unknown {
                what: "source",
                list: "source --list",
                ids: vec![text.to_owned()],
            }),
        }
    }

    /// Every text layer, in the order in which they were made.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn layers(&self) -> Result<Vec<LayerRecord>, RegisterError> {
        list(&self.conn, &format!("{SELECT_LAYER} ORDER BY seq, hidden, id"), [], layer_view)
    }

    /// The text layers of a source, in the order in which they were made.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn layers_of(&self, source: SourceId) -> Result<Vec<LayerRecord>, RegisterError> {
        layers_of(&self.conn, source)
    }

    /// Every origin, in the order in which they were seen.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn origins(&self) -> Result<Vec<OriginView>, RegisterError> {
        list(&self.conn, "SELECT source, acquisition FROM origins ORDER BY seq", [], origin_view)
    }

    /// Every entity, in the order in which they came to be; what was merged into another is that other.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn entities(&self) -> Result<Vec<EntityView>, RegisterError> {
        list(
            &self.conn,
            "SELECT id, kind, name FROM entities WHERE root = id ORDER BY seq",
            [],
            |row| {
                Ok(EntityView {
                    id: parsed(&row.get::<_, String>(0)?)?,
                    kind: parsed(&row.get::<_, String>(1)?)?,
                    name: parsed(&row.get::<_, String>(2)?)?,
                })
            },
        )
    }

    /// The entity that somebody means by `text`: the one with that id, else with that name but for
    /// case, accents and punctuation, else the only one whose name holds it.
    ///
    /// # Errors
    /// If there is none, or several.
    pub fn entity_named(&self, text: &str) -> Result<EntityView, RegisterError> {
        let asked = text.parse().ok().map(|id| self.entity(id, None)).transpose()?.flatten();
        if let Some(page) = asked {
            return Ok(page.entity);
        }
        let (entities, folded) = (self.entities()?, fold_name(text));
        let such = |fits: &dyn Fn(&EntityView) -> bool| -> Vec<&EntityView> {
            entities.iter().filter(|entity| fits(entity)).collect()
        };
        let name = |entity: &EntityView| fold_name(entity.name.as_str());
        let mut found = Vec::new();
        // A text of punctuation only folds to nothing, which every name would hold.
        if !folded.is_empty() {
            found = such(&|entity| name(entity) == folded);
            if found.is_empty() {
                found = such(&|entity| name(entity).contains(&folded));
            }
        }
        match found.as_slice() {
            [only] => Ok((*only).clone()),
            [] => Err(RegisterError::NoEntity(text.to_owned())),
            several => Err(RegisterError::SeveralEntities {
                name: text.to_owned(),
                candidates: several
                    .iter()
                    .take(10)
                    .map(|entity| format!("  {} {} ({})", entity.id, entity.name, entity.kind))
                    .collect(),
            }),
        }
    }
}

/// The source that meets a condition.
pub(crate) fn source_by(
    conn: &Connection,
    condition: &str,
    values: impl rusqlite::Params,
) -> Result<Option<SourceView>, RegisterError> {
    Ok(list(conn, &format!("{SELECT_SOURCE} WHERE {condition}"), values, source_view)?.pop())
}

/// The text layers of a source, in the order in which they were made.
pub(crate) fn layers_of(
    conn: &Connection,
    source: SourceId,
) -> Result<Vec<LayerRecord>, RegisterError> {
    let sql = format!("{SELECT_LAYER} WHERE source = ?1 ORDER BY seq, hidden, id");
    list(conn, &sql, [source.digest().as_bytes()], layer_view)
}

/// Where a source came from, in the order in which that was seen.
pub(crate) fn origins_of(
    conn: &Connection,
    source: SourceId,
) -> Result<Vec<OriginView>, RegisterError> {
    let sql = "SELECT source, acquisition FROM origins WHERE source = ?1 ORDER BY seq";
    list(conn, sql, [source.digest().as_bytes()], origin_view)
}

const SELECT_LAYER: &str =
    "SELECT id, source, extractor, version, text, length, map, hidden FROM layers";

fn layer_view(row: &Row<'_>) -> Result<LayerRecord, RegisterError> {
    let (name, version, hidden) = (row.get(2)?, row.get(3)?, row.get(7)?);
    let extractor = Extractor { name, version, hidden };
    Ok(LayerRecord {
        layer: LayerId::new(digest(row.get(0)?)),
        source: SourceId::new(digest(row.get(1)?)),
        extractor,
        text: digest(row.get(4)?),
        length: row.get::<_, i64>(5)?.cast_unsigned(),
        map: row.get::<_, Option<[u8; 32]>>(6)?.map(digest),
    })
}

fn origin_view(row: &Row<'_>) -> Result<OriginView, RegisterError> {
    let source = SourceId::new(digest(row.get(0)?));
    Ok(OriginView { source, from: serde_json::from_str(&row.get::<_, String>(1)?)? })
}

pub(super) const SELECT_SOURCE: &str = "SELECT id, public_id, size, media_type, meta, visibility, archived_at, salt, offered FROM sources";

pub(super) fn source_view(row: &Row<'_>) -> Result<SourceView, RegisterError> {
    Ok(SourceView {
        source: SourceId::new(digest(row.get(0)?)),
        public_id: parsed(&row.get::<_, String>(1)?)?,
        size: row.get::<_, i64>(2)?.cast_unsigned(),
        media_type: parsed(&row.get::<_, String>(3)?)?,
        meta: serde_json::from_str(&row.get::<_, String>(4)?)?,
        visibility: parsed(&row.get::<_, String>(5)?)?,
        archived_at: parsed(&row.get::<_, String>(6)?)?,
        salt: digest(row.get(7)?),
        offered: row.get(8)?,
    })
}

fn list<T>(
    conn: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
    read: impl Fn(&Row<'_>) -> Result<T, RegisterError>,
) -> Result<Vec<T>, RegisterError> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}
