//! What the public may see of one thing, made from views and log.

use std::collections::BTreeSet;

use codebook::citation::Locator;
use codebook::value::ShortText;
use codebook::{
    EntityId, Kind, LayerId, LayerRecord, Origin, PublicSourceId, Sha256, SourceId, Span,
    Visibility,
};
use jiff::Timestamp;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension as _};

use crate::acts::offer::original_obstacle;
use crate::error::RegisterError;
use crate::public::{
    GapLayer, PublicFact, PublicLayer, PublicPlace, PublicSource, PublicSpan, Seen,
};
use crate::read::entries::first_time;
use crate::read::facts::{FactView, facts};
use crate::read::naming::{shown_addresses, shown_title};
use crate::read::parsed;
use crate::read::people::{Correction, correction_of};
use crate::read::sources::{SourceView, layers_of, origins_of, source_by};
use crate::redaction::{Cuts, says, share};
use crate::register::Register;

impl Register {
    /// See [`crate::public::Publishable::as_of`].
    pub(crate) fn as_of(&self) -> Result<Timestamp, RegisterError> {
        let last: Option<String> = self
            .conn
            .prepare_cached("SELECT at FROM shown ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| row.get(0))
            .optional()?;
        match last {
            Some(last) => parsed(&last),
            None => Ok(first_time(&self.conn)?.unwrap_or(Timestamp::UNIX_EPOCH)),
        }
    }
}

/// A released fact by its public id, where it may be shown.
pub(super) fn fact(conn: &Connection, id: &str) -> Result<Option<PublicFact>, RegisterError> {
    let such = "s.id = (SELECT statement FROM facts WHERE fact = ?1) AND s.state = 'accepted'
                AND r.fact IS NOT NULL";
    let Some(view) = facts(conn, such, vec![Sql::Text(id.to_owned())])?.pop() else {
        return Ok(None);
    };
    let source = source_by(conn, "id = ?1", [view.fact.statement().source().digest().as_bytes()])?;
    let source = source.filter(|source| source.visibility != Visibility::Confidential);
    let Some(source) = source else { return Ok(None) };
    let cuts = Cuts::of(conn, source.source)?;
    if cuts.hold_back(view.fact.statement().parts()) {
        return Ok(None);
    }
    Ok(public_fact(&view, &source, &cuts))
}

/// The kind of an entity, and its name at the desk.
pub(super) fn entity(
    conn: &Connection,
    id: EntityId,
) -> Result<Option<(Kind, ShortText)>, RegisterError> {
    let found: Option<(String, String)> = conn
        .prepare_cached("SELECT kind, name FROM entities WHERE id = ?1")?
        .query_row([id.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found.map(|(kind, name)| Ok((parsed(&kind)?, parsed(&name)?))).transpose()
}

/// What editors say that an entity is called too; not what only confidential sources call something, nor what
/// has or ends in words that are redacted anywhere, or is part of them.
pub(super) fn aliases(conn: &Connection, id: EntityId) -> Result<Vec<ShortText>, RegisterError> {
    let mut query = conn.prepare_cached(
        "SELECT a.name FROM entities e JOIN aliases a ON a.entity = e.id WHERE e.root = ?1
         AND NOT EXISTS (SELECT 1 FROM statements s JOIN sources q ON q.id = s.source
             WHERE (s.subject = a.folded OR s.named = a.folded) AND q.visibility = 'confidential')",
    )?;
    let mut rows = query.query([id.to_string()])?;
    let mut names: Vec<ShortText> = Vec::new();
    while let Some(row) = rows.next()? {
        names.push(parsed(&row.get::<_, String>(0)?)?);
    }
    if !names.is_empty() {
        let mut query = conn.prepare_cached("SELECT words FROM redactions")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let words: String = row.get(0)?;
            names.retain(|name| !share(name.as_str(), &words));
        }
    }
    Ok(names)
}

/// What was told of facts, by its row: not where the source of one is confidential, nor where it has words that are
/// redacted, of a fact's own source even one of them.
pub(super) fn correction(
    conn: &Connection,
    row: &str,
) -> Result<Option<Correction>, RegisterError> {
    let Some(told) = correction_of(conn, row)? else { return Ok(None) };
    let said = [told.text.as_str(), told.role.as_str()];
    let mut resting = conn.prepare_cached(
        "SELECT q.id, q.visibility FROM facts f JOIN statements s ON s.id = f.statement
         JOIN sources q ON q.id = s.source WHERE f.fact = ?1",
    )?;
    for fact in &told.facts {
        let source: Option<([u8; 32], String)> = resting
            .query_row([fact.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((source, visibility)) = source else { continue };
        let cuts = Cuts::of(conn, SourceId::new(Sha256::from_bytes(source)))?;
        if visibility == Visibility::Confidential.as_str()
            || said.iter().any(|words| cuts.share_a_word_with(words))
        {
            return Ok(None);
        }
    }
    let mut query = conn.prepare_cached("SELECT DISTINCT words FROM redactions")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let words: String = row.get(0)?;
        if said.iter().any(|said| says(said, &words)) {
            return Ok(None);
        }
    }
    Ok(Some(told))
}

/// A source, where it is public or released facts rest on it and it is not confidential.
pub(super) fn source(
    conn: &Connection,
    id: PublicSourceId,
    resting: &[PublicFact],
) -> Result<Option<PublicSource>, RegisterError> {
    let Some(view) = source_by(conn, "public_id = ?1", [id.to_string()])? else {
        return Ok(None);
    };
    let is_public = view.visibility == Visibility::Public;
    let cuts = Cuts::of(conn, view.source)?;
    let cut = !cuts.is_empty();
    let seen = match view.visibility {
        Visibility::Public => {
            let spans = resting.iter().flat_map(|fact| &fact.spans);
            let cited = spans.filter_map(|span| Some(span.place.as_ref()?.layer)).collect();
            let layers = layers_of(conn, view.source)?;
            if cut {
                gaps(&view, &cuts, &layers, &cited)
            } else {
                let original = view.offered && original_obstacle(conn, view.source)?.is_none();
                whole(&view, original, &layers, &cited)
            }
        }
        Visibility::Withheld if !resting.is_empty() => {
            Seen::Quotes { commitment: commitment(&view) }
        }
        Visibility::Withheld | Visibility::Confidential => return Ok(None),
    };
    let came_from: Vec<Origin> =
        origins_of(conn, view.source)?.into_iter().map(|origin| origin.from.origin).collect();
    let title = view.meta.title.as_deref();
    let title = title.and_then(|title| shown_title(title, &came_from, is_public));
    let title = title.filter(|title| !cuts.speak_in(title));
    Ok(Some(PublicSource {
        id,
        title: title.unwrap_or_else(|| id.to_string()),
        published: view.meta.published.clone().filter(|_| !cuts.have_digits()),
        addresses: if is_public && !cut { shown_addresses(&came_from) } else { Vec::new() },
        archived_at: view.archived_at,
        seen,
    }))
}

/// Binds the register to the bytes of a source without giving them away.
fn commitment(view: &SourceView) -> Sha256 {
    Sha256::of_parts(&[view.salt.as_bytes(), b"source", view.source.digest().as_bytes()])
}

fn whole(
    view: &SourceView,
    original: bool,
    all: &[LayerRecord],
    cited: &BTreeSet<LayerId>,
) -> Seen {
    let layers = chosen(all, |_| true, |layer| layer.layer, cited)
        .map(|layer| PublicLayer {
            layer: layer.layer,
            extractor: layer.extractor.clone(),
            text: layer.text,
            map: layer.map,
        })
        .collect();
    let SourceView { source, media_type, size, .. } = view;
    Seen::Whole { source: *source, media_type: *media_type, size: *size, original, layers }
}

/// The digests of the source and its layers, and their sizes, would let somebody try words for the gaps.
fn gaps(view: &SourceView, cuts: &Cuts, all: &[LayerRecord], cited: &BTreeSet<LayerId>) -> Seen {
    let id = |layer: &LayerRecord| cuts.shown_id(&view.salt, layer.layer);
    let layers: Vec<_> = chosen(all, |layer| cuts.covers(layer.layer), id, cited)
        .map(|layer| GapLayer { layer: id(layer), extractor: layer.extractor.clone() })
        .collect();
    let commitment = commitment(view);
    match layers.is_empty() {
        true => Seen::Quotes { commitment },
        false => Seen::Gaps { commitment, layers },
    }
}

/// Of the layers that may be shown, those that are cited, else the newest.
fn chosen<'l>(
    all: &'l [LayerRecord],
    may_be: impl Fn(&LayerRecord) -> bool,
    id: impl Fn(&LayerRecord) -> LayerId,
    cited: &BTreeSet<LayerId>,
) -> impl Iterator<Item = &'l LayerRecord> {
    // What the author hid is nobody's to see but the desk's, whatever was decided on it.
    let shown: Vec<_> =
        all.iter().filter(|layer| !layer.extractor.hidden && may_be(layer)).collect();
    let newest = shown.last().filter(|_| cited.is_empty()).map(|layer| layer.layer);
    let wanted: Vec<_> = shown
        .into_iter()
        .filter(|layer| newest == Some(layer.layer) || cited.contains(&id(layer)))
        .collect();
    wanted.into_iter()
}

fn public_fact(view: &FactView, source: &SourceView, cuts: &Cuts) -> Option<PublicFact> {
    let statement = view.fact.statement();
    let parts = statement.parts();
    let (id, released_at) = view.released?;
    let is_public = source.visibility == Visibility::Public;
    let spans = parts.citation.spans().iter().map(|span| PublicSpan {
        role: span.role(),
        quote: cuts.quote(span),
        place: is_public.then(|| place(span, source, cuts)),
    });
    Some(PublicFact {
        id,
        subject: view.subject,
        mention: parts.subject.name.clone(),
        property: parts.property,
        value: parts.value.clone(),
        written: parts.written.clone(),
        qualifiers: parts.qualifiers,
        valid: parts.valid.clone(),
        polarity: parts.polarity,
        attribution: parts.attribution.clone(),
        basis: parts.basis,
        names: view.names,
        source: source.public_id,
        spans: spans.collect(),
        decided_at: view.fact.decided_at(),
        released_at,
    })
}

/// Where a cited stretch stands: of a source with gaps, in what is left, and nowhere in the source itself.
fn place(span: &Span, source: &SourceView, cuts: &Cuts) -> PublicPlace {
    match cuts.is_empty() {
        true => PublicPlace {
            layer: span.layer(),
            range: span.range(),
            locator: span.locator().clone(),
        },
        false => PublicPlace {
            layer: cuts.shown_id(&source.salt, span.layer()),
            range: cuts.shown_range(span),
            locator: Locator::Text,
        },
    }
}
