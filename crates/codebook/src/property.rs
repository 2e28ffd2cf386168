//! What can be said about a subject, in the order in which a page says it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kind::Kind;
use crate::value::Form;

macro_rules! properties {
    ($($name:ident $text:literal { forms: [$($form:ident),+], single: $single:literal, names: $names:expr } $doc:literal;)+) => {
        /// A property of a subject. The names in exchange formats are those of the first edition.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Property { $(#[doc = $doc] $name,)+ }

        impl Property {
            /// Every property, in codebook order: the order of a page.
            pub const ALL: [Self; 0 $(+ { let _ = $single; 1 })+] = [$(Self::$name,)+];

            /// The property's name in exchange formats.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// The forms its value may take; the first is the usual one.
            #[must_use]
            pub const fn forms(self) -> &'static [Form] {
                match self { $(Self::$name => &[$(Form::$form),+],)+ }
            }

            /// True where a subject has one such value at a time, so that two contradict each other.
            #[must_use]
            pub const fn is_single_valued(self) -> bool {
                match self { $(Self::$name => $single,)+ }
            }

            /// The kind of thing its value names, where it names one that has a page of its own.
            #[must_use]
            pub const fn names_kind(self) -> Option<Kind> {
                match self { $(Self::$name => $names,)+ }
            }
        }
    };
}

properties! {
    UsesTechnology "uses_technology" { forms: [Technology], single: false, names: None }
        "What technology is used, bought, planned or banned.";
    Title "title" { forms: [Text], single: false, names: None }
        "What the papers of a purchase call it.";
    Item "item" { forms: [Text], single: false, names: None }
        "A thing that is bought.";
    Status "status" { forms: [Status, Text], single: false, names: None }
        "The state it is in, as the source says it.";
    Place "place" { forms: [Name], single: false, names: Some(Kind::Jurisdiction) }
        "Where it is or was used.";
    Purpose "purpose" { forms: [Text], single: false, names: None }
        "The stated aim.";
    Buyer "buyer" { forms: [Name], single: false, names: Some(Kind::Agency) }
        "The body that buys it, or runs it.";
    Supplier "supplier" { forms: [Name], single: false, names: Some(Kind::Vendor) }
        "Who sold it, or was hired.";
    TechnologyVendor "technology_vendor" { forms: [Name], single: false, names: Some(Kind::Vendor) }
        "Who made the technology.";
    ProcurementMethod "procurement_method" { forms: [Text], single: false, names: None }
        "How it was put out: an open tender, an invitation, a direct award.";
    ContractId "contract_id" { forms: [Identifier], single: false, names: None }
        "The number that a contract, a request or a ruling goes by.";
    Amount "amount" { forms: [Money], single: true, names: None }
        "A contract's value, a budget, a fee or a fine; the qualifiers say which.";
    AwardDate "award_date" { forms: [Date], single: true, names: None }
        "When a contract was awarded, or a decision taken.";
    StartDate "start_date" { forms: [Date], single: true, names: None }
        "When a deployment, contract or rule began; when a request was filed.";
    EndDate "end_date" { forms: [Date, Duration], single: false, names: None }
        "When it ended or was cancelled, how long it runs, a deadline, when a request was answered: several can be true at once.";
    Cameras "cameras" { forms: [Quantity], single: true, names: None }
        "How many cameras, kiosks or readers it has.";
    Participants "participants" { forms: [Quantity], single: false, names: None }
        "How many people, bodies or places it reaches.";
    WatchlistSize "watchlist_size" { forms: [Quantity], single: true, names: None }
        "How many people are in the gallery.";
    FacesScanned "faces_scanned" { forms: [Quantity], single: true, names: None }
        "How many people or samples were put to the search.";
    Alerts "alerts" { forms: [Quantity], single: true, names: None }
        "Alerts raised.";
    Matches "matches" { forms: [Quantity], single: true, names: None }
        "Matches reported.";
    TrueMatches "true_matches" { forms: [Quantity], single: true, names: None }
        "Matches that turned out right.";
    FalseMatches "false_matches" { forms: [Quantity], single: true, names: None }
        "Matches that turned out wrong.";
    AccuracyClaim "accuracy_claim" { forms: [Rate, Text], single: true, names: None }
        "How accurate somebody says it is.";
    ClaimedBy "claimed_by" { forms: [Name, Text], single: false, names: None }
        "Who says it.";
    LegalBasis "legal_basis" { forms: [Name, Text], single: false, names: None }
        "What in law it rests on.";
    LegalChallenge "legal_challenge" { forms: [Text], single: false, names: None }
        "What was brought against it in law.";
    DataSharedWith "data_shared_with" { forms: [Name], single: false, names: None }
        "Who is given the data.";
    DatabaseConnected "database_connected" { forms: [Name], single: false, names: None }
        "Which database it looks into.";
    RequestsSent "requests_sent" { forms: [Quantity], single: true, names: None }
        "How many records requests were sent.";
    Response "response" { forms: [Response], single: true, names: None }
        "How a records request was answered.";
    Ban "ban" { forms: [Text], single: false, names: None }
        "What is forbidden, or to whom.";
}

crate::term::term_strings!(Property, "a property");
