//! Events in one line of English each, without time and name.

use codebook::value::ShortText;
use codebook::{Decision, Event, Origin, Statement, Verdict};

/// What happened, in one line of English.
pub(super) fn summary(event: &Event) -> String {
    match event {
        Event::SourceAdded { source, size, media_type, meta, .. } => {
            let title = meta.title.as_deref().unwrap_or("without title");
            format!("source {} added: {title} ({media_type}, {size} bytes)", short(source))
        }
        Event::SourceSeen { source, from } => {
            format!("source {} came from {}", short(source), place(&from.origin))
        }
        Event::LayerMade { source, extractor, length, .. } => format!(
            "text layer of source {} made by {} {} ({length} bytes)",
            short(source),
            extractor.name,
            extractor.version
        ),
        Event::LayerFailed { source, why } => {
            format!("source {} lacks text: {why}", short(source))
        }
        Event::Screened { source, inputs, .. } => {
            format!("source {} screened among {} files", short(source), inputs.len())
        }
        Event::Proposed { statement } => proposed(statement),
        Event::Sighted { statement, reader, .. } => {
            format!("{} seen again by {reader}", short(statement))
        }
        Event::Decided { decision } => decided(decision),
        Event::EntityCreated { entity, mention_kind, name } => {
            format!("{entity} is the {mention_kind} {name}")
        }
        Event::Bound { source, mention, entity, rule, why } => {
            let rule = rule.as_ref().map(|rule| format!(" by {rule}")).unwrap_or_default();
            let why = why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
            format!("{} in source {} is {entity}{rule}{why}", mention.name, short(source))
        }
        Event::Undone { statement, row } => {
            format!("the decision of row {row} on {} taken back", short(statement))
        }
        Event::Merged { from, into, why } => format!("{from} merged into {into}: {why}"),
        Event::Unmerged { entity, why } => format!("{entity} stands on its own again: {why}"),
        Event::AliasAdded { entity, name } => format!("{entity} is also called {name}"),
        Event::AliasRemoved { entity, name } => format!("{entity} is no longer called {name}"),
        Event::Noted { text } => format!("noted: {}", first_line(text.as_str())),
        Event::Corrected { facts, text, .. } => {
            format!("correction of {} facts: {}", facts.len(), first_line(text.as_str()))
        }
        Event::Redacted { source, ranges, why, .. } => {
            format!("{} stretches of source {} redacted: {why}", ranges.len(), short(source))
        }
        Event::Unredacted { source, row, why } => {
            format!("the redaction of row {row} of source {} taken back: {why}", short(source))
        }
        Event::Admitted { source, names } => {
            format!("{} admitted to source {}", joined(names), short(source))
        }
        Event::Dismissed { source, names } => {
            format!("{} no longer admitted to source {}", joined(names), short(source))
        }
        Event::Opened { source } => format!("source {} read", short(source)),
        Event::VisibilitySet { source, visibility } => {
            format!("source {} is {visibility}", short(source))
        }
        Event::OriginalOffered { source, offered } => {
            let may = if *offered { "may" } else { "may not" };
            format!("the public {may} have the original of source {}", short(source))
        }
        Event::Embargoed { statement, until } => {
            format!("{} is not to be released before {until}", short(statement))
        }
        Event::Released { changes } => {
            let released = changes.iter().filter(|change| change.released).count();
            format!("{released} facts released, {} taken back", changes.len() - released)
        }
        Event::Purged { rows, order } => {
            format!("{} rows erased by order of {order}", rows.len())
        }
    }
}

fn place(origin: &Origin) -> String {
    match origin {
        Origin::File { path } => path.clone(),
        Origin::Url { asked, .. } => asked.clone(),
        Origin::Part { of, part, .. } => format!("part {part} of source {}", short(of)),
    }
}

fn proposed(statement: &Statement) -> String {
    let (id, parts) = (short(&statement.id()), statement.parts());
    let (reader, subject) = (&parts.proposed_by, &parts.subject.name);
    format!("{id} proposed by {reader}: {subject}, {} = {}", parts.property, parts.value)
}

fn decided(decision: &Decision) -> String {
    let id = short(&decision.statement);
    match &decision.verdict {
        Verdict::Accepted => format!("{id} accepted"),
        Verdict::Rejected { why } => format!("{id} rejected: {why}"),
        Verdict::Amended { into, why } => {
            format!("{id} amended into {}: {why}", short(&into.id()))
        }
    }
}

/// Enough of an id to tell it apart in a line for people.
fn short(id: &impl std::fmt::Display) -> String {
    id.to_string().chars().take(12).collect()
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn joined(names: &[ShortText]) -> String {
    names.iter().map(ShortText::as_str).collect::<Vec<_>>().join(", ")
}
