//! Learns from marked documents what a mention is a value of, and prints the table of weights: `weigh FOLDER…`,
//! folders as `veedor score --gold` takes them. With `--onward TABLE` before them it learns on from a table made of
//! other documents. On standard error: what each property's chances are worth on
//! documents that were left out whole.

#[path = "learn.rs"]
mod learn;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use codebook::SourceMeta;
use learn::{Fit, Row};
use reading::Document;
use score::{Marked, Proposal, Verdict, is_core, verdict};

/// So many parts are the documents in, each left out once.
const FOLDS: usize = 12;
/// A feature seen less often than this says nothing.
const SELDOM: usize = 4;
/// Of what was right less often, nothing can be learnt.
const ENOUGH: usize = 8;
/// The least chances that are tried, the highest first.
const FROM: &[f64] = &[0.9, 0.8, 0.7, 0.6, 0.5, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2];

/// A mention, what the marks say of it, and its document's part.
struct Seen {
    fold: usize,
    document: String,
    said: String,
    features: Vec<String>,
    verdict: Verdict,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut seen: BTreeMap<String, Vec<Seen>> = BTreeMap::new();
    let mut documents = 0;
    let mut known = Known::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--onward" {
            known = table(&arguments.next().ok_or("--onward needs a table")?)?;
        } else {
            look(Path::new(&argument), &mut documents, &mut seen)?;
        }
    }
    println!("property\tfeature\tweight");
    for (property, seen) in &seen {
        property_of(property, seen, known.remove(property).unwrap_or_default());
    }
    Ok(())
}

/// What is known of each property: the weight of each feature, by name.
type Known = BTreeMap<String, BTreeMap<String, f64>>;

/// The weights of a table as this program prints it.
fn table(path: &str) -> Result<Known, Box<dyn std::error::Error>> {
    let mut known = Known::new();
    for line in std::fs::read_to_string(path)?.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [property, feature, weight] = cells[..] else { return Err(line.into()) };
        if !feature.starts_with("from=") {
            let own = known.entry(property.to_owned()).or_default();
            own.insert(feature.to_owned(), weight.parse()?);
        }
    }
    Ok(known)
}

/// Learns of one property, and prints its lines.
fn property_of(property: &str, seen: &[Seen], known: BTreeMap<String, f64>) {
    let numbers = numbers(seen, &known);
    let mut weights = vec![0.0; numbers.len()];
    for (name, weight) in known {
        weights[numbers[&name]] = weight;
    }
    let rows: Vec<Row> = seen.iter().map(|one| row(one, &numbers)).collect();
    let mut chances = vec![0.0; rows.len()];
    for fold in 0..FOLDS {
        let without: Vec<&Row> =
            rows.iter().zip(seen).filter(|(_, one)| one.fold != fold).map(|(row, _)| row).collect();
        let fit = Fit::of(&without, &weights);
        for (at, _) in seen.iter().enumerate().filter(|(_, one)| one.fold == fold) {
            if let (Some(row), Some(chance)) = (rows.get(at), chances.get_mut(at)) {
                *chance = fit.chance(row);
            }
        }
    }
    // Rules see each technology and whoever sells: what they leave out they leave out for a reason.
    let shares = match property {
        "uses_technology" | "supplier" => Vec::new(),
        _ => shares(property, seen, &chances),
    };
    if seen.iter().filter(|one| one.verdict == Verdict::Confirmed).count() < ENOUGH {
        return;
    }
    for (from, share) in shares {
        println!("{property}\tfrom={from}\t{share:.3}");
    }
    let all: Vec<&Row> = rows.iter().collect();
    let fit = Fit::of(&all, &weights);
    for (name, at) in &numbers {
        let weight = fit.weights.get(*at).copied().unwrap_or_default();
        if weight.abs() >= 0.05 {
            println!("{property}\t{name}\t{weight:.2}");
        }
    }
}

/// The features that are known or seen often enough, each with its number.
fn numbers(seen: &[Seen], known: &BTreeMap<String, f64>) -> BTreeMap<String, usize> {
    let mut times: BTreeMap<&String, usize> = BTreeMap::new();
    for feature in seen.iter().flat_map(|one| &one.features) {
        *times.entry(feature).or_default() += 1;
    }
    let often = times.into_iter().filter(|(_, times)| *times >= SELDOM).map(|(name, _)| name);
    let all: BTreeSet<&String> = often.chain(known.keys()).collect();
    all.into_iter().enumerate().map(|(at, name)| (name.clone(), at)).collect()
}

