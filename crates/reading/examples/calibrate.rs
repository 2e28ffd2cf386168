//! Counts, rule by rule, how many proposals are right on marked documents, and prints the table that
//! confidences come from: `calibrate FOLDER…`, folders as `veedor score --gold` takes them.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use codebook::SourceMeta;
use reading::{Document, Rules, explain, propose};
use score::{Marked, Proposal, judge};

/// A rule, what it proposed, and whether the quote names the subject.
type Key = (&'static str, String, bool);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut counts: BTreeMap<Key, (u32, u32)> = BTreeMap::new();
    for folder in std::env::args().skip(1) {
        count(Path::new(&folder), &mut counts)?;
    }
    println!("rule\tproperty\tsubject\tright\tsaid");
    for ((rule, property, here), (right, said)) in counts {
        let subject = if here { "here" } else { "carried" };
        println!("{rule}\t{property}\t{subject}\t{right}\t{said}");
    }
    Ok(())
}

fn count(
    folder: &Path,
    counts: &mut BTreeMap<Key, (u32, u32)>,
) -> Result<(), Box<dyn std::error::Error>> {
    let marked = Marked::open(folder)?;
    let mut keys: HashMap<(String, usize, usize, String, String, String), Key> = HashMap::new();
    let mut proposals: Vec<Proposal> = Vec::new();
    for (id, text) in marked.texts() {
        let layer = reading::fuzzing::plain(text).ok_or("no layer")?;
        let meta = SourceMeta::default();
        let document = Document { layer: &layer, meta: &meta };
        for one in explain(propose(&Rules::new(), &document), &document) {
            for line in codebook::exchange::lines(id, &one.statement) {
                let property = line.property.clone();
                let key = (one.rule, property, one.subject_here);
                let proposal: Proposal = serde_json::from_value(serde_json::to_value(&line)?)?;
                keys.entry(place(&proposal)).or_insert(key);
                proposals.push(proposal);
            }
        }
    }
    for (proposal, right) in judge(&marked, &proposals).said() {
        // What a line of the exchange format adds (a currency, a speaker) is not a rule's own proposal.
        let added = matches!(proposal.property.as_str(), "currency" | "claimed_by");
        // What is weighed brings its own confidence.
        let key = keys.get(&place(proposal)).filter(|key| !added && !key.0.starts_with("weigh/"));
        if let Some(key) = key {
            let count = counts.entry(key.clone()).or_default();
            count.0 += u32::from(right);
            count.1 += 1;
        }
    }
    Ok(())
}

fn place(proposal: &Proposal) -> (String, usize, usize, String, String, String) {
    let Proposal { document, start, end, property, normalized, subject, .. } = proposal.clone();
    (document, start, end, property, normalized, subject)
}
