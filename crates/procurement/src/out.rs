//! What screening found, as JSON Lines and as CSV.

use std::collections::BTreeSet;
use std::io::Write;

use codebook::cell::guarded;
use serde_json::{Value, json};

use crate::classify::{self, Evidence, Found, Says};
use crate::flags::{Finding, State, decimal, list, rules};
use crate::input::Source;
use crate::screen::{Cited, Screened};

/// A process as a line of JSON.
#[must_use]
pub fn json_line(screened: &Screened<'_>, sources: &[Source]) -> Vec<u8> {
    let mut line = object(screened, sources).to_string().into_bytes();
    line.push(b'\n');
    line
}

fn cite(cited: &[Cited], pointer: &str, sources: &[Source]) -> Value {
    let Some(found) = cited.iter().find(|cited| cited.pointer == pointer) else {
        return Value::Null;
    };
    let source = sources.get(found.source as usize);
    let table = source.is_some_and(|source| source.mapping.is_some());
    let stands = if table { "column" } else { "pointer" };
    json!({
        "source": source.map(|source| source.name.as_str()),
        "line": found.line,
        "bytes": [found.bytes.0, found.bytes.1],
        stands: found.stands,
    })
}

fn object(screened: &Screened<'_>, sources: &[Source]) -> Value {
    let facts = screened.facts;
    let technologies = |list: &[(codebook::Technology, i32)]| -> Vec<Value> {
        list.iter().map(|(t, score)| json!({ "technology": t.as_str(), "score": score })).collect()
    };
    let evidence = |piece: &Evidence| {
        json!({
            "says": says(piece.says),
            "words": piece.words,
            "weight": piece.weight,
            "field": piece.pointer,
            "cited": cite(&screened.cited, &piece.pointer, sources),
        })
    };
    let money = |money: &crate::facts::Money| json!({ "amount": decimal(money.amount, 2), "currency": money.currency.as_str() });
    let suppliers: Vec<&str> = suppliers(screened);
    let awarded: Vec<Value> =
        facts.standing_awards().filter_map(|(_, a)| a.value.as_ref()).map(money).collect();
    let signed: Vec<Value> =
        facts.contracts.iter().filter_map(|c| c.value.as_ref()).map(money).collect();
    json!({
        "kind": "process",
        "v": 1,
        "ocid": facts.ocid,
        "title": facts.title,
        "publisher": crate::coverage::publisher(facts),
        "buyer": facts.buyer.name,
        "suppliers": suppliers,
        "people_masked": facts.people,
        "year": facts.year(),
        "method": facts.method.map(crate::facts::Method::as_str),
        "awarded": awarded,
        "signed": signed,
        "source": screened.source.name,
        "line": facts.place.line,
        "bytes": [facts.place.start, facts.place.end],
        "pointer": facts.place.pointer,
        "merged_from": facts.merged.iter().map(|place| json!({
            "source": sources.get(place.source as usize).map(|source| source.name.as_str()),
            "line": place.line,
            "bytes": [place.start, place.end],
        })).collect::<Vec<_>>(),
        "rule": classify::RULE,
        "technologies": technologies(&facts.found.technologies),
        "mentioned": technologies(&facts.found.mentioned),
        "evidence": facts.found.evidence.iter().map(evidence).collect::<Vec<_>>(),
        "flags": rules().iter().zip(&screened.flags).map(|(rule, finding)| {
            flag(rule.id(), finding, &screened.cited, sources)
        }).collect::<Vec<_>>(),
    })
}

fn says(says: Says) -> &'static str {
    match says {
        Says::For(technology) => technology.as_str(),
        Says::Near => "near",
        Says::Against => "against",
        Says::Not => "not",
    }
}

/// Suppliers' names, each once; people have none.
fn suppliers<'s>(screened: &'s Screened<'_>) -> Vec<&'s str> {
    let awards = screened.facts.standing_awards().flat_map(|(_, award)| &award.suppliers);
    let contracts = screened.facts.contracts.iter().flat_map(|contract| &contract.suppliers);
    let mut names: Vec<&str> = awards
        .chain(contracts)
        .map(|body| if body.person { "(natural person)" } else { body.name.as_str() })
        .collect();
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    names
}