fn row(one: &Seen, numbers: &BTreeMap<String, usize>) -> Row {
    let features: BTreeSet<usize> =
        one.features.iter().filter_map(|feature| numbers.get(feature).copied()).collect();
    let (right, weight) = match one.verdict {
        Verdict::Confirmed => (true, 1.0),
        // What is right elsewhere is no example of what is wrong.
        Verdict::Elsewhere => (false, 0.3),
        Verdict::Unmarked => (false, 1.0),
    };
    Row { features: features.into_iter().collect(), right, weight }
}

/// From which chances on a property's values are worth proposing, each with the share that was right there.
fn shares(property: &str, seen: &[Seen], chances: &[f64]) -> Vec<(f64, f64)> {
    const LEAST: usize = 5;
    // Marks are close to complete for core properties alone. Of the others one right of four is worth a look: it comes
    // last, and says how sure it is. A state in words of its own says least.
    let wanted = match property {
        _ if is_core(property) => 0.78,
        "status" => 0.3,
        _ => 0.25,
    };
    let right = |from: f64, until: f64| {
        let mut said: HashMap<(&str, &str), bool> = HashMap::new();
        for (one, _) in
            seen.iter().zip(chances).filter(|(_, chance)| **chance >= from && **chance < until)
        {
            let right = said.entry((&one.document, &one.said)).or_default();
            *right |= one.verdict != Verdict::Unmarked;
        }
        (said.values().filter(|right| **right).count(), said.len())
    };
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let share = |(right, said): (usize, usize)| (right as f64 + 1.0) / (said as f64 + 2.0);
    let counts = FROM.iter().map(|from| right(*from, 2.0));
    let report: Vec<String> = FROM
        .iter()
        .zip(counts)
        .map(|(from, (right, said))| format!("{from}: {right}/{said}"))
        .collect();
    eprintln!("{property}: {}", report.join("  "));
    let mut above = 2.0;
    let mut lowest = None;
    for from in FROM {
        let (all, step) = (right(*from, 2.0), right(*from, above));
        // The last step down is not to be paid for by those above it.
        if all.1 >= LEAST && share(all) >= wanted && (step.1 < LEAST || share(step) >= wanted - 0.1)
        {
            lowest = Some(from);
        }
        above = *from;
    }
    let Some(lowest) = lowest else { return Vec::new() };
    let mut shares = Vec::new();
    let mut until = 2.0;
    for from in FROM.iter().filter(|from| *from >= lowest) {
        let count = right(*from, until);
        if count.1 >= 8 || from == lowest {
            shares.insert(0, (*from, share(count)));
            until = *from;
        }
    }
    // A higher chance is worth no less.
    for at in 1..shares.len() {
        let below = shares[at - 1].1;
        shares[at].1 = shares[at].1.max(below);
    }
    shares
}

/// Reads a folder of marked documents.
fn look(
    folder: &Path,
    documents: &mut usize,
    seen: &mut BTreeMap<String, Vec<Seen>>,
) -> Result<(), Box<dyn std::error::Error>> {
    let marked = Marked::open(folder)?;
    for (id, text) in marked.texts() {
        let layer = reading::fuzzing::plain(text).ok_or("no layer")?;
        let meta = SourceMeta::default();
        let fold = *documents % FOLDS;
        *documents += 1;
        for one in reading::fuzzing::weighed(&Document { layer: &layer, meta: &meta }) {
            let words = |at: &std::ops::Range<usize>| text.get(at.clone()).unwrap_or_default();
            let said = codebook::exchange::normalized(&one.value);
            let proposal = Proposal {
                document: id.to_owned(),
                subject: String::new(),
                property: one.property.as_str().to_owned(),
                value: words(&one.at).to_owned(),
                normalized: said.clone(),
                quote: words(&one.quote).to_owned(),
                start: one.quote.start,
                end: one.quote.end,
                confidence: None,
            };
            let Some(verdict) = verdict(&marked, &proposal) else { continue };
            let document = id.to_owned();
            let found = Seen { fold, document, said, features: one.features, verdict };
            seen.entry(proposal.property).or_default().push(found);
        }
    }
    Ok(())
}
