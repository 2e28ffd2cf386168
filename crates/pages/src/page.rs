//! Which pages there are, and where they stand.

use std::fmt;

use codebook::{EntityId, Kind, PublicSourceId, Technology};

use crate::choice::Choice;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Spanish.
    Es,
    /// English.
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Es, Self::En];

    /// The language's tag, which is also the name of its folder.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
        }
    }

    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Es => Self::En,
            Self::En => Self::Es,
        }
    }
}

/// A country's code, ISO 3166-1 alpha-2: two capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// The country of that code; `None` where the text is not two capital letters.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let code: [u8; 2] = code.as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_uppercase).then_some(Self(code))
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// A page of the register, in whatever language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// What the register is, and what it found.
    Home,
    /// Entities of a kind: which page of the list. The first is 1; the others have numbers by what they begin with.
    List(Kind, u32),
    /// Entities of a kind with one value, or in another order, likewise.
    Chosen(Kind, Choice, u32),
    /// Sources, likewise.
    Sources(u32),
    /// Where sources disagree, likewise.
    Contradictions(u32),
    /// Records requests that brought nothing, likewise.
    Silences(u32),
    /// Accuracy figures, and what stands behind them, likewise.
    Accuracy(u32),
    /// Where the systems are: the world.
    Map,
    /// The world again, with the systems of one technology alone.
    MapOf(Technology),
    /// One country's systems.
    MapIn(Country),
    /// Purchases by year, amounts by vendor, answers to requests.
    Charts,
    /// What screening found in bulk contracting data, and its flags.
    Bulk,
    /// What was corrected and what was taken back, likewise; and how to ask for it.
    Corrections(u32),
    /// The page that searches, by a script of its own.
    Search,
    /// How to check the register offline.
    Verify,
    /// One entity.
    Entity(EntityId),
    /// A further part of one about which very much is said, from 2.
    EntityPart(EntityId, u32),
    /// One source.
    Source(PublicSourceId),
}

impl Page {
    /// The page's path under its language's folder, which is also how it is written out. Made of identifiers and fixed
    /// words only.
    #[must_use]
    pub fn path(self) -> String {
        self.to_string()
    }

    /// The first page of what this is a part of; itself, of what comes in no parts.
    #[must_use]
    pub const fn first(self) -> Self {
        match self {
            Self::EntityPart(id, _) => Self::Entity(id),
            other => other.part(1),
        }
    }

    /// The page of the same list with a number; itself, of what is no list.
    pub(crate) const fn part(self, number: u32) -> Self {
        match self {
            Self::List(kind, _) => Self::List(kind, number),
            Self::Chosen(kind, choice, _) => Self::Chosen(kind, choice, number),
            Self::Sources(_) => Self::Sources(number),
            Self::Contradictions(_) => Self::Contradictions(number),
            Self::Silences(_) => Self::Silences(number),
            Self::Accuracy(_) => Self::Accuracy(number),
            Self::Corrections(_) => Self::Corrections(number),
            other => other,
        }
    }

    /// How to go from this page up to its language's folder.
    pub(crate) const fn up(self) -> &'static str {
        match self {
            Self::Chosen(..)
            | Self::Entity(_)
            | Self::EntityPart(..)
            | Self::Source(_)
            | Self::MapOf(_)
            | Self::MapIn(_) => "../",
            _ => "",
        }
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("index.html"),
            Self::List(kind, number) => part(f, plural(*kind), *number),
            Self::Chosen(kind, choice, number) => {
                part(f, format_args!("{}/{choice}", plural(*kind)), *number)
            }
            Self::Sources(number) => part(f, "sources", *number),
            Self::Contradictions(number) => part(f, "contradictions", *number),
            Self::Silences(number) => part(f, "silences", *number),
            Self::Accuracy(number) => part(f, "accuracy", *number),
            Self::Map => f.write_str("map.html"),
            Self::MapOf(technology) => write!(f, "maps/{technology}.html"),
            Self::MapIn(country) => write!(f, "maps/{}.html", country.code().to_lowercase()),
            Self::Charts => f.write_str("charts.html"),
            Self::Bulk => f.write_str("procurement.html"),
            Self::Corrections(number) => part(f, "corrections", *number),
            Self::Search => f.write_str("search.html"),
            Self::Verify => f.write_str("verify.html"),
            Self::Entity(id) => write!(f, "entities/{id}.html"),
            Self::EntityPart(id, number) => write!(f, "entities/{id}.{number}.html"),
            Self::Source(id) => write!(f, "sources/{id}.html"),
        }
    }
}

/// The address of a page of a list; the first has no number.
fn part(f: &mut fmt::Formatter<'_>, name: impl fmt::Display, number: u32) -> fmt::Result {
    match number {
        1 => write!(f, "{name}.html"),
        _ => write!(f, "{name}-{number}.html"),
    }
}

/// The name of a kind's list.
pub(crate) const fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::System => "systems",
        Kind::Agency => "agencies",
        Kind::Vendor => "vendors",
        Kind::Contract => "contracts",
        Kind::Request => "requests",
        Kind::Jurisdiction => "jurisdictions",
        Kind::Claim => "claims",
        Kind::Law => "laws",
    }
}
