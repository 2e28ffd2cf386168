//! `veedor brief`: facts as a Word document.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write as _;

use anyhow::Context as _;
use brief::{Brief, Lang, Source, Subject, docx};
use codebook::{Edtf, EntityId, Origin, SourceId, Statement, Visibility};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use register::{EntityView, SourceView};

use crate::cli;
use crate::given::given;
use dossier::Dossier;

pub(crate) fn brief(dossier: &Dossier, arguments: &cli::Brief) -> anyhow::Result<()> {
    let register = &dossier.register;
    let entities: Vec<EntityView> = match arguments.entities.as_slice() {
        [] => register.entities()?,
        named => named.iter().map(|name| register.entity_named(name)).collect::<Result<_, _>>()?,
    };
    let views: HashMap<SourceId, SourceView> =
        register.sources()?.into_iter().map(|view| (view.source, view)).collect();
    let mut apart: BTreeMap<EntityId, Vec<Vec<codebook::StatementId>>> = BTreeMap::new();
    for one in register.contradictions()? {
        let ids = one.facts.iter().map(|view| view.fact.statement().id()).collect();
        apart.entry(one.subject).or_default().push(ids);
    }
    let (mut subjects, mut cited, mut left, mut seen) =
        (Vec::new(), Vec::new(), 0_usize, HashSet::new());
    for entity in entities {
        if !seen.insert(entity.id) {
            continue;
        }
        let mut statements: Vec<Statement> = Vec::new();
        for view in register.facts_of(entity.id, None)? {
            let statement = view.fact.statement();
            let wanted = arguments.properties.is_empty()
                || arguments.properties.contains(&statement.parts().property);
            if view.subject != entity.id || !wanted {
                continue;
            }
            let source = views.get(&statement.source());
            match source.filter(|source| source.visibility != Visibility::Confidential) {
                Some(_) => statements.push(statement.clone()),
                None => left += 1,
            }
        }
        if statements.is_empty() {
            continue;
        }
        for statement in &statements {
            if !cited.contains(&statement.source()) {
                cited.push(statement.source());
            }
        }
        let place = |id| statements.iter().position(|statement| statement.id() == id);
        let sets = apart.remove(&entity.id).unwrap_or_default().into_iter();
        let sets = sets.map(|ids| ids.into_iter().filter_map(place).collect::<Vec<_>>());
        let disagreements = sets.filter(|set| set.len() > 1).collect();
        // It may have its own name from a confidential source.
        let called = statements.iter().map(|statement| &statement.parts().subject.name);
        let name = called.clone().find(|name| **name == entity.name).or_else(|| called.min());
        let name = name.unwrap_or(&entity.name).to_string();
        subjects.push(Subject { kind: entity.kind, name, statements, disagreements });
    }
    let origins = register.origins()?;
    let mut sources = Vec::new();
    for id in cited {
        let view = views.get(&id).context("the register lost a source; run `veedor verify`")?;
        let origin = origins.iter().find(|origin| origin.source == id);
        let origin = origin.and_then(|origin| shown(&origin.from.origin));
        let title = view.meta.title.clone().unwrap_or_else(|| id.to_string());
        let (published, archived) = (view.meta.published.clone(), day(view.archived_at)?);
        sources.push(Source { id, title, published, archived, origin });
    }
    let lang = match arguments.lang {
        cli::Lang::Es => Lang::Es,
        cli::Lang::En => Lang::En,
    };
    let facts: usize = subjects.iter().map(|subject| subject.statements.len()).sum();
    let count = subjects.len();
    let made = day(given().clock.now())?;
    let bytes = docx(&Brief { lang, made, subjects, sources })?;
    let out = arguments.out.as_path();
    let write = || -> std::io::Result<()> {
        let mut file = std::fs::File::create_new(out)?;
        file.write_all(&bytes)?;
        file.sync_all()
    };
    write().with_context(|| format!("can't write {}", out.display()))?;
    println!("{facts} facts on {count} entities in {}", out.display());
    if left > 0 {
        println!("{left} facts left out: their sources are confidential");
    }
    Ok(())
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
