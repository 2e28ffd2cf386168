//! `veedor decide`.

use std::path::Path;
use std::str::FromStr as _;

use anyhow::{Context as _, bail};
use codebook::statement::Confidence;
use codebook::value::ShortText;
use codebook::{LayerRecord, TextLayer, Verdict};
use register::{DecideOutcome, Field, Judgement, StatementView, Sure, derive};
use serde::Deserialize;

use crate::cli::{self, Decide};
use crate::given::given;
use crate::progress::Busy;
use dossier::Dossier;

/// What somebody asks to be decided, from the command line or a row of a file.
struct Wish {
    statement: String,
    verdict: cli::Judgement,
    by: ShortText,
    why: Option<ShortText>,
    set: Vec<(Field, String)>,
    quote: Option<std::ops::Range<usize>>,
}

pub(crate) fn decide(mut dossier: Dossier, arguments: &Decide) -> anyhow::Result<()> {
    let outcome = match (&arguments.from, arguments.above) {
        (Some(file), _) => judge(&mut dossier, &from_file(file, arguments.by.as_ref())?)?,
        (None, Some(least)) => accept_sure(&mut dossier, arguments, least)?,
        (None, None) => judge(&mut dossier, &from_arguments(arguments)?)?,
    };
    say!(
        "decided {}, {} stood so already; {} new entities",
        outcome.recorded,
        outcome.unchanged,
        outcome.entities
    );
    if !outcome.retracted.is_empty() {
        say!("{} released facts were taken back", outcome.retracted.len());
    }
    Ok(dossier.close()?)
}

fn judge(dossier: &mut Dossier, wishes: &[Wish]) -> anyhow::Result<DecideOutcome> {
    let _busy = Busy::with("deciding");
    let amends = wishes.iter().any(|wish| wish.verdict == cli::Judgement::Amend);
    let layers = if amends { dossier.register.layers()? } else { Vec::new() };
    let ready =
        wishes.iter().map(|wish| prepare(dossier, &layers, wish)).collect::<Result<Vec<_>, _>>()?;
    let judgements = ready
        .iter()
        .zip(wishes)
        .map(|(ready, wish)| Judgement {
            note: if ready.verdict == Verdict::Accepted { wish.why.clone() } else { None },
            layer: ready.layer.as_ref(),
            expected: Some(ready.view.version),
            ..Judgement::new(ready.view.statement.id(), ready.verdict.clone(), wish.by.clone())
        })
        .collect();
    Ok(dossier.register.decide(given(), judgements)?)
}

/// Accepts all that nobody has judged and that was proposed with at least that confidence.
fn accept_sure(
    dossier: &mut Dossier,
    arguments: &Decide,
    least: Confidence,
) -> anyhow::Result<DecideOutcome> {
    let (Some(cli::Judgement::Accept), Some(by)) = (arguments.verdict, &arguments.by) else {
        bail!(
            "by confidence one can only accept; reject one by one, or with --from FILE.csv, and say why"
        );
    };
    let Sure { views, held } = dossier.register.sure(least)?;
    if held > 0 {
        eprintln!(
            "{held} left for a person to look at the source: numbers from a picture, or that two programs read differently"
        );
    }
    let _busy = Busy::with("deciding");
    let sure: Vec<_> = views.iter().map(|view| (view.statement.id(), view.version)).collect();
    Ok(dossier.register.accept_together(given(), by, arguments.why.as_ref(), &sure)?)
}

/// A wish, looked up.
struct Ready {
    view: StatementView,
    verdict: Verdict,
    layer: Option<TextLayer>,
}

fn prepare(dossier: &Dossier, layers: &[LayerRecord], wish: &Wish) -> anyhow::Result<Ready> {
    let view = dossier.register.statement(&wish.statement)?;
    let why = || {
        wish.why.clone().with_context(|| {
            format!(
                "{}: a reason is owed for rejecting and amending; say it with --why",
                wish.statement
            )
        })
    };
    let (verdict, layer) = match wish.verdict {
        cli::Judgement::Accept => (Verdict::Accepted, None),
        cli::Judgement::Reject => (Verdict::Rejected { why: why()? }, None),
        cli::Judgement::Amend => {
            if wish.set.is_empty() && wish.quote.is_none() {
                bail!(
                    "{}: nothing to amend; say what with --set FIELD=VALUE or --quote START:END",
                    wish.statement
                );
            }
            let layer = layer_of(dossier, layers, &view)?;
            let sets: Vec<(Field, &str)> =
                wish.set.iter().map(|(field, text)| (*field, text.as_str())).collect();
            let into = derive(&view.statement, &sets, wish.quote.clone(), &layer)
                .with_context(|| wish.statement.clone())?;
            (Verdict::Amended { into: Box::new(into), why: why()? }, Some(layer))
        }
    };
    Ok(Ready { view, verdict, layer })
}

