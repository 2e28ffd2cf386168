//! What can be asked of a list.

use codebook::{Kind, Property};

/// A stretch of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// After this many.
    pub offset: u64,
    /// At most this many.
    pub limit: u64,
}

impl Part {
    /// All of it.
    pub const ALL: Self = Self { offset: 0, limit: i64::MAX.cast_unsigned() };

    /// The first so many.
    #[must_use]
    pub const fn first(limit: u64) -> Self {
        Self { offset: 0, limit }
    }

    /// The page with this number, from 1, where each has `size`.
    #[must_use]
    pub const fn page(number: u32, size: u64) -> Self {
        Self { offset: (number as u64).saturating_sub(1).saturating_mul(size), limit: size }
    }
}

/// Something that entities can be told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// A technology that it uses: the codebook's word.
    Technology,
    /// Where it is: the id of the entity that is named, or else the words.
    Place,
    /// Who bought it: likewise.
    Agency,
    /// Who supplies it or makes its technology: likewise.
    Vendor,
    /// A year in which something of it began, was awarded, ended or held: four digits.
    Year,
    /// Its status: the codebook's word.
    Status,
    /// A property that a source speaks of: the codebook's word.
    Property,
    /// A property that one would want to know of it ([`usual`]) and no source speaks of: likewise.
    Unknown,
}

impl Facet {
    /// Every facet.
    pub const ALL: [Self; 8] = [
        Self::Technology,
        Self::Place,
        Self::Agency,
        Self::Vendor,
        Self::Year,
        Self::Status,
        Self::Property,
        Self::Unknown,
    ];

    /// Its word, as in an address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Technology => "technology",
            Self::Place => "place",
            Self::Agency => "agency",
            Self::Vendor => "vendor",
            Self::Year => "year",
            Self::Status => "status",
            Self::Property => "property",
            Self::Unknown => "unknown",
        }
    }
}

/// What one would want to know of each kind of thing.
#[must_use]
pub const fn usual(kind: Kind) -> &'static [Property] {
    use Property as P;
    match kind {
        Kind::System => &[
            P::UsesTechnology,
            P::Status,
            P::Place,
            P::Purpose,
            P::Buyer,
            P::TechnologyVendor,
            P::StartDate,
            P::Cameras,
            P::WatchlistSize,
            P::FalseMatches,
            P::AccuracyClaim,
            P::LegalBasis,
            P::DataSharedWith,
        ],
        Kind::Contract => &[
            P::UsesTechnology,
            P::Purpose,
            P::Buyer,
            P::Supplier,
            P::ContractId,
            P::Amount,
            P::AwardDate,
            P::EndDate,
            P::LegalBasis,
        ],
        Kind::Request => &[P::Buyer, P::StartDate, P::Response, P::LegalBasis],
        Kind::Claim => &[P::AccuracyClaim, P::ClaimedBy, P::FacesScanned, P::FalseMatches],
        Kind::Law => &[P::Status, P::Place, P::StartDate],
        Kind::Agency | Kind::Vendor | Kind::Jurisdiction => &[],
    }
}

/// An order of a list of entities.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListOrder {
    /// By name, then id.
    #[default]
    Name,
    /// Those with the most facts first.
    Facts,
    /// Those with the newest fact first.
    Newest,
    /// Those of the latest [`Facet::Year`] first, those of none last.
    Year,
    /// By the amount a source states: the highest first, one currency after the other, those of none last.
    Amount,
}

impl ListOrder {
    /// Every order.
    pub const ALL: [Self; 5] = [Self::Name, Self::Facts, Self::Newest, Self::Year, Self::Amount];

    /// Its word, as in an address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Facts => "facts",
            Self::Newest => "newest",
            Self::Year => "year",
            Self::Amount => "amount",
        }
    }
}

/// Which entities are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Of this kind.
    pub kind: Kind,
    /// With each of these values.
    pub with: Vec<(Facet, String)>,
    /// In which order.
    pub order: ListOrder,
}

impl Ask {
    /// All of a kind, by name.
    #[must_use]
    pub const fn all(kind: Kind) -> Self {
        Self { kind, with: Vec::new(), order: ListOrder::Name }
    }
}

/// Facts that are findings of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// The public got nothing.
    Silence,
    /// How accurate something is said to be.
    Accuracy,
}

impl Finding {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Silence => "silence",
            Self::Accuracy => "accuracy",
        }
    }
}
