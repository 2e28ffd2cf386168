//! What screening found in one process of bulk contracting data, as it is kept: flags, each raised, not raised
//! or not to be told, with what it was told from. A flag says that a person should look, and no more.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::V1;
use crate::id::SourceId;
use crate::layer::FieldPlace;

/// A process: one line of a kept result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScreenedProcess {
    /// The version of this form.
    pub v: V1,
    /// The process, as its source writes its number.
    pub process: String,
    /// Who publishes it.
    pub publisher: String,
    /// The year of its award, else of its tender, else of its publishing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// Which fields that flags ask for are filled.
    pub filled: Vec<String>,
    /// The flags.
    pub flags: Vec<ScreenedFlag>,
}

impl ScreenedProcess {
    /// Reads a kept result: JSON, a process a line.
    ///
    /// # Errors
    /// If a line is no process.
    pub fn of_lines(result: &[u8]) -> Result<Vec<Self>, serde_json::Error> {
        let lines = result.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.map(serde_json::from_slice).collect()
    }
}

/// A flag in one process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScreenedFlag {
    /// Its id.
    pub flag: String,
    /// The version of its rule.
    pub version: u32,
    /// What can be said of it.
    pub state: FlagState,
    /// What it was told from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<FlagInput>,
    /// What it was held against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<String>,
    /// The fields that were missing, where it can't be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// What can be said of a flag.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FlagState {
    /// The sign is there.
    Raised,
    /// It is not.
    NotRaised,
    /// It can't be told from what was published.
    CantTell,
}

/// Something that a flag was told from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FlagInput {
    /// Its JSON Pointer in the process; or what was counted over many processes.
    pub field: String,
    /// What it says.
    pub value: String,
    /// Where it stands, if it stands in one place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands: Option<FlagPlace>,
}

/// Where an input of a flag stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FlagPlace {
    /// The source.
    pub source: SourceId,
    /// The place in it.
    #[serde(flatten)]
    pub place: FieldPlace,
}
