//! Where in a release something stands, written out only when somebody asks.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A JSON Pointer of fixed words with up to two places in lists between them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pointer {
    words: [&'static str; 3],
    places: [Option<usize>; 2],
}

impl Pointer {
    /// To a member of a list: `/awards/`, its place, `/date`.
    #[must_use]
    pub const fn of(list: &'static str, place: usize, tail: &'static str) -> Self {
        Self { words: [list, tail, ""], places: [Some(place), None] }
    }

    /// To a member of a list that is in a member of a list: `/awards/`, its place, `/suppliers/`, its place.
    #[must_use]
    pub const fn within(self, place: usize, tail: &'static str) -> Self {
        let ([first, second, _], [of, _]) = (self.words, self.places);
        Self { words: [first, second, tail], places: [of, Some(place)] }
    }

    /// True where it points at nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl From<&'static str> for Pointer {
    fn from(fixed: &'static str) -> Self {
        Self { words: [fixed, "", ""], places: [None, None] }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second, third] = self.words;
        let [of, within] = self.places;
        f.write_str(first)?;
        of.map_or(Ok(()), |place| place.fmt(f))?;
        f.write_str(second)?;
        within.map_or(Ok(()), |place| place.fmt(f))?;
        f.write_str(third)
    }
}

/// Where a process says how many bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bidders {
    /// In a number of the tender's.
    Number,
    /// In the statistics of bids, at this place.
    Statistic(u32),
    /// As many tenderers as the tender lists.
    Listed,
    /// As many as the bids listed are of.
    Bids,
}

impl Bidders {
    /// Where that is.
    #[must_use]
    pub fn pointer(self) -> Pointer {
        match self {
            Self::Number => "/tender/numberOfTenderers".into(),
            Self::Statistic(place) => Pointer::of("/bids/statistics/", place as usize, "/value"),
            Self::Listed => "/tender/tenderers".into(),
            Self::Bids => "/bids/details".into(),
        }
    }
}
