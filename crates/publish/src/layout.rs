//! Where things stand in a bundle. Names are made of identifiers and fixed words only.
//!
//! What is about one entity or one source stands in the shard of its id: as many hexadecimal digits of it as
//! the bundle says (`Digits`). A small bundle has none, and all its data in one file of a sort.

use codebook::{LayerId, PublicSourceId};
use serde::{Deserialize, Serialize};

pub(crate) const MANIFEST: &str = "manifest.json";
pub(crate) const SIGNATURE: &str = "manifest.json.minisig";
pub(crate) const SUMS: &str = "SHA256SUMS";
pub(crate) const CHECKPOINT: &str = "checkpoint.json";
pub(crate) const PACKAGE: &str = "data/datapackage.json";

/// How many entries a part of the log of releases has.
pub(crate) const PART: u64 = 10_000;

/// How many digits of an id tell its shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32")]
pub(crate) struct Digits(u32);

impl Digits {
    const MOST: u32 = 4;

    /// As few as leave about `size` facts to a shard.
    pub(crate) const fn of(facts: u64, size: u64) -> Self {
        let mut digits = 0;
        let mut room = size;
        while facts > room && digits < Self::MOST {
            digits += 1;
            room = room.saturating_mul(16);
        }
        Self(digits)
    }

    /// How many characters of an id of a group tell its shard.
    pub(crate) const fn of_id(self, group: Group) -> usize {
        group.head().len() + self.0 as usize
    }

    /// True where all is one shard.
    pub(crate) const fn none(self) -> bool {
        self.0 == 0
    }

    /// Every shard, in order.
    pub(crate) fn shards(self) -> impl Iterator<Item = String> {
        let width = self.0 as usize;
        (0..1_u32 << (4 * self.0)).map(move |number| match width {
            0 => String::new(),
            _ => format!("{number:0width$x}"),
        })
    }

    /// The shard of an id, written out.
    pub(crate) fn shard(self, id: &str) -> String {
        let digits = id.rsplit_once('-').map_or("", |(_, digits)| digits);
        digits.get(..self.0 as usize).unwrap_or_default().to_owned()
    }
}

impl TryFrom<u32> for Digits {
    type Error = &'static str;

    fn try_from(digits: u32) -> Result<Self, Self::Error> {
        if digits > Self::MOST { Err("too many digits") } else { Ok(Self(digits)) }
    }
}

/// What shards are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    Entities,
    Sources,
}

impl Group {
    pub(crate) const ALL: [Self; 2] = [Self::Entities, Self::Sources];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Entities => "entities",
            Self::Sources => "sources",
        }
    }

    /// What an id begins with.
    pub(crate) const fn head(self) -> &'static str {
        match self {
            Self::Entities => "e-",
            Self::Sources => "src-",
        }
    }
}

/// A sort of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Data {
    Facts,
    Table,
    Entities,
    Contradictions,
    Sources,
    Citations,
}

impl Data {
    pub(crate) const ALL: [Self; 6] = [
        Self::Table,
        Self::Facts,
        Self::Entities,
        Self::Sources,
        Self::Contradictions,
        Self::Citations,
    ];

    /// Its name and the end of its files' names.
    pub(crate) const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Facts => ("facts", "jsonl"),
            Self::Table => ("facts", "csv"),
            Self::Entities => ("entities", "jsonl"),
            Self::Contradictions => ("contradictions", "jsonl"),
            Self::Sources => ("sources", "jsonl"),
            Self::Citations => ("citations", "jsonld"),
        }
    }

    /// Whose ids tell its shard.
    pub(crate) const fn group(self) -> Group {
        match self {
            Self::Facts | Self::Table | Self::Entities | Self::Contradictions => Group::Entities,
            Self::Sources | Self::Citations => Group::Sources,
        }
    }

    /// The file of a shard, from the bundle's root.
    pub(crate) fn file(self, shard: &str) -> String {
        let (name, end) = self.name();
        match shard {
            "" => format!("data/{name}.{end}"),
            shard => format!("data/{name}/{shard}.{end}"),
        }
    }

    /// The sort of data and the shard of which that is the file, where files have so many digits.
    pub(crate) fn at(path: &str, digits: Digits) -> Option<(Self, String)> {
        let (head, end) = path.split_once('.')?;
        let shard = if digits.none() { "" } else { head.rsplit_once('/')?.1 };
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if shard.len() != digits.0 as usize || !shard.bytes().all(is_hex) {
            return None;
        }
        let named = |data: &Self| data.name().1 == end && data.file(shard) == path;
        Self::ALL.into_iter().find(named).map(|data| (data, shard.to_owned()))
    }
}

/// The manifest of a shard.
pub(crate) fn manifest(group: Group, shard: &str) -> String {
    format!("manifest/{}/{shard}.json", group.as_str())
}

/// A part of the log of releases, from 0.
pub(crate) fn releases(part: u64) -> String {
    match part {
        0 => "log/releases.jsonl".to_owned(),
        part => format!("log/releases-{}.jsonl", part.saturating_add(1)),
    }
}

/// The file of a text layer.
pub(crate) fn text(source: PublicSourceId, layer: LayerId) -> String {
    let layer = layer.to_string();
    let short = layer.get(..12).unwrap_or(&layer);
    format!("sources/{source}.{short}.txt")
}

/// The source of which that is the file of a text layer.
pub(crate) fn source_of(path: &str) -> Option<PublicSourceId> {
    path.strip_prefix("sources/")?.split('.').next()?.parse().ok()
}

/// The shard that a file belongs to: that of the id or the shard which its name is; none of a file
/// about all of it.
pub(crate) fn shard_of(path: &str, digits: Digits) -> Option<(Group, String)> {
    let (folder, name) = path.rsplit_once('/')?;
    let stem = name.split('.').next().unwrap_or_default();
    if let Some(folder) = folder.strip_prefix("data/") {
        let of = |data: &&Data| data.name().0 == folder;
        return Data::ALL.iter().find(of).map(|data| (data.group(), stem.to_owned()));
    }
    let group = Group::ALL.into_iter().find(|group| stem.starts_with(group.head()))?;
    (!digits.none()).then(|| (group, digits.shard(stem)))
}
