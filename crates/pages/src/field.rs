//! Words for the fields that flags are told from: people read what a field says before they read its path.

use crate::words::Words;

/// How screening tells a field (its path without places in lists) or what else a flag needs, and what is called so.
pub(crate) const TOLD: [(&str, &str); 84] = [
    ("buyer/id", "buyer-id"),
    ("buyer/name", "buyer-name"),
    ("planning/documents", "planning-documents"),
    ("planning/budget/amount", "budget"),
    ("tender", "tender"),
    ("tender/title", "title"),
    ("tender/description", "description"),
    ("tender/procurementMethod", "method"),
    ("tender/procurementMethodRationale", "rationale"),
    ("tender/tenderPeriod/startDate", "tender-start"),
    ("tender/tenderPeriod/endDate", "tender-end"),
    ("tender/bidOpening/date", "opening"),
    ("tender/awardPeriod/startDate", "judging"),
    ("tender/value", "estimate"),
    ("tender/value/amount", "estimate"),
    ("tender/numberOfTenderers", "bidders"),
    ("tender/tenderers", "bidders-listed"),
    ("tender/items/classification", "tender-class"),
    ("tender/documents", "tender-documents"),
    ("tender/documents/documentType", "tender-document-type"),
    ("tender/legalBasis", "legal-basis"),
    ("bids/details", "bids"),
    ("bids/details/date", "bid-date"),
    ("bids/details/status", "bid-status"),
    ("bids/details/tenderers", "bid-tenderers"),
    ("bids/details/value", "bid-amount"),
    ("bids/details/value/amount", "bid-amount"),
    ("bids/statistics/value", "bids-counted"),
    ("awards/date", "award-date"),
    ("awards/status", "award-status"),
    ("awards/value", "award-amount"),
    ("awards/value/amount", "award-amount"),
    ("awards/suppliers", "award-suppliers"),
    ("awards/items/classification", "award-class"),
    ("awards/items/unit/value/amount", "unit-price"),
    ("contracts", "contracts"),
    ("contracts/awardID", "contract-award"),
    ("contracts/dateSigned", "signed"),
    ("contracts/value", "contract-amount"),
    ("contracts/value/amount", "contract-amount"),
    ("contracts/documents/documentType", "contract-document-type"),
    ("contracts/amendments", "amendments"),
    ("contracts/amendments/preAmendmentValue", "amount-before"),
    ("contracts/amendments/postAmendmentValue", "amount-after"),
    ("contracts/implementation/transactions", "payments"),
    ("contracts/items/unit/value/amount", "unit-price"),
    ("items/unit/value", "unit-price"),
    ("items/unit/name", "unit"),
    ("items/classification", "class"),
    ("tender (it was cancelled)", "cancelled"),
    ("tender/awardCriteria (price only)", "price-only"),
    ("tender/documents (tenderNotice)", "notice"),
    ("tender/documents (biddingDocuments)", "bidding"),
    ("tender/documents (tenderNotice, biddingDocuments)", "notice-bidding"),
    ("tender/tenderPeriod (it ends before it begins)", "period-turned"),
    ("awards (one, of the lowest bid)", "award-of-lowest"),
    ("awards/suppliers (awarded in twenty processes)", "suppliers-twenty"),
    ("awards/suppliers/identifier (a company's RFC)", "rfc"),
    ("awards/value (of the same currency)", "award-amount-same"),
    ("bids/details (two valid ones, of one currency)", "bids-two"),
    ("contracts/documents (contractSigned)", "contract-text"),
    ("contracts/implementation/transactions (with amounts of its currency)", "payments-same"),
    ("contracts/value (of the same currency)", "contract-amount-same"),
    ("a technology", "technology-found"),
    ("a threshold", "limit"),
    ("a threshold (--thresholds)", "limit"),
    ("an impact assessment is listed", "assessment"),
    ("the documents, read", "documents-read"),
    ("dates in the order of the steps", "dates-ordered"),
    ("enough awards of this buyer or class, currency and year", "enough-awards"),
    ("five processes of this buyer, and ten such buyers", "enough-buyers"),
    ("purchases of this group below the threshold", "below-limit"),
    ("share of closed methods of this buyer", "share-closed"),
    ("share of this supplier", "share-supplier"),
    ("sum of squared shares in this market", "concentration"),
    ("ten awards of this class, currency and year with values and suppliers", "ten-awards"),
    ("ten buyers or tenderers with two processes or bids that differ", "ten-bodies"),
    ("ten prices of this class, unit, currency and year that differ", "ten-prices"),
    ("ten processes of this body and class that differ", "ten-of-body"),
    ("ten processes of this method and year that differ", "ten-of-method"),
    ("ten processes with two valid bids that differ", "ten-two-bids"),
    ("ten suppliers that differ in what they supply", "ten-suppliers"),
    ("ten tenderers that differ", "ten-tenderers"),
    ("value, date, buyer and supplier or class", "value-date-bodies"),
];

/// A field as it is shown: in words where there are any, and by its path where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) words: Option<String>,
    pub(crate) path: Option<String>,
    /// What stands behind it.
    pub(crate) count: Option<String>,
}

impl Field {
    /// A field in the language of the page.
    pub(crate) fn of(w: &Words, told: &str) -> Self {
        let plain: Vec<&str> = told
            .split('/')
            .filter(|part| !part.is_empty() && part.parse::<usize>().is_err())
            .collect();
        let plain = plain.join("/");
        let known = TOLD.iter().find(|(field, _)| *field == plain);
        let words = known.map(|(_, key)| w.term("field", key).to_owned());
        let path = told.split(" (").next().filter(|path| !path.contains(' '));
        let path = if words.is_none() { Some(told) } else { path };
        Self { words, path: path.map(str::to_owned), count: None }
    }

    /// Fields, each in the language of the page.
    pub(crate) fn all(w: &Words, told: &[String]) -> Vec<Self> {
        told.iter().map(|told| Self::of(w, told)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Lang;

    #[test]
    fn fields_are_told_in_words_before_their_paths() {
        let cases = [
            (
                "/awards/3/value/amount",
                Some(["Monto adjudicado", "Amount awarded"]),
                Some("/awards/3/value/amount"),
            ),
            ("tender/value", Some(["Monto estimado", "Estimated amount"]), Some("tender/value")),
            (
                "contracts/value (of the same currency)",
                Some([
                    "Monto del contrato, en la misma moneda",
                    "Amount of the contract, of the same currency",
                ]),
                Some("contracts/value"),
            ),
            (
                "share of this supplier",
                Some(["Proporción de este proveedor", "Share of this supplier"]),
                None,
            ),
            ("/tender/unheardOf", None, Some("/tender/unheardOf")),
        ];
        for (told, words, path) in cases {
            for (lang, place) in [(Lang::Es, 0), (Lang::En, 1)] {
                let field = Field::of(Words::of(lang), told);
                assert_eq!(field.words.as_deref(), words.map(|words| words[place]), "{told}");
                assert_eq!(field.path.as_deref(), path, "{told}");
            }
        }
    }
}
