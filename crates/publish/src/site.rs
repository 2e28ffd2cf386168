//! The content of a bundle: pages, texts, data, the log of releases.

use std::collections::HashMap;

use codebook::{LayerId, PublicSourceId, TextLayer};
use pages::{Lang, Page, Site};
use register::public::{PublicFact, PublicLayer, PublicSource, Publishable, Seen, Whole};
use serde::Serialize;

use crate::annotation::{self, Surroundings};
use crate::chain;
use crate::data::{self, ContradictionLine, EntityLine, FactLine, SourceLine};
use crate::error::{PublishError, TextError};
use crate::folder::Folder;
use crate::layout;
use crate::package;
use crate::table;

/// Where the text layers of public sources come from.
pub trait Texts {
    /// The text of a layer of a public source.
    ///
    /// # Errors
    /// If it can't be had.
    fn text(&self, source: &PublicSource, layer: &PublicLayer) -> Result<TextLayer, TextError>;
}

/// Writes every page in every language, and the texts of public sources. Gives back how many pages
/// there are, and the words around every cited stretch.
pub(crate) fn write(
    handle: &Publishable<'_>,
    view: &Whole,
    texts: &dyn Texts,
    folder: &mut Folder,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(usize, Surroundings), PublishError> {
    let site = Site::new(handle);
    let mut pages = site.overviews()?;
    pages.extend(view.entities.iter().map(|entity| Page::Entity(entity.id)));
    pages.extend(view.sources.iter().map(|source| Page::Source(source.id)));
    let mut facts: HashMap<PublicSourceId, Vec<&PublicFact>> = HashMap::new();
    for fact in &view.facts {
        facts.entry(fact.source).or_default().push(fact);
    }
    let sources: HashMap<PublicSourceId, &PublicSource> =
        view.sources.iter().map(|source| (source.id, source)).collect();

    let total = pages.len() * Lang::ALL.len() + 1;
    let mut surroundings = Surroundings::new();
    let mut html = String::new();
    pages::render_root(&mut html)?;
    folder.write("index.html", html.as_bytes())?;
    folder.write("style.css", pages::STYLE.as_bytes())?;
    let mut done = 1;
    for page in pages {
        let ready = site.ready(page)?;
        let mut layers = Vec::new();
        if let Page::Source(id) = page
            && let Some(source) = sources.get(&id)
        {
            layers = fetch(source, texts)?;
            for layer in &layers {
                folder.write(&layout::text(id, layer.id()), layer.text().as_bytes())?;
            }
            let resting = facts.get(&id).map_or(&[][..], Vec::as_slice);
            note_surroundings(source, resting, &layers, &mut surroundings)?;
        }
        for lang in Lang::ALL {
            html.clear();
            ready.render(lang, &layers, &mut html)?;
            folder.write(&format!("{}/{}", lang.tag(), page.path()), html.as_bytes())?;
            for (path, bytes) in ready.extras(lang)? {
                folder.write(&format!("{}/{path}", lang.tag()), &bytes)?;
            }
            done += 1;
            progress(done, total);
        }
    }
    Ok((done, surroundings))
}

/// The text layers of a public source, held against what the register says of them.
fn fetch(source: &PublicSource, texts: &dyn Texts) -> Result<Vec<TextLayer>, PublishError> {
    let Seen::Whole { source: sha256, layers, .. } = &source.seen else {
        return Ok(Vec::new());
    };
    let mut fetched = Vec::with_capacity(layers.len());
    for layer in layers {
        let text = texts.text(source, layer).map_err(|error| PublishError::Text {
            id: source.id,
            layer: layer.layer,
            error,
        })?;
        if text.id() != layer.layer || text.source() != *sha256 {
            return Err(PublishError::OtherText { id: source.id, layer: layer.layer });
        }
        fetched.push(text);
    }
    Ok(fetched)
}

/// Holds every cited stretch against the text, and keeps the words around it.
fn note_surroundings(
    source: &PublicSource,
    facts: &[&PublicFact],
    layers: &[TextLayer],
    surroundings: &mut Surroundings,
) -> Result<(), PublishError> {
    let layer_of = |id: LayerId| layers.iter().find(|layer| layer.id() == id);
    for fact in facts {
        for (index, span) in fact.spans.iter().enumerate() {
            let Some(place) = &span.place else { continue };
            let layer = layer_of(place.layer)
                .ok_or(PublishError::OtherText { id: source.id, layer: place.layer })?;
            let (start, end) = (place.range.start, place.range.end);
            if layer.text().get(start..end) != Some(span.quote.as_str()) {
                let (fact, layer) = (fact.id, place.layer);
                return Err(PublishError::Words { fact, layer, start, end });
            }
            let around = annotation::around(layer.text(), start, end);
            surroundings.insert((fact.id, index), around);
        }
    }
    Ok(())
}

/// Writes the data downloads, their description, and the schemas.
pub(crate) fn write_data(
    view: &Whole,
    surroundings: &Surroundings,
    folder: &mut Folder,
) -> Result<(), PublishError> {
    write_lines(folder, layout::FACTS, view.facts.iter().map(FactLine::from))?;
    write_lines(folder, layout::ENTITIES, view.entities.iter().map(EntityLine::from))?;
    write_lines(folder, layout::SOURCES, view.sources.iter().map(SourceLine::from))?;
    let found = view.contradictions.iter().map(ContradictionLine::from);
    write_lines(folder, layout::CONTRADICTIONS, found)?;
    write_table(view, folder)?;
    write_citations(view, surroundings, folder)?;
    let package = package::describe(folder.listed(), view.as_of);
    let text = serde_json::to_string_pretty(&package).map_err(form(layout::PACKAGE))?;
    folder.write(layout::PACKAGE, format!("{text}\n").as_bytes())?;
    let own = data::schemas().map_err(form("schemas"))?;
    for (name, text) in codebook::schema::all().into_iter().chain(own) {
        folder.write(&format!("schemas/{name}"), text.as_bytes())?;
    }
    Ok(())
}

/// Writes the log of releases, and how far it has come.
pub(crate) fn write_log(view: &Whole, folder: &mut Folder) -> Result<(), PublishError> {
    let entries = chain::entries(&view.releases);
    write_lines(folder, layout::RELEASES, entries.iter())?;
    let checkpoint = chain::checkpoint(&entries, view.as_of);
    let text = serde_json::to_string(&checkpoint).map_err(form(layout::CHECKPOINT))?;
    folder.write(layout::CHECKPOINT, format!("{text}\n").as_bytes())
}

fn write_lines<T: Serialize>(
    folder: &mut Folder,
    path: &str,
    lines: impl Iterator<Item = T>,
) -> Result<(), PublishError> {
    folder.stream(path, |stream| {
        let mut line = Vec::new();
        for item in lines {
            line.clear();
            serde_json::to_writer(&mut line, &item).map_err(form(path))?;
            line.push(b'\n');
            stream.push(&line)?;
        }
        Ok(())
    })
}

fn write_table(view: &Whole, folder: &mut Folder) -> Result<(), PublishError> {
    let entities: HashMap<_, _> = view.entities.iter().map(|entity| (entity.id, entity)).collect();
    let titles: HashMap<_, _> =
        view.sources.iter().map(|source| (source.id, source.title.as_str())).collect();
    let wrong = |error: csv::Error| PublishError::Form {
        place: layout::FACTS_TABLE.to_owned(),
        why: error.to_string(),
    };
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(table::COLUMNS.iter().map(|column| column.name)).map_err(wrong)?;
    for fact in &view.facts {
        let entity = entities.get(&fact.subject);
        let row = table::row(
            &FactLine::from(fact),
            entity.map(|entity| entity.kind),
            entity.map_or("", |entity| entity.name.as_str()),
            titles.get(&fact.source).copied().unwrap_or_default(),
        );
        rows.write_record(row).map_err(wrong)?;
    }
    let bytes = rows.into_inner().map_err(|error| wrong(error.into_error().into()))?;
    folder.write(layout::FACTS_TABLE, &bytes)
}

fn write_citations(
    view: &Whole,
    surroundings: &Surroundings,
    folder: &mut Folder,
) -> Result<(), PublishError> {
    let originals: HashMap<_, _> = view
        .sources
        .iter()
        .filter_map(|source| match &source.seen {
            Seen::Whole { source: sha256, .. } => Some((source.id, *sha256)),
            Seen::Quotes { .. } => None,
        })
        .collect();
    folder.stream(layout::CITATIONS, |stream| {
        stream.push(annotation::HEAD.as_bytes())?;
        let mut line = Vec::new();
        for (index, fact) in view.facts.iter().enumerate() {
            line.clear();
            if index > 0 {
                line.extend_from_slice(annotation::BETWEEN.as_bytes());
            }
            let original = originals.get(&fact.source).copied();
            let item = annotation::annotation(fact, original, surroundings);
            serde_json::to_writer(&mut line, &item).map_err(form(layout::CITATIONS))?;
            stream.push(&line)?;
        }
        stream.push(annotation::TAIL.as_bytes())
    })
}

fn form(place: &str) -> impl Fn(serde_json::Error) -> PublishError {
    let place = place.to_owned();
    move |error| PublishError::Form { place: place.clone(), why: error.to_string() }
}
