//! `veedor undo`, `merge`, `note` and `admit`: small acts of the desk.

use codebook::event::Stream;

use crate::cli::{Admit, Merge, Note, Undo};
use crate::given::given;
use dossier::Dossier;

pub(crate) fn undo(mut dossier: Dossier, arguments: &Undo) -> anyhow::Result<()> {
    for id in &arguments.ids {
        let view = dossier.register.statement(id)?;
        let id = view.statement.id();
        let outcome = dossier.register.undo(given(), &arguments.by, id, view.version)?;
        let state = dossier.register.statement(&id.to_string())?.state;
        match outcome.undone {
            Some(_) => say!("{id} is {state} again"),
            None => say!("{id} is {state}; there was no decision to take back"),
        }
        if !outcome.retracted.is_empty() {
            say!("{} released facts were taken back", outcome.retracted.len());
        }
    }
    Ok(dossier.close()?)
}

pub(crate) fn merge(mut dossier: Dossier, arguments: &Merge) -> anyhow::Result<()> {
    let Merge { from, into, why, by, .. } = arguments;
    let register = &mut dossier.register;
    let changed = match into {
        Some(into) => {
            let (from, into) = (register.entity_named(from)?.id, register.entity_named(into)?.id);
            register.merge(given(), by, from, into, why, None)?
        }
        None => register.unmerge(given(), by, from.parse()?, why, None)?,
    };
    say!("{}", if changed { "done" } else { "it was so already" });
    Ok(dossier.close()?)
}

pub(crate) fn note(mut dossier: Dossier, arguments: Note) -> anyhow::Result<()> {
    let Note { on, statement, entity, text, by } = arguments;
    let on = if statement {
        Stream::Statement(dossier.register.statement(&on)?.statement.id())
    } else if entity {
        Stream::Entity(dossier.register.entity_named(&on)?.id)
    } else {
        Stream::Source(dossier.register.source_named(&on)?.source)
    };
    let new = dossier.register.note(given(), &by, on, &text)?;
    say!("{}", if new { "noted" } else { "it was noted already" });
    Ok(dossier.close()?)
}

pub(crate) fn admit(mut dossier: Dossier, arguments: &Admit) -> anyhow::Result<()> {
    let Admit { source, names, dismiss, by } = arguments;
    let source = dossier.register.source_named(source)?.source;
    if *dismiss {
        let count = dossier.register.dismiss(given(), by, source, names)?;
        say!("{count} people may no longer see it where it is confidential");
    } else {
        let count = dossier.register.admit(given(), by, source, names)?;
        say!("{count} more people may see it where it is confidential");
    }
    Ok(dossier.close()?)
}
