//! The fields of a process that say what it is, each as it stands in its source: for whoever puts a process
//! into a record that opens on the very bytes. People's names are not among them.

use codebook::Technology;
use codebook::fold::fold_name;

use super::Cited;
use super::reread::Reread;
use crate::bodies::Parties;
use crate::classify::{self, Says};
use crate::facts::{Facts, Standing};
use crate::model::{Organization, Release};
use crate::numbers;

/// What a field says of a process, or of a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Which process it is.
    Process,
    /// What it is called.
    Title,
    /// Who buys.
    Buyer,
    /// How it was put out.
    Method,
    /// That it is for a technology: the fields whose words or codes decided it, the surest first.
    Technology(Technology),
    /// What is bought.
    Item,
    /// What it is expected to cost.
    Estimate,
    /// Which award or contract it is.
    Part,
    /// Who was awarded it.
    Supplier,
    /// When it was awarded; where nothing says, when it was signed.
    Awarded,
    /// For how much it was awarded.
    Award,
    /// For how much it was signed.
    Contract,
    /// When it begins.
    Start,
    /// When it ends.
    End,
    /// The currency of the amount beside it.
    Currency,
    /// Something that a flag was raised from.
    Evidence,
}

/// One field: what it says, of which part, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it says.
    pub what: What,
    /// Of which award or contract, counted over the process; none where it is of all of it.
    pub part: Option<usize>,
    /// Its words as they stand, unescaped.
    pub text: String,
    /// Where.
    pub cited: Cited,
    /// The first byte of its release.
    pub release: u64,
    /// Of an amount of a table that has no column for its currency: the one that its mapping names.
    pub currency: Option<String>,
    /// Of a number of a table: how its words were read.
    pub number: Option<numbers::Read>,
}

/// How many items of a process are told.
const ITEMS: usize = 10;

/// In how many fields a technology is told, the surest first: one may name somebody.
const FIELDS: usize = 3;

type Found = Vec<(What, Option<usize>, String)>;

/// The fields of a process.
pub(super) fn said(facts: &Facts<'_>, cited: &[Cited], reread: &Reread<'_>) -> Vec<Said> {
    let mut said = reread.processes();
    let Ok(read) = super::reading::parse(reread.text()) else { return said };
    let release = read.release;
    let parties = Parties::of(&release);
    let masked = parties.people(&release);
    let evidence = cited.iter().map(|cited| (What::Evidence, None, cited.pointer.clone()));
    for (what, part, pointer) in found(&release, &parties, facts).into_iter().chain(evidence) {
        let Some((cited, text, first)) = reread.at(&pointer) else { continue };
        let put = |said: &Said| said.what == What::Method;
        if what == What::Method && said.iter().any(put) {
            continue;
        }
        let folded = fold_name(&text);
        let named = masked.iter().any(|name| folded.contains(name.as_str()));
        if !text.trim().is_empty() && !named {
            let beside = pointer.strip_suffix("amount");
            let currency = beside.and_then(|at| reread.named(&format!("{at}currency")));
            let number = reread.number(&pointer, &text);
            said.push(Said { what, part, text, cited, release: first, currency, number });
        }
    }
    said
}

/// Where the name of a body stands: with it, or in the list of parties.
fn name(body: &Organization<'_>, parties: &Parties<'_, '_>, at: &str) -> Option<String> {
    if body.name.get().is_some() {
        return Some(format!("{at}/name"));
    }
    let party = parties.party(body).filter(|(_, party)| party.name.get().is_some());
    party
        .map(|(place, _)| format!("/parties/{place}/name"))
        .or_else(|| body.identifier.legal_name.get().map(|_| format!("{at}/identifier/legalName")))
}

fn found(release: &Release<'_>, parties: &Parties<'_, '_>, facts: &Facts<'_>) -> Found {
    let mut found = Vec::new();
    let tender = &release.tender;
    found.extend(title(release).map(|at| (What::Title, None, at)));
    let buyer = name(&release.buyer, parties, "/buyer")
        .or_else(|| name(&tender.entity, parties, "/tender/procuringEntity"));
    found.extend(buyer.map(|at| (What::Buyer, None, at)));
    // In its publisher's own words where there are any: the first of the two that says something is told.
    found.push((What::Method, None, "/tender/procurementMethodDetails".to_owned()));
    found.push((What::Method, None, "/tender/procurementMethod".to_owned()));
    for (technology, _) in &facts.found.technologies {
        let decided = facts.found.evidence.iter().filter(|e| e.says == Says::For(*technology));
        let mut best: Vec<_> = decided.collect();
        best.sort_by_key(|evidence| std::cmp::Reverse(evidence.weight));
        best.dedup_by_key(|evidence| &evidence.pointer);
        let best = best.into_iter().take(FIELDS);
        found.extend(best.map(|e| (What::Technology(*technology), None, e.pointer.clone())));
    }
    amount(&mut found, What::Estimate, None, tender.value.amount.0, "/tender/value");
    items(release, &mut found);
    parts(release, parties, facts, &mut found);
    found
}