fn flag(id: &str, finding: &Finding, cited: &[Cited], sources: &[Source]) -> Value {
    let row = list().iter().find(|row| row.id == id);
    let version = row.map_or(1, |row| row.version);
    if finding.state == State::CantTell {
        return json!({ "flag": id, "version": version, "state": finding.state, "missing": finding.missing });
    }
    let from: Vec<Value> = finding
        .from
        .iter()
        .map(|told| {
            let pointer = told.pointer.to_string();
            let name = if pointer.is_empty() { told.name } else { pointer.as_str() };
            let cited = if finding.state == State::Raised {
                cite(cited, &pointer, sources)
            } else {
                Value::Null
            };
            json!({ "field": name, "value": told.value.to_string(), "cited": cited })
        })
        .collect();
    let says = row.filter(|_| finding.state == State::Raised).map(|row| row.says.as_str());
    json!({
        "flag": id,
        "version": version,
        "state": finding.state,
        "says": says,
        "from": from,
        "threshold": finding.threshold.as_ref().map(ToString::to_string),
    })
}

/// The columns of [`csv_line`].
pub const COLUMNS: [&str; 13] = [
    "ocid",
    "title",
    "buyer",
    "suppliers",
    "people_masked",
    "year",
    "method",
    "technologies",
    "words",
    "raised",
    "cant_tell",
    "source",
    "line",
];

/// A process as a row of CSV.
#[must_use]
pub fn csv_line(screened: &Screened<'_>, _: &[Source]) -> Vec<u8> {
    row(&cells(screened))
}

/// A process as a line that [`crate::parquet::Table`] takes: a JSON list of its cells.
#[must_use]
pub fn cells_line(screened: &Screened<'_>, _: &[Source]) -> Vec<u8> {
    let mut line = json!(cells(screened)).to_string().into_bytes();
    line.push(b'\n');
    line
}

/// What a process was found to be for.
fn technologies(found: &Found) -> Vec<&str> {
    found.technologies.iter().map(|(technology, _)| technology.as_str()).collect()
}

/// The words and codes that say so, each once.
fn words(found: &Found) -> Vec<&str> {
    let says = found.evidence.iter().filter(|it| matches!(it.says, Says::For(_)));
    let words: BTreeSet<&str> = says.map(|it| it.words.as_str()).collect();
    words.into_iter().collect()
}

/// What stands in each of the [`COLUMNS`].
fn cells(screened: &Screened<'_>) -> [String; COLUMNS.len()] {
    let facts = screened.facts;
    let flags = |state: State| {
        let with =
            rules().iter().zip(&screened.flags).filter(|(_, finding)| finding.state == state);
        with.map(|(rule, _)| rule.id()).collect::<Vec<_>>().join(" ")
    };
    let (technologies, words) = (technologies(&facts.found), words(&facts.found));
    [
        facts.ocid.to_string(),
        facts.title.to_string(),
        facts.buyer.name.to_string(),
        suppliers(screened).join("; "),
        facts.people.to_string(),
        facts.year().map(|year| year.to_string()).unwrap_or_default(),
        facts.method.map(|method| method.as_str().to_owned()).unwrap_or_default(),
        technologies.join(" "),
        words.join("; "),
        flags(State::Raised),
        flags(State::CantTell),
        screened.source.name.clone(),
        facts.place.line.to_string(),
    ]
}

/// A row of CSV in which nothing is a formula: a cell that might be one begins with an apostrophe.
#[must_use]
pub fn row(cells: &[String]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    if writer.write_record(cells.iter().map(|cell| guarded(cell).into_owned())).is_err() {
        return Vec::new();
    }
    writer.into_inner().unwrap_or_default()
}

/// A process in a few lines for people.
#[must_use]
pub fn text_lines(screened: &Screened<'_>, _: &[Source]) -> Vec<u8> {
    let facts = screened.facts;
    let (technologies, words) = (technologies(&facts.found), words(&facts.found));
    let mut out = Vec::new();
    let shown = |text: &str| -> String {
        let plain: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        plain.chars().filter(|c| !c.is_control()).take(160).collect()
    };
    let lines = [
        format!("{} · {}", facts.ocid, technologies.join(", ")),
        format!("  {}", shown(&facts.title)),
        format!(
            "  buyer: {} · suppliers: {}",
            shown(&facts.buyer.name),
            shown(&suppliers(screened).join("; "))
        ),
        format!(
            "  because of: {} · {}:{}",
            words.join("; "),
            screened.source.name,
            facts.place.line
        ),
    ];
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
    for (rule, finding) in rules().iter().zip(&screened.flags) {
        if finding.state == State::Raised {
            let says =
                list().iter().find(|row| row.id == rule.id()).map_or("", |row| row.says.as_str());
            let from: Vec<String> =
                finding.from.iter().map(|told| told.value.to_string()).collect();
            let _ = writeln!(out, "  {} {says} ({})", rule.id(), from.join(", "));
        }
    }
    out
}
