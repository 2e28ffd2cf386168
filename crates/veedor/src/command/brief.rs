//! `veedor brief`: facts as a Word document.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write as _;

use anyhow::Context as _;
use brief::{Brief, Lang, Source, Subject, docx};
use codebook::{Edtf, EntityId, Origin, Property, SourceId, Statement, StatementId, Visibility};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use register::{EntityView, Register, SourceView};

use crate::cli;
use crate::given::given;
use dossier::Dossier;

pub(crate) fn brief(dossier: &Dossier, arguments: &cli::Brief) -> anyhow::Result<()> {
    let register = &dossier.register;
    let Gathered { subjects, cited, left } = gather(register, arguments)?;
    let facts: usize = subjects.iter().map(|subject| subject.statements.len()).sum();
    let count = subjects.len();
    let lang = match arguments.lang {
        cli::Lang::Es => Lang::Es,
        cli::Lang::En => Lang::En,
    };
    let made = day(given().clock.now())?;
    let bytes = docx(&Brief { lang, made, subjects, sources: sources(register, cited)? })?;
    let out = arguments.out.as_path();
    let write = || -> std::io::Result<()> {
        let mut file = std::fs::File::create_new(out)?;
        file.write_all(&bytes)?;
        file.sync_all()
    };
    write().with_context(|| format!("can't write {}", out.display()))?;
    say!("{facts} facts on {count} entities in {}", out.display());
    if left > 0 {
        say!("{left} facts left out: their sources are confidential");
    }
    Ok(())
}

/// What a brief says.
#[derive(Default)]
struct Gathered {
    subjects: Vec<Subject>,
    /// The sources of it, in the order in which they are cited.
    cited: Vec<SourceView>,
    /// How many facts rest on confidential sources.
    left: usize,
}

fn gather(register: &Register, arguments: &cli::Brief) -> anyhow::Result<Gathered> {
    let entities: Vec<EntityView> = match arguments.entities.as_slice() {
        [] => register.entities()?,
        named => named.iter().map(|name| register.entity_named(name)).collect::<Result<_, _>>()?,
    };
    let views: HashMap<SourceId, SourceView> =
        register.sources()?.into_iter().map(|view| (view.source, view)).collect();
    let mut apart: BTreeMap<EntityId, Vec<Vec<StatementId>>> = BTreeMap::new();
    for one in register.contradictions()? {
        let ids = one.facts.iter().map(|view| view.fact.statement().id()).collect();
        apart.entry(one.subject).or_default().push(ids);
    }
    let (mut gathered, mut seen) = (Gathered::default(), HashSet::new());
    for entity in entities.into_iter().filter(|entity| seen.insert(entity.id)) {
        let mut statements: Vec<Statement> = Vec::new();
        for view in register.facts_of(entity.id, None)? {
            let statement = view.fact.statement();
            if view.subject != entity.id || !is_wanted(statement, &arguments.properties) {
                continue;
            }
            let source = views.get(&statement.source());
            let Some(source) = source.filter(|it| it.visibility != Visibility::Confidential) else {
                gathered.left += 1;
                continue;
            };
            statements.push(statement.clone());
            if !gathered.cited.iter().any(|it| it.source == source.source) {
                gathered.cited.push(source.clone());
            }
        }
        if !statements.is_empty() {
            let sets = apart.remove(&entity.id).unwrap_or_default();
            gathered.subjects.push(subject(&entity, statements, sets));
        }
    }
    Ok(gathered)
}

fn is_wanted(statement: &Statement, properties: &[Property]) -> bool {
    properties.is_empty() || properties.contains(&statement.parts().property)
}

/// An entity with what is said of it, and which of that can't all be so.
fn subject(
    entity: &EntityView,
    statements: Vec<Statement>,
    sets: Vec<Vec<StatementId>>,
) -> Subject {
    let place = |id| statements.iter().position(|statement| statement.id() == id);
    let sets = sets.into_iter().map(|ids| ids.into_iter().filter_map(place).collect::<Vec<_>>());
    let disagreements = sets.filter(|set| set.len() > 1).collect();
    // It may have its own name from a confidential source.
    let called = statements.iter().map(|statement| &statement.parts().subject.name);
    let name = called.clone().find(|name| **name == entity.name).or_else(|| called.min());
    let name = name.unwrap_or(&entity.name).to_string();
    Subject { kind: entity.kind, name, statements, disagreements }
}

fn sources(register: &Register, cited: Vec<SourceView>) -> anyhow::Result<Vec<Source>> {
    let origins = register.origins()?;
    let source = |view: SourceView| {
        let id = view.source;
        let origin = origins.iter().find(|origin| origin.source == id);
        let origin = origin.and_then(|origin| shown(&origin.from.origin));
        let title = view.meta.title.unwrap_or_else(|| id.to_string());
        let (published, archived) = (view.meta.published, day(view.archived_at)?);
        Ok(Source { id, title, published, archived, origin })
    };
    cited.into_iter().map(source).collect()
}

fn day(at: Timestamp) -> anyhow::Result<Edtf> {
    Ok(at.to_zoned(TimeZone::UTC).date().to_string().parse()?)
}

/// What to say of where a source is from: an address; of a file on somebody's machine its name alone.
fn shown(origin: &Origin) -> Option<String> {
    match origin {
        Origin::Url { answered, .. } => Some(answered.to_string()),
        Origin::File { path } => {
            let name = path.rsplit(['/', '\\']).next()?;
            Some(name.to_owned())
        }
        Origin::Part { name, .. } => name.clone(),
    }
}
