//! `veedor statements`, `veedor log`, `veedor status`.

use std::io::Write as _;

use codebook::{Eyes, Polarity, Statement};
use register::{Filter, Order, State, StatementView};
use serde_json::json;

use crate::cli::{Log, Statements, Status};
use crate::terminal::plain;
use dossier::Dossier;

/// How many rows are fetched at a time.
const PAGE: usize = 1_000;

/// A statement on one line: subject, property, value, quote.
pub(crate) fn one_line(statement: &Statement) -> String {
    let parts = statement.parts();
    let not = if parts.polarity == Polarity::Negated { "not " } else { "" };
    let quote = parts.citation.quote().quote();
    let mut words: String = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > 90 {
        words = words.chars().take(89).collect::<String>() + "…";
    }
    let subject = &parts.subject;
    plain(&format!(
        "{} {} · {} = {not}{} · “{words}”{}",
        subject.kind,
        subject.name,
        parts.property,
        parts.value,
        look(statement)
    ))
}

/// What to say of a statement that a person must hold against the picture of its source.
pub(crate) fn look(statement: &Statement) -> String {
    let why: Vec<&str> = statement
        .parts()
        .eyes
        .iter()
        .map(|eyes| match eyes {
            Eyes::Recognised => "recognised on a picture",
            Eyes::ExtractorsDisagree => "two programs read different numbers",
        })
        .collect();
    if why.is_empty() { String::new() } else { format!(" · look at it: {}", why.join(", ")) }
}

pub(crate) fn statements(dossier: &Dossier, arguments: &Statements) -> anyhow::Result<()> {
    let state = match arguments {
        Statements { undecided: true, .. } => Some(State::Undecided),
        Statements { accepted: true, .. } => Some(State::Accepted),
        Statements { rejected: true, .. } => Some(State::Rejected),
        _ => None,
    };
    let order = if arguments.undecided { Order::Worth } else { Order::Came };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let filter = Filter { state, order, ..Filter::default() };
    dossier.register.each_statement(&filter, |view| -> anyhow::Result<()> {
        if arguments.json {
            serde_json::to_writer(&mut out, &as_json(&view))?;
            return Ok(writeln!(out)?);
        }
        let id = &view.statement.id().to_string()[..12];
        let confidence = view.statement.parts().confidence;
        Ok(writeln!(out, "{id} {:9} {confidence} {}", view.state, one_line(&view.statement))?)
    })?;
    Ok(out.flush()?)
}

fn as_json(view: &StatementView) -> serde_json::Value {
    let parts = view.statement.parts();
    let quote = parts.citation.quote();
    json!({
        "id": view.statement.id(),
        "state": view.state.as_str(),
        "version": view.version,
        "source": view.statement.source(),
        "kind": parts.subject.kind,
        "subject": parts.subject.name,
        "property": parts.property,
        "value": parts.value.to_string(),
        "written": parts.written,
        "polarity": parts.polarity,
        "quote": quote.quote(),
        "start": quote.range().start,
        "end": quote.range().end,
        "confidence": parts.confidence,
        "reader": parts.proposed_by,
        "eyes": parts.eyes,
        "released": view.released.as_ref().map(|(fact, _)| fact),
        "embargo": view.embargo,
        "statement": view.statement,
    })
}

pub(crate) fn log(dossier: &Dossier, arguments: &Log) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut from = arguments.after + 1;
    loop {
        let page = dossier.register.entries(from, PAGE)?;
        for entry in &page {
            if arguments.json {
                let line = json!({
                    "seq": entry.seq, "hash": entry.hash, "kind": entry.kind, "event": entry.envelope,
                });
                writeln!(out, "{line}")?;
                continue;
            }
            let hash = &entry.hash.to_string()[..12];
            match &entry.envelope {
                Some(envelope) => {
                    let at = envelope.at;
                    let said = format!("{}: {}", envelope.by, entry.summary());
                    writeln!(out, "{:6} {hash} {at:.0} {}", entry.seq, plain(&said))?;
                }
                None => writeln!(out, "{:6} {hash} {}", entry.seq, plain(&entry.summary()))?,
            }
        }
        match page.last() {
            Some(last) if page.len() == PAGE => from = last.seq + 1,
            _ => break,
        }
    }
    Ok(out.flush()?)
}

pub(crate) fn status(dossier: &Dossier, arguments: &Status) -> anyhow::Result<()> {
    let status = dossier.register.status()?;
    let statements = |wanted: &[State]| -> u64 {
        let counts = status.statements.iter().filter(|(state, _)| wanted.contains(state));
        counts.map(|(_, count)| count).sum()
    };
    let sources: u64 = status.sources.iter().map(|(_, count)| count).sum();
    let [undecided, accepted, rejected] =
        [State::Undecided, State::Accepted, State::Rejected].map(|state| statements(&[state]));
    let all = statements(&State::ALL);
    if arguments.json {
        let by_visibility: serde_json::Map<String, serde_json::Value> =
            status.sources.iter().map(|(v, count)| (v.to_string(), (*count).into())).collect();
        let line = json!({
            "rows": status.rows, "erased": status.erased, "sources": sources,
            "sources_by_visibility": by_visibility, "without_text": status.without_text,
            "layers": status.layers, "statements": all, "undecided": undecided,
            "accepted": accepted, "rejected": rejected, "entities": status.entities,
            "released": status.released, "contradictions": status.contradictions,
        });
        say!("{line}");
        return Ok(());
    }
    say!("dossier         {}", dossier.dir.display());
    say!("log             {} rows, {} of them erased by order", status.rows, status.erased);
    let by_visibility: Vec<String> =
        status.sources.iter().map(|(visibility, count)| format!("{count} {visibility}")).collect();
    say!("sources         {sources} ({})", by_visibility.join(", "));
    say!("without text    {}", status.without_text);
    say!("text layers     {}", status.layers);
    say!("statements      {all} ({undecided} undecided, {accepted} accepted, {rejected} rejected)");
    say!("entities        {}", status.entities);
    say!("public facts    {}", status.released);
    say!("contradictions  {}", status.contradictions);
    Ok(())
}