fn title(release: &Release<'_>) -> Option<String> {
    if release.tender.title.get().is_some() {
        return Some("/tender/title".to_owned());
    }
    let contracts = release.contracts.iter().enumerate();
    let mut contracts = contracts.filter_map(|(i, contract)| {
        let english = contract.title_en.get().map(|_| format!("/contracts/{i}/title_en"));
        contract.title.get().map(|_| format!("/contracts/{i}/title")).or(english)
    });
    let awards = release.awards.iter().enumerate();
    let mut awards =
        awards.filter_map(|(i, award)| award.title.get().map(|_| format!("/awards/{i}/title")));
    let described = || release.tender.description.get().map(|_| "/tender/description".to_owned());
    contracts.next().or_else(|| awards.next()).or_else(described)
}

fn amount(found: &mut Found, what: What, part: Option<usize>, said: Option<f64>, at: &str) {
    if said.is_some_and(|amount| amount > 0.0) {
        found.push((what, part, format!("{at}/amount")));
        found.push((What::Currency, part, format!("{at}/currency")));
    }
}

fn items(release: &Release<'_>, found: &mut Found) {
    let described = classify::all_items(release).filter_map(|(list, i, item)| {
        item.description.get().map(|words| (words, format!("{list}/{i}/description")))
    });
    let mut known: Vec<&str> = Vec::new();
    for (words, pointer) in described {
        if known.len() < ITEMS && !known.contains(&words) {
            known.push(words);
            found.push((What::Item, None, pointer));
        }
    }
}

/// Awards and contracts. A contract and the one award it goes back to are one part; where there is but one part, it is
/// the process itself.
fn parts(release: &Release<'_>, parties: &Parties<'_, '_>, facts: &Facts<'_>, found: &mut Found) {
    let standing = |at: Standing| matches!(at, Standing::Good | Standing::Unsaid);
    let award_of = |contract: &crate::facts::Contract<'_>| {
        let same = |award: &&str| !award.is_empty() && *award == contract.award.as_str();
        facts.awards.iter().position(|award| same(&award.id.as_str()))
    };
    let of: Vec<Option<usize>> = facts.contracts.iter().map(award_of).collect();
    let part_of = |contract: usize| match of.get(contract).copied().flatten() {
        Some(award) if of.iter().filter(|other| **other == Some(award)).count() == 1 => award,
        _ => facts.awards.len() + contract,
    };
    let awards: Vec<usize> = facts.standing_awards().map(|(i, _)| i).collect();
    let contracts: Vec<usize> = facts
        .contracts
        .iter()
        .enumerate()
        .filter(|(_, contract)| standing(contract.standing))
        .map(|(i, _)| i)
        .collect();
    let mut all: Vec<usize> = contracts.iter().map(|i| part_of(*i)).chain(awards.clone()).collect();
    all.sort_unstable();
    all.dedup();
    let several = all.len() > 1;
    let part = |number: usize| several.then_some(number);
    let dated = facts.awards.iter().any(|award| award.date.is_some());
    for i in awards {
        let (Some(award), Some(told)) = (release.awards.get(i), facts.awards.get(i)) else {
            continue;
        };
        let (at, part) = (format!("/awards/{i}"), part(i));
        let signed = contracts.iter().any(|contract| part_of(*contract) == i);
        if several && !signed && award.id.get().is_some() {
            found.push((What::Part, part, format!("{at}/id")));
        }
        suppliers(found, parties, &award.suppliers, &told.suppliers, &at, part);
        if award.date.get().is_some() {
            found.push((What::Awarded, part, format!("{at}/date")));
        }
        amount(found, What::Award, part, award.value.amount.0, &format!("{at}/value"));
        period(found, part, &award.period, &format!("{at}/contractPeriod"));
    }
    for i in contracts {
        let (Some(contract), Some(told)) = (release.contracts.get(i), facts.contracts.get(i))
        else {
            continue;
        };
        let (at, part) = (format!("/contracts/{i}"), part(part_of(i)));
        if several && contract.id.get().is_some() {
            found.push((What::Part, part, format!("{at}/id")));
        }
        suppliers(found, parties, &contract.suppliers, &told.suppliers, &at, part);
        if !dated && contract.signed.get().is_some() {
            found.push((What::Awarded, part, format!("{at}/dateSigned")));
        }
        amount(found, What::Contract, part, contract.value.amount.0, &format!("{at}/value"));
        period(found, part, &contract.period, &format!("{at}/period"));
    }
}

fn suppliers(
    found: &mut Found,
    parties: &Parties<'_, '_>,
    bodies: &[Organization<'_>],
    told: &[crate::facts::Body<'_>],
    at: &str,
    part: Option<usize>,
) {
    for (i, (body, told)) in bodies.iter().zip(told).enumerate() {
        if told.person || parties.person(body) {
            continue;
        }
        let pointer = name(body, parties, &format!("{at}/suppliers/{i}"));
        found.extend(pointer.map(|at| (What::Supplier, part, at)));
    }
}

fn period(found: &mut Found, part: Option<usize>, period: &crate::model::Period<'_>, at: &str) {
    if period.start.get().is_some() {
        found.push((What::Start, part, format!("{at}/startDate")));
    }
    if period.end.get().is_some() {
        found.push((What::End, part, format!("{at}/endDate")));
    }
}
