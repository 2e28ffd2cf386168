//! Sources: where bytes came from, and who may see them.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::edtf::Edtf;
use crate::id::SourceId;

/// What kind of bytes a source is, told by its content and never by its name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[expect(missing_docs, reason = "each variant is named by its media type")]
pub enum MediaType {
    #[serde(rename = "text/plain")]
    Plain,
    #[serde(rename = "text/markdown")]
    Markdown,
    #[serde(rename = "text/html")]
    Html,
    #[serde(rename = "text/csv")]
    Csv,
    #[serde(rename = "application/pdf")]
    Pdf,
    #[serde(rename = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    Docx,
    #[serde(rename = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    Xlsx,
    #[serde(rename = "application/vnd.oasis.opendocument.text")]
    Odt,
    #[serde(rename = "application/vnd.oasis.opendocument.spreadsheet")]
    Ods,
    #[serde(rename = "message/rfc822")]
    Mail,
    #[serde(rename = "application/mbox")]
    Mbox,
    #[serde(rename = "image/png")]
    Png,
    #[serde(rename = "image/jpeg")]
    Jpeg,
    #[serde(rename = "image/tiff")]
    Tiff,
    #[serde(rename = "application/warc")]
    Warc,
    #[serde(rename = "application/octet-stream")]
    Other,
}

impl MediaType {
    /// Every media type that Veedor tells apart.
    pub const ALL: [Self; 16] = [
        Self::Plain,
        Self::Markdown,
        Self::Html,
        Self::Csv,
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
        Self::Odt,
        Self::Ods,
        Self::Mail,
        Self::Mbox,
        Self::Png,
        Self::Jpeg,
        Self::Tiff,
        Self::Warc,
        Self::Other,
    ];

    /// What files of it usually end in, which is what people call them by.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Plain => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Mail => "eml",
            Self::Mbox => "mbox",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Tiff => "tif",
            Self::Warc => "warc",
            Self::Other => "bin",
        }
    }

    /// The media type as registered with IANA.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Csv => "text/csv",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Mail => "message/rfc822",
            Self::Mbox => "application/mbox",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Tiff => "image/tiff",
            Self::Warc => "application/warc",
            Self::Other => "application/octet-stream",
        }
    }
}

crate::term::term_strings!(MediaType, "a media type that Veedor tells apart");

/// Where a source came from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Origin {
    /// A file on the machine of whoever added it.
    File {
        /// Its path, as given. Private: never published.
        path: String,
    },
    /// An address on the web.
    Url {
        /// The address asked for.
        asked: String,
        /// The address that answered, after redirects.
        answered: String,
        /// The HTTP status.
        status: u16,
        /// The WARC record kept beside the original: the SHA-256 of the file that holds the response
        /// with its headers and date.
        warc: crate::id::Sha256,
    },
    /// A part of another source: a file attached to a mail.
    Part {
        /// The source that holds it. Private: never published.
        of: SourceId,
        /// Which part of it: the message's number and the part's place, as `1/2`.
        part: String,
        /// The name it was sent under. Private as a file's path is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
}

/// What is known of a source besides its bytes. Each part is named metadata that a value may be
/// completed from, and is shown as such.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceMeta {
    /// Its title: the document's own, else the file's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When it was published, as far as the document itself says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Edtf>,
    /// Its country (ISO 3166-1 alpha-2), where somebody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// Who may see a source.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Nothing of it leaves the desk: not its hash, id or count, nor a fact that rests on it alone.
    Confidential,
    /// Its title, and the quotes that facts rest on.
    #[default]
    Withheld,
    /// Its whole text.
    Public,
}

impl Visibility {
    /// Every visibility, from the closest to the most open.
    pub const ALL: [Self; 3] = [Self::Confidential, Self::Withheld, Self::Public];

    /// The word used on the command line and in exchange formats.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confidential => "confidential",
            Self::Withheld => "withheld",
            Self::Public => "public",
        }
    }
}

crate::term::term_strings!(Visibility, "a visibility");

/// When and by whom a source was brought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Acquisition {
    /// Where from.
    pub origin: Origin,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
}
