//! When a proposed value is the marked one.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use codebook::Property;
use regex::Regex;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::marked::{Fact, Proposal};

/// What a fact can be marked of: a property of the codebook, or the currency of an amount, which is marked by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    Of(Property),
    Currency,
}

/// When two values of it are the same.
enum Likeness {
    Number,
    Date,
    Term,
    /// Free text: the place in the document decides, and a word in common.
    Words,
    Letters,
    Name,
}

impl Told {
    const CURRENCY: &str = "currency";

    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            Self::CURRENCY => Some(Self::Currency),
            name => name.parse().ok().map(Self::Of),
        }
    }

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Of(property) => property.as_str(),
            Self::Currency => Self::CURRENCY,
        }
    }

    /// True where the marks are close to complete, so that precision means something.
    pub(crate) const fn is_core(self) -> bool {
        use Property as P;
        match self {
            Self::Currency => true,
            Self::Of(property) => matches!(
                property,
                P::ContractId
                    | P::Amount
                    | P::AwardDate
                    | P::StartDate
                    | P::EndDate
                    | P::Supplier
                    | P::TechnologyVendor
                    | P::Buyer
                    | P::UsesTechnology
                    | P::Cameras
                    | P::WatchlistSize
                    | P::FacesScanned
                    | P::Alerts
                    | P::Matches
                    | P::AccuracyClaim
                    | P::Response
                    | P::RequestsSent
                    | P::LegalChallenge
                    | P::Ban
            ),
        }
    }

    /// True of free text.
    pub(crate) const fn is_free(self) -> bool {
        matches!(self.likeness(), Likeness::Words)
    }

    const fn likeness(self) -> Likeness {
        use Property as P;
        let Self::Of(property) = self else { return Likeness::Term };
        match property {
            P::Amount
            | P::Cameras
            | P::WatchlistSize
            | P::FacesScanned
            | P::Alerts
            | P::Matches
            | P::TrueMatches
            | P::FalseMatches
            | P::AccuracyClaim
            | P::RequestsSent
            | P::Participants => Likeness::Number,
            P::AwardDate | P::StartDate | P::EndDate => Likeness::Date,
            P::UsesTechnology | P::Response => Likeness::Term,
            P::Purpose | P::Place | P::Status | P::LegalBasis | P::LegalChallenge | P::Ban => {
                Likeness::Words
            }
            P::ContractId => Likeness::Letters,
            P::Title
            | P::Item
            | P::Buyer
            | P::Supplier
            | P::TechnologyVendor
            | P::ProcurementMethod
            | P::ClaimedBy
            | P::DataSharedWith
            | P::DatabaseConnected => Likeness::Name,
        }
    }
}

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
    let (marked, said) = (fact.value_norm.as_str(), proposal.normalized.as_str());
    match fact.property.likeness() {
        Likeness::Number => same_number(marked, said),
        Likeness::Date => {
            let plain = |text| str::strip_prefix(text, "planned:").unwrap_or(text).to_owned();
            plain(marked) == said.strip_prefix("planned:").unwrap_or(said)
        }
        Likeness::Term => marked.trim().to_lowercase() == said.trim().to_lowercase(),
        Likeness::Words => {
            let all = |norm: &str, value: &str| &telling(norm) | &telling(value);
            !all(marked, &fact.value).is_disjoint(&all(said, &proposal.value))
        }
        Likeness::Letters => words(marked).concat() == words(said).concat(),
        Likeness::Name => names(marked, said),
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
