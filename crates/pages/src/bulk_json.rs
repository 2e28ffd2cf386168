//! The page of what screening found, as JSON: every process, whatever the page has room for.

use codebook::screened::{FlagInput, FlagState};
use codebook::{EntityId, FactId, Money, PublicSourceId, Technology, V1};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use crate::bulk::{Bulk, Row};
use crate::page::{Lang, Page};

/// What screening found and the public may see.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PublishedBulk")]
pub(crate) struct BulkJson<'a> {
    v: V1,
    /// The page's own address.
    page: String,
    lang: &'static str,
    #[schemars(with = "String")]
    as_of: Timestamp,
    processes: Vec<ProcessJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BulkProcess")]
struct ProcessJson<'a> {
    /// Its number, as its source writes it.
    process: &'a str,
    /// The contract that it is in the register.
    contract: EntityId,
    name: &'a str,
    publisher: &'a str,
    year: Option<i16>,
    technologies: &'a [Technology],
    buyers: Vec<&'a str>,
    suppliers: Vec<&'a str>,
    /// What it was signed or awarded for, each in its currency; nothing here may be added across currencies.
    amounts: &'a [Money],
    source: PublicSourceId,
    flags: Vec<FlagJson<'a>>,
    /// The fields that flags ask for and that are filled.
    filled: &'a [String],
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BulkFlag")]
struct FlagJson<'a> {
    flag: &'a str,
    version: u32,
    state: FlagState,
    from: Vec<InputJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    threshold: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    missing: &'a [String],
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BulkInput")]
struct InputJson<'a> {
    #[serde(flatten)]
    input: &'a FlagInput,
    /// The fact at which the source's page opens on it.
    opens: Option<FactId>,
}

/// The JSON Schema of what stands beside the page of what screening found.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(BulkJson<'static>)
}

pub(crate) fn json(bulk: &Bulk, as_of: Timestamp, lang: Lang) -> Result<String, serde_json::Error> {
    let lang = lang.tag();
    let processes = bulk.rows.iter().map(process).collect();
    serde_json::to_string(&BulkJson { v: V1, page: Page::Bulk.path(), lang, as_of, processes })
}

fn process(row: &Row) -> ProcessJson<'_> {
    ProcessJson {
        process: &row.process.process,
        contract: row.entity,
        name: &row.name,
        publisher: &row.process.publisher,
        year: row.process.year,
        technologies: &row.technologies,
        buyers: row.buyers.iter().map(|(name, _)| name.as_str()).collect(),
        suppliers: row.suppliers.iter().map(|(name, _)| name.as_str()).collect(),
        amounts: &row.added,
        source: row.source,
        flags: row
            .process
            .flags
            .iter()
            .map(|flag| FlagJson {
                flag: &flag.flag,
                version: flag.version,
                state: flag.state,
                from: flag
                    .from
                    .iter()
                    .map(|input| InputJson { input, opens: row.opens(row.entity, input) })
                    .collect(),
                threshold: flag.threshold.as_deref(),
                missing: &flag.missing,
            })
            .collect(),
        filled: &row.process.filled,
    }
}
