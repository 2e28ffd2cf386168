//! When a proposed value is the marked one.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::marked::{Fact, Proposal};

/// Where the marks are close to complete, so that precision means something.
pub(crate) const CORE: &[&str] = &[
    "contract_id",
    "amount",
    "currency",
    "award_date",
    "start_date",
    "end_date",
    "supplier",
    "technology_vendor",
    "buyer",
    "uses_technology",
    "cameras",
    "watchlist_size",
    "faces_scanned",
    "alerts",
    "matches",
    "accuracy_claim",
    "response",
    "requests_sent",
    "legal_challenge",
    "ban",
];
const NUMBERS: &[&str] = &[
    "amount",
    "cameras",
    "watchlist_size",
    "faces_scanned",
    "alerts",
    "matches",
    "true_matches",
    "false_matches",
    "accuracy_claim",
    "requests_sent",
    "participants",
];
const DATES: &[&str] = &["award_date", "start_date", "end_date"];
const TERMS: &[&str] = &["uses_technology", "currency", "response"];
/// Properties of free text: the place in the document decides, and a word in common.
pub(crate) const FREE: &[&str] =
    &["purpose", "place", "status", "legal_basis", "legal_challenge", "ban"];

/// Words that tell no name from another.
const SMALL: &[&str] = &[
    "de", "la", "del", "el", "los", "las", "y", "e", "a", "en", "the", "of", "and", "for", "in",
    "s",
];

/// The words of a text, without case and accents.
pub(crate) fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_ascii_alphanumeric() || c == 'ß' { c } else { ' ' })
        .collect();
    plain.replace('ß', "ss").split_whitespace().map(str::to_owned).collect()
}

fn telling(text: &str) -> BTreeSet<String> {
    words(text).into_iter().filter(|word| !SMALL.contains(&word.as_str())).collect()
}

/// Names are the same by their telling words: a word that only one side has is allowed, a word against
/// another word is not, unless they are few.
pub(crate) fn names(marked: &str, proposed: &str) -> bool {
    let (a, b) = (telling(marked), telling(proposed));
    let common = a.intersection(&b).count();
    if common == 0 {
        return false;
    }
    let both_more = common < a.len() && common < b.len();
    // Four of five where both have words of their own, else half.
    let (of, least) = (a.len().min(b.len()), if both_more { 8 } else { 5 });
    common * 10 >= least * of
}

/// True where a proposal's value is the fact's.
pub(crate) fn same(fact: &Fact, proposal: &Proposal) -> bool {
    let property = fact.property.as_str();
    let (marked, said) = (fact.value_norm.as_str(), proposal.normalized.as_str());
    let is = |of: &[&str]| of.contains(&property);
    if is(NUMBERS) {
        same_number(marked, said)
    } else if is(DATES) {
        let plain = |text| str::strip_prefix(text, "planned:").unwrap_or(text).to_owned();
        plain(marked) == said.strip_prefix("planned:").unwrap_or(said)
    } else if is(TERMS) {
        marked.trim().to_lowercase() == said.trim().to_lowercase()
    } else if is(FREE) {
        let all = |norm: &str, value: &str| &telling(norm) | &telling(value);
        !all(marked, &fact.value).is_disjoint(&all(said, &proposal.value))
    } else if property == "contract_id" {
        words(marked).concat() == words(said).concat()
    } else {
        names(marked, said)
    }
}

fn same_number(marked: &str, said: &str) -> bool {
    let error = |text: &str| text.starts_with("error:");
    match (number(marked), number(said)) {
        (None, _) => {
            let said = words(said);
            words(marked).iter().any(|word| said.contains(word))
        }
        (Some(_), None) => false,
        (Some(a), Some(b)) => {
            error(marked) == error(said) && (a - b).abs() <= 1e-6 * a.abs().max(1.0)
        }
    }
}

/// The first number in a text.
fn number(text: &str) -> Option<f64> {
    static NUMBER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"-?[0-9]+(?:\.[0-9]+)?").ok());
    NUMBER.as_ref()?.find(&text.replace(',', ""))?.as_str().parse().ok()
}
