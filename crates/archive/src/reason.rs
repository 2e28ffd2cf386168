//! Why something did not come in, in a word: pages say it in their reader's language, beside the error's own words.

use serde::{Deserialize, Serialize};

use crate::error::KeepError;
use crate::fetch::FetchError;
use crate::layer::ExtractError;

/// Why something did not come in, or has no text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// There is nothing in it.
    Empty,
    /// It is more than is taken.
    TooLarge,
    /// It opens only with a password.
    Encrypted,
    /// It is damaged or cut short.
    Damaged,
    /// There is no text in it.
    NoText,
    /// Nothing here reads its kind.
    Unsupported,
    /// A program that reads it is not installed.
    ProgramMissing,
    /// Reading it took more time or memory than it may.
    Stopped,
    /// It is no address that may be fetched.
    Address,
    /// The other side does not answer, or not so that it can be kept.
    NoAnswer,
    /// Something else.
    #[default]
    Other,
}

impl ExtractError {
    /// The error in a word.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::Unsupported { .. } | Self::Warc | Self::OldOffice { .. } => Reason::Unsupported,
            Self::TooLarge { .. }
            | Self::TooManyCells { .. }
            | Self::TooManyElements { .. }
            | Self::TooDeep { .. }
            | Self::TooManyPixels { .. }
            | Self::TooManyFiles { .. }
            | Self::TooManyMessages { .. }
            | Self::TooMuchAttached { .. }
            | Self::Unpacked { .. } => Reason::TooLarge,
            Self::NotText { .. } | Self::NoText { .. } => Reason::NoText,
            Self::ToolMissing { .. } | Self::LanguageMissing => Reason::ProgramMissing,
            Self::Html { .. }
            | Self::DamagedPicture { .. }
            | Self::Damaged { .. }
            | Self::Office { .. } => Reason::Damaged,
            Self::Encrypted => Reason::Encrypted,
            Self::Time { .. } | Self::Memory { .. } | Self::Output { .. } => Reason::Stopped,
            Self::Told { reason, .. } => *reason,
            Self::Tool { .. } | Self::Map(_) => Reason::Other,
        }
    }
}

impl KeepError {
    /// The error in a word.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::Empty { .. } => Reason::Empty,
            Self::TooLarge { .. } => Reason::TooLarge,
            _ => Reason::Other,
        }
    }
}

impl FetchError {
    /// The error in a word.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::BadUrl { .. }
            | Self::Scheme { .. }
            | Self::Credentials { .. }
            | Self::Private { .. } => Reason::Address,
            Self::TooLarge { .. } => Reason::TooLarge,
            Self::Proxy { .. } => Reason::Other,
            Self::TooManyRedirects { .. }
            | Self::Timeout { .. }
            | Self::Encoded { .. }
            | Self::Failed { .. } => Reason::NoAnswer,
        }
    }
}
