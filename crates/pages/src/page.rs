//! Which pages there are, and where they stand.

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
    /// Entities of a kind: which page of the list, from 1.
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
    /// The page's path under its language's folder. Made of identifiers and fixed words only.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::Home => "index.html".to_owned(),
            Self::List(kind, number) => part(plural(kind), number),
            Self::Chosen(kind, choice, number) => {
                part(&format!("{}/{choice}", plural(kind)), number)
            }
            Self::Sources(number) => part("sources", number),
            Self::Contradictions(number) => part("contradictions", number),
            Self::Silences(number) => part("silences", number),
            Self::Accuracy(number) => part("accuracy", number),
            Self::Map => "map.html".to_owned(),
            Self::MapOf(technology) => format!("maps/{technology}.html"),
            Self::MapIn(country) => format!("maps/{}.html", country.code().to_lowercase()),
            Self::Charts => "charts.html".to_owned(),
            Self::Bulk => "procurement.html".to_owned(),
            Self::Corrections(number) => part("corrections", number),
            Self::Search => "search.html".to_owned(),
            Self::Verify => "verify.html".to_owned(),
            Self::Entity(id) => format!("entities/{id}.html"),
            Self::EntityPart(id, number) => format!("entities/{id}.{number}.html"),
            Self::Source(id) => format!("sources/{id}.html"),
        }
    }

    /// The first page of what this is a part of; itself, of what comes in no parts.
    #[must_use]
    pub const fn first(self) -> Self {
        match self {
            Self::List(kind, _) => Self::List(kind, 1),
            Self::Chosen(kind, choice, _) => Self::Chosen(kind, choice, 1),
            Self::Sources(_) => Self::Sources(1),
            Self::Contradictions(_) => Self::Contradictions(1),
            Self::Silences(_) => Self::Silences(1),
            Self::Accuracy(_) => Self::Accuracy(1),
            Self::Corrections(_) => Self::Corrections(1),
            Self::EntityPart(id, _) => Self::Entity(id),
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

/// The address of a page of a list; the first has no number.
fn part(name: &str, number: u32) -> String {
    if number == 1 { format!("{name}.html") } else { format!("{name}-{number}.html") }
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
