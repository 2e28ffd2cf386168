//! The exchange format of proposals: one JSON object a line, with the first edition's names.
//!
//! The codebook's own forms say more; where the two differ, this is where one is turned into the
//! other:
//!
//! | codebook | exchange |
//! | --- | --- |
//! | money | two lines, `amount` and `currency`, with one `statement` id |
//! | `XXXX-06` (EDTF) | `--06` |
//! | `2019~`, `~400` | `2019`, `400` |
//! | polarity negated | property `status`, normalized `not:` and the value |
//! | attribution | one more line, property `claimed_by` |
//! | technologies added since (`cctv`, `body_worn_video`, `attendance`) | `other` |

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::edtf::Edtf;
use crate::id::StatementId;
use crate::kind::Kind;
use crate::money::Money;
use crate::quantity::{Bound, Quantity};
use crate::statement::{Confidence, Eyes, Polarity, ReaderId, Statement};
use crate::technology::Technology;
use crate::value::Value;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// The document's name.
    pub document: String,
    /// The kind of the subject.
    pub kind: Kind,
    /// What the subject is called in the document.
    pub subject: String,
    /// The property; `currency` besides those of the codebook.
    pub property: String,
    /// The value as in the text.
    pub value: String,
    /// The value in canonical form.
    pub normalized: String,
    /// The exact words.
    pub quote: String,
    /// Their first byte in the text layer (for text, Markdown and CSV in UTF-8: in the file).
    pub start: usize,
    /// The byte after their last.
    pub end: usize,
    /// The statement's id: lines that share it are one statement.
    pub statement: StatementId,
    /// So, or not so.
    pub polarity: Polarity,
    /// Who is said to say it.
    pub attribution: Option<String>,
    /// When it held.
    pub valid: Option<Edtf>,
    /// What proposed it.
    pub reader: ReaderId,
    /// How sure that was.
    pub confidence: Confidence,
    /// Why a person must look at the source itself, where one must.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eyes: Vec<Eyes>,
}

/// The lines that say what `statement` says of `document`.
#[must_use]
pub fn lines(document: &str, statement: &Statement) -> Vec<Line> {
    let parts = statement.parts();
    let quote = parts.citation.quote();
    let base = Line {
        document: document.to_owned(),
        kind: parts.subject.kind,
        subject: parts.subject.name.to_string(),
        property: parts.property.to_string(),
        value: parts.written.to_string(),
        normalized: normalized(&parts.value),
        quote: quote.quote().to_owned(),
        start: quote.range().start,
        end: quote.range().end,
        statement: statement.id(),
        polarity: parts.polarity,
        attribution: parts.attribution.as_ref().map(ToString::to_string),
        valid: parts.valid.clone(),
        reader: parts.proposed_by.clone(),
        confidence: parts.confidence,
        eyes: parts.eyes.clone(),
    };
    let mut lines = Vec::with_capacity(2);
    match (&parts.polarity, &parts.value) {
        (Polarity::Negated, _) => lines.push(Line {
            property: "status".to_owned(),
            value: quote.quote().split_whitespace().collect::<Vec<_>>().join(" "),
            normalized: format!("not:{}", base.normalized),
            ..base.clone()
        }),
        (Polarity::Affirmed, Value::Money(money)) => {
            lines.push(base.clone());
            lines.extend(currency(money).map(|normalized| Line {
                property: "currency".to_owned(),
                normalized,
                ..base.clone()
            }));
        }
        (Polarity::Affirmed, _) => lines.push(base.clone()),
    }
    if let Some(speaker) = &base.attribution {
        lines.push(Line {
            kind: Kind::Claim,
            subject: format!("{}: {}", base.subject, base.normalized),
            property: "claimed_by".to_owned(),
            value: speaker.clone(),
            normalized: speaker.clone(),
            ..base.clone()
        });
    }
    lines
}

/// A value as a line says it.
#[must_use]
pub fn normalized(value: &Value) -> String {
    match value {
        Value::Money(money) => money.amount.to_string(),
        Value::Date(date) => date.to_string().replace('~', "").replace("XXXX-", "--"),
        Value::Quantity(quantity) if quantity.bound == Bound::About => {
            Quantity { bound: Bound::Exact, ..quantity.clone() }.to_string()
        }
        Value::Technology(
            Technology::Cctv | Technology::BodyWornVideo | Technology::Attendance,
        ) => Technology::Other.to_string(),
        other => other.to_string(),
    }
}

fn currency(money: &Money) -> Option<String> {
    money.currency().map(|currency| currency.code().to_owned())
}
