//! `veedor search`.

use std::io::Write as _;

use search::{DossierFeed, FactHit, Found, Index, Query, Request, Scope, Seer, Snippet, TextHit};
use serde_json::json;

use crate::cli::Search;
use crate::progress::spinner;
use crate::terminal::plain;
use dossier::Dossier;

pub(crate) fn search(dossier: &Dossier, arguments: &Search) -> anyhow::Result<()> {
    let mut index = Index::open(&dossier.dir)?;
    follow(dossier, &mut index)?;
    let query = Query::parse(&arguments.query.join(" "));
    for note in query.notes() {
        eprintln!("veedor: {note}");
    }
    let scope = match arguments {
        Search { facts: true, .. } => Scope::Facts,
        Search { text: true, .. } => Scope::Texts,
        _ => Scope::Both,
    };
    let request = Request { query, scope, offset: 0, limit: arguments.limit };
    let feed = DossierFeed::new(&dossier.register, &dossier.archive);
    // Whoever has the folder has every source in it: nothing is to be kept from them.
    let found = index.search(&feed, &Seer::default(), &request)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if arguments.json {
        writeln!(out, "{}", as_json(&found))?;
    } else {
        write_out(&mut out, &found, scope)?;
    }
    Ok(out.flush()?)
}

/// Brings the index up to date, and shows how far it is.
pub(crate) fn follow(dossier: &Dossier, index: &mut Index) -> anyhow::Result<()> {
    let feed = DossierFeed::new(&dossier.register, &dossier.archive);
    let bar = spinner("{spinner} bringing the index up to date … {msg} {elapsed}");
    let followed = index.follow(&feed, &mut |progress| {
        bar.set_message(format!("row {} of {}", progress.row, progress.head));
    });
    bar.finish_and_clear();
    let followed = followed?;
    if followed.elsewhere {
        eprintln!(
            "veedor: another command brings the index up to date; this looks in it as it was before"
        );
    }
    if followed.unread > 0 {
        eprintln!(
            "veedor: {} texts could not be read, and are not found; `veedor verify` says why",
            followed.unread
        );
    }
    Ok(())
}

fn write_out(out: &mut impl std::io::Write, found: &Found, scope: Scope) -> anyhow::Result<()> {
    if scope != Scope::Texts {
        writeln!(out, "{} facts", found.facts_total)?;
        for hit in &found.facts {
            let id = &hit.statement.to_string()[..12];
            let FactHit { state, kind, subject, property, value, quote, .. } = hit;
            let line = plain(&format!("{kind} {subject} · {property} = {value}"));
            writeln!(out, "  {id} {state:9} {line}")?;
            writeln!(out, "    “{}”", plain(&marked(quote)))?;
        }
        for facet in found.facets.iter().filter(|facet| !facet.values.is_empty()) {
            let values: Vec<String> = facet
                .values
                .iter()
                .take(5)
                .map(|one| format!("{} ({})", one.value, one.count))
                .collect();
            let more = facet.distinct.saturating_sub(values.len());
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            writeln!(out, "  {:10} {}{more}", facet.field, plain(&values.join(", ")))?;
        }
    }
    if scope != Scope::Facts {
        writeln!(out, "{} passages", found.texts_total)?;
        for hit in &found.texts {
            let TextHit { source, title, range, snippet, .. } = hit;
            let id = &source.to_string()[..12];
            writeln!(out, "  {id} {}:{} {}", range.start, range.end, plain(title))?;
            writeln!(out, "    “{}”", plain(&marked(snippet)))?;
        }
    }
    Ok(())
}

/// The snippet on one line, what was looked for in brackets.
fn marked(snippet: &Snippet) -> String {
    let (mut line, mut after) = (String::new(), 0);
    for mark in &snippet.marks {
        line.push_str(snippet.text.get(after..mark.start).unwrap_or_default());
        line.push('[');
        line.push_str(snippet.text.get(mark.clone()).unwrap_or_default());
        line.push(']');
        after = mark.end;
    }
    line.push_str(snippet.text.get(after..).unwrap_or_default());
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let before = if snippet.cut_before { "… " } else { "" };
    let behind = if snippet.cut_after { " …" } else { "" };
    format!("{before}{line}{behind}")
}

fn as_json(found: &Found) -> serde_json::Value {
    let range = |at: &std::ops::Range<usize>| json!([at.start, at.end]);
    let snippet = |one: &Snippet| {
        json!({
            "text": one.text, "marks": one.marks.iter().map(range).collect::<Vec<_>>(),
            "cut_before": one.cut_before, "cut_after": one.cut_after,
        })
    };
    let facts = found.facts.iter().map(|hit| {
        json!({
            "statement": hit.statement, "source": hit.source, "layer": hit.layer,
            "range": range(&hit.range), "entity": hit.entity, "kind": hit.kind,
            "subject": hit.subject, "property": hit.property, "value": hit.value,
            "state": hit.state.as_str(), "quote": snippet(&hit.quote),
        })
    });
    let texts = found.texts.iter().map(|hit| {
        json!({
            "source": hit.source, "title": hit.title, "layer": hit.layer,
            "range": range(&hit.range),
            "matches": hit.matches.iter().map(range).collect::<Vec<_>>(),
            "snippet": snippet(&hit.snippet),
        })
    });
    let facets = found.facets.iter().map(|facet| {
        let values =
            facet.values.iter().map(|one| json!({ "value": one.value, "count": one.count }));
        let values: Vec<_> = values.collect();
        (facet.field.to_string(), json!({ "distinct": facet.distinct, "values": values }))
    });
    json!({
        "facts_total": found.facts_total,
        "facts": facts.collect::<Vec<_>>(),
        "facets": facets.collect::<serde_json::Map<_, _>>(),
        "texts_total": found.texts_total,
        "texts": texts.collect::<Vec<_>>(),
    })
}
