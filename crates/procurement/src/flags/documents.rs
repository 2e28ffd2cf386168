//! Documents that are not listed. A publisher that lists none of a kind anywhere says nothing by leaving them out.

use super::{Among, Datum, Finding, Rule};
use crate::coverage::place;
use crate::facts::{Facts, Method, Standing};
use crate::pointer::Pointer;

pub(super) fn add(rules: &mut Vec<Box<dyn Rule>>) {
    rules.push(Box::new(Planning));
    rules.push(Box::new(Notice));
    rules.push(Box::new(Bidding));
    rules.push(Box::new(Contract));
}

/// R001: no planning documents are listed.
struct Planning;

impl Rule for Planning {
    fn id(&self) -> &'static str {
        "R001"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let listed = facts.documents.planning;
        if listed == 0 && !among.fills(const { place("planning/documents") }) {
            return Finding::missing(&["planning/documents"]);
        }
        among.when(listed == 0).at("/planning/documents", Datum::Count(u64::from(listed)))
    }
}

/// R004: a competitive tender's documents include no notice.
struct Notice;

impl Rule for Notice {
    fn id(&self) -> &'static str {
        "R004"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        if !among.fills(const { place("tender/documents (tenderNotice)") }) {
            return Finding::missing(&["tender/documents (tenderNotice)"]);
        }
        match (facts.method, facts.documents.tender) {
            (None, _) => Finding::missing(&["tender/procurementMethod"]),
            (Some(Method::Direct), _) => {
                among.when(false).at("/tender/procurementMethod", Datum::Word("direct"))
            }
            (_, 0) => Finding::missing(&["tender/documents/documentType"]),
            (_, listed) => among
                .when(!facts.documents.notice)
                .at("/tender/documents", Datum::Count(u64::from(listed))),
        }
    }
}

/// R005: the notice or the bidding documents are not listed.
struct Bidding;

impl Rule for Bidding {
    fn id(&self) -> &'static str {
        "R005"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        if !facts.tendered || facts.method == Some(Method::Direct) {
            return Finding::missing(&["tender"]);
        }
        let lists = |kind: usize| among.fills(kind);
        if !lists(const { place("tender/documents (tenderNotice)") })
            || !lists(const { place("tender/documents (biddingDocuments)") })
        {
            return Finding::missing(&["tender/documents (tenderNotice, biddingDocuments)"]);
        }
        let all = facts.documents.notice && facts.documents.bidding;
        among.when(!all).at("/tender/documents", Datum::Count(u64::from(facts.documents.tender)))
    }
}

/// R063: a contract was signed, and its text is not listed.
struct Contract;

impl Rule for Contract {
    fn id(&self) -> &'static str {
        "R063"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let signed = |c: &crate::facts::Contract<'_>| match c.standing {
            Standing::Good => true,
            Standing::Void => false,
            _ => c.signed.is_some(),
        };
        let mut contracts =
            facts.contracts.iter().enumerate().filter(|(_, c)| signed(c)).peekable();
        if contracts.peek().is_none() {
            return Finding::missing(&["contracts/dateSigned"]);
        }
        if !among.fills(const { place("contracts/documents (contractSigned)") }) {
            return Finding::missing(&["contracts/documents (contractSigned)"]);
        }
        match contracts.find(|(_, contract)| !contract.published) {
            Some((i, _)) => among.when(true).at(Pointer::of("/contracts/", i, ""), Datum::Count(0)),
            None => among.when(false),
        }
    }
}
