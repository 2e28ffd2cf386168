//! What screening found, as JSON Lines and as CSV.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Write;

use codebook::cell::guarded;
use serde::Serialize;
use serde_json::json;

use crate::classify::{self, Evidence, Found, Says};
use crate::facts::Money;
use crate::flags::{Finding, State, decimal, list, rules};
use crate::input::Source;
use crate::screen::{Cited, Screened};

/// A process as a line of JSON.
#[must_use]
pub fn json_line(screened: &Screened<'_>, sources: &[Source]) -> Vec<u8> {
    let mut line = serde_json::to_vec(&object(screened, sources)).unwrap_or_default();
    line.push(b'\n');
    line
}

/// A process. Here and below, fields stand in the order of their names, as in every object that is written out.
#[derive(Serialize)]
struct Process<'s> {
    awarded: Vec<Amount<'s>>,
    buyer: &'s str,
    bytes: (u64, u64),
    evidence: Vec<Piece<'s>>,
    flags: Vec<Flag<'s>>,
    kind: &'static str,
    line: u64,
    mentioned: Vec<Scored>,
    merged_from: Vec<Release<'s>>,
    method: Option<&'static str>,
    ocid: &'s str,
    people_masked: u32,
    pointer: &'s str,
    publisher: &'s str,
    rule: &'static str,
    signed: Vec<Amount<'s>>,
    source: &'s str,
    suppliers: Vec<&'s str>,
    technologies: Vec<Scored>,
    title: &'s str,
    v: u8,
    year: Option<i16>,
}

#[derive(Serialize)]
struct Amount<'s> {
    amount: String,
    currency: &'s str,
}

#[derive(Serialize)]
struct Piece<'s> {
    cited: Option<Place<'s>>,
    field: &'s str,
    says: &'static str,
    weight: i32,
    words: &'s str,
}

/// Where something stands: of a table by its column, else by its pointer.
#[derive(Serialize)]
struct Place<'s> {
    bytes: (u64, u64),
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'s str>,
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'s str>,
    source: Option<&'s str>,
}

#[derive(Serialize)]
struct Scored {
    score: i32,
    technology: &'static str,
}

#[derive(Serialize)]
struct Release<'s> {
    bytes: (u64, u64),
    line: u64,
    source: Option<&'s str>,
}

/// A flag that was told, or what was missing.
#[derive(Serialize)]
#[serde(untagged)]
enum Flag<'s> {
    Told {
        flag: &'static str,
        from: Vec<Input<'s>>,
        says: Option<&'static str>,
        state: State,
        threshold: Option<String>,
        version: u32,
    },
    Missing {
        flag: &'static str,
        missing: &'static [&'static str],
        state: State,
        version: u32,
    },
}

#[derive(Serialize)]
struct Input<'s> {
    cited: Option<Place<'s>>,
    field: Cow<'static, str>,
    value: String,
}

fn cite<'s>(cited: &'s [Cited], pointer: &str, sources: &'s [Source]) -> Option<Place<'s>> {
    let found = cited.iter().find(|cited| cited.pointer == pointer)?;
    let source = sources.get(found.source as usize);
    let table = source.is_some_and(|source| source.mapping.is_some());
    let stands = found.stands.as_str();
    Some(Place {
        bytes: found.bytes,
        column: table.then_some(stands),
        line: found.line,
        pointer: (!table).then_some(stands),
        source: source.map(|source| source.name.as_str()),
    })
}

fn object<'s>(screened: &'s Screened<'_>, sources: &'s [Source]) -> Process<'s> {
    let facts = screened.facts;
    let scored = |list: &[(codebook::Technology, i32)]| {
        list.iter().map(|(t, score)| Scored { score: *score, technology: t.as_str() }).collect()
    };
    let money = |money: &'s Money| Amount {
        amount: decimal(money.amount, 2),
        currency: money.currency.as_str(),
    };
    let evidence = |piece: &'s Evidence| Piece {
        cited: cite(&screened.cited, &piece.pointer, sources),
        field: &piece.pointer,
        says: says(piece.says),
        weight: piece.weight,
        words: &piece.words,
    };
    let release = |place: &crate::place::Place| Release {
        bytes: (place.start, place.end),
        line: place.line,
        source: sources.get(place.source as usize).map(|source| source.name.as_str()),
    };
    let awarded = facts.standing_awards().filter_map(|(_, award)| award.value.as_ref());
    let signed = facts.contracts.iter().filter_map(|contract| contract.value.as_ref());
    let told = rules().iter().zip(&screened.flags);
    Process {
        awarded: awarded.map(money).collect(),
        buyer: &facts.buyer.name,
        bytes: (facts.place.start, facts.place.end),
        evidence: facts.found.evidence.iter().map(evidence).collect(),
        flags: told.map(|(rule, it)| flag(rule.id(), it, &screened.cited, sources)).collect(),
        kind: "process",
        line: facts.place.line,
        mentioned: scored(&facts.found.mentioned),
        merged_from: facts.merged.iter().map(release).collect(),
        method: facts.method.map(crate::facts::Method::as_str),
        ocid: &facts.ocid,
        people_masked: facts.people,
        pointer: &facts.place.pointer,
        publisher: crate::coverage::publisher(facts),
        rule: classify::RULE,
        signed: signed.map(money).collect(),
        source: &screened.source.name,
        suppliers: suppliers(screened),
        technologies: scored(&facts.found.technologies),
        title: &facts.title,
        v: 1,
        year: facts.year(),
    }
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

fn flag<'s>(
    id: &'static str,
    finding: &Finding,
    cited: &'s [Cited],
    sources: &'s [Source],
) -> Flag<'s> {
    let row = list().iter().find(|row| row.id == id);
    let (flag, version, state) = (id, row.map_or(1, |row| row.version), finding.state);
    if state == State::CantTell {
        return Flag::Missing { flag, missing: finding.missing, state, version };
    }
    let raised = state == State::Raised;
    let from = finding.from.iter().map(|told| {
        let pointer = told.pointer.to_string();
        Input {
            cited: if raised { cite(cited, &pointer, sources) } else { None },
            field: if pointer.is_empty() { told.name.into() } else { pointer.into() },
            value: told.value.to_string(),
        }
    });
    Flag::Told {
        flag,
        from: from.collect(),
        says: row.filter(|_| raised).map(|row| row.says.as_str()),
        state,
        threshold: finding.threshold.as_ref().map(ToString::to_string),
        version,
    }
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