pub(crate) fn layer_of(
    dossier: &Dossier,
    layers: &[LayerRecord],
    view: &StatementView,
) -> anyhow::Result<TextLayer> {
    let wanted = view.statement.parts().citation.quote().layer();
    let record = layers.iter().find(|layer| layer.layer == wanted).with_context(|| {
        format!("the register does not know layer {wanted}; run `veedor verify`")
    })?;
    Ok(dossier.archive.layer(record)?)
}

fn from_arguments(arguments: &Decide) -> anyhow::Result<Vec<Wish>> {
    let (Some(verdict), Some(by)) = (arguments.verdict, &arguments.by) else {
        bail!("say what to decide, and by whom: veedor decide accept ID --by NAME");
    };
    if arguments.ids.is_empty() {
        bail!("name the statements to decide; `veedor statements --undecided` lists them");
    }
    if verdict == cli::Judgement::Amend && arguments.ids.len() != 1 {
        bail!("amend one statement at a time, or several with --from FILE.csv");
    }
    let set = arguments.set.iter().map(|text| assignment(text)).collect::<anyhow::Result<_>>()?;
    let quote = arguments.quote.as_deref().map(range).transpose()?;
    let wish = |id: &String, set: Vec<(Field, String)>| Wish {
        statement: id.clone(),
        verdict,
        by: by.clone(),
        why: arguments.why.clone(),
        set,
        quote: quote.clone(),
    };
    let set: Vec<(Field, String)> = set;
    Ok(arguments.ids.iter().map(|id| wish(id, set.clone())).collect())
}

fn assignment(text: &str) -> anyhow::Result<(Field, String)> {
    let (field, value) = text
        .split_once('=')
        .with_context(|| format!("`{text}`: expected FIELD=VALUE, as subject='Sistema Faro'"))?;
    Ok((Field::from_str(field)?, value.to_owned()))
}

pub(crate) fn range(text: &str) -> anyhow::Result<std::ops::Range<usize>> {
    let (start, end) = text
        .split_once(':')
        .with_context(|| format!("`{text}`: expected START:END, two byte offsets, as 120:188"))?;
    Ok(start.parse().with_context(|| format!("`{start}` is no byte offset"))?
        ..end.parse().with_context(|| format!("`{end}` is no byte offset"))?)
}

/// A row of a file of decisions.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    statement: String,
    verdict: String,
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    why: Option<String>,
    #[serde(default)]
    set_subject: Option<String>,
    #[serde(default)]
    set_property: Option<String>,
    #[serde(default)]
    set_value: Option<String>,
    #[serde(default)]
    start: Option<usize>,
    #[serde(default)]
    end: Option<usize>,
}

fn from_file(file: &Path, by: Option<&ShortText>) -> anyhow::Result<Vec<Wish>> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(file)
        .with_context(|| format!("can't read {}", file.display()))?;
    columns(reader.headers()?).with_context(|| file.display().to_string())?;
    let mut wishes = Vec::new();
    for (number, row) in reader.deserialize().enumerate() {
        let place = || format!("{}, row {}", file.display(), number + 2);
        let row: Row = row.with_context(place)?;
        wishes.push(wish(row, by).with_context(place)?);
    }
    Ok(wishes)
}

/// Refuses columns that no file of decisions has, and a file without those it must have.
fn columns(found: &csv::StringRecord) -> anyhow::Result<()> {
    const MUST: [&str; 2] = ["statement", "verdict"];
    const MAY: [&str; 7] =
        ["by", "why", "set_subject", "set_property", "set_value", "start", "end"];
    let known = |name: &str| MUST.contains(&name) || MAY.contains(&name);
    let whole = MUST.iter().all(|must| found.iter().any(|name| name == *must));
    if whole && found.iter().all(known) {
        return Ok(());
    }
    let found: Vec<&str> = found.iter().collect();
    bail!(
        "expected the columns {} and, if you like, {}, with commas between; found {}",
        MUST.join(", "),
        MAY.join(", "),
        found.join(", ")
    )
}

fn wish(row: Row, by: Option<&ShortText>) -> anyhow::Result<Wish> {
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let verdict = match row.verdict.as_str() {
        "accept" | "accepted" => cli::Judgement::Accept,
        "reject" | "rejected" => cli::Judgement::Reject,
        "amend" | "amended" => cli::Judgement::Amend,
        other => bail!("`{other}` is no verdict; expected accept, reject or amend"),
    };
    let by = match filled(row.by) {
        Some(name) => name.parse()?,
        None => by.cloned().context("nobody decides: fill the column `by`, or say --by NAME")?,
    };
    let set = [
        (Field::Subject, row.set_subject),
        (Field::Property, row.set_property),
        (Field::Value, row.set_value),
    ];
    let quote = match (row.start, row.end) {
        (Some(start), Some(end)) => Some(start..end),
        (None, None) => None,
        _ => bail!("`start` and `end` come together"),
    };
    Ok(Wish {
        statement: row.statement,
        verdict,
        by,
        why: filled(row.why).map(|why| why.parse()).transpose()?,
        set: set.into_iter().filter_map(|(field, text)| Some((field, filled(text)?))).collect(),
        quote,
    })
}
